"""Where to listen, and how people reach it."""

import errno
import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from persona_app.core.errors import Invalid, Unavailable


class AddressInvalid(Invalid):
    """HOST is not an address of this machine, or the port needs rights."""

    code = "listen_address_invalid"


class PortTaken(Unavailable):
    """Something listens there already."""

    code = "port_taken"


def resolve(host: str, *, port: int) -> str:
    """The numeric address to listen on; of several, IPv4 before IPv6.

    Raises:
        AddressInvalid: the name has no address.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise AddressInvalid(
            f"HOST is {host!r}, which has no address. Use localhost, 0.0.0.0 for every network, or an address of this machine."
        ) from error
    return str(min(found, key=lambda entry: entry[0] != socket.AF_INET)[4][0])


def require_free(address: str, *, port: int) -> None:
    """Find out before anything is started whether the port can be had.

    Raises:
        PortTaken: another program listens there.
        AddressInvalid: the address is not this machine's, or the port is reserved.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(
                    f"Port {port} is taken, by this program or another one: stop that one, or choose another port with PORT={port + 1}."
                ) from error
            if error.errno == errno.EACCES:
                raise AddressInvalid(f"Port {port} is reserved for the system: choose one above 1023 with PORT.") from error
            raise AddressInvalid(
                f"This machine can't listen on {address}: set HOST to localhost, 0.0.0.0, or one of its own addresses."
            ) from error


@contextmanager
def claimed(home: Path, *, port: int) -> Iterator[None]:
    """Keep the port for one program of this home while it starts and serves.

    Two that start at the same time both find it free, and the server's workers share a port without a word (SO_REUSEPORT).

    Raises:
        PortTaken: another one has claimed it.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"port-{port}.lock").open("w") as claim:
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PortTaken(
                f"Port {port} is taken: this program is starting or running there already. Use that one, or choose PORT={port + 1}."
            ) from error
        yield


def browsable(host: str, *, port: int) -> str:
    """The address to type into a browser."""
    name = "localhost" if host in {"0.0.0.0", "::", "127.0.0.1", "::1"} else host  # noqa: S104 - compared, not bound
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"
