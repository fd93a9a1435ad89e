"""Is everything as it was written? Hashes and citations computed again, and one digest over all that belongs to somebody."""

from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row, text
from sqlmodel import Session

from persona_app.events.schemas import Finding, Head
from persona_app.events.services.auditing import audit
from persona_app.personas.services.recovering import recover_words
from persona_app.privacy.classification import TABLES, Whose

_NOT_IN_DIGEST = frozenset({"login_session", "login_failure", "request_window", "kept_answer", "run", "run_step"})
"""What comes and goes by itself, or is at work while it is looked at."""
_BATCH = 200


class Flaw(BaseModel):
    """Something that is not as it was written; `where` names rows by their ids, never by their words."""

    model_config = ConfigDict(frozen=True)

    where: str
    sentence: str


class Verification(BaseModel):
    """What was looked at, what is wrong, what was mended."""

    model_config = ConfigDict(frozen=True)

    digest: str
    rows: int
    data: int
    versions: int
    citations: int
    flaws: tuple[Flaw, ...]
    mended: tuple[Flaw, ...] = ()
    events: int = 0
    trail: Head | None = None

    @property
    def is_whole(self) -> bool:
        """Is nothing wrong that was not mended?"""
        return not self.flaws


def digest_of(session: Session) -> tuple[str, int]:
    """A SHA-256 (hex) over every row of the tables that hold somebody's things, by name and key, and how many rows these are.

    Two installations with the same digest hold the same. Search indexes, sessions, counters and runs don't count.
    """
    whole, rows = sha256(), 0
    for table in sorted(name for name, about in TABLES.items() if about.whose is not Whose.NOBODY and name not in _NOT_IN_DIGEST):
        found = session.connection().execute(
            text(f"SELECT count(*), coalesce(md5(string_agg(md5(each::text), '' ORDER BY md5(each::text))), '') FROM \"{table}\" AS each")  # noqa: S608 - our own names
        )
        count, digest = found.one()
        whole.update(f"{table} {count} {digest}\n".encode())
        rows += count
    return whole.hexdigest(), rows


def verify(session: Session, *, is_mending: bool = False, advance: Callable[[int], None] = lambda _: None) -> Verification:
    """Look at every datum, version and citation; with `is_mending`, put right what the rows themselves tell: counts, and owners' words.

    For a unit of work that sees everybody's rows.
    """
    flaws: list[Flaw] = []
    unsaid: dict[tuple[UUID, UUID], list[Flaw]] = {}
    data = versions = citations = 0
    for datum in _rows(session, _DATA):
        data += 1
        advance(1)
        if sha256(datum.text.encode()).hexdigest() != datum.text_sha256:
            flaws.append(Flaw(where=f"data {datum.id}", sentence="its text is not the one that was submitted"))
    for version in _rows(session, _VERSIONS):
        versions += 1
        advance(1)
        if sha256(version.content.encode()).hexdigest() != version.content_sha256:
            flaws.append(Flaw(where=f"version {version.id}", sentence="its content is not the one that was saved"))
        cited, wrong = _wrong_quotes(session, version, list(_citations(version.profile, "data")))
        citations += cited
        flaws += wrong
        if said := _unsaid(session, version):
            unsaid[version.persona_id, version.id] = said
    flaws += _changed_imports(session)
    trail = audit(session)
    flaws += [Flaw(where=_where(finding), sentence=finding.sentence) for finding in trail.findings]
    rows_tell = [*(each for told in unsaid.values() for each in told), *_wrong_counts(session)]
    left = _mend(session, unsaid) if is_mending else rows_tell
    digest, rows = digest_of(session)
    return Verification(
        digest=digest,
        rows=rows,
        data=data,
        versions=versions,
        citations=citations,
        flaws=(*flaws, *left),
        mended=tuple(each for each in rows_tell if each not in left),
        events=trail.sealed,
        trail=trail.head,
    )


