"""Character cards V1, V2 and V3 as JSON; PNG and CHARX carry the same values.

Sources: the specifications of character card V1/V2 (malfoyslastname/character-card-spec-v2) and V3 (kwaroran/character-card-spec-v3).
A card is kept whole, in the shape it came in. Writing the same version puts what changed into it; another version is made of its fields.
"""

from copy import deepcopy
from hashlib import sha256
from typing import Any

from pydantic import JsonValue

from persona_app.interchange.claims import Changes, Stated, bounded, claims_of, compare, draft_claims, line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Media, Passage, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.sheet import CONTENT_FIELDS, Sheet, to_content
from persona_app.interchange.texts import decode, object_of, read_json, write_json
from persona_app.llm.questions import ClaimField

V1_FIELDS = ("name", "description", "personality", "scenario", "first_mes", "mes_example")
V2_TEXTS = (*V1_FIELDS, "creator_notes", "system_prompt", "post_history_instructions", "creator", "character_version")
MAPPED = ("name", "nickname", *CONTENT_FIELDS, "tags")
SPECS = {Format.CARD_V2: ("chara_card_v2", "2.0"), Format.CARD_V3: ("chara_card_v3", "3.0")}
NEWEST = 3.0
LABELS = {
    "name": "Name",
    "nickname": "Nickname",
    "description": "",
    "personality": "Personality",
    "scenario": "Scenario",
    "system_prompt": "Instructions",
    "post_history_instructions": "Last instructions",
    "first_mes": "First message",
    "mes_example": "Examples",
    "creator_notes": "Creator's notes",
}
_LONGEST_TRAIT = 60


def read(data: bytes, *, name: str = "") -> Reading:
    """A card of any version, told by what it holds.

    Raises:
        ImportRefused, ImportTooLarge: it is no card, or one without a name.
    """
    del name
    return read_value(object_of(read_json(decode(data)), what="The card"))


def write(snapshot: Snapshot, sheet: Sheet, *, wanted: Format) -> Written:
    """The card as JSON of the version that is wanted."""
    value, losses = card_of(snapshot, sheet, wanted)
    return Written(data=write_json(value), losses=losses)


def version_of(value: JsonObject) -> Format:
    """Which version the values are; a newer one than V3 is read as V3."""
    spec = value.get("spec")
    if isinstance(value.get("data"), dict):
        is_second = spec == "chara_card_v2" or (spec != "chara_card_v3" and _number(value.get("spec_version")) < NEWEST)
        return Format.CARD_V2 if is_second else Format.CARD_V3
    return Format.CARD_V1


def fields_of(value: JsonObject) -> JsonObject:
    """The card's fields: those under `data`, or the flat ones of V1."""
    inner = value.get("data")
    return inner if isinstance(inner, dict) else value


def sheet_of(value: JsonObject) -> Sheet:
    """The card's fields, each in the type it should have had."""
    fields = fields_of(value)
    texts: dict[str, Any] = {field: text_of(fields.get(field)) for field in (*V2_TEXTS, "nickname")}
    lists = {field: texts_of(fields.get(field)) for field in ("alternate_greetings", "group_only_greetings")}
    book, extensions = fields.get("character_book"), fields.get("extensions")
    return Sheet(
        **texts,
        **lists,
        tags=tags_of(fields.get("tags")),
        character_book=book if isinstance(book, dict) else None,
        extensions=extensions if isinstance(extensions, dict) else {},
    )


def text_of(value: JsonValue) -> str:
    """A text that may have come as null, a number or a list."""
    if isinstance(value, list):
        return "\n".join(map(text_of, value))
    return "" if value is None or isinstance(value, dict) else value if isinstance(value, str) else str(value)


def texts_of(value: JsonValue) -> tuple[str, ...]:
    """A list that may have come as one text, or null."""
    if isinstance(value, list):
        return tuple(text for one in value if (text := text_of(one)))
    return (value,) if isinstance(value, str) and value else ()


def tags_of(value: JsonValue) -> tuple[str, ...]:
    """Tags that may have come as one text with commas."""
    if isinstance(value, str):
        return tuple(tag for part in value.split(",") if (tag := part.strip()))
    return texts_of(value)


def stated_in(value: JsonObject) -> list[Stated]:
    """Claims that a card's fields state: names, and a personality that is a list of traits."""
    sheet = sheet_of(value)
    names = [Stated(ClaimField.NAME, ("name",), line_of(sheet.name)), Stated(ClaimField.ALIAS, ("nickname",), line_of(sheet.nickname))]
    traits = [Stated(ClaimField.TRAIT, ("personality", index), line_of(trait)) for index, trait in enumerate(traits_of(sheet.personality))]
    return bounded((*names, *traits))


def traits_of(personality: str) -> list[str]:
    """The traits of a personality that is a list of them with commas; none of one that is prose."""
    parts = [part.strip() for part in personality.split(",")]
    is_list = len(parts) > 1 and all(0 < len(part) <= _LONGEST_TRAIT and not set(".!?:;\n") & set(part) for part in parts)
    return parts if is_list else []


