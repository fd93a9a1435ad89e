"""What can go wrong with webhooks, each with a sentence for a person."""

from persona_app.core.errors import Conflict, Invalid, LimitReached, NotFound


class WebhookNotFound(NotFound):
    """No such webhook, or not this account's."""

    code = "webhook_not_found"

    def __init__(self) -> None:
        super().__init__("This webhook does not exist, or was removed. Go back to the list of webhooks.")


class DeliveryNotFound(NotFound):
    """The webhook has no such delivery (any more)."""

    code = "delivery_not_found"

    def __init__(self) -> None:
        super().__init__("This delivery does not exist, or was deleted with the old part of the log.")


class WebhookAddressRefused(Invalid):
    """Nothing is sent to this address: misspelt, private, or unknown."""

    code = "webhook_address_refused"

    def __init__(self, what: str) -> None:
        super().__init__(f"Nothing was saved: {what}. Give an address that everybody on the internet can reach, at port 443 or 80.")


class WebhookInvalid(Invalid):
    """A description or a list of kinds that cannot be used."""

    code = "webhook_invalid"


class TooManyWebhooks(LimitReached):
    """The account has as many as it may have."""

    code = "too_many_webhooks"

    def __init__(self, most: int) -> None:
        super().__init__(f"There are {most} webhooks already. Remove one that is not needed, then add the new one.")


class TooManyTests(LimitReached):
    """Tests are for a person to look at."""

    code = "too_many_tests"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} tests were sent within a minute. Wait a moment, then send the next one.")


class WebhookOff(Conflict):
    """It is switched off, so nothing is sent to it."""

    code = "webhook_off"

    def __init__(self) -> None:
        super().__init__("This webhook is switched off, so nothing is sent again. Switch it on first.")
