"""Is this sentence a belief or an attitude of whoever says it, and how telling is it?

Rejected: questions, also those without their mark; what others said or are said to think; orders; broken sentences; formulas. What is left
holds the first person, or is a general statement that can be put into it. The score weighs an attitude, generality, content and self-
containment; what points to the moment ("here", "him", "tomorrow") takes from it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from persona_app.llm.offline.thinking_words import (
    ACTS,
    ATTITUDE,
    BROKEN_END,
    ERRAND,
    FIRST_PERSON,
    FORMULA,
    GENERAL,
    GENERIC_SUBJECT,
    IMPERATIVE,
    NO_SUBJECT,
    OPINED,
    POINTING,
    POINTING_START,
    QUESTION,
    REPORTED,
    SELF_SUBJECT,
    STATES,
    STOP_WORDS,
    YOU,
)

LEAST_WORDS = 4
MOST_WORDS = 42
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")
_RULE = re.compile(
    r"^(?:Never|Always)\s+(?!(?:mind|been|had|was|knew|saw|heard|said|thought|a|the|in|on|again|better|once|did|happened)\b)[a-z]+\b"
)


class Kind(StrEnum):
    """How a sentence can be a thought: as it is, as a general statement put into the first person, as a rule, as an opinion of something
    at hand, put into the first person too."""

    OWN = "own"
    GENERAL = "general"
    RULE = "rule"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence that can be a thought, and how telling it is."""

    kind: Kind
    score: float


def words_of(text: str) -> list[str]:
    """Words in lower case."""
    return [word.strip("'") for word in _WORD.findall(text.replace("’", "'").lower())]


def content_words(text: str) -> set[str]:
    """Those that say something."""
    return {word for word in words_of(text) if len(word) > 2 and word not in STOP_WORDS}


def judge(text: str) -> Judged | None:
    """What a cleaned sentence is worth; None when it is no thought."""
    words = words_of(text)
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or _is_rejected(text):
        return None
    kind = _kind(text)
    content = content_words(text)
    if kind is None or not content:
        return None
    return Judged(kind, _score(text, kind=kind, words=len(words), content=len(content)))


def continues(text: str) -> bool:
    """Can this sentence stand beside a thought of the same line, as part of it? Questions and what others said cannot."""
    return "?" not in text and '"' not in text and not QUESTION.match(text)


def _is_rejected(text: str) -> bool:
    return (
        "?" in text
        or QUESTION.match(text) is not None
        or REPORTED.search(text) is not None
        or FORMULA.match(text) is not None
        or BROKEN_END.search(text) is not None
        or text.count(text[:1]) == len(text)
        or sum(letter.isupper() for letter in text) > 0.6 * sum(letter.isalpha() for letter in text)
    )


def _kind(text: str) -> Kind | None:
    if _RULE.match(text):
        return Kind.RULE
    if IMPERATIVE.match(text):
        return None
    if FIRST_PERSON.search(text):
        return Kind.OWN if SELF_SUBJECT.search(text) or STATES.search(text) else None
    if re.match(r"we\b|we'|our\b", text, re.I):
        return Kind.OWN
    if POINTING_START.match(text):
        return Kind.OPINION if OPINED.match(text) else None
    is_statement = STATES.search(text) or ACTS.match(text)
    return Kind.GENERAL if is_statement and not NO_SUBJECT.match(text) else None


def _score(text: str, *, kind: Kind, words: int, content: int) -> float:
    score = 1.6 * bool(ATTITUDE.search(text)) + 0.5 * (kind is Kind.OWN) + 0.35 * min(3, len(GENERAL.findall(text)))
    score += 0.9 * (kind is Kind.RULE) + 0.4 * (kind is Kind.GENERAL and bool(GENERIC_SUBJECT.match(text))) + 0.6 * abs(_feeling(text))
    score += 0.3 * min(content, 7) - 0.03 * abs(words - 16)
    score -= 0.3 * min(5, len(POINTING.findall(text))) + 0.35 * min(3, len(YOU.findall(text)))
    score -= 0.9 * bool(POINTING_START.match(text)) + 1.2 * bool(ERRAND.match(text)) + 0.5 * (text.endswith(("...", "…")) or "--" in text)
    return score - 0.5 * bool(re.match(r"(?:if|when|unless|until|since|though|although)\b", text, re.I) and "," not in text)


def _feeling(text: str) -> float:
    """VADER's compound score, -1 to 1 (Hutto & Gilbert 2014)."""
    return float(_analyzer().polarity_scores(text)["compound"])


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()
