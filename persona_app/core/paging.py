"""Pages of a list, by keyset: a cursor names the last row shown, so that new rows never shift what follows."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.core.errors import Invalid

Item = TypeVar("Item")
Row = TypeVar("Row")
Key = int | datetime | UUID | str

MOST = 200
"""Longest page that is ever read."""


class CursorInvalid(Invalid):
    """A cursor that no list of ours gave out."""

    code = "cursor_invalid"

    def __init__(self) -> None:
        super().__init__("This place in the list is not known. Begin again at its start.")


class Page(BaseModel, Generic[Item]):
    """Some items of a list, and the cursor of what follows (None at the end)."""

    model_config = ConfigDict(frozen=True)

    items: tuple[Item, ...] = ()
    next_cursor: str | None = None


def page_size(limit: int) -> int:
    """The limit asked for, kept between 1 and `MOST`."""
    return max(1, min(limit, MOST))


def encode_cursor(*keys: Key) -> str:
    """An opaque, URL-safe name of a place in a list."""
    written = [key.isoformat() if isinstance(key, datetime) else str(key) for key in keys]
    return base64.urlsafe_b64encode(json.dumps(written).encode()).decode().rstrip("=")


def _key(written: str, kind: type[Key]) -> Key:
    if kind is datetime:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            raise ValueError("a moment without its zone")
        return moment
    if kind is int and not 0 <= int(written) < 2**31:
        raise ValueError("out of range")
    if kind is str and b"\x00" in written.encode():
        raise ValueError("not a text of ours")
    return kind(written)  # type: ignore[call-arg, arg-type]


def decode_cursor(cursor: str, *kinds: type[Key]) -> tuple[Key, ...]:
    """The keys that `encode_cursor` wrote, each of its kind.

    Raises:
        CursorInvalid: it was not made by `encode_cursor` from such keys.
    """
    try:
        written = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            raise ValueError("not a list of keys")
        return tuple(_key(one, kind) for one, kind in zip(written, kinds, strict=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise CursorInvalid from error


def page_of(rows: Sequence[Row], *, limit: int, view: Callable[[Row], Item], cursor: Callable[[Row], str]) -> Page[Item]:
    """A page from rows that were read with one more than the limit, to know whether any follow."""
    size = page_size(limit)
    shown = rows[:size]
    return Page(items=tuple(view(row) for row in shown), next_cursor=cursor(shown[-1]) if len(rows) > size else None)