_DATA = "SELECT id, text, text_sha256 FROM persona_data WHERE id > :after ORDER BY id LIMIT :most"
_VERSIONS = "SELECT id, persona_id, content, content_sha256, profile FROM persona_version WHERE id > :after ORDER BY id LIMIT :most"
_QUOTED = """
SELECT asked.data_id, asked.first, substr(datum.text, asked.first + 1, asked.last - asked.first) = asked.quote AS is_there
FROM unnest(CAST(:ids AS uuid[]), CAST(:firsts AS int[]), CAST(:lasts AS int[]), CAST(:quotes AS text[]))
    AS asked(data_id, first, last, quote)
LEFT JOIN persona_data AS datum ON datum.id = asked.data_id AND datum.persona_id = :persona_id
"""
_UNSAID = """
SELECT (SELECT count(*) FROM unnest(CAST(:decisions AS uuid[])) AS said
        WHERE NOT EXISTS (SELECT FROM decision WHERE id = said AND persona_id = :persona_id)),
    (SELECT count(*) FROM unnest(CAST(:parents AS uuid[]), CAST(:numbers AS int[])) AS cited(parent, number)
        JOIN persona ON persona.id = cited.parent
        WHERE NOT EXISTS (SELECT FROM persona_version WHERE persona_id = cited.parent AND persona_version.number = cited.number))
"""
_VERSION = "SELECT id, persona_id, profile FROM persona_version WHERE id = :id"
_COUNTS = """
SELECT persona.id FROM persona
WHERE version_count <> (SELECT coalesce(max(number), 0) FROM persona_version WHERE persona_id = persona.id)
   OR data_count <> (SELECT count(*) FROM persona_data WHERE persona_id = persona.id)
"""
_MEND_COUNTS = """
UPDATE persona SET version_count = (SELECT coalesce(max(number), 0) FROM persona_version WHERE persona_id = persona.id),
    data_count = (SELECT count(*) FROM persona_data WHERE persona_id = persona.id)
WHERE version_count <> (SELECT coalesce(max(number), 0) FROM persona_version WHERE persona_id = persona.id)
   OR data_count <> (SELECT count(*) FROM persona_data WHERE persona_id = persona.id)
"""


def _rows(session: Session, query: str) -> Iterator[Row[Any]]:
    after = "00000000-0000-0000-0000-000000000000"
    while found := session.connection().execute(text(query), {"after": after, "most": _BATCH}).all():
        yield from found
        after = str(found[-1].id)


def _mend(session: Session, unsaid: Collection[tuple[UUID, UUID]]) -> list[Flaw]:
    """Counts are counted again, lost words of owners read from versions; what could not be mended is returned.

    `unsaid` are ids of personas and their versions that cite words or parents in vain.
    """
    session.execute(text(_MEND_COUNTS))
    for persona_id in {persona_id for persona_id, _ in unsaid}:
        recover_words(session, persona_id=persona_id)
    versions = (session.connection().execute(text(_VERSION), {"id": version_id}).one() for _, version_id in unsaid)
    return [each for version in versions for each in _unsaid(session, version)]


def _unsaid(session: Session, version: Row[Any]) -> list[Flaw]:
    """Claims that the owner is to have made without a decision of this persona, or a parent in a version that it never had.

    A parent that is gone, or that was another's, is nothing wrong: what is inherited stands in the version itself.
    """
    decisions = [each["decision_id"] for each in _citations(version.profile, "author")]
    inherited = [(each["persona_id"], each["version"]) for each in _citations(version.profile, "inherited")]
    asked = {"persona_id": version.persona_id, "decisions": decisions}
    asked |= {"parents": [parent for parent, _ in inherited], "numbers": [number for _, number in inherited]}
    unsaid, never = session.connection().execute(text(_UNSAID), asked).one() if decisions or inherited else (0, 0)
    told = ((unsaid, "of its claims name the owner without a decision"), (never, "of its claims name a parent's version that never was"))
    return [Flaw(where=f"version {version.id}", sentence=f"{count} {what}") for count, what in told if count]


def _wrong_quotes(session: Session, version: Row[Any], cited: list[dict[str, Any]]) -> tuple[int, list[Flaw]]:
    if not cited:
        return 0, []
    columns = {
        "persona_id": version.persona_id,
        "ids": [each["data_id"] for each in cited],
        "firsts": [each["start"] for each in cited],
        "lasts": [each["end"] for each in cited],
        "quotes": [each["quote"] for each in cited],
    }
    found = session.connection().execute(text(_QUOTED), columns).all()
    wrong = sum(not row.is_there for row in found)
    told = [Flaw(where=f"version {version.id}", sentence=f"{wrong} of its quotes do not stand where it says")] if wrong else []
    return len(cited), told


_KEYS = {"data": "quote", "author": "decision_id", "inherited": "claim_id"}


def _citations(node: Any, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("kind") == kind and _KEYS[kind] in node:
            yield node
        for each in node.values():
            yield from _citations(each, kind)
    elif isinstance(node, list):
        for each in node:
            yield from _citations(each, kind)


def _where(finding: Finding) -> str:
    return f"event {finding.event_id}" if finding.event_id else f"link {finding.place} of the trail"


def _changed_imports(session: Session) -> list[Flaw]:
    found = session.connection().execute(text("SELECT id FROM import_file WHERE encode(sha256(original), 'hex') <> sha256 ORDER BY id"))
    return [Flaw(where=f"import {import_id}", sentence="its file is not the one that was given") for import_id in found.scalars()]


def _wrong_counts(session: Session) -> list[Flaw]:
    found = session.connection().execute(text(_COUNTS)).scalars()
    return [Flaw(where=f"persona {persona_id}", sentence="it counts its data or versions wrongly") for persona_id in found]
