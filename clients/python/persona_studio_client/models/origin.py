from enum import StrEnum


class Origin(StrEnum):
    ENGINE = "engine"
    OFFLINE = "offline"

    def __str__(self) -> str:
        return str(self.value)
