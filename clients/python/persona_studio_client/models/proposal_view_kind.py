from enum import StrEnum


class ProposalViewKind(StrEnum):
    BUILD = "build"
    PARENT = "parent"

    def __str__(self) -> str:
        return str(self.value)
