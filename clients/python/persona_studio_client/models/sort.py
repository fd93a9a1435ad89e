from enum import StrEnum


class Sort(StrEnum):
    LIKED = "liked"
    NEW = "new"
    POPULAR = "popular"
    RELEVANCE = "relevance"

    def __str__(self) -> str:
        return str(self.value)
