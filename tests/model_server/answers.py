"""Schema-valid answers, computed only from the text in the request.

What the material of each question looks like (the building pipeline writes it so):

* clean: the text with numbered lines, each `12| text`;
* extract: the raw text;
* merge, assess, write: the question's own JSON, `question.model_dump_json()`; think: the lines and known thoughts, as JSON too; describe:
  the question's JSON without the tags, which stand in the instructions.

Which question it is is told by the schema: handed over as `response_format.json_schema`, or written out in the system message.
The material stands between `BEGIN-<token>` and `END-<token>` in the user message.
"""

import json
import re
from typing import Any

from tests.model_server.describing import describe
from tests.model_server.thinking import think

KEYS_OF = {
    "Cleaning": '"drop"',
    "Extraction": '"quote"',
    "Merging": '"contradictions"',
    "Assessment": '"openness"',
    "Writing": '"passages"',
}
MATERIAL = re.compile(r"\ABEGIN-([0-9a-f]{32})\n(.*)\nEND-\1\Z", re.DOTALL)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
NAME = r"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*|I|He|She)"
PATTERNS = (
    ("age", re.compile(NAME + r" (?:is|am) (?P<value>\d{1,3}) years old")),
    ("occupation", re.compile(NAME + r" (?:is|am|works as) an? (?P<value>[^.,;!?\n]+)")),
    ("residence", re.compile(NAME + r" lives? in (?P<value>[^.,;!?\n]+)")),
    ("like", re.compile(NAME + r" (?:likes?|loves?|enjoys?) (?P<value>[^.,;!?\n]+)")),
    ("dislike", re.compile(NAME + r" (?:hates?|dislikes?) (?P<value>[^.,;!?\n]+)")),
    ("fear", re.compile(NAME + r" (?:fears?|is afraid of|am afraid of) (?P<value>[^.,;!?\n]+)")),
    ("goal", re.compile(NAME + r" wants? to (?P<value>[^.,;!?\n]+)")),
    ("value", re.compile(NAME + r" values? (?P<value>[^.,;!?\n]+)")),
    ("skill", re.compile(NAME + r" can (?P<value>[^.,;!?\n]+)")),
)
CANARY = re.compile(r"\bCANARY\w*")
OPPOSABLE = {"age", "residence", "nationality", "gender"}
FACTORS = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")


class NotUnderstood(Exception):
    """The request is none of the questions."""


def answer_to(request: dict[str, Any], *, thinking: str = "good", describing: str = "good") -> tuple[str, dict[str, Any]]:
    """The name of the answer's type, and the answer; `thinking` is how thoughts are answered, see `thinking.MODES`; `describing` the same.

    Raises:
        NotUnderstood: no known schema, or no delimited material.
    """
    returning = type_asked_for(request)
    if returning == "Thinking":
        return returning, think(material_of(request), instructions=_instructions(request), mode=thinking)
    if returning == "Describing":
        return returning, describe(material_of(request), instructions=_instructions(request), mode=describing)
    return returning, _ANSWERS[returning](material_of(request))


def type_asked_for(request: dict[str, Any]) -> str:
    """Which of the seven answer types the request wants."""
    handed = (request.get("response_format") or {}).get("json_schema")
    schema = json.dumps(handed["schema"]) if handed else "\n".join(text for role, text in messages_of(request) if role == "system")
    if '"thoughts"' in schema:
        return "Thinking"
    if '"headline"' in schema:
        return "Describing"
    found = [name for name, key in KEYS_OF.items() if key in schema]
    if len(found) != 1:
        raise NotUnderstood(f"the schema fits {found or 'no question'}")
    return found[0]


def _instructions(request: dict[str, Any]) -> str:
    return "\n".join(text for role, text in messages_of(request) if role == "system")


def material_of(request: dict[str, Any]) -> str:
    """The text between the delimiters of the first user message."""
    for role, text in messages_of(request):
        if role == "user" and (found := MATERIAL.match(text)):
            return found.group(2)
    raise NotUnderstood("no delimited material")


def messages_of(request: dict[str, Any]) -> list[tuple[str, str]]:
    """Role and text of each message."""
    return [(str(message.get("role")), str(message.get("content") or "")) for message in request.get("messages", [])]


def clean(material: str) -> dict[str, Any]:
    """Drops nothing; names as subject whoever is described first."""
    subject = next((found.group("name") for _, pattern in PATTERNS for found in pattern.finditer(material)), "")
    return {"drop": [], "language": "en", "subject": "" if subject in {"I", "He", "She"} else subject}


def extract(material: str) -> dict[str, Any]:
    """Claims of sentences that fit a pattern, and a fact for each sentence with a canary."""
    claims: list[dict[str, str]] = []
    for sentence in (found.group().strip() for found in SENTENCE.finditer(material)):
        claims += _claims_of(sentence)
    return {"claims": claims}


def _claims_of(sentence: str) -> list[dict[str, str]]:
    claims = [_claim("fact", _around(sentence, found, 300), _around(sentence, found, 600)) for found in CANARY.finditer(sentence)]
    for field, pattern in PATTERNS:
        if found := pattern.search(sentence):
            if found.group("name") not in {"I", "He", "She"}:
                claims.append(_claim("name", found.group("name")[:300], found.group()[:600]))
            claims.append(_claim(field, found.group("value").strip()[:300], _around(sentence, found, 600)))
            break
    return claims


def _claim(field: str, value: str, quote: str) -> dict[str, str]:
    return {"field": field, "value": value, "quote": quote, "who": ""}


def _around(sentence: str, found: re.Match[str], most: int) -> str:
    start = max(0, min(found.start(), len(sentence) - most)) if len(sentence) > most else 0
    return sentence[start : start + most]


def merge(material: str) -> dict[str, Any]:
    """Joins values that are equal ignoring case; fields with one value oppose the first and each later one."""
    same: list[dict[str, Any]] = []
    contradictions: list[dict[str, Any]] = []
    for entry in json.loads(material)["fields"]:
        groups: dict[str, list[int]] = {}
        for value in entry["values"]:
            groups.setdefault(value["text"].casefold(), []).append(value["id"])
        same += [{"ids": ids, "best": ids[0]} for ids in groups.values() if len(ids) > 1]
        if entry["field"] in OPPOSABLE:
            first, *others = [ids[0] for ids in groups.values()] or [0]
            contradictions += [{"left": first, "right": other, "why": "they differ"} for other in others]
    return {"same": same, "contradictions": contradictions}


def assess(material: str) -> dict[str, Any]:
    """One factor from the first claims, the others unknown."""
    ids = [claim["id"] for claim in json.loads(material)["claims"]]
    scored = {"score": 60, "confidence": 40, "claims": ids[:3]}
    return {factor: scored if ids and factor == "openness" else None for factor in FACTORS}


def write(material: str) -> dict[str, Any]:
    """A section for each field, a passage for each claim, with its text and its id."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for claim in json.loads(material)["claims"]:
        sections.setdefault(claim["field"], []).append({"text": claim["text"][:1000], "claims": [claim["id"]]})
    return {"sections": [{"heading": field.replace("_", " ").capitalize(), "passages": passages} for field, passages in sections.items()]}


_ANSWERS = {"Cleaning": clean, "Extraction": extract, "Merging": merge, "Assessment": assess, "Writing": write}
