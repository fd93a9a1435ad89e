from enum import StrEnum


class AgeBucket(StrEnum):
    ADULT = "adult"
    CHILD = "child"
    SENIOR = "senior"
    TEEN = "teen"
    UNKNOWN = "unknown"
    YOUNG_ADULT = "young_adult"

    def __str__(self) -> str:
        return str(self.value)
