"""Descriptions as a model might answer them, computed only from the request; and the ways in which a model gets them wrong.

Tags are those of the list in the instructions whose words stand in the claims; a text with `EROTIC` or `FLIRT` in it is rated by that.
A mode is chosen with `server.describing = "…"`: `good`, `unknown tags`, `synonyms`, `absurd`, `off the list`, `bare tags`,
`invented passage`, `invented age`, `hostile headline`, `nothing`.
"""

import json
import re
from collections.abc import Callable
from typing import Any

Description = dict[str, Any]
_CATEGORY = re.compile(r"^[a-z]+: ([a-z0-9 -]+(?:, [a-z0-9 -]+)+)$", re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
MARKS = (("EROTIC", "explicit"), ("FLIRT", "suggestive"), ("SECRET CODE", "unrated"))


def describe(material: str, *, instructions: str, mode: str = "good") -> Description:
    """Tags, rating, gender and age as the claims say; the headline is the first claim about work, or the name."""
    asked = json.loads(material)
    claims = {claim["field"]: claim["text"] for claim in reversed(asked["claims"])}
    said = " ".join([*(claim["text"] for claim in asked["claims"]), asked["content"], *asked["thoughts"]])
    rating, passage = _rating(said)
    return MODES[mode](
        {
            "tags": [{"name": name, "confidence": 80} for name in _tags(claims, instructions)],
            "rating": rating,
            "passage": passage,
            "gender": claims.get("gender", "unknown"),
            "age": int(claims["age"]) if claims.get("age", "").isdigit() else -1,
            "age_bucket": "unknown",
            "headline": (claims.get("occupation") or asked["name"])[:120],
        }
    )


def _tags(claims: dict[str, str], instructions: str) -> list[str]:
    listed = [name for found in _CATEGORY.finditer(instructions) for name in found.group(1).split(", ")]
    words = f" {' '.join(claims.values()).lower()} "
    return [name for name in listed if f" {name} " in words][:15]


def _rating(said: str) -> tuple[str, str]:
    for mark, rating in MARKS:
        if mark in said:
            return rating, next(found.group().strip() for found in _SENTENCE.finditer(said) if mark in found.group())[:200]
    return "safe", ""


def _with(**changed: Any) -> Callable[[Description], Description]:
    return lambda good: {**good, **changed}


def _unknown_tags(good: Description) -> Description:
    return {**good, "tags": [*good["tags"], {"name": "zorblaxian", "confidence": 99}, {"name": "best persona ever", "confidence": 300}]}


MODES: dict[str, Callable[[Description], Description]] = {
    "good": lambda good: good,
    "unknown tags": _unknown_tags,
    "synonyms": _with(
        tags=[{"name": "#Sci-Fi", "confidence": 70}, {"name": "scifi", "confidence": 90}, {"name": "Science_Fiction", "confidence": -5}]
    ),
    "absurd": _with(age=4_000, gender="starship", age_bucket="eternal", tags=[{"name": "hero", "confidence": "lots"}]),
    "off the list": _with(rating="PG-13", passage="it is fine"),
    "bare tags": _with(tags=["hero", "warm"]),
    "invented passage": _with(rating="suggestive", passage="words that nobody ever wrote about anybody"),
    "invented age": _with(age=73, gender="female"),
    "hostile headline": _with(headline="<script>alert(1)</script> **Visit** https://evil.example now \u202e"),
    "nothing": lambda good: {},
}
