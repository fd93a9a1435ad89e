# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped
"""The Big Five from the words of claims, by a published list of adjectives (`data/big_five.txt` names it).

Each factor's score is 50 plus or minus what its markers say: with `n` markers, `up` of them positive, the score is
`50 + 40 * (up - down) / (n + 1)`; the `+ 1` keeps one adjective from deciding. Confidence is 20 for one marker and grows by 12 with each
further one up to 80, less what contradicts it. A factor without a marker stays unknown.
"""

import re
from dataclasses import dataclass, field

from persona_app.llm.offline.lexicon import markers
from persona_app.llm.questions import Assessment, AssessQuestion, ClaimField, NumberedClaim, TraitScore

_TELLING = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LIKES: dict[str, tuple[tuple[str, int, re.Pattern[str]], ...]] = {
    "like": (
        (
            "openness",
            1,
            re.compile(
                r"\b(?:poetry|art|painting|philosophy|literature|museums?|theatre|exploring|exploration|learning|writing poetry|new (?:ideas|places|cultures|things)|discover(?:y|ing))\b"
            ),
        ),
        (
            "extraversion",
            1,
            re.compile(r"\b(?:parties|meeting (?:new )?people|company|crowds|dancing|adventure|public speaking|socialising|socializing)\b"),
        ),
        ("extraversion", -1, re.compile(r"\b(?:solitude|being alone|time alone|silence)\b")),
    ),
    "dislike": (
        ("extraversion", -1, re.compile(r"\b(?:parties|crowds|small talk|public speaking)\b")),
        ("conscientiousness", 1, re.compile(r"\b(?:mess|lateness|being late|disorder|sloppiness|untidiness)\b")),
    ),
    "habit": (("conscientiousness", 1, re.compile(r"\b(?:makes? (?:lists|a list)|plans? (?:every|each)|tidies|on time|early)\b")),),
    "value": (
        ("agreeableness", 1, re.compile(r"\b(?:kindness|compassion|fairness)\b")),
        ("conscientiousness", 1, re.compile(r"\b(?:hard work|discipline|punctuality|order)\b")),
    ),
}
_NEGATION = re.compile(r"\b(?:not|never|no|isn't|hardly|rarely)\b")


@dataclass
class _Tally:
    up: int = 0
    down: int = 0
    claims: list[int] = field(default_factory=list)


def assess(question: AssessQuestion) -> Assessment:
    """Scores for the factors that some claim speaks to."""
    tallies: dict[str, _Tally] = {}
    for claim in question.claims:
        for factor, sign in _marks(claim):
            tally = tallies.setdefault(factor, _Tally())
            tally.up += sign > 0
            tally.down += sign < 0
            tally.claims.append(claim.id)
    return Assessment(**{factor: _score(tally) for factor, tally in tallies.items()})


def _marks(claim: NumberedClaim) -> list[tuple[str, int]]:
    text = claim.text.lower()
    if _NEGATION.search(text):
        return []
    if claim.field is ClaimField.TRAIT:
        known = markers()
        found = known.get(text) or next((known[word] for word in _TELLING.findall(text) if word in known), None)
        return [found] if found else []
    return [(factor, sign) for factor, sign, pattern in _LIKES.get(claim.field.value, ()) if pattern.search(text)]


def _score(tally: _Tally) -> TraitScore:
    count = tally.up + tally.down
    agreement = abs(tally.up - tally.down) / count
    confidence = min(80, 8 + 12 * count) * (0.4 + 0.6 * agreement)
    return TraitScore(
        score=round(50 + 40 * (tally.up - tally.down) / (count + 1)), confidence=round(confidence), claims=list(dict.fromkeys(tally.claims))
    )
