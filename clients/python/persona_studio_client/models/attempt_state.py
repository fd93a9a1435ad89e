from enum import StrEnum


class AttemptState(StrEnum):
    CANCELLED = "cancelled"
    DONE = "done"
    FAILED = "failed"
    PENDING = "pending"
    REVIEW = "review"

    def __str__(self) -> str:
        return str(self.value)
