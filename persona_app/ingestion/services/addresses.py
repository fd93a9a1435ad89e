"""Which addresses may be asked for, and a network that connects to nothing else.

The name is resolved once, every address it has is checked, and the connection goes to a checked address: no second
look-up, so a name cannot point elsewhere between check and use (DNS rebinding).
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpcore2
import httpx2

from persona_app.ingestion.errors import AddressInvalid

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]

_PORTS = frozenset({80, 443})
_LONGEST_URL = 4_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Beside `ipaddress.is_global`, whose list depends on the Python version: IANA's special-purpose registries, and
# 168.63.129.16, where Azure's machines find their host.
_DENIED = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "168.63.129.16/32", "100.64.0.0/10"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "64:ff9b::/96", "64:ff9b:1::/48"),
    )
)

_look_ups = ThreadPoolExecutor(max_workers=64, thread_name_prefix="look-up")
"""The system gives a name up after half a minute, whoever waits for it or no longer does. The loop's own few threads have other work: who
asked for names whose servers never answer would stop all of it."""


class HostNotFoundError(Exception):
    """The name has no address."""


class HostNotPublicError(Exception):
    """One of the host's addresses is not public; no connection was attempted."""


class PortNotAllowedError(Exception):
    """A port other than 80 and 443."""


def is_public(address: str) -> bool:
    """True for an address of the public internet; false for anything else, also when it cannot be told."""
    try:
        ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id:
            return False
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip not in _GLOBAL_UNICAST:
            return False
    if any(ip.version == network.version and ip in network for network in _DENIED):
        return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    )


def parse_url(raw: str) -> httpx2.URL:
    """The address as typed, `https://` put before it when it has no scheme; international names become ASCII.

    Raises:
        AddressInvalid: not http(s), a user name in it, another port, or misspelt. A private host is found out later, by its addresses.
    """
    typed = raw.strip()
    if not typed or len(typed) > _LONGEST_URL or _FORBIDDEN_CHARACTERS.search(typed) or typed.startswith("/"):
        raise AddressInvalid(typed[:200] or "The address", what="it is not a web address")
    if not _ABSOLUTE.match(typed):
        if _SCHEME.match(typed):
            raise AddressInvalid(typed[:200], what="it does not begin with http:// or https://")
        typed = "https://" + typed
    try:
        url = httpx2.URL(typed)
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressInvalid(typed[:200], what="it is not a web address") from error
    return checked_url(url)


def checked_url(url: httpx2.URL) -> httpx2.URL:
    """The address itself when its form may be fetched, without its fragment.

    Raises:
        AddressInvalid: scheme, user name, or no host.
    """
    shown = str(url)[:200]
    if url.scheme not in ("http", "https"):
        raise AddressInvalid(shown, what="it does not begin with http:// or https://")
    if url.userinfo:
        raise AddressInvalid(shown.replace(url.userinfo.decode("ascii", "ignore") + "@", ""), what="it carries a user name or password")
    if not url.host:
        raise AddressInvalid(shown, what="it names no host")
    return url.copy_with(fragment=None)


async def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of the host, by the system's resolver.

    Raises:
        HostNotFoundError: there is none.
    """
    look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = await asyncio.get_running_loop().run_in_executor(_look_ups, look_up)
    except (OSError, UnicodeError) as error:
        raise HostNotFoundError(host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def allowed_pairs(pairs: Iterable[str]) -> frozenset[tuple[str, int]]:
    """`host:port` settings as pairs; an IPv6 host stands in brackets."""
    split = (pair.rpartition(":") for pair in pairs)
    return frozenset((host.strip("[] ").lower(), int(port)) for host, _, port in split if port.strip().isdigit())


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """A network on which only public hosts at ports 80 and 443 can be reached, and the pairs in `allow`."""

    def __init__(
        self,
        *,
        allow: frozenset[tuple[str, int]] = frozenset(),
        resolver: Resolver = resolve,
        dial: httpcore2.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allow = allow
        self._resolve = resolver
        self._dial = dial or httpcore2.AnyIOBackend()

    async def check(self, host: str, port: int) -> None:
        """Raises HostNotFoundError, HostNotPublicError or PortNotAllowedError, and connects to nothing."""
        await self._addresses(host, port)

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        """Raises HostNotFoundError, HostNotPublicError or PortNotAllowedError."""
        is_allowed = (host.lower(), port) in self._allow
        if port not in _PORTS and not is_allowed:
            raise PortNotAllowedError(port)
        addresses = await self._resolve(host, port)
        if not addresses:
            raise HostNotFoundError(host)
        if not is_allowed and not all(is_public(address) for address in addresses):
            raise HostNotPublicError(host)
        return addresses

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address that answers; all were checked before the first attempt."""
        addresses = await self._addresses(host, port)
        for address in addresses[:-1]:
            try:
                return await self._dial.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._dial.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Never."""
        raise HostNotPublicError(path)

    async def sleep(self, seconds: float) -> None:
        """Between attempts, as the pool asks."""
        await self._dial.sleep(seconds)
