from enum import StrEnum


class EnrichmentState(StrEnum):
    ASKED = "asked"
    DONE = "done"
    DROPPED = "dropped"

    def __str__(self) -> str:
        return str(self.value)