def read_value(value: JsonObject, *, media: tuple[Media, ...] = (), unusable: tuple[Loss, ...] = ()) -> Reading:
    """The draft of a card's values.

    Raises:
        ImportRefused: it has no name.
    """
    sheet = sheet_of(value)
    if not sheet.name.strip():
        raise ImportRefused("The card has no name.")
    claims = [one._replace(path=one.path[:1]) for one in stated_in(value)]
    draft = Draft(
        format=version_of(value),
        name=sheet.name,
        display_name=sheet.nickname,
        content=to_content(sheet),
        tags=sheet.tags,
        passages=passages_of(sheet),
        claims=draft_claims(claims),
        kept=Kept(format=version_of(value), value=value),
        media=media,
    )
    return Reading(draft=draft, losses=_report(value, media=media, unusable=unusable))


def passages_of(sheet: Sheet) -> tuple[Passage, ...]:
    """The card's words: its texts, its greetings, the entries of its lorebook."""
    texts = [Passage(place=field, label=label, text=getattr(sheet, field)) for field, label in LABELS.items()]
    greetings = [
        Passage(place=f"alternate_greetings.{number}", label="Greeting", text=text) for number, text in enumerate(sheet.alternate_greetings)
    ]
    return (*texts, *greetings, *lore_passages(sheet.character_book))


def lore_passages(book: JsonObject | None) -> tuple[Passage, ...]:
    """What a lorebook's entries say, each under its name or its keys."""
    entries = (book or {}).get("entries")
    listed = list(entries.values()) if isinstance(entries, dict) else entries if isinstance(entries, list) else []
    return tuple(
        Passage(place=f"character_book.entries.{number}", label=line_of(_entry_name(entry)), text=text_of(entry.get("content")))
        for number, entry in enumerate(listed)
        if isinstance(entry, dict)
    )


def _entry_name(entry: JsonObject) -> str:
    keys = entry.get("keys", entry.get("key"))
    return text_of(entry.get("name")) or text_of(entry.get("comment")) or ", ".join(texts_of(keys)) or "Lore"


def _report(value: JsonObject, *, media: tuple[Media, ...], unusable: tuple[Loss, ...]) -> LossReport:
    fields = fields_of(value)
    mapped = tuple(field for field in MAPPED if fields.get(field))
    kept = [
        Loss(place=place, why="kept aside as it is") for place, held in fields.items() if held and place not in MAPPED and place != "data"
    ]
    if fields is not value:
        beside = set(value) - {"spec", "spec_version", "data", *fields}
        kept += [Loss(place=place, why="kept aside as it is; it stands outside of the card's data") for place in sorted(beside)]
    kept += [Loss(place=one.place, why="kept aside") for one in media]
    if _number(value.get("spec_version")) > NEWEST:
        kept.append(Loss(place="spec_version", why="newer than 3.0: read as 3.0, what is new in it is kept aside"))
    return LossReport(mapped=mapped, kept=tuple(kept), unusable=unusable)


def _number(version: JsonValue) -> float:
    try:
        return float(text_of(version) or 0)
    except ValueError:
        return 0.0


def card_of(snapshot: Snapshot, sheet: Sheet, wanted: Format) -> tuple[JsonObject, LossReport]:
    """The persona as a card of this version, and what found no place in it."""
    kept = snapshot.kept.value if snapshot.kept and snapshot.kept.format in (Format.CARD_V1, *SPECS) else None
    if kept is None:
        sheet = sheet.model_copy(update={"nickname": sheet.nickname or _alias(snapshot, sheet.name)})
        value: JsonObject = {"data": _new_fields(sheet)}
    else:
        value = _updated(kept, sheet, snapshot)
    shaped, lost = _shaped(value, sheet, wanted)
    if wanted in SPECS:
        _mark(fields_of(shaped), snapshot)
    return shaped, LossReport(mapped=tuple(field for field in MAPPED if getattr(sheet, field)), unusable=lost)


def _alias(snapshot: Snapshot, name: str) -> str:
    aliases = claims_of(snapshot.profile, ClaimField.ALIAS)
    return next((claim.value for claim in aliases if claim.value != name), "")


def _new_fields(sheet: Sheet) -> JsonObject:
    fields: JsonObject = {field: getattr(sheet, field) for field in V2_TEXTS}
    fields |= {"alternate_greetings": list(sheet.alternate_greetings), "tags": list(sheet.tags), "extensions": deepcopy(sheet.extensions)}
    if sheet.character_book is not None:
        fields["character_book"] = book_of(sheet.character_book)
    if sheet.nickname:
        fields["nickname"] = sheet.nickname
    if sheet.group_only_greetings:
        fields["group_only_greetings"] = list(sheet.group_only_greetings)
    return fields


