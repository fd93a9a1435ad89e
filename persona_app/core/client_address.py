"""From which address a request came, behind proxies too."""

from collections.abc import Collection, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address


def client_address(peer: str, forwarded: Sequence[str], *, trusted: Collection[IPv4Network | IPv6Network]) -> str:
    """The last address that no trusted proxy vouches for; `peer` itself when it is none of ours. `forwarded`: lines of X-Forwarded-For.

    Each proxy appends whom it was asked by to X-Forwarded-For, so the list is read from its end: what stands before the first
    address that we don't trust could be written by anybody.
    """
    address = peer
    for named in reversed([name.strip() for line in forwarded for name in line.split(",")]):
        if not _is_in(address, trusted):
            return address
        if _parsed(named) is None:
            return address
        address = named
    return address


def _is_in(address: str, networks: Collection[IPv4Network | IPv6Network]) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in networks)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
