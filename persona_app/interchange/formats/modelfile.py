"""Ollama's Modelfile.

Source: ollama `docs/modelfile.md` and `parser/parser.go`: instructions in any case and order, `#` comments, three quotes around what has
several lines. No escape for three quotes is documented, so in what is written they become three apostrophes. `FROM` and `ADAPTER` name
models and files: they are kept as words, nothing is ever opened.
"""

import re
from copy import deepcopy

from pydantic import JsonValue

from persona_app.interchange.claims import line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Passage, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from persona_app.interchange.formats.unplaced import report_on
from persona_app.interchange.macros import constant_lore, dialogues, resolved
from persona_app.interchange.sheet import Sheet, to_content
from persona_app.interchange.texts import decode

WORDS = ("FROM", "SYSTEM", "MESSAGE", "PARAMETER", "TEMPLATE", "ADAPTER", "LICENSE", "REQUIRES", "RENDERER", "PARSER")
MOST_INSTRUCTIONS = 2_000
DEFAULT_MODEL = "llama3.2"
_INSTRUCTION = re.compile(rf"[ \t]*({'|'.join(WORDS)})(?:[ \t]+|(?=\"\"\"))", re.IGNORECASE)
_QUOTES = '"""'
PLACED = {
    "description": "SYSTEM",
    "personality": "SYSTEM",
    "scenario": "SYSTEM",
    "system_prompt": "SYSTEM",
    "post_history_instructions": "SYSTEM",
    "character_book": "SYSTEM (what it always says)",
    "first_mes": "MESSAGE",
    "mes_example": "MESSAGE",
    "tags": "comment",
    "creator": "comment",
    "character_version": "comment",
    "nickname": "the name in SYSTEM",
}


def read(data: bytes, *, name: str = "") -> Reading:
    """A Modelfile; its name is in our comment, or the file's.

    Raises:
        ImportRefused, ImportTooLarge: it is none, or has no FROM.
    """
    parts = parse(decode(data))
    value: JsonObject = {"parts": list(parts), "name": _name_in(parts) or name or "Imported model"}
    if not any(_word(part) == "FROM" for part in parts):
        raise ImportRefused("The Modelfile has no FROM.")
    sheet = sheet_of(value)
    passages = [Passage(place="SYSTEM", label="", text=sheet.description)]
    passages += [
        Passage(place=f"MESSAGE.{number}", label=_role(said), text=_said(said)) for number, said in enumerate(_args(parts, "MESSAGE"))
    ]
    draft = Draft(
        format=Format.MODELFILE,
        name=sheet.name,
        content=to_content(sheet),
        tags=sheet.tags,
        passages=tuple(passages),
        kept=Kept(format=Format.MODELFILE, value=value),
    )
    others = dict.fromkeys(_word(part) for part in parts if _word(part) not in ("SYSTEM", ""))
    return Reading(
        draft=draft, losses=LossReport(mapped=("SYSTEM",), kept=tuple(Loss(place=word, why="kept aside as it is") for word in others))
    )


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """A Modelfile; macros are resolved, for Ollama knows none."""
    if snapshot.kept and snapshot.kept.format is Format.MODELFILE:
        return _updated(snapshot.kept.value, sheet)
    lines = [f"# Persona: {line_of(sheet.name)}"]
    notes = {"Tags": ", ".join(sheet.tags), "Creator": sheet.creator, "Version": sheet.character_version}
    lines += [f"# {label}: {line_of(text)}" for label, text in notes.items() if text]
    lines += [f"FROM {DEFAULT_MODEL}", "", f"SYSTEM {_quoted(_system(sheet))}"]
    for turn in (turn for turns in dialogues(sheet.mes_example) for turn in turns):
        lines.append(f"MESSAGE {turn.role} {_quoted(resolved(turn.text, sheet))}")
    if sheet.first_mes:
        lines.append(f"MESSAGE assistant {_quoted(resolved(sheet.first_mes, sheet))}")
    return Written(data=("\n".join(lines) + "\n").encode(), losses=report_on(sheet, placed=PLACED))


def sheet_of(value: JsonObject) -> Sheet:
    """The Modelfile as a sheet: what SYSTEM says is the description; of several, the last counts."""
    held = value.get("parts")
    parts = [part for part in held if isinstance(part, dict)] if isinstance(held, list) else []
    systems = _args(parts, "SYSTEM")
    examples = [(_role(said), _said(said)) for said in _args(parts, "MESSAGE")]
    turns = "\n".join(f"{'{{user}}' if role == 'user' else '{{char}}'}: {text}" for role, text in examples if role != "system")
    return Sheet(
        name=str(value.get("name", "")), description=systems[-1] if systems else "", mes_example=f"<START>\n{turns}" if turns else ""
    )


