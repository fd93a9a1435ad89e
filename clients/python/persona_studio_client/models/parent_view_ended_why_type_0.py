from enum import StrEnum


class ParentViewEndedWhyType0(StrEnum):
    DELETED = "deleted"
    LEFT = "left"

    def __str__(self) -> str:
        return str(self.value)
