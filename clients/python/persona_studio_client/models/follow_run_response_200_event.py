from enum import StrEnum


class FollowRunResponse200Event(StrEnum):
    END = "end"
    RUN = "run"

    def __str__(self) -> str:
        return str(self.value)
