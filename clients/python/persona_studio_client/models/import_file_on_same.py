from enum import StrEnum


class ImportFileOnSame(StrEnum):
    KEEP_BOTH = "keep_both"
    SKIP = "skip"
    UPDATE = "update"

    def __str__(self) -> str:
        return str(self.value)
