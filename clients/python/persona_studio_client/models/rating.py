from enum import StrEnum


class Rating(StrEnum):
    EXPLICIT = "explicit"
    SAFE = "safe"
    SUGGESTIVE = "suggestive"
    UNRATED = "unrated"

    def __str__(self) -> str:
        return str(self.value)
