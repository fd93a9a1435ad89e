from enum import StrEnum


class ResultViewOutcome(StrEnum):
    FAILED = "failed"
    IMPORTED = "imported"
    SKIPPED = "skipped"
    UPDATED = "updated"

    def __str__(self) -> str:
        return str(self.value)
