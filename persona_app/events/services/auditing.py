"""Is the trail as it was written? Every hash is computed again, by the program, from what the database holds now."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from persona_app.events.chaining import link, words_digest
from persona_app.events.schemas import Audit, EventKind, Finding, Head

_BATCH = 5_000
MOST_FINDINGS = 1_000
"""After so many it is clear that the trail is not what it was."""
_LINKS = text(
    """
    SELECT seal.place, seal.event_id, seal.hash, event.id, event.at, event.kind, event.actor_id, event.owner_id, event.persona_id,
        event.before, event.after, event.detail_digest, event.salt, event.detail::text AS words
    FROM event_seal AS seal LEFT JOIN event ON event.id = seal.event_id
    WHERE seal.place > :after ORDER BY seal.place LIMIT :most
    """
)
_PUT_IN = text(
    """
    SELECT id FROM event WHERE NOT EXISTS (SELECT FROM event_seal WHERE event_id = event.id)
        AND NOT EXISTS (SELECT FROM event_unsealed WHERE event_id = event.id) ORDER BY id LIMIT :most
    """
)
_TAKEN_EARLY = text(
    "SELECT event_id FROM event_unsealed AS one WHERE NOT EXISTS (SELECT FROM event WHERE id = one.event_id) ORDER BY id LIMIT :most"
)
_TWICE = text("SELECT event_id FROM event_seal GROUP BY event_id HAVING count(*) > 1 ORDER BY event_id LIMIT :most")
_ERASED = text("SELECT owner_id FROM event WHERE kind = :kind AND owner_id IS NOT NULL")
_RETIRED = text("SELECT max(detail->>'before') FROM event WHERE kind = :kind AND owner_id IS NULL AND actor_id IS NULL")


def audit(session: Session, *, heads: Sequence[Head] = (), advance: Callable[[int], None] = lambda _: None) -> Audit:
    """Look at the whole trail; `heads` are links that somebody kept elsewhere, which must still be there.

    For a unit of work that sees everybody's events.
    """
    look = _Look(session, heads=heads)
    for row in _links(session):
        look.at(row)
        advance(1)
    look.beside(session)
    waiting = int(session.connection().execute(text("SELECT count(*) FROM event_unsealed")).scalar_one())
    head = Head(place=look.place, hash=look.hash) if look.place else None
    return Audit(sealed=look.links, waiting=waiting, head=head, findings=tuple(look.findings))


def _links(session: Session) -> Iterator[Row[Any]]:
    after = -(2**62)
    while found := session.connection().execute(_LINKS, {"after": after, "most": _BATCH}).all():
        yield from found
        after = found[-1].place


class _Look:
    """The walk along the chain: the link that was last seen, and what is wrong so far."""

    def __init__(self, session: Session, *, heads: Sequence[Head]) -> None:
        connection = session.connection()
        self.place, self.hash, self.links = 0, "", 0
        self.findings: list[Finding] = []
        self._kept: dict[int, set[str]] = {}
        for head in heads:
            self._kept.setdefault(head.place, set()).add(head.hash)
        self._erased: set[UUID] = set(connection.execute(_ERASED, {"kind": EventKind.ACCOUNT_ERASED.value}).scalars())
        retired = connection.execute(_RETIRED, {"kind": EventKind.WORDS_RETIRED.value}).scalar_one()
        self._retired_before = _moment(retired)

    def at(self, row: Row[Any]) -> None:
        """One link more; what follows a wrong one is judged by the hash that stands there, so that each is named once."""
        if row.place != self.place + 1:
            self._say(row, f"the links {self.place + 1} to {row.place - 1} before it were removed")
        if row.id is None:
            self._say(row, "the event was removed")
        elif link(self.hash, row.place, row) != row.hash:
            self._say(row, "the event was changed or moved, or the link before it was")
        elif not self._has_its_words(row):
            self._say(row, "its words were changed")
        if not self._kept.pop(row.place, set()) <= {row.hash}:
            self._say(row, "the link is not the one that was kept elsewhere: the chain was written anew")
        self.place, self.hash = row.place, row.hash
        self.links += 1

    def beside(self, session: Session) -> None:
        """What the chain itself doesn't show: rows that are not in it, and an end that was cut off."""
        found = ((_PUT_IN, "the event was put in past the chain"), (_TAKEN_EARLY, "the event was removed before it had its place"))
        for query, sentence in (*found, (_TWICE, "the event stands in the chain twice")):
            for event_id in session.connection().execute(query, {"most": MOST_FINDINGS}).scalars():
                self._add(Finding(event_id=event_id, sentence=sentence))
        for place in sorted(self._kept):
            self._add(Finding(place=place, sentence=f"the chain was cut: it ends at {self.place}, and link {place} was kept elsewhere"))

    def _has_its_words(self, row: Row[Any]) -> bool:
        if row.salt is not None:
            return bool(words_digest(row.salt, row.words) == row.detail_digest)
        went_by_age = self._retired_before is not None and row.at < self._retired_before
        went_with_account = bool({row.owner_id, row.actor_id} & self._erased)
        return bool(row.words == "{}" and (went_by_age or went_with_account))

    def _say(self, row: Row[Any], sentence: str) -> None:
        self._add(Finding(place=row.place, event_id=row.event_id, at=row.at, sentence=sentence))

    def _add(self, finding: Finding) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).astimezone(UTC) if written else None
