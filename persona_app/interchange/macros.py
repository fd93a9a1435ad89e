"""Macros of character cards, for formats that have none, and example dialogues as turns.

Source: character card V2 and V3 specifications: `{{char}}` and `<BOT>` (the nickname first), `{{user}}` and `<USER>`, in any case;
blocks of examples begin with `<START>`.
"""

import re
from typing import Literal, NamedTuple

from persona_app.interchange.sheet import Sheet

_CHARACTER = re.compile(r"\{\{char\}\}|<BOT>", re.IGNORECASE)
_USER = re.compile(r"\{\{user\}\}|<USER>", re.IGNORECASE)
_ORIGINAL = re.compile(r"\{\{original\}\}", re.IGNORECASE)
_START = re.compile(r"^<START>\s*$", re.IGNORECASE | re.MULTILINE)
_TURN = re.compile(r"^(\{\{user\}\}|<USER>|\{\{char\}\}|<BOT>):[ \t]*", re.IGNORECASE | re.MULTILINE)

Role = Literal["user", "assistant"]


class Turn(NamedTuple):
    """Something said in an example."""

    role: Role
    text: str


def resolved(text: str, sheet: Sheet, *, user: str = "the user") -> str:
    """The text without macros; `{{original}}` stands for a default prompt that other programs have, and goes."""
    name = sheet.nickname or sheet.name
    return _ORIGINAL.sub("", _USER.sub(lambda _: user, _CHARACTER.sub(lambda _: name, text)))


def dialogues(examples: str) -> list[list[Turn]]:
    """The examples, each as its turns; words before the first turn are left out."""
    found = []
    for block in _START.split(examples):
        parts = _TURN.split(block)
        turns = [Turn(_role(mark), text.strip()) for mark, text in zip(parts[1::2], parts[2::2], strict=True) if text.strip()]
        found += [turns] if turns else []
    return found


def written(conversations: list[list[Turn]]) -> str:
    """The other way round: as a card's `mes_example`."""
    blocks = ["\n".join(["<START>", *(f"{_mark(turn.role)}: {turn.text}" for turn in turns)]) for turns in conversations if turns]
    return "\n".join(blocks)


def constant_lore(sheet: Sheet) -> list[str]:
    """What the lorebook always says."""
    entries = (sheet.character_book or {}).get("entries")
    listed = list(entries.values()) if isinstance(entries, dict) else entries if isinstance(entries, list) else []
    held = [entry for entry in listed if isinstance(entry, dict) and entry.get("constant") and entry.get("enabled", True)]
    return [content for entry in held if isinstance(content := entry.get("content"), str) and content]


def _role(mark: str) -> Role:
    return "user" if _USER.fullmatch(mark) else "assistant"


def _mark(role: Role) -> str:
    return "{{user}}" if role == "user" else "{{char}}"
