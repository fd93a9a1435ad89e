from enum import StrEnum


class WebhookState(StrEnum):
    DISABLED = "disabled"
    OFF = "off"
    ON = "on"

    def __str__(self) -> str:
        return str(self.value)
