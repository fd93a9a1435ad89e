"""Everything that an import stores, made before any transaction: the persona whole, and what is kept beside it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict

from persona_app.core.config import get_settings
from persona_app.core.ids import new_id
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import clean_line
from persona_app.interchange.arriving import adopted, brought, claim_passages, datum_of
from persona_app.interchange.draft import Draft, Loss, Reading
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.passages import Words, compose
from persona_app.interchange.profiles import profile_of
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import NewVersion
from persona_app.personas.services.adding import Newcomer, NewDatum
from persona_app.personas.services.importing import IMPORTED
from persona_app.personas.services.lifecycle import short_name

LONGEST_FILE_NAME = 200
_LONGEST_SUMMARY = 200


FileName = Annotated[str, AfterValidator(lambda name: clean_line(name, limit=LONGEST_FILE_NAME))]
"""What whoever sent it said; it may hold what no database takes."""


class Original(BaseModel):
    """The file as it was given."""

    model_config = ConfigDict(frozen=True)

    file_name: FileName
    media_type: str = "application/octet-stream"
    data: bytes


class Prepared(BaseModel):
    """A file on its way into the database.

    Attributes:
        newcomer: the persona that it becomes when it becomes one of its own.
        reading: what was read; its report tells what found no place in the profile, too.
    """

    model_config = ConfigDict(frozen=True)

    newcomer: Newcomer
    reading: Reading
    original: Original
    sha256: str

    @property
    def name(self) -> str:
        """What the file calls the persona."""
        return self.newcomer.name


def prepare(reading: Reading, original: Original, *, author_id: UUID) -> Prepared:
    """All of it.

    Raises:
        FileTooLarge: more bytes than an upload may have.
        ImportRefused: the persona's name has nothing that can be shown.
    """
    most = get_settings().upload_max_bytes
    if len(original.data) > most:
        raise FileTooLarge(original.file_name, size=len(original.data), limit=most)
    name = short_name(reading.draft.name)
    if not name:
        raise ImportRefused("The file's name for the persona has no character that can be shown.")
    data, profile, left = _evidence(reading.draft, original)
    losses = reading.losses.model_copy(update={"kept": (*reading.losses.kept, *left)})
    version = NewVersion(
        profile=profile,
        content=reading.draft.content,
        author_id=author_id,
        data_ids=tuple(one.id for one in data),
        engine=IMPORTED,
        model="",
        is_extractive=False,
        prompt_version="",
        summary=f"Imported from {original.file_name or reading.draft.format.value}"[:_LONGEST_SUMMARY],
        origin=IMPORTED,
    )
    return Prepared(
        newcomer=Newcomer(name=name, data=data, version=version if reading.draft.has_version else None),
        reading=reading.model_copy(update={"losses": losses}),
        original=original,
        sha256=sha256(original.data).hexdigest(),
    )


def _evidence(draft: Draft, original: Original) -> tuple[tuple[NewDatum, ...], Profile, tuple[Loss, ...]]:
    """The data, the profile whose claims cite them, and the claims that found no place in it."""
    came = {one.id: NewDatum(item=brought(one)) for one in draft.data}
    text, places = compose((*draft.passages, *claim_passages(draft)))
    if came and not text.strip():
        return tuple(came.values()), _profile(draft, came=came, datum_id=new_id(), places=places)[0], ()
    datum = NewDatum(item=_own_datum(draft, original, text=text))
    profile, left = _profile(draft, came=came, datum_id=datum.id, places=places)
    return (*came.values(), datum), profile, left


def _own_datum(draft: Draft, original: Original, *, text: str) -> Any:
    return datum_of(
        text if text.strip() else f"Name: {draft.name}",
        title=draft.name,
        file_name=original.file_name[:LONGEST_FILE_NAME],
        media_type=original.media_type,
        size_bytes=len(original.data),
    )


def _profile(
    draft: Draft, *, came: Mapping[UUID, NewDatum], datum_id: UUID, places: Mapping[str, Words]
) -> tuple[Profile, tuple[Loss, ...]]:
    if draft.profile is not None:
        moved = {old: (new.id, new.item.text) for old, new in came.items()}
        words = {one.id: one.new_id for one in draft.words}
        return adopted(draft.profile, data=moved, words=words, places=places, datum_id=datum_id), ()
    profile, left = profile_of(draft.claims, data_id=datum_id, places=places)
    return profile, tuple(Loss(place=one.place, why="kept aside: the profile's field holds one value, and has it") for one in left)


def cited_anew(version: NewVersion, *, moved: Mapping[UUID, UUID]) -> NewVersion:
    """The version for data that were given other ids when they were stored."""
    written = version.profile.model_dump_json(by_alias=True)
    for old, new in moved.items():
        written = written.replace(str(old), str(new))
    data_ids = tuple(moved[one] for one in version.data_ids)
    return version.model_copy(update={"profile": Profile.model_validate_json(written), "data_ids": data_ids})


def kept_rows(prepared: Prepared, *, persona_id: UUID, import_file_id: UUID, author_id: UUID) -> Mapping[str, list[dict[str, Any]]]:
    """The rows beside the persona, by table."""
    draft, original = prepared.reading.draft, prepared.original
    file = {
        "id": import_file_id,
        "persona_id": persona_id,
        "format": draft.format.value,
        "file_name": original.file_name[:LONGEST_FILE_NAME],
        "sha256": prepared.sha256,
        "size_bytes": len(original.data),
        "original": original.data,
        "losses": prepared.reading.losses.model_dump(mode="json"),
        "created_by": author_id,
    }
    kept = draft.kept
    aside = [{"persona_id": persona_id, "format": kept.format.value, "value": json.dumps(kept.value)}] if kept else []
    media = {one.place: one for one in draft.media}.values()
    return {
        "import_file": [file],
        "kept_aside": aside,
        "kept_media": [{"persona_id": persona_id, "place": one.place, "media_type": one.media_type, "data": one.data} for one in media],
    }
