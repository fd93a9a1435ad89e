from enum import StrEnum


class ProposalChoiceChoice(StrEnum):
    KEEP = "keep"
    TAKE = "take"

    def __str__(self) -> str:
        return str(self.value)
