from enum import StrEnum


class DeliveryOutcome(StrEnum):
    PRIVATE = "private"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    SLOW = "slow"
    TAKEN = "taken"
    UNREACHABLE = "unreachable"

    def __str__(self) -> str:
        return str(self.value)
