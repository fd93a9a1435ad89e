"""ElizaOS characters in their three ages: `user` and `lore` (oldest), the strict v1, and examples wrapped as `[{examples: […]}]`.

Source: elizaOS `Character` (packages/core/src/types) and its JSON schema. Secrets are never kept and never written.
"""

import re
from copy import deepcopy

from pydantic import JsonValue

from persona_app.interchange.claims import Stated, apply, bounded, claims_of, compare, draft_claims, find, line_of, place_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Passage, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats.cards import lore_passages, text_of, texts_of
from persona_app.interchange.formats.unplaced import report_on
from persona_app.interchange.macros import Turn, dialogues, resolved, written
from persona_app.interchange.sheet import Sheet, to_content
from persona_app.interchange.texts import decode, object_of, read_json, write_json
from persona_app.llm.questions import ClaimField

STATED = {
    "bio": ClaimField.FACT,
    "lore": ClaimField.BACKGROUND,
    "adjectives": ClaimField.TRAIT,
    "topics": ClaimField.KNOWLEDGE,
}
ADDING = {field: (key,) for key, field in STATED.items() if key != "lore"}
MAPPED = frozenset({"name", "system", *STATED})
LABELS = {"bio": "", "lore": "", "adjectives": "Trait", "topics": "Knows about", "postExamples": "Post"}
_SECRET = re.compile(r"secret|passw|token|api_?key|cookie|credential|private_?key", re.IGNORECASE)


def read(data: bytes, *, name: str = "") -> Reading:
    """A character of any of the three ages.

    Raises:
        ImportRefused, ImportTooLarge: it is no such file, or has no name.
    """
    del name
    value, secrets = without_secrets(object_of(read_json(decode(data)), what="The character"))
    sheet = sheet_of(value)
    if not sheet.name.strip():
        raise ImportRefused("The character has no name.")
    draft = Draft(
        format=Format.ELIZAOS,
        name=sheet.name,
        content=to_content(sheet),
        tags=sheet.tags,
        passages=_passages(value, sheet),
        claims=draft_claims([Stated(ClaimField.NAME, ("name",), line_of(sheet.name)), *stated_in(value)]),
        kept=Kept(format=Format.ELIZAOS, value=value),
    )
    kept = [Loss(place=key, why="kept aside as it is") for key, held in value.items() if held and key not in MAPPED]
    lost = [Loss(place=place, why="secrets are never taken over") for place in secrets]
    mapped = tuple(key for key in value if key in MAPPED and value[key])
    return Reading(draft=draft, losses=LossReport(mapped=mapped, kept=tuple(kept), unusable=tuple(lost)))


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """A character of the age it came in; one that came from elsewhere in the strict form of v1."""
    if snapshot.kept and snapshot.kept.format is Format.ELIZAOS:
        value = _updated(snapshot.kept.value, sheet, snapshot)
        return Written(data=write_json(value), losses=LossReport(mapped=tuple(key for key in value if key in MAPPED)))
    return Written(data=write_json(_new(snapshot, sheet)), losses=report_on(sheet, placed=PLACED))


PLACED = {
    "description": "bio",
    "personality": "adjectives, style.all",
    "scenario": "system",
    "system_prompt": "system",
    "post_history_instructions": "system",
    "mes_example": "messageExamples",
    "tags": "topics",
    "character_book": "knowledge",
    "creator": "settings",
    "character_version": "settings",
    "extensions": "settings",
}


def sheet_of(value: JsonObject) -> Sheet:
    """The character as a sheet; adjectives and style are its personality."""
    style = texts_of(find(value, ("style", "all")))
    adjectives = ", ".join(texts_of(value.get("adjectives")))
    personality = "\n\n".join(filter(None, (adjectives, "\n".join(f"- {line_of(one)}" for one in style))))
    return Sheet(
        name=text_of(value.get("name")),
        description="\n\n".join((*texts_of(value.get("bio")), *texts_of(value.get("lore")))),
        personality=personality,
        system_prompt=text_of(value.get("system")),
        mes_example=written(_conversations(value)),
        tags=texts_of(value.get("topics")),
    )


def stated_in(value: JsonObject) -> list[Stated]:
    """Claims in the lists of a character."""
    found = []
    for key, field in STATED.items():
        held = value.get(key)
        items = held if isinstance(held, list) else [held]
        for index, item in enumerate(items):
            path = (key, index) if isinstance(held, list) else (key,)
            found += [Stated(field, path, line_of(item))] if isinstance(item, str) else []
    return bounded(found)


def without_secrets(value: JsonObject) -> tuple[JsonObject, list[str]]:
    """The values without secrets, and where they stood."""
    copy, places = deepcopy(value), list[str]()
    _strip(copy, (), places)
    return copy, places


