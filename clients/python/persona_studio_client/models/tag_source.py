from enum import StrEnum


class TagSource(StrEnum):
    ENGINE = "engine"
    OWNER = "owner"

    def __str__(self) -> str:
        return str(self.value)
