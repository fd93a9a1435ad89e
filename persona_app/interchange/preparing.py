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
from persona_app.interchange.draft import Draft, Format, Loss, LossReport, Reading
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.newest import newest_reading
from persona_app.interchange.passages import Words, compose
from persona_app.interchange.profiles import profile_of
from persona_app.interchange.stand_ins import persona_at
from persona_app.interchange.whole import Whole
from persona_app.media.schemas import PictureRating
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import NewVersion
from persona_app.personas.services.adding import Newcomer, NewDatum
from persona_app.personas.services.importing import IMPORTED
from persona_app.personas.services.lifecycle import short_name

LONGEST_FILE_NAME = 200
ARCHIVED = "persona-studio-archive"
"""The format of what an archive of our own says of a persona. Exports leave it out: they say it anew."""
_LONGEST_SUMMARY = 200


FileName = Annotated[str, AfterValidator(lambda name: clean_line(name, limit=LONGEST_FILE_NAME))]
"""What whoever sent it said; it may hold what no database takes."""


class Original(BaseModel):
    """The file as it was given."""

    model_config = ConfigDict(frozen=True)

    file_name: FileName
    media_type: str = "application/octet-stream"
    data: bytes


class DrawnPicture(BaseModel):
    """A picture that came along, as it lies in the store: drawn anew, and judged here."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    judged: PictureRating | None
    declared: PictureRating | None


class Prepared(BaseModel):
    """A file on its way into the database.

    Attributes:
        newcomer: the persona that it becomes when it becomes one of its own.
        reading: what was read; its report tells what found no place in the profile, too.
        whole: of an archive of our own, the persona with its history; the newcomer has but its id and its name then.
        picture: the one that came with it.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    newcomer: Newcomer
    reading: Reading
    original: Original
    sha256: str
    whole: Whole | None = None
    picture: DrawnPicture | None = None

    @property
    def name(self) -> str:
        """What the file calls the persona."""
        return self.newcomer.name

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.original.data) + (self.whole.size if self.whole else 0)


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


def prepare_whole(whole: Whole, original: Original) -> Prepared:
    """A persona of an archive of our own.

    Raises:
        ImportRefused: its name has nothing that can be shown, or the archive is damaged.
    """
    name = short_name(whole.head.name)
    if not name:
        raise ImportRefused("The archive's name for the persona has no character that can be shown.")
    newcomer = Newcomer(id=persona_at(whole.archive, whole.place), name=name, data=(), version=None)
    reading = Reading(draft=Draft(format=Format.OWN, name=name, content=""), losses=losses_of(whole))
    return Prepared(newcomer=newcomer, reading=reading, original=original, sha256=sha256(original.data).hexdigest(), whole=whole)


def losses_of(whole: Whole) -> LossReport:
    """What of a persona in an archive does not become what it was."""
    public, tie = whole.beside().publication, whole.head.parent
    published = f"version {public.version_number} was {public.visibility}; an import publishes nothing: publish it anew" if public else ""
    followed = "its parent is not in the archive; it keeps what it has of it, and follows nobody" if tie and tie.place is None else ""
    lost = {"publication": published, "parent": followed}
    mapped = ("name", "notes", "data", "versions", "labels", "decisions", "thoughts", "files")
    return LossReport(mapped=mapped, unusable=tuple(Loss(place=place, why=why) for place, why in lost.items() if why))


def without_picture(prepared: Prepared, *, why: str) -> Prepared:
    """The same where the picture that came along can't be used."""
    lost = (*prepared.reading.losses.unusable, Loss(place="picture", why=why))
    losses = prepared.reading.losses.model_copy(update={"unusable": lost})
    return prepared.model_copy(update={"reading": prepared.reading.model_copy(update={"losses": losses})})


def newest_of(prepared: Prepared, *, author_id: UUID) -> Prepared:
    """A persona of an archive as a file that knows its present state alone, to be added to another one.

    Raises:
        ImportRefused, ImportTooLarge: the archive is damaged.
    """
    whole = prepared.whole
    return prepare(newest_reading(whole), prepared.original, author_id=author_id) if whole else prepared


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
        "format": ARCHIVED if prepared.whole else draft.format.value,
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
