from enum import StrEnum


class Outcome(StrEnum):
    DISMISSED = "dismissed"
    HIDDEN = "hidden"

    def __str__(self) -> str:
        return str(self.value)
