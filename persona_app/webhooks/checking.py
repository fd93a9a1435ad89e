"""Whether events may be sent to an address. It is checked when it is given, and again at each connection (`webhooks/sending.py`)."""

from persona_app.core.config import Settings
from persona_app.ingestion.errors import AddressInvalid
from persona_app.ingestion.services.addresses import (
    GuardedBackend,
    HostNotFoundError,
    HostNotPublicError,
    PortNotAllowedError,
    allowed_pairs,
    parse_url,
)
from persona_app.webhooks.errors import WebhookAddressRefused

LONGEST = 2_000


def network_for(settings: Settings) -> GuardedBackend:
    """The network that reaches public addresses, and those that the operator allows."""
    return GuardedBackend(allow=allowed_pairs(settings.webhook_allow))


async def checked_address(url: str, *, settings: Settings, network: GuardedBackend | None = None) -> str:
    """The address, `https://` put before it when it has no scheme; nothing is connected to.

    Raises:
        WebhookAddressRefused: misspelt, with a user name, at another port, unknown or private.
    """
    try:
        asked = parse_url(url)
    except AddressInvalid as error:
        raise WebhookAddressRefused("this is no web address without user name and password that begins with https:// or http://") from error
    if len(str(asked)) > LONGEST:
        raise WebhookAddressRefused(f"the address has more than {LONGEST:,} characters")
    try:
        await (network or network_for(settings)).check(asked.host, asked.port or (443 if asked.scheme == "https" else 80))
    except PortNotAllowedError as error:
        raise WebhookAddressRefused("only the ports 443 and 80 are used") from error
    except HostNotFoundError as error:
        raise WebhookAddressRefused("no host of this name was found") from error
    except HostNotPublicError as error:
        raise WebhookAddressRefused("the host lies on a private or reserved network") from error
    return str(asked)
