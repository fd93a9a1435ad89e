"""The owner's own hand: content written or mended by a person, and versions brought back. Each appends a version; none is changed."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.ingestion.schemas import clean_line
from persona_app.personas import queries
from persona_app.personas.checking import cleaned, problems_of
from persona_app.personas.comparing import compare_profiles, compare_texts
from persona_app.personas.errors import ContentInvalid, EditsOverlap, PersonaArchived
from persona_app.personas.profile import Profile
from persona_app.personas.reconciling import reconcile
from persona_app.personas.schemas import NewVersion, VersionComparison, VersionView
from persona_app.personas.services.appending import append_by_hand, version_like
from persona_app.personas.services.lifecycle import require_unchanged
from persona_app.personas.services.realigning import realign_decisions
from persona_app.personas.services.versioning import EDITED, RESTORED, find_latest_version, get_version

LONGEST_SUMMARY = 200
NOTHING = 0
"""The base of a content that was written before there was any version."""
BY_HAND = "by hand"
"""In place of an engine's name, where none had a part in the version."""


def edit_content(
    session: Session, *, actor: Actor, persona_id: UUID, base: int, content: str, summary: str = "", lock_version: int | None = None
) -> VersionView:
    """Save a content that was written upon version `base`, as the newest version; the profile stays as it is.

    What others saved since is joined with it, sentence by sentence. Saving what is there already appends nothing.
    With `lock_version`, nothing is joined: the persona must be as it was seen.
    Base 0 is what was there before the first version: nothing. So a persona's first version may be the owner's own, with an empty profile.

    Raises:
        PersonaNotFound, VersionNotFound: there is nothing to write upon.
        PersonaArchived, PersonaChanged: nothing was saved.
        ContentInvalid: it is empty, too long, or holds what could run; says where.
        EditsOverlap: the newest version has other words for the same sentences; holds all three texts.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    if lock_version is not None:
        require_unchanged(persona, lock_version=lock_version, what="The content")
    if persona.archived_at is not None:
        raise PersonaArchived
    written = cleaned(content)
    _require_fit(written)
    newest = find_latest_version(session, actor=actor, persona_id=persona_id)
    present = newest.content if newest else ""
    ancestor = _content_of(session, actor=actor, persona_id=persona_id, number=base)
    joined = reconcile(ancestor, mine=written, theirs=present)
    if joined.text is None:
        raise EditsOverlap(number=newest.number if newest else NOTHING, overlaps=joined.overlaps, parts=joined.parts)
    if newest and joined.text == present:
        return newest
    _require_fit(joined.text)
    told = clean_line(summary, limit=LONGEST_SUMMARY)
    if newest is None:
        first = _first_by_hand(actor, content=joined.text, summary=told or "Written by hand.")
        return append_by_hand(session, actor=actor, persona_id=persona_id, new=first)
    update = {"content": joined.text, "engine_content": present if newest.engine_content is None else newest.engine_content}
    new = version_like(newest.model_copy(update=update), actor=actor, origin=EDITED, summary=told or "Content edited.")
    return append_by_hand(session, actor=actor, persona_id=persona_id, new=new)


def _content_of(session: Session, *, actor: Actor, persona_id: UUID, number: int) -> str:
    return "" if number == NOTHING else get_version(session, actor=actor, persona_id=persona_id, number=number).content


def _first_by_hand(actor: Actor, *, content: str, summary: str) -> NewVersion:
    """That no engine wrote anything is kept with it, so that later builds leave the owner's words as they are."""
    return NewVersion(
        profile=Profile(),
        content=content,
        engine_content="",
        author_id=actor.account_id,
        data_ids=(),
        engine=BY_HAND,
        model="",
        is_extractive=False,
        prompt_version="",
        summary=summary,
        origin=EDITED,
    )


def _require_fit(content: str) -> None:
    if problems := problems_of(content, most_bytes=get_settings().content_max_bytes):
        raise ContentInvalid(problems)


def restore_version(session: Session, *, actor: Actor, persona_id: UUID, number: int, lock_version: int) -> VersionView:
    """Append a version that is as version `number` was: its profile, its content, its data and thoughts.

    The owner's words on claims become those that it holds, so that the next build brings back none that were said since.

    Raises:
        PersonaNotFound, VersionNotFound: there is no such version.
        PersonaChanged, PersonaArchived: nothing was restored.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what=f"Version {number}, brought back,")
    version = get_version(session, actor=actor, persona_id=persona_id, number=number)
    realign_decisions(session, actor=actor, persona_id=persona_id, profile=version.profile)
    new = version_like(version, actor=actor, origin=RESTORED, summary=f"Version {number} was brought back.")
    return append_by_hand(session, actor=actor, persona_id=persona_id, new=new)


def compare_versions(session: Session, *, actor: Actor, persona_id: UUID, before: int, after: int) -> VersionComparison:
    """What differs between two versions: words of the content, claims and scores of the profile.

    Raises:
        PersonaNotFound, VersionNotFound: there is no such persona or version.
    """
    one = get_version(session, actor=actor, persona_id=persona_id, number=before)
    other = get_version(session, actor=actor, persona_id=persona_id, number=after)
    return VersionComparison(
        before=before, after=after, content=compare_texts(one.content, other.content), profile=compare_profiles(one.profile, other.profile)
    )
