"""`POST /v1/moderations` as OpenAI's answers, computed from the input: a part with a mark in it is flagged for what the mark says."""

import base64
import io
from operator import sub
from typing import Any

from PIL import Image

MODERATION = "moderation"
"""The question's name in the log of calls, and for faults."""

MARKS = {
    "FLAGSEXUAL": "sexual",
    "FLAGMINOR": "sexual/minors",
    "FLAGGORE": "violence/graphic",
    "FLAGVIOLENT": "violence",
    "FLAGHATE": "hate",
}
COLOURS = {(255, 0, 0): "FLAGSEXUAL", (255, 0, 255): "FLAGMINOR", (255, 255, 0): "FLAGVIOLENT"}
"""What a picture shows whose lower right corner is red, magenta or yellow."""
CATEGORIES = (*MARKS.values(), "harassment", "self-harm", "illicit")


def moderate(asked: dict[str, Any]) -> dict[str, Any]:
    """One result for each part; a picture is flagged by the marks in its data, which are bytes of the test's choice."""
    given = asked.get("input", "")
    parts = given if isinstance(given, list) else [given]
    return {"id": "modr-stub", "model": str(asked.get("model", "")), "results": [_result(_words(each)) for each in parts]}


def _words(part: Any) -> str:
    if isinstance(part, dict):
        return str(part.get("text") or _seen(str((part.get("image_url") or {}).get("url", ""))))
    return str(part)


def _seen(url: str) -> str:
    """A picture's data, and the mark that its colour stands for: whoever draws a picture anew keeps no other."""
    try:
        with Image.open(io.BytesIO(base64.b64decode(url.partition("base64,")[2]))) as picture:
            corner = picture.convert("RGB").getpixel((picture.width - 1, picture.height - 1))
    except (OSError, ValueError):
        return url
    marks = [mark for colour, mark in COLOURS.items() if isinstance(corner, tuple) and max(map(abs, map(sub, corner, colour))) < 20]
    return " ".join((url, *marks))


def _result(words: str) -> dict[str, Any]:
    found = {category for mark, category in MARKS.items() if mark in words}
    scores = dict.fromkeys(CATEGORIES, 0.001) | dict.fromkeys(found, 0.98) | ({"sexual": 0.3} if "HINT" in words else {})
    return {"flagged": bool(found), "categories": {each: each in found for each in CATEGORIES}, "category_scores": scores}
