"""Our own JSON: a persona's present state whole, with its data, so that citations still lead to their words after an import.

`{"persona_studio": 1, "persona": {name, content, profile, tags, kept, media, data, …}}`; pictures and files as base64. In an archive of
many personas they, and the texts of the data, are files beside it, named by `file`.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pydantic import JsonValue, ValidationError

from persona_app.core.ids import new_id
from persona_app.interchange.draft import (
    Draft,
    DraftDatum,
    Format,
    JsonObject,
    Kept,
    Loss,
    LossReport,
    Media,
    Noted,
    Reading,
    Snapshot,
    Written,
)
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.sheet import Sheet
from persona_app.interchange.texts import decode, object_of, read_json, write_json
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import OwnersWord

MARK = "persona_studio"
VERSION = 1


Beside = Callable[[str], bytes]
"""Reads a file that lies beside the persona's own."""


def read(data: bytes, *, name: str = "", beside: Beside | None = None) -> Reading:
    """A persona that was exported here or in another installation.

    Raises:
        ImportRefused, ImportTooLarge: it is no such file, or one of a newer program.
    """
    del name
    value = object_of(read_json(decode(data)), what="The file")
    version = value.get(MARK)
    if version != VERSION:
        raise ImportRefused("The file was written by a newer version of this program.")
    try:
        draft = _draft(object_of(value.get("persona"), what="The persona in the file"), beside=beside)
    except (ValidationError, ValueError, TypeError, binascii.Error) as error:
        raise ImportRefused("The persona in the file is damaged: its fields are not as they should be.") from error
    if not draft.name.strip():
        raise ImportRefused("The persona in the file has no name.")
    kept = (Loss(place="kept", why="kept aside as it is"),) if draft.kept else ()
    return Reading(draft=draft, losses=LossReport(mapped=("name", "content", "profile", "tags", "data"), kept=kept))


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """Everything of one version, and what the persona carries."""
    media: list[JsonValue] = [
        {"place": one.place, "media_type": one.media_type, "data": base64.b64encode(one.data).decode()} for one in snapshot.media
    ]
    return written(snapshot, sheet, media=media, data=[one.model_dump(mode="json") for one in snapshot.data])


def written(snapshot: Snapshot, sheet: Sheet, *, media: list[JsonValue], data: list[JsonValue]) -> Written:
    """The same, with these words for the pictures, files and data that come along."""
    persona: JsonObject = {
        "id": str(snapshot.persona_id) if snapshot.persona_id else None,
        "parent_id": str(snapshot.parent_id) if snapshot.parent_id else None,
        "version": snapshot.version,
        "name": snapshot.name,
        "content": snapshot.content,
        "profile": snapshot.profile.model_dump(mode="json", by_alias=True),
        "noted": snapshot.noted.model_dump(mode="json"),
        "words": [one.model_dump(mode="json", exclude={"new_id"}) for one in snapshot.words],
        "tags": list(sheet.tags),
        "kept": {"format": snapshot.kept.format.value, "value": snapshot.kept.value} if snapshot.kept else None,
        "media": media,
        "data": data,
    }
    return Written(
        data=write_json({MARK: VERSION, "persona": persona}), losses=LossReport(mapped=tuple(persona), unusable=_left_out(snapshot))
    )


def _left_out(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What only an archive of everything holds."""
    elsewhere = "not in it; an export of everything holds it"
    cited = {kind for kind in ("line", "inherited") if f'"kind":"{kind}"' in snapshot.profile.model_dump_json()}
    lost = {
        "versions": f"the others are {elsewhere}" if snapshot.version > 1 else "",
        "lines of films": f"the evidence of some claims is {elsewhere}" if "line" in cited else "",
        "parent": f"the tie to it is {elsewhere}" if "inherited" in cited else "",
    }
    return tuple(Loss(place=place, why=why) for place, why in lost.items() if why)


def _draft(persona: JsonObject, *, beside: Beside | None) -> Draft:
    def held(key: str) -> Any:
        return persona.get(key) or []

    return Draft(
        format=Format.OWN,
        name=_text(persona, "name"),
        content=_text(persona, "content"),
        tags=tuple(held("tags")),
        kept=_kept(persona),
        media=tuple(Media(place=one["place"], media_type=one["media_type"], data=_bytes_of(one, beside=beside)) for one in held("media")),
        profile=Profile.model_validate(persona.get("profile") or {}),
        data=tuple(_datum(one, beside=beside) for one in held("data")),
        noted=Noted.model_validate(persona.get("noted") or {}),
        words=tuple(OwnersWord.model_validate({**one, "new_id": new_id()}) for one in held("words")),
        has_version=persona.get("version") != 0 or bool(persona.get("content")),
    )


def _bytes_of(one: Mapping[str, Any], *, beside: Beside | None) -> bytes:
    return beside(one["file"]) if beside and "file" in one else base64.b64decode(one["data"], validate=True)


def _datum(one: Mapping[str, Any], *, beside: Beside | None) -> DraftDatum:
    if beside and "file" in one:
        one = {**{key: value for key, value in one.items() if key != "file"}, "text": beside(one["file"]).decode()}
    return DraftDatum(**{**one, "id": UUID(one["id"])})


def _text(persona: JsonObject, key: str) -> str:
    text = persona.get(key)
    if not isinstance(text, str):
        raise ValueError(key)
    return text


def _kept(persona: JsonObject) -> Kept | None:
    held = persona.get("kept")
    if held is None:
        return None
    kept = object_of(held, what="What was kept aside")
    return Kept(format=Format(_text(kept, "format")), value=object_of(kept.get("value"), what="What was kept aside"))