def _strip(value: JsonObject, path: tuple[str, ...], places: list[str]) -> None:
    for key, held in list(value.items()):
        is_secret = key == "secrets" or (path[:1] in (("settings",), ("clientConfig",)) and _SECRET.search(key))
        if is_secret and held:
            places.append(place_of((*path, key)))
            del value[key]
        elif isinstance(held, dict):
            _strip(held, (*path, key), places)


def _conversations(value: JsonObject) -> list[list[Turn]]:
    """Examples of all ages: lists of messages, or objects that hold such a list."""
    held = value.get("messageExamples")
    found = []
    for block in held if isinstance(held, list) else []:
        messages = block.get("examples") if isinstance(block, dict) else block
        turns = [_turn(message, text_of(value.get("name"))) for message in (messages if isinstance(messages, list) else [])]
        found.append([turn for turn in turns if turn])
    return found


def _turn(message: JsonValue, name: str) -> Turn | None:
    if not isinstance(message, dict):
        return None
    text, who = text_of(find(message, ("content", "text"))), text_of(message.get("name", message.get("user")))
    return Turn("assistant" if who.casefold() == name.casefold() else "user", text) if text else None


def _passages(value: JsonObject, sheet: Sheet) -> tuple[Passage, ...]:
    found = [Passage(place="name", label="Name", text=sheet.name)]
    for key, label in LABELS.items():
        held = value.get(key)
        if isinstance(held, str):
            found.append(Passage(place=key, label=label, text=held))
        for index, item in enumerate(held if isinstance(held, list) else []):
            found.append(Passage(place=f"{key}.{index}", label=label, text=text_of(item)))
    found += [
        Passage(place=f"style.{key}", label="Style", text="\n".join(texts_of(find(value, ("style", key)))))
        for key in ("all", "chat", "post")
    ]
    found += [Passage(place="system", label="Instructions", text=sheet.system_prompt)]
    return (*found, Passage(place="messageExamples", label="Examples", text=sheet.mes_example))


def _updated(kept: JsonObject, sheet: Sheet, snapshot: Snapshot) -> JsonObject:
    """What was kept, with the changes in it: claims first, then texts that no claim changed."""
    base = sheet_of(kept)
    changes = compare(stated_in(kept), snapshot.profile)
    value = apply(kept, changes, adding=ADDING, relation=("name", "description"))
    fields = {one.stated.field for one in changes.changed} | {field for field, _ in changes.added}
    value["name"] = sheet.name if sheet.name != base.name else value.get("name", sheet.name)
    if sheet.system_prompt != base.system_prompt:
        value["system"] = sheet.system_prompt
    if sheet.description != base.description and not fields & {ClaimField.FACT, ClaimField.BACKGROUND}:
        value["bio"] = [part for part in sheet.description.split("\n\n") if part.strip()]
        value.pop("lore", None)
    if sheet.personality != base.personality and ClaimField.TRAIT not in fields:
        _write_personality(value, sheet.personality)
    return without_secrets(value)[0]


def _write_personality(value: JsonObject, personality: str) -> None:
    lines = personality.splitlines()
    style = [line[2:] for line in lines if line.startswith("- ")]
    words = ", ".join(line for line in lines if line.strip() and not line.startswith("- "))
    value["adjectives"] = [word.strip() for word in words.split(",") if word.strip()]
    held = value.get("style")
    value["style"] = {**(held if isinstance(held, dict) else {"chat": [], "post": []}), "all": [*style]}


def _new(snapshot: Snapshot, sheet: Sheet) -> JsonObject:
    plain = {
        field: resolved(getattr(sheet, field), sheet)
        for field in ("description", "personality", "scenario", "system_prompt", "post_history_instructions")
    }
    system = "\n\n".join(filter(None, (plain["system_prompt"], plain["scenario"], plain["post_history_instructions"])))
    value: JsonObject = {
        "name": sheet.name,
        "bio": [part for part in plain["description"].split("\n\n") if part.strip()] or [sheet.name],
        "system": system or f"You are {sheet.name}.",
        "messageExamples": [[_message(turn, sheet) for turn in turns] for turns in dialogues(sheet.mes_example)],
        "postExamples": [],
        "topics": list(sheet.tags) or [claim.value for claim in claims_of(snapshot.profile, ClaimField.KNOWLEDGE)],
        "knowledge": [passage.text for passage in lore_passages(sheet.character_book) if passage.text],
        "plugins": [],
    }
    _write_personality(value, plain["personality"])
    settings: JsonObject = {
        "creator": sheet.creator,
        "character_version": sheet.character_version,
        "extensions": deepcopy(sheet.extensions),
    }
    value["settings"] = {key: held for key, held in settings.items() if held}
    return without_secrets(value)[0]


def _message(turn: Turn, sheet: Sheet) -> JsonValue:
    return {"name": sheet.name if turn.role == "assistant" else "{{user1}}", "content": {"text": resolved(turn.text, sheet)}}
