"""`POST /v1/moderations` as OpenAI's answers, computed from the input: a part with a mark in it is flagged for what the mark says."""

from typing import Any

MODERATION = "moderation"
"""The question's name in the log of calls, and for faults."""

MARKS = {
    "FLAGSEXUAL": "sexual",
    "FLAGMINOR": "sexual/minors",
    "FLAGGORE": "violence/graphic",
    "FLAGVIOLENT": "violence",
    "FLAGHATE": "hate",
}
CATEGORIES = (*MARKS.values(), "harassment", "self-harm", "illicit")


def moderate(asked: dict[str, Any]) -> dict[str, Any]:
    """One result for each part; a picture is flagged by the marks in its data, which are bytes of the test's choice."""
    given = asked.get("input", "")
    parts = given if isinstance(given, list) else [given]
    return {"id": "modr-stub", "model": str(asked.get("model", "")), "results": [_result(_words(each)) for each in parts]}


def _words(part: Any) -> str:
    if isinstance(part, dict):
        return str(part.get("text") or (part.get("image_url") or {}).get("url", ""))
    return str(part)


def _result(words: str) -> dict[str, Any]:
    found = {category for mark, category in MARKS.items() if mark in words}
    scores = dict.fromkeys(CATEGORIES, 0.001) | dict.fromkeys(found, 0.98) | ({"sexual": 0.3} if "HINT" in words else {})
    return {"flagged": bool(found), "categories": {each: each in found for each in CATEGORIES}, "category_scores": scores}
