"""Who is still connected: long handlers ask, so that nothing goes on for a tab that is gone.

Reflex ends what a page's load started when its socket closes, but not what a client called by itself; and any client can call any
listed handler as often as it likes.
"""

from collections.abc import Mapping
from typing import Protocol
from uuid import uuid4


class HoldsConnections(Protocol):
    """The application's socket."""

    @property
    def token_to_sid(self) -> Mapping[str, str]:
        """The socket of each client that is connected, by its token."""


_socket: HoldsConnections | None = None
_newest: dict[tuple[str, str], str] = {}


def follow_connections(socket: HoldsConnections | None) -> None:
    """Ask this socket from now on; without one everybody counts as connected."""
    global _socket
    _socket = socket


class Turn:
    """One long handler of one client. It is over when the client is gone, or has called the same handler again."""

    def __init__(self, token: str, *, of: str) -> None:
        self._key = (token, of)
        self._id = uuid4().hex
        _newest[self._key] = self._id

    def is_over(self) -> bool:
        """Should the handler end?"""
        is_gone = _socket is not None and self._key[0] not in _socket.token_to_sid
        return is_gone or _newest.get(self._key) != self._id

    def end(self) -> None:
        """The handler ends."""
        if _newest.get(self._key) == self._id:
            del _newest[self._key]
