from enum import StrEnum


class FieldViewOrigin(StrEnum):
    BOTH = "both"
    NOTHING = "nothing"
    OWN = "own"
    PARENT = "parent"

    def __str__(self) -> str:
        return str(self.value)
