"""Versions: immutable, numbered from 1, each appended once."""

from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.events.chaining import states
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas import queries
from persona_app.personas.errors import VersionNotFound
from persona_app.personas.keeping import VERSIONS
from persona_app.personas.models import Persona, PersonaVersion
from persona_app.personas.profile import Profile
from persona_app.personas.reconciling import Overlap, keep_mine
from persona_app.personas.respecting import Proposed
from persona_app.personas.schemas import NewVersion, VersionSummary, VersionView
from persona_app.personas.semantic import FIRST, next_semantic
from persona_app.personas.services.fingerprinting import version_state
from persona_app.personas.services.lifecycle import short_name, touch
from persona_app.personas.services.naming import free_name
from persona_app.personas.services.recalling import keep_proposals, with_owners_claims
from persona_app.personas.storable import storable

BUILT, ENRICHED, EDITED, RESTORED = "built", "enriched", "edited", "restored"
BY_THE_OWNER = frozenset({EDITED, RESTORED})
"""Origins of versions in which the owner said how all of it is to be."""
_KINDS = {EDITED: EventKind.VERSION_EDITED, RESTORED: EventKind.VERSION_RESTORED}
"""The event that tells of a version, by its origin; of all others it is said that they were built."""


def _row(new: NewVersion, *, persona_id: UUID, number: int, semantic: str) -> PersonaVersion:
    content = storable(new.content)
    return PersonaVersion(
        **new.model_dump(exclude={"profile", "content", "engine_content", "data_ids", "thought_ids"}),
        persona_id=persona_id,
        number=number,
        semantic=semantic,
        profile=storable(new.profile.model_dump(mode="json", by_alias=True)),
        content=content,
        engine_content=storable(new.engine_content),
        content_sha256=sha256(content.encode()).hexdigest(),
        data_ids=list(new.data_ids),
        thought_ids=list(new.thought_ids),
    )


def _find_number(session: Session, *, run_id: UUID | None) -> int | None:
    if run_id is None:
        return None
    return session.execute(select(col(PersonaVersion.number)).where(col(PersonaVersion.run_id) == run_id)).scalar_one_or_none()


def _take_name(session: Session, *, persona: Persona, profile: Profile) -> None:
    found = short_name(profile.identity.name.value) if profile.identity.name else ""
    if not persona.is_name_provisional or not found:
        return
    found = free_name(session, owner_id=persona.owner_id, wanted=found, but=persona.id)
    detail = {"old_name": persona.name, "name": found, "by": "build"}
    persona.name, persona.is_name_provisional = found, False
    to = states({"name": detail["old_name"]}, {"name": found})
    record(session, kind=EventKind.PERSONA_RENAMED, actor_id=None, owner_id=persona.owner_id, persona_id=persona.id, detail=detail, **to)


def append_version(session: Session, *, persona_id: UUID, new: NewVersion) -> int:
    """Append what a build computed and say its number; a second call for the same run says the first one's.

    A provisional name becomes the one that the profile found. Locks the persona's row.

    Raises:
        PersonaNotFound: the persona was deleted meanwhile.
    """
    persona = queries.lock_any(session, persona_id=persona_id)
    there = _find_number(session, run_id=new.run_id)
    if there is not None:
        return there
    number = persona.version_count + 1
    new, proposed, overlaps = _with_owners_words(session, new, persona=persona)
    session.add(_row(new, persona_id=persona_id, number=number, semantic=_semantic(session, new, persona=persona)))
    persona.version_count = number
    _take_name(session, persona=persona, profile=new.profile)
    touch(persona, at=now())
    detail = {
        "number": number,
        "run_id": str(new.run_id) if new.run_id else None,
        "data": len(new.data_ids),
        "thoughts": len(new.thought_ids),
    }
    if new.origin not in BY_THE_OWNER:
        is_build = new.run_id is not None
        keep_proposals(session, persona_id=persona_id, number=number, proposed=proposed, overlaps=overlaps, is_build=is_build)
    kind = _KINDS.get(new.origin, EventKind.VERSION_BUILT)
    states = {
        "before": version_state(session, persona_id=persona_id, number=number - 1),
        "after": version_state(session, persona_id=persona_id, number=number),
    }
    record(session, kind=kind, actor_id=new.author_id, owner_id=persona.owner_id, persona_id=persona_id, detail=detail, **states)
    return number


