from enum import StrEnum


class ProposalViewState(StrEnum):
    DECLINED = "declined"
    OPEN = "open"
    TAKEN = "taken"

    def __str__(self) -> str:
        return str(self.value)
