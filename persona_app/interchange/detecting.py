"""Which format a file has, told by what it holds; its name is never asked."""

import re

from pydantic import JsonValue

from persona_app.interchange.archives import START
from persona_app.interchange.draft import Format, JsonObject
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats import cards, own, prompts
from persona_app.interchange.formats.modelfile import WORDS
from persona_app.interchange.png_chunks import SIGNATURE
from persona_app.interchange.texts import decode, read_json, read_yaml

_ENCRYPTED = b"rcc||"
_STUBS = (b"\xff\xd8\xff", b"MZ", b"\x7fELF", b"#!", START)
_LARGEST_YAML = 512 * 1024
_FROM = re.compile(r"^[ \t]*FROM[ \t]+\S", re.IGNORECASE | re.MULTILINE)
_CODE_OR_PAGE = re.compile(r"\A\s*(<!doctype|<html|<\?xml|%PDF|\{\\rtf)", re.IGNORECASE)
CARD_KEYS = ("first_mes", "mes_example", "scenario", "personality")
YAML_KEYS = frozenset({"char_name", "char_persona", "char_greeting", "world_scenario", "example_dialogue", "context", "greeting"})


def detect(data: bytes) -> Format:
    """The format.

    Raises:
        ImportRefused: none of ours, empty, or encrypted.
        ImportTooLarge: too much to look at.
    """
    if not data.strip():
        raise ImportRefused("The file is empty.")
    if data.startswith(_ENCRYPTED):
        raise ImportRefused("The file is an encrypted RisuAI file. Export the character from RisuAI without encryption, as CHARX or PNG.")
    if data.startswith(SIGNATURE):
        return Format.CARD_PNG
    if data.startswith(_STUBS) and START in data:
        return Format.CHARX
    if data.startswith(b"\xff\xd8\xff"):
        raise ImportRefused("The file is a JPEG picture that holds no character card.")
    return _of_text(decode(data))


def _of_text(text: str) -> Format:
    if prompts.is_table(text):
        return Format.PROMPTS
    beginning = text.lstrip()[:1]
    if beginning in ("{", "[", '"'):
        return _of_json(read_json(text))
    if _CODE_OR_PAGE.match(text):
        raise ImportRefused("The file is a page or a document, not a persona. Give it as material instead.")
    if _is_modelfile(text):
        return Format.MODELFILE
    if text.startswith("---"):
        return Format.MARKDOWN
    return Format.PYGMALION if _is_character_yaml(text) else Format.AGENTS_MD


def _of_json(value: JsonValue) -> Format:
    if isinstance(value, str):
        return Format.LETTA if _of_json(read_json(value)) is Format.LETTA else _unknown()
    if not isinstance(value, dict):
        return _unknown()
    shape = next((format_ for fits, format_ in _SHAPES if fits(value)), None)
    if shape is not None:
        return shape
    if isinstance(value.get("data"), dict) or any(key in value for key in CARD_KEYS):
        return cards.version_of(value)
    return _unknown()


def _unknown() -> Format:
    raise ImportRefused(
        "The JSON is of no format that can be read: a character card, ElizaOS, TinyTroupe, Letta, Pygmalion, a lorebook or our own export."
    )


def _is_book(value: JsonObject) -> bool:
    return value.get("spec") == "lorebook_v3" or ("entries" in value and "name" not in value and "spec" not in value) or _is_world(value)


def _is_world(value: JsonObject) -> bool:
    return isinstance(value.get("entries"), dict | list) and not any(key in value for key in ("first_mes", "data", "bio"))


def _is_letta(value: JsonObject) -> bool:
    return isinstance(value.get("agents"), list) or isinstance(value.get("core_memory"), list)


_SHAPES = (
    (lambda value: own.MARK in value, Format.OWN),
    (lambda value: value.get("spec") in ("chara_card_v2",), Format.CARD_V2),
    (lambda value: value.get("spec") in ("chara_card_v3",), Format.CARD_V3),
    (lambda value: value.get("type") in ("TinyPerson", "Fragment") and isinstance(value.get("persona"), dict), Format.TINYTROUPE),
    (_is_letta, Format.LETTA),
    (_is_book, Format.LOREBOOK),
    (lambda value: bool(YAML_KEYS & set(value)), Format.PYGMALION),
    (lambda value: "bio" in value and ("name" in value or "style" in value), Format.ELIZAOS),
)


def _is_modelfile(text: str) -> bool:
    lines = [line.strip() for line in text[:20_000].splitlines()]
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return first.split(None, 1)[:1] != [] and first.split(None, 1)[0].upper() in WORDS and bool(_FROM.search(text))


def _is_character_yaml(text: str) -> bool:
    """At least two of the keys at the beginning of lines, and the whole is YAML."""
    if len(text) > _LARGEST_YAML:
        return False
    keys = set(re.findall(r"^(\w+):(?=\s)", text, re.MULTILINE))
    if len(keys & (YAML_KEYS | {"name"})) < 2 or not keys & YAML_KEYS:
        return False
    try:
        return isinstance(read_yaml(text), dict)
    except ImportRefused:
        return False
