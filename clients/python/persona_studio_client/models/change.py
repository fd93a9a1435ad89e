from enum import StrEnum


class Change(StrEnum):
    GONE = "gone"
    NEW = "new"
    SAME = "same"

    def __str__(self) -> str:
        return str(self.value)
