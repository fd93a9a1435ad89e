from enum import StrEnum


class SettlementChoice(StrEnum):
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    def __str__(self) -> str:
        return str(self.value)
