"""Thoughts as a model might answer them, computed only from the lines in the request; and the ways in which a model gets them wrong.

A mode is chosen with `server.thinking = "…"`: `good`, `bad ids`, `bad quotes`, `duplicates`, `too few`, `same opening`, `questions`,
`one speaker`, `nothing`.
"""

import json
import re
from collections.abc import Callable
from typing import Any

Thought = dict[str, Any]
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WANTED = re.compile(r"Write about (\d+) thoughts")


def think(material: str, *, instructions: str, mode: str = "good") -> dict[str, Any]:
    """One thought for each line that says enough, no more than asked for, then spoilt as the mode says."""
    asked = json.loads(material)
    found = _WANTED.search(instructions)
    wanted = int(found.group(1)) if found else 14
    thoughts = [each for line in asked["lines"] if (each := _thought(line))]
    known = set(asked["known"])
    return {"thoughts": MODES[mode]([each for each in thoughts if each["text"] not in known][:wanted])}


def _thought(line: dict[str, Any]) -> Thought | None:
    quote = next((found.group().strip() for found in _SENTENCE.finditer(line["text"]) if len(found.group().split()) > 3), "")
    if not quote:
        return None
    text = quote if re.search(r"\b(?:I|my|me)\b", quote) else f"{quote.rstrip('.!?')}, I believe."
    return {"text": text[:300].replace("?", "."), "lines": [{"id": line["id"], "quote": quote[:600]}]}


def _bad_ids(thoughts: list[Thought]) -> list[Thought]:
    return [
        {**each, "lines": [{**each["lines"][0], "id": each["lines"][0]["id"] + 100_000 * (at % 2)}]} for at, each in enumerate(thoughts)
    ]


def _bad_quotes(thoughts: list[Thought]) -> list[Thought]:
    made_up = "words that nobody ever said in any film"
    return [
        {**each, "lines": [{**each["lines"][0], "quote": made_up if at % 2 else each["lines"][0]["quote"]}]}
        for at, each in enumerate(thoughts)
    ]


def _same_opening(thoughts: list[Thought]) -> list[Thought]:
    return [{**each, "text": f"I firmly believe {each['lines'][0]['quote']}".rstrip("?")[:300]} for each in thoughts]


MODES: dict[str, Callable[[list[Thought]], list[Thought]]] = {
    "good": lambda thoughts: thoughts,
    "bad ids": _bad_ids,
    "bad quotes": _bad_quotes,
    "duplicates": lambda thoughts: [each for each in thoughts[: len(thoughts) // 3] for _ in range(3)],
    "too few": lambda thoughts: thoughts[:2],
    "same opening": _same_opening,
    "questions": lambda thoughts: [{**each, "text": f"Do I know that {at} is true?"} for at, each in enumerate(thoughts)],
    "one speaker": lambda thoughts: thoughts[:20],
    "nothing": lambda thoughts: [],
}
