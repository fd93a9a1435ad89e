from enum import StrEnum


class Source(StrEnum):
    DERIVED = "derived"
    MANUAL = "manual"
    MOVIE = "movie"

    def __str__(self) -> str:
        return str(self.value)
