"""A file becomes a persona: a datum with its words, a version that says what it says, and the file itself; no engine is asked."""

import json
from hashlib import sha256
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Extracted
from persona_app.interchange import queries
from persona_app.interchange.arriving import adopted, brought, claim_passages, datum_of
from persona_app.interchange.draft import Draft, Loss, LossReport, Reading
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.models import ImportFile, KeptAside, KeptMedia
from persona_app.interchange.passages import Words, compose
from persona_app.interchange.profiles import profile_of
from persona_app.personas.profile import Profile
from persona_app.personas.queries import lock
from persona_app.personas.schemas import DataSummary, NewVersion, PersonaView
from persona_app.personas.services.importing import IMPORTED
from persona_app.personas.services.lifecycle import LONGEST_NAME, create_empty_persona, short_name
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.submitting import append
from persona_app.personas.services.versioning import append_version

OnSame = Literal["keep_both", "update", "skip"]
LONGEST_FILE_NAME = 200


class Original(BaseModel):
    """The file as it was given."""

    model_config = ConfigDict(frozen=True)

    file_name: str
    media_type: str = "application/octet-stream"
    data: bytes


class Imported(BaseModel):
    """What became of a file."""

    model_config = ConfigDict(frozen=True)

    persona: PersonaView
    outcome: Literal["created", "updated", "skipped"]
    format: str
    losses: LossReport


def import_persona(session: Session, *, actor: Actor, reading: Reading, original: Original, on_same: OnSame = "keep_both") -> Imported:
    """Make a persona of what was read, or do as told when there is one of the same file or the same name.

    `keep_both` makes another, with a number behind its name; `update` adds the datum and a version to the one that is there, and takes
    over what the file brings for other programs; `skip` leaves that one as it is. Nothing is ever overwritten: versions append.

    Raises:
        ScopeMissing: the actor may not write.
        FileTooLarge, ImportRefused: nothing was made.
        PersonaArchived: the persona to update was archived meanwhile.
    """
    actor.require("write")
    draft = reading.draft
    _require_size(original)
    name = short_name(draft.name)
    if not name:
        raise ImportRefused("The file's name for the persona has no character that can be shown.")
    hashed = sha256(original.data).hexdigest()
    same = queries.find_same(session, actor=actor, sha256=hashed, name=name)
    if same is not None and on_same == "skip":
        return _answer(session, actor, same, "skipped", reading)
    is_update = same is not None and on_same == "update"
    persona_id = same if same is not None and is_update else _create(session, actor=actor, name=name)
    losses = _fill(session, actor=actor, persona_id=persona_id, reading=reading, original=original)
    _keep(session, actor=actor, persona_id=persona_id, draft=draft, original=original, hashed=hashed, losses=losses)
    return _answer(session, actor, persona_id, "updated" if is_update else "created", reading.model_copy(update={"losses": losses}))


def _answer(
    session: Session, actor: Actor, persona_id: UUID, outcome: Literal["created", "updated", "skipped"], reading: Reading
) -> Imported:
    persona = get_persona(session, actor=actor, persona_id=persona_id)
    return Imported(persona=persona, outcome=outcome, format=reading.draft.format.value, losses=reading.losses)


def _require_size(original: Original) -> None:
    most = get_settings().upload_max_bytes
    if len(original.data) > most:
        raise FileTooLarge(original.file_name, size=len(original.data), limit=most)


def _create(session: Session, *, actor: Actor, name: str) -> UUID:
    return create_empty_persona(session, actor=actor, name=_free_name(session, actor=actor, name=name)).id


def _free_name(session: Session, *, actor: Actor, name: str) -> str:
    """The name, with the next number behind it when it is taken."""
    stem = name[: LONGEST_NAME - 8].rstrip()
    taken = queries.find_names(session, actor=actor, beginning=stem)
    if name not in taken:
        return name
    return next(numbered for number in range(2, len(taken) + 3) if (numbered := f"{stem} ({number})") not in taken)


def _fill(session: Session, *, actor: Actor, persona_id: UUID, reading: Reading, original: Original) -> LossReport:
    """Add the data and the version; the report as it is after that."""
    draft = reading.draft
    text, places = compose((*draft.passages, *claim_passages(draft)))
    item = datum_of(
        text if text.strip() else f"Name: {draft.name}",
        title=draft.name,
        file_name=original.file_name[:LONGEST_FILE_NAME],
        media_type=original.media_type,
        size_bytes=len(original.data),
    )
    *came, datum = _append_all(session, actor=actor, persona_id=persona_id, items=[*map(brought, draft.data), item])
    profile, left = _profile(draft, came=came, datum=datum, places=places)
    version = NewVersion(
        profile=profile,
        content=draft.content,
        author_id=actor.account_id,
        data_ids=tuple(one.id for one in (*came, datum)),
        engine=IMPORTED,
        model="",
        is_extractive=False,
        prompt_version="",
        summary=f"Imported from {original.file_name or draft.format.value}"[:200],
        origin=IMPORTED,
    )
    append_version(session, persona_id=persona_id, new=version)
    return reading.losses.model_copy(update={"kept": (*reading.losses.kept, *left)})


def _append_all(session: Session, *, actor: Actor, persona_id: UUID, items: list[Extracted]) -> list[DataSummary]:
    """In portions that one submission may have."""
    most = get_settings().upload_max_count
    persona = lock(session, actor=actor, persona_id=persona_id)
    portions = [items[start : start + most] for start in range(0, len(items), most)]
    return [one for portion in portions for one in append(session, persona=persona, actor=actor, items=portion, allow_repeats=True)]


def _profile(draft: Draft, *, came: list[DataSummary], datum: DataSummary, places: dict[str, Words]) -> tuple[Profile, tuple[Loss, ...]]:
    if draft.profile is not None:
        moved = {old.id: (new.id, brought(old).text) for old, new in zip(draft.data, came, strict=True)}
        return adopted(draft.profile, data=moved, places=places, datum=datum), ()
    profile, left = profile_of(draft.claims, data_id=datum.id, places=places)
    return profile, tuple(Loss(place=one.place, why="kept aside: the profile's field holds one value, and has it") for one in left)


def _keep(session: Session, *, actor: Actor, persona_id: UUID, draft: Draft, original: Original, hashed: str, losses: LossReport) -> None:
    session.add(
        ImportFile(
            persona_id=persona_id,
            format=draft.format.value,
            file_name=original.file_name[:LONGEST_FILE_NAME],
            sha256=hashed,
            size_bytes=len(original.data),
            original=original.data,
            losses=losses.model_dump(mode="json"),
            created_by=actor.account_id,
        )
    )
    queries.forget_kept(session, persona_id=persona_id)
    if draft.kept is not None:
        session.add(KeptAside(persona_id=persona_id, format=draft.kept.format.value, value=json.dumps(draft.kept.value)))
    for place, media in {one.place: one for one in draft.media}.items():
        session.add(KeptMedia(persona_id=persona_id, place=place, media_type=media.media_type, data=media.data))
    session.flush()