def parse(text: str) -> list[JsonObject]:
    """The file's parts in order: `{word, args}` for an instruction, `{comment}` for a line that is none.

    Raises:
        ImportRefused: a line is no instruction, or quotes do not end.
        ImportTooLarge: too many instructions.
    """
    parts: list[JsonObject] = []
    place = 0
    while place < len(text):
        end = text.find("\n", place)
        line = text[place : end if end >= 0 else len(text)]
        found = _INSTRUCTION.match(line)
        if not line.strip() or line.lstrip().startswith("#"):
            parts.append({"comment": line})
            place += len(line) + 1
        elif found:
            arguments, place = _arguments(text, place + found.end(), end if end >= 0 else len(text))
            parts.append({"word": found.group(1), "args": arguments})
        else:
            raise ImportRefused(f"Line {text.count(chr(10), 0, place) + 1} of the Modelfile is no instruction.")
        if len(parts) > MOST_INSTRUCTIONS:
            raise ImportTooLarge(f"The Modelfile has more than {MOST_INSTRUCTIONS:,} lines and instructions.")
    return parts


def _arguments(text: str, start: int, end_of_line: int) -> tuple[JsonValue, int]:
    """What follows an instruction: `[before the quotes, between them or None]`, and where the next line begins."""
    opening = text.find(_QUOTES, start, end_of_line)
    if opening < 0:
        return [text[start:end_of_line], None], end_of_line + 1
    closing = text.find(_QUOTES, opening + 3)
    if closing < 0:
        raise ImportRefused("The Modelfile opens three quotes that never end.")
    after = text.find("\n", closing)
    return [text[start:opening], text[opening + 3 : closing]], (after if after >= 0 else len(text)) + 1


def _word(part: JsonObject) -> str:
    return str(part.get("word", "")).upper()


def _args(parts: list[JsonObject], word: str) -> list[str]:
    """What follows the word, each time: for MESSAGE the role and a space before the words."""
    return [
        "".join(str(one) for one in part["args"] if one is not None)
        for part in parts
        if _word(part) == word and isinstance(part["args"], list)
    ]


def _role(said: str) -> str:
    return said.split(None, 1)[0].casefold() if said.strip() else ""


def _said(said: str) -> str:
    return said.strip().partition(" ")[2].strip().strip('"')


def _name_in(parts: list[JsonObject]) -> str:
    for part in parts:
        label, colon, name = str(part.get("comment", "")).lstrip("# \t").partition(":")
        if colon and label.strip().casefold() == "persona" and name.strip():
            return name.strip()
    return ""


def _quoted(text: str) -> str:
    return f"{_QUOTES}{text.replace(_QUOTES, chr(39) * 3)}{_QUOTES}"


def _system(sheet: Sheet) -> str:
    """Everything that the model is told, in the order in which a card's program would tell it."""
    texts = [sheet.system_prompt, sheet.description]
    texts += [f"Personality: {sheet.personality}"] if sheet.personality else []
    texts += [f"Scenario: {sheet.scenario}"] if sheet.scenario else []
    texts += [*constant_lore(sheet), sheet.post_history_instructions]
    told = "\n\n".join(filter(None, (resolved(text, sheet).strip() for text in texts)))
    return told or f"You are {sheet.nickname or sheet.name}."


def _updated(kept: JsonObject, sheet: Sheet) -> Written:
    """The same file, with another SYSTEM and another name where they changed."""
    value, base = deepcopy(kept), sheet_of(kept)
    parts: list[JsonObject] = [part for part in value["parts"] if isinstance(part, dict)] if isinstance(value["parts"], list) else []
    only_body = sheet.model_copy(update={"mes_example": base.mes_example})
    if any(getattr(sheet, field) for field in ("personality", "scenario", "system_prompt", "post_history_instructions")):
        _set_system(parts, _system(only_body))
    elif sheet.description != base.description:
        _set_system(parts, sheet.description)
    if sheet.name != base.name:
        parts = [part for part in parts if not _name_in([part])]
        parts.insert(0, {"comment": f"# Persona: {line_of(sheet.name)}"})
    return Written(data=("\n".join(map(_line, parts)) + "\n").encode(), losses=LossReport(mapped=("SYSTEM",)))


def _set_system(parts: list[JsonObject], text: str) -> None:
    for part in reversed(parts):
        if _word(part) == "SYSTEM":
            part["args"] = ["", text.replace(_QUOTES, chr(39) * 3)]
            return
    parts.append({"word": "SYSTEM", "args": ["", text.replace(_QUOTES, chr(39) * 3)]})


def _line(part: JsonObject) -> str:
    if "comment" in part:
        return str(part["comment"])
    held = part["args"]
    before, quoted = (str(held[0]), held[1]) if isinstance(held, list) else ("", None)
    return f"{part['word']} {before}" + (f"{_QUOTES}{quoted}{_QUOTES}" if quoted is not None else "")
