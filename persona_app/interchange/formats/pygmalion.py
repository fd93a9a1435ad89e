"""Pygmalion and text-generation-webui characters, JSON or YAML; read only.

Keys: `char_name, char_persona, char_greeting, world_scenario, example_dialogue` (Pygmalion), `name, context, greeting`
(text-generation-webui), whose context may end in example dialogue.
"""

from persona_app.interchange.claims import Stated, draft_claims, line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Reading
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats.cards import passages_of, text_of
from persona_app.interchange.sheet import Sheet, to_content
from persona_app.interchange.texts import decode, object_of, read_json, read_yaml
from persona_app.llm.questions import ClaimField

KEYS = {
    "name": ("char_name", "name"),
    "description": ("char_persona", "context"),
    "first_mes": ("char_greeting", "greeting"),
    "scenario": ("world_scenario",),
    "mes_example": ("example_dialogue",),
}
KNOWN = frozenset(key for keys in KEYS.values() for key in keys)


def read(data: bytes, *, name: str = "") -> Reading:
    """A character.

    Raises:
        ImportRefused, ImportTooLarge: it is no such file, or has no name.
    """
    del name
    text = decode(data)
    value = object_of(read_json(text) if text.lstrip().startswith("{") else read_yaml(text), what="The character")
    sheet = sheet_of(value)
    if not sheet.name.strip():
        raise ImportRefused("The character has no name.")
    draft = Draft(
        format=Format.PYGMALION,
        name=sheet.name,
        content=to_content(sheet),
        passages=passages_of(sheet),
        claims=draft_claims([Stated(ClaimField.NAME, ("name",), line_of(sheet.name))]),
        kept=Kept(format=Format.PYGMALION, value=value),
    )
    aside = [key for key, held in value.items() if held and (key not in KNOWN or key in ("char_greeting", "greeting", "example_dialogue"))]
    mapped = tuple(key for key in value if key in KNOWN and key not in aside)
    return Reading(draft=draft, losses=LossReport(mapped=mapped, kept=tuple(Loss(place=key, why="kept aside as it is") for key in aside)))


def sheet_of(value: JsonObject) -> Sheet:
    """The character as a sheet."""
    return Sheet(**{field: next((text for key in keys if (text := text_of(value.get(key)))), "") for field, keys in KEYS.items()})
