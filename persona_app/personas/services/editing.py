"""The owner's own hand: content written or mended by a person, and versions brought back. Each appends a version; none is changed."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.personas import queries
from persona_app.personas.checking import problems_of
from persona_app.personas.comparing import compare_profiles, compare_texts
from persona_app.personas.errors import ContentInvalid, EditsOverlap, NoVersionYet, PersonaArchived
from persona_app.personas.reconciling import reconcile
from persona_app.personas.schemas import NewVersion, VersionComparison, VersionView
from persona_app.personas.services.lifecycle import require_unchanged
from persona_app.personas.services.versioning import EDITED, RESTORED, append_version, find_latest_version, get_version

LONGEST_SUMMARY = 200


def edit_content(session: Session, *, actor: Actor, persona_id: UUID, base: int, content: str, summary: str = "") -> VersionView:
    """Save a content that was written upon version `base`, as the newest version; the profile stays as it is.

    What others saved since is joined with it, sentence by sentence. Saving what is there already appends nothing.

    Raises:
        PersonaNotFound, VersionNotFound, NoVersionYet: there is nothing to write upon.
        PersonaArchived: nothing was saved.
        ContentInvalid: it is empty, too long, or holds what could run; says where.
        EditsOverlap: the newest version has other words for the same sentences; holds all three texts.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    if persona.archived_at is not None:
        raise PersonaArchived
    written = content.replace("\r\n", "\n").replace("\r", "\n")
    _require_fit(written)
    newest = find_latest_version(session, actor=actor, persona_id=persona_id)
    if newest is None:
        raise NoVersionYet
    ancestor = newest if base == newest.number else get_version(session, actor=actor, persona_id=persona_id, number=base)
    joined = reconcile(ancestor.content, mine=written, theirs=newest.content)
    if joined.text is None:
        raise EditsOverlap(number=newest.number, overlaps=joined.overlaps)
    if joined.text == newest.content:
        return newest
    _require_fit(joined.text)
    told = " ".join(summary.split())[:LONGEST_SUMMARY] or "Content edited."
    update = {"content": joined.text, "engine_content": newest.content if newest.engine_content is None else newest.engine_content}
    return _append(session, actor=actor, of=newest.model_copy(update=update), origin=EDITED, summary=told)


def _require_fit(content: str) -> None:
    if problems := problems_of(content, most_bytes=get_settings().content_max_bytes):
        raise ContentInvalid(problems)


def restore_version(session: Session, *, actor: Actor, persona_id: UUID, number: int, lock_version: int) -> VersionView:
    """Append a version that is as version `number` was: its profile, its content, its data and thoughts.

    Raises:
        PersonaNotFound, VersionNotFound: there is no such version.
        PersonaChanged, PersonaArchived: nothing was restored.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what=f"Version {number}, brought back,")
    version = get_version(session, actor=actor, persona_id=persona_id, number=number)
    return _append(session, actor=actor, of=version, origin=RESTORED, summary=f"Version {number} was brought back.")


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


def _append(session: Session, *, actor: Actor, of: VersionView, origin: str, summary: str) -> VersionView:
    new = NewVersion(
        **of.model_dump(
            include={"content", "engine_content", "data_ids", "thought_ids", "engine", "model", "is_extractive", "prompt_version"}
        ),
        profile=of.profile,
        author_id=actor.account_id,
        summary=summary,
        origin=origin,
    )
    number = append_version(session, persona_id=of.persona_id, new=new)
    session.flush()
    return get_version(session, actor=actor, persona_id=of.persona_id, number=number)