def _semantic(session: Session, new: NewVersion, *, persona: Persona) -> str:
    before = _find(session, persona_id=persona.id, number=persona.version_count) if persona.version_count else None
    return next_semantic(before.semantic, before=before, after=new) if before else FIRST


def _with_owners_words(
    session: Session, new: NewVersion, *, persona: Persona
) -> tuple[NewVersion, tuple[Proposed, ...], tuple[Overlap, ...]]:
    """What somebody else made, with the owner's claims and sentences in it; and what it has to say in those places."""
    if new.origin in BY_THE_OWNER or not persona.version_count:
        return new, (), ()
    new, proposed = with_owners_claims(session, new, persona_id=persona.id)
    new, overlaps = _with_owners_sentences(session, new, persona=persona)
    return new, proposed, overlaps


def _with_owners_sentences(session: Session, new: NewVersion, *, persona: Persona) -> tuple[NewVersion, tuple[Overlap, ...]]:
    """The sentences that the owner wrote into the newest version stand where both changed."""
    if new.run_id is None:
        return new, ()
    newest = (col(PersonaVersion.persona_id) == persona.id, col(PersonaVersion.number) == persona.version_count)
    row = session.execute(select(col(PersonaVersion.content), col(PersonaVersion.engine_content)).where(*newest)).one()
    if row.engine_content is None:
        return new, ()
    kept = keep_mine(row.engine_content, mine=row.content, theirs=new.content)
    passages = "a passage" if len(kept.overlaps) == 1 else f"{len(kept.overlaps)} passages"
    note = f" Kept as you wrote it: {passages} for which the engine has other words." if kept.overlaps else ""
    return new.model_copy(update={"content": kept.text, "engine_content": new.content, "summary": new.summary + note}), kept.overlaps


def list_versions(session: Session, *, actor: Actor, persona_id: UUID, cursor: str | None = None, limit: int = 50) -> Page[VersionSummary]:
    """The versions, newest first, without profiles and contents.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    query = queries.select_versions().where(col(PersonaVersion.persona_id) == persona_id)
    if cursor is not None:
        query = query.where(col(PersonaVersion.number) < decode_cursor(cursor, int)[0])
    rows = session.execute(query.order_by(col(PersonaVersion.number).desc()).limit(page_size(limit) + 1)).all()
    return page_of(rows, limit=limit, view=queries.version_of, cursor=lambda row: encode_cursor(row.number))


def _find(session: Session, *, persona_id: UUID, number: int) -> VersionView | None:
    return _read(session, col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.number) == number)


def _find_owned(session: Session, *, actor: Actor, persona_id: UUID, number: int | Mapped[int]) -> VersionView | None:
    """The version, kept or read. That it is the actor's is asked of the database either way."""
    is_one = and_(col(PersonaVersion.persona_id) == col(Persona.id), col(PersonaVersion.number) == number)
    owned = queries.owned(actor, persona_id)
    if not VERSIONS.is_heard:
        return _read(session, owned, joined=is_one)
    version_id = session.execute(select(col(PersonaVersion.id)).join(Persona, is_one).where(owned)).scalar_one_or_none()
    if version_id is None:
        return None
    if (kept := VERSIONS.find(version_id)) is not None:
        return kept
    since = VERSIONS.begin()
    version = _read(session, col(PersonaVersion.id) == version_id)
    if version is not None:
        VERSIONS.keep(version, since=since)
    return version


def _read(session: Session, *where: ColumnElement[bool], joined: ColumnElement[bool] | None = None) -> VersionView | None:
    query = queries.select_versions("persona_id", "profile", "content", "engine_content", "data_ids", "thought_ids")
    query = query if joined is None else query.join(Persona, joined)
    row = session.execute(query.where(*where)).one_or_none()
    return VersionView.model_validate(row._mapping) if row else None


def get_version(session: Session, *, actor: Actor, persona_id: UUID, number: int) -> VersionView:
    """One version whole.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        VersionNotFound: it has no version of this number.
    """
    actor.require("read")
    version = _find_owned(session, actor=actor, persona_id=persona_id, number=number) if 0 < number < 2**31 else None
    if version is None:
        queries.require_owned(session, actor=actor, persona_id=persona_id)
        raise VersionNotFound(number)
    return version


def find_latest_version(session: Session, *, actor: Actor, persona_id: UUID) -> VersionView | None:
    """The newest version whole; None before the first build.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    version = _find_owned(session, actor=actor, persona_id=persona_id, number=col(Persona.version_count))
    if version is None:
        queries.require_owned(session, actor=actor, persona_id=persona_id)
    return version
