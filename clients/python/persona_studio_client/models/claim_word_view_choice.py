from enum import StrEnum


class ClaimWordViewChoice(StrEnum):
    RELEASED = "released"
    REMOVED = "removed"
    SET = "set"

    def __str__(self) -> str:
        return str(self.value)
