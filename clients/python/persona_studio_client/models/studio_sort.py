from enum import StrEnum


class StudioSort(StrEnum):
    BEST = "best"
    CHANGED = "changed"
    MOST_USED = "most_used"
    NAME = "name"
    NEWEST = "newest"
    USED = "used"

    def __str__(self) -> str:
        return str(self.value)
