"""From which address a request to a page came, behind proxies too."""

from collections.abc import Collection
from ipaddress import IPv4Network, IPv6Network

from starlette.datastructures import Headers

from persona_app.core import client_address as core


def client_address(peer: str, headers: Headers, *, trusted: Collection[IPv4Network | IPv6Network]) -> str:
    """See `core.client_address`."""
    return core.client_address(peer, headers.getlist("x-forwarded-for"), trusted=trusted)
