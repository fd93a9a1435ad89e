from enum import StrEnum


class ParentViewFollows(StrEnum):
    PUBLIC = "public"
    VERSION = "version"

    def __str__(self) -> str:
        return str(self.value)
