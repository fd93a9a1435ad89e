from enum import StrEnum


class Mode(StrEnum):
    APPENDED = "appended"
    INHERITED = "inherited"
    OVERRIDDEN = "overridden"

    def __str__(self) -> str:
        return str(self.value)