def book_of(book: JsonObject) -> JsonObject:
    """A lorebook as cards hold it; SillyTavern's own has its entries as an object of numbers."""
    entries = book.get("entries")
    listed: list[JsonValue] = list(entries.values()) if isinstance(entries, dict) else entries if isinstance(entries, list) else []
    return {"extensions": {}, **deepcopy(book), "entries": [_entry_of(entry) for entry in listed if isinstance(entry, dict)]}


def _entry_of(entry: JsonObject) -> JsonValue:
    if "keys" in entry:
        return deepcopy(entry)
    theirs = {"key", "keysecondary", "disable", "order"}
    return {
        "keys": list(texts_of(entry.get("key"))),
        "secondary_keys": list(texts_of(entry.get("keysecondary"))),
        "enabled": not entry.get("disable"),
        "insertion_order": entry.get("order", 100),
        "extensions": {},
        **{key: deepcopy(held) for key, held in entry.items() if key not in theirs},
    }


def _updated(kept: JsonObject, sheet: Sheet, snapshot: Snapshot) -> JsonObject:
    """The card that was kept, with what is different now; fields that stand a second time beside `data` follow."""
    value, base = deepcopy(kept), sheet_of(kept)
    changes = compare([one for one in stated_in(kept) if one.field is not ClaimField.NAME], snapshot.profile)
    now = {field: getattr(sheet, field) for field in ("name", *CONTENT_FIELDS)} | _claimed(base, changes)
    fields = fields_of(value)
    for field, text in now.items():
        if text != getattr(base, field):
            if fields is not value and value.get(field) == fields.get(field) and field in value:
                value[field] = text
            fields[field] = text
    return value


def _claimed(base: Sheet, changes: Changes) -> dict[str, str]:
    """The fields that changed claims change: the personality's list of traits, the nickname."""
    texts: dict[str, str] = {}
    traits: dict[int, str | None] = dict(enumerate(traits_of(base.personality)))
    for stated, claim in changes.changed:
        if stated.field is ClaimField.ALIAS:
            texts["nickname"] = claim.value if claim else ""
        elif isinstance(stated.path[-1], int):
            traits[stated.path[-1]] = claim.value if claim else None
    more = [claim.value for field, claim in changes.added if field is ClaimField.TRAIT]
    if any(stated.field is ClaimField.TRAIT for stated, _ in changes.changed) or more:
        texts["personality"] = ", ".join([trait for trait in traits.values() if trait is not None] + more)
    return texts


def _shaped(value: JsonObject, sheet: Sheet, wanted: Format) -> tuple[JsonObject, tuple[Loss, ...]]:
    """The values in the shape of the version; those that are in it already stay as they are."""
    if wanted is version_of(value) and "data" in value and "spec" in value:
        return value, ()
    if wanted is Format.CARD_V1:
        return _as_v1(value, sheet)
    fields = deepcopy(fields_of(value))
    if wanted is version_of(value) and "data" not in value:
        return value, ()
    for field in V2_TEXTS:
        fields[field] = text_of(fields.get(field))
    fields |= {
        "alternate_greetings": list(sheet.alternate_greetings),
        "tags": list(sheet.tags),
        "extensions": fields["extensions"] if isinstance(fields.get("extensions"), dict) else {},
    }
    if not isinstance(fields.get("character_book"), dict):
        fields.pop("character_book", None)
    if wanted is Format.CARD_V3:
        fields.setdefault("group_only_greetings", [])
        _complete_book(fields)
    spec, version = SPECS[wanted]
    beside = {key: held for key, held in value.items() if key not in ("data", "spec", "spec_version") and fields_of(value) is not value}
    return {**beside, "spec": spec, "spec_version": version, "data": fields}, ()


def _complete_book(fields: JsonObject) -> None:
    """What V3 requires of entries and V2 does not know."""
    book = fields.get("character_book")
    entries = book.get("entries") if isinstance(book, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            entry.setdefault("use_regex", False)
            entry.setdefault("extensions", {})


def _as_v1(value: JsonObject, sheet: Sheet) -> tuple[JsonObject, tuple[Loss, ...]]:
    if "data" not in value:
        return value, ()
    fields = fields_of(value)
    lost = [place for place, held in fields.items() if held and place not in V1_FIELDS]
    why = "a card of version 1 has no such field"
    return {field: getattr(sheet, field) if field != "personality" else text_of(fields.get(field)) for field in V1_FIELDS}, tuple(
        Loss(place=place, why=why) for place in lost
    )


def _mark(fields: JsonObject, snapshot: Snapshot) -> None:
    """Say where the card comes from: ids and a hash, no words."""
    if snapshot.persona_id is None:
        return
    extensions = fields.get("extensions")
    mark: JsonObject = {
        "id": str(snapshot.persona_id),
        "version": snapshot.version,
        "parent": str(snapshot.parent_id) if snapshot.parent_id else None,
        "content_sha256": sha256(snapshot.content.encode()).hexdigest(),
    }
    fields["extensions"] = {**(extensions if isinstance(extensions, dict) else {}), "persona_studio": mark}
