"""Bytes of strangers to values: text, JSON and YAML, each with bounds on size, count and nesting.

Sources: RFC 8259 (JSON), YAML 1.2 without aliases, tags and times, which no persona needs and which make bombs.
"""

import json
import math
import re
from typing import Any, NoReturn

import yaml
from pydantic import JsonValue

from persona_app.interchange.draft import JsonObject
from persona_app.interchange.errors import ImportRefused, ImportTooLarge

MOST_BYTES = 8 * 1024 * 1024
MOST_YAML_BYTES = 512 * 1024
MOST_PARTS = 250_000
"""Commas and opening brackets; values beyond the text's own size cost memory by their number."""
MOST_YAML_PARTS = 20_000
DEEPEST = 64
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL keeps in no text: NUL and lone surrogates."""


def decode(data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark.

    Raises:
        ImportTooLarge: more than 8 MiB.
        ImportRefused: it is no text.
    """
    require_size(data)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(f"The file is not text in {encoding.upper()[:6]}: byte {error.start} can't be read.") from error
    if "\x00" in text:
        raise ImportRefused("The file is binary, and of none of the formats that can be read.")
    return text


def require_size(data: bytes, *, most: int = MOST_BYTES, what: str = "The file") -> None:
    """Refuse more bytes than are read."""
    if len(data) > most:
        raise ImportTooLarge(f"{what} has {len(data):,} bytes; at most {most:,} are read.")


def read_json(text: str) -> JsonValue:
    """The value, without NUL and lone surrogates, which can't be stored.

    Raises:
        ImportTooLarge: too many values, or too deeply nested.
        ImportRefused: it is no JSON; the sentence says where.
    """
    if sum(map(text.count, ",[{")) > MOST_PARTS:
        raise ImportTooLarge(f"The JSON holds more than {MOST_PARTS:,} values.")
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise ImportRefused(f"The JSON is broken at line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise ImportTooLarge(f"The JSON is nested deeper than {DEEPEST} levels.") from error
    except ValueError as error:
        raise ImportRefused("The JSON holds a number that is too long.") from error
    cleaned: JsonValue = storable(value)
    return cleaned


def write_json(value: JsonValue) -> bytes:
    """As UTF-8, indented by two."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def storable(value: Any, *, depth: int = 0) -> Any:
    """A copy that can be stored.

    Raises:
        ImportTooLarge: nested deeper than 64 levels.
    """
    if depth > DEEPEST:
        raise ImportTooLarge(f"The values are nested deeper than {DEEPEST} levels.")
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, dict):
        return {_UNSTORABLE.sub("", str(key)): storable(inner, depth=depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [storable(inner, depth=depth + 1) for inner in value]
    return value


def object_of(value: JsonValue, *, what: str) -> JsonObject:
    """The value as an object.

    Raises:
        ImportRefused: it is none.
    """
    if not isinstance(value, dict):
        raise ImportRefused(f"{what} is not a JSON object.")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ImportRefused(f"The JSON holds {name}, which JSON does not know.")


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ImportRefused("The JSON holds a number that is too large.")
    return number


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_LOADER):
    """Safe loading, with times left as the words they are."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _LOADER.yaml_implicit_resolvers.items()
}


def read_yaml(text: str) -> JsonValue:
    """One document's value, as JSON could hold it.

    Raises:
        ImportTooLarge: too long, too many values, or too deeply nested.
        ImportRefused: it is no YAML, or uses aliases or tags.
    """
    require_size(text.encode(errors="replace"), most=MOST_YAML_BYTES, what="The YAML")
    try:
        _require_plain(text)
        return _as_json(yaml.load(text, Loader=_Plain))  # noqa: S506 - derived from the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ImportRefused(f"The YAML is broken{place}.") from error
    except (ValueError, OverflowError, RecursionError, TypeError) as error:
        raise ImportRefused("The YAML holds a value that can't be read.") from error


def write_yaml(value: JsonObject) -> str:
    """A block of names and values, in their order."""
    written: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    return written


def _require_plain(text: str) -> None:
    """Look at the events first: they cost little memory, and an alias would multiply what follows."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if isinstance(event, yaml.AliasEvent):
            raise ImportRefused("The YAML uses aliases (*name), which are not read.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or count > MOST_YAML_PARTS:
            raise ImportTooLarge(f"The YAML holds more than {MOST_YAML_PARTS:,} values, or is nested deeper than {DEEPEST} levels.")


def _as_json(value: Any) -> JsonValue:
    """Keys as text; what JSON has no word for (sets, bytes, infinite numbers) as text too."""
    if isinstance(value, dict):
        return {_UNSTORABLE.sub("", str(key)): _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(inner) for inner in value]
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)
