"""The id of the request that is being answered: in every line of the log, in the answer's header, and with the job it led to."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "X-Request-ID"
_FITTING = re.compile(r"[0-9A-Fa-f][0-9A-Fa-f._-]{7,63}")
"""UUIDs and trace ids (W3C Trace Context) are hexadecimal; words, names and tokens are not."""
_current: ContextVar[str] = ContextVar("request_id", default="")


def new_request_id() -> str:
    """Random, and short enough to be read out."""
    return secrets.token_hex(8)


def accepted(given: str | None) -> str:
    """The caller's own id when it can be one (8 to 64 hexadecimal digits, dots, dashes), else a new one: logs take nobody's text."""
    return given if given and _FITTING.fullmatch(given) else new_request_id()


def current_request_id() -> str:
    """The id of the request or job that is being worked on; empty outside of both."""
    return _current.get()


def remember_request_id(request_id: str) -> None:
    """From here on, in this task and what it starts."""
    _current.set(request_id)


@contextmanager
def request_id_of(request_id: str) -> Iterator[None]:
    """The block belongs to this request."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
