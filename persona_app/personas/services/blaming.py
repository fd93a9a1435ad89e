"""Blame for a version that is stored: which version brought each passage and claim, and which data.

The versions are read from the newest down, some at a time, and only until everything is found; of contents and profiles that a version
has in common with the one after it nothing is read twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, null, select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.personas import queries
from persona_app.personas.blaming import ClaimKey, Reader, State, brought_by, claims_of, key_of, passages
from persona_app.personas.errors import VersionNotFound
from persona_app.personas.models import PersonaData, PersonaVersion
from persona_app.personas.schemas import BlamedClaim, BlamedDatum, BlamedPassage, BlamedVersion, VersionBlame

AT_ONCE = 16
"""Versions in memory at one time: 50 kB of content and some 100 kB of profile each."""
Thing = str | ClaimKey


def blame_version(session: Session, *, actor: Actor, persona_id: UUID, number: int) -> VersionBlame:
    """For each passage of a version's content and each claim of its profile the version, and the data, that brought it.

    Raises:
        PersonaNotFound, VersionNotFound: there is no such version.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    if not 0 < number < 2**31:
        raise VersionNotFound(number)
    walk = _Walk(session, persona_id=persona_id, number=number)
    found = brought_by(walk.states())
    if not walk.is_there:
        raise VersionNotFound(number)
    cited = walk.cited()
    said = tuple((key.value.casefold(), found[key], data_ids) for key, data_ids in cited.items())
    blamed = [(text, found.get(key_of(text), number)) for text in passages(walk.content)]
    versions = _versions(session, persona_id=persona_id, numbers={*found.values(), *(each for _, each in blamed)})
    return VersionBlame(
        number=number,
        passages=tuple(BlamedPassage(text=text, number=each, data_ids=_told_in(text, each, said)) for text, each in blamed),
        claims=tuple(BlamedClaim(**key._asdict(), number=found[key], data_ids=data_ids) for key, data_ids in cited.items()),
        versions=versions,
        data=_data(session, persona_id=persona_id, ids={*chain(*cited.values(), *(each.data_ids for each in versions))}),
    )


def _told_in(text: str, number: int, said: Iterable[tuple[str, int, tuple[UUID, ...]]]) -> tuple[UUID, ...]:
    """The data of those claims whose words stand in the passage, and that were there when it came.

    `said` has of each claim its words without capitals, the version that brought it, and its data.
    """
    shown = text.replace("\\", "").casefold()
    told = (ids for words, since, ids in said if since <= number and words in shown)
    return tuple(dict.fromkeys(each for ids in told for each in ids))


class _Walk:
    """One way back through the versions of a persona."""

    def __init__(self, session: Session, *, persona_id: UUID, number: int) -> None:
        self._session, self._persona_id, self._number = session, persona_id, number
        self._open: set[ClaimKey] = set()
        self._came: dict[ClaimKey, Mapping[str, Any]] = {}
        self.content = ""
        self.is_there = False

    def states(self) -> Iterator[State[Thing]]:
        """What each version has, the one that was asked for first."""
        reader = Reader()
        words: set[str] = set()
        claims: dict[ClaimKey, Mapping[str, Any]] = {}
        for row in self._rows():
            if not self.is_there and row.number != self._number:
                return
            if row.content is not None:
                words = reader.keys(row.content)
            if row.profile is not None:
                claims = claims_of(row.profile)
            if row.number == self._number:
                self.is_there, self.content, self._open, self._came = True, row.content, set(claims), dict(claims)
            if row.profile is not None:
                self._open &= claims.keys()
                self._came.update((key, claims[key]) for key in self._open)
            yield State(row.number, words | claims.keys())

    def cited(self) -> dict[ClaimKey, tuple[UUID, ...]]:
        """By claim the data that it rested on where it came, once all states were taken."""
        return {key: _data_ids(claim) for key, claim in self._came.items()}

    def _rows(self) -> Iterator[Any]:
        """The versions from the one that was asked for down, in portions; null stands for what is as in the row before."""
        below = self._number + 1
        while rows := self._session.execute(_portion(self._persona_id, below=below)).all():
            yield from rows
            below = rows[-1].number


def _versions(session: Session, *, persona_id: UUID, numbers: set[int]) -> tuple[BlamedVersion, ...]:
    """The versions that brought something, newest first, each with the data that it was the first to use."""
    before = func.lag(PersonaVersion.data_ids).over(order_by=col(PersonaVersion.number)).label("before")
    names = ("number", "semantic", "summary", "origin", "author_id", "created_at", "data_ids")
    all_ = select(*(getattr(PersonaVersion, name) for name in names), before).where(col(PersonaVersion.persona_id) == persona_id).subquery()
    rows = session.execute(select(all_).where(all_.c.number.in_(numbers)).order_by(all_.c.number.desc())).mappings()
    return tuple(BlamedVersion(**{**row, "data_ids": _added(row["before"] or (), row["data_ids"])}) for row in rows)


def _data(session: Session, *, persona_id: UUID, ids: set[UUID]) -> tuple[BlamedDatum, ...]:
    """What the data are called, in their order; those that are another persona's are left out."""
    query = select(col(PersonaData.id), col(PersonaData.number), col(PersonaData.title)).order_by(col(PersonaData.number))
    rows = session.execute(query.where(col(PersonaData.persona_id) == persona_id, col(PersonaData.id).in_(ids)))
    return tuple(BlamedDatum(**row) for row in rows.mappings())


def _portion(persona_id: UUID, *, below: int) -> Any:
    """A profile of 100 kB is unpacked once for its hash, and again only where it differs from the one before."""
    hashed = func.jsonb_hash_extended(col(PersonaVersion.profile), 0).label("hashed")
    columns = (PersonaVersion.number, PersonaVersion.content, PersonaVersion.content_sha256, PersonaVersion.profile)
    chosen = (
        select(*columns, hashed)  # type: ignore[call-overload]
        .where(col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.number) < below)
        .order_by(col(PersonaVersion.number).desc())
        .limit(AT_ONCE)
        .subquery()
    )
    order = chosen.c.number.desc()
    content = case((chosen.c.content_sha256 == func.lag(chosen.c.content_sha256).over(order_by=order), null()), else_=chosen.c.content)
    profile = case((chosen.c.hashed == func.lag(chosen.c.hashed).over(order_by=order), null()), else_=chosen.c.profile)
    return select(chosen.c.number, content.label("content"), profile.label("profile")).order_by(order)


def _data_ids(claim: Mapping[str, Any]) -> tuple[UUID, ...]:
    cited = (UUID(each["data_id"]) for each in claim["citations"] if each.get("kind") == "data")
    return tuple(dict.fromkeys(cited))


def _added(before: Sequence[UUID], after: Sequence[UUID]) -> tuple[UUID, ...]:
    known = set(before)
    return tuple(each for each in after if each not in known)
