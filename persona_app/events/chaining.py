"""The formulas of the chain, computed apart from the database: whoever can write its tables can write its functions too.

`hash(n) = SHA-256(hash(n-1), place, id, time, kind, actor, owner, persona, before, after, digest)`, joined by line feeds, empty where there
is none, the time in microseconds since 1970; `digest = SHA-256(salt, words)`. Migration 0022 writes the same in SQL.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
State = str | int | bool | None | UUID


class Chained(Protocol):
    """What never goes of an event."""

    @property
    def id(self) -> UUID: ...
    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def actor_id(self) -> UUID | None: ...
    @property
    def owner_id(self) -> UUID | None: ...
    @property
    def persona_id(self) -> UUID | None: ...
    @property
    def before(self) -> str | None: ...
    @property
    def after(self) -> str | None: ...
    @property
    def detail_digest(self) -> str | None: ...


def link(previous: str, place: int, event: Chained) -> str:
    """The hash (hex) of an event at its place, after the hash of the one before (empty for the first)."""
    moment = (event.at - _EPOCH) // _MICROSECOND
    ids = (event.actor_id, event.owner_id, event.persona_id, event.before, event.after, event.detail_digest)
    kept = (previous, place, event.id, moment, event.kind, *("" if each is None else each for each in ids))
    return sha256("\n".join(map(str, kept)).encode()).hexdigest()


def words_digest(salt: UUID, words: str) -> str:
    """The digest (hex) of an event's words, as PostgreSQL writes them."""
    return sha256(f"{salt}{words}".encode()).hexdigest()


def state_hash(**state: State) -> str:
    """The SHA-256 (hex) of a state, for `record(before=, after=)`: its fields by name, as JSON with sorted keys."""
    return sha256(json.dumps(state, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")).hexdigest()


def states(before: Mapping[str, State], after: Mapping[str, State]) -> dict[str, str]:
    """Both hashes, as `record` takes them."""
    return {"before": state_hash(**before), "after": state_hash(**after)}
