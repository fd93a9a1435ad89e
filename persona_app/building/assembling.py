"""Putting claims into the profile, and choosing which of them an engine is asked about: pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from persona_app.building.merging import MOST_CITATIONS, Merged
from persona_app.llm.questions import SINGLE_FIELDS, Assessment, ClaimField, NumberedClaim, TraitScore
from persona_app.personas.claims import claims_at
from persona_app.personas.profile import CLAIM_PATHS, BigFive, BigFiveFactor, Citation, Claim, Contradiction, Profile
from persona_app.personas.respecting import AnyDecision, apply_decisions

FACTORS = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
MOST_ASSESSED = 150
MOST_WRITTEN = 300
MOST_WRITTEN_PER_FIELD = 30
_TELLING = (
    ClaimField.TRAIT,
    ClaimField.VALUE,
    ClaimField.BELIEF,
    ClaimField.HABIT,
    ClaimField.GOAL,
    ClaimField.FEAR,
    ClaimField.LIKE,
    ClaimField.DISLIKE,
    ClaimField.RELATIONSHIP,
    ClaimField.OCCUPATION,
    ClaimField.SKILL,
    ClaimField.REGISTER,
    ClaimField.FACT,
    ClaimField.BACKGROUND,
)


class Numbered:
    """Claims under the numbers of one question, and the way back."""

    def __init__(self, claims: Iterable[tuple[ClaimField, Claim]]) -> None:
        self._claims = dict(enumerate(claims, start=1))

    def __len__(self) -> int:
        return len(self._claims)

    def asked(self) -> list[NumberedClaim]:
        """The claims as a question carries them."""
        return [NumberedClaim(id=number, field=field, text=claim_text(field, claim)) for number, (field, claim) in self._claims.items()]

    def known(self, numbers: Iterable[int]) -> tuple[Claim, ...]:
        """The claims behind the numbers; numbers that the question did not have mean nothing, repeated ones count once."""
        return tuple(self._claims[number][1] for number in dict.fromkeys(numbers) if number in self._claims)


def claim_text(field: ClaimField, claim: Claim) -> str:
    """A claim in words, as an engine reads it."""
    return (
        f"{claim.value} ({claim.who})" if field is ClaimField.RELATIONSHIP and claim.who and claim.who not in claim.value else claim.value
    )


def build_profile(merged: Merged, *, big_five: BigFive) -> Profile:
    """The profile that holds these claims; every claim stands in the place of its field."""
    tree: dict[str, Any] = {"contradictions": merged.contradictions, "personality": {"big_five": big_five}}
    for field, claims in merged.claims.items():
        *path, last = CLAIM_PATHS[field]
        node = tree
        for name in path:
            node = node.setdefault(name, {})
        node[last] = next(iter(claims), None) if field in SINGLE_FIELDS else claims
    return Profile.model_validate(tree)


def with_decisions(merged: Merged, decisions: Sequence[AnyDecision]) -> Merged:
    """The same with every claim as the owner decided."""
    profile = apply_decisions(build_profile(merged, big_five=BigFive()), decisions).profile
    return Merged(claims={field: claims_at(profile, field) for field in CLAIM_PATHS}, contradictions=profile.contradictions)


def telling(merged: Merged, *, most: int = MOST_ASSESSED, budget: int) -> Numbered:
    """The claims that tell about a personality, the most telling fields first, at most `most` and `budget` characters."""
    return Numbered(_within(((field, claim) for field in _TELLING for claim in merged.claims.get(field, ())), most=most, budget=budget))


def written(merged: Merged, *, most_per_field: int = MOST_WRITTEN_PER_FIELD, budget: int) -> Numbered:
    """The claims that the content is written from, in the order of the profile.

    Of two claims in an open contradiction only the better supported, then the older one is written about; both stay in the profile.
    """
    unsure = weaker(merged.contradictions)
    chosen = (
        (field, claim)
        for field in CLAIM_PATHS
        for claim in [each for each in merged.claims.get(field, ()) if each.id not in unsure][:most_per_field]
    )
    return Numbered(_within(chosen, most=MOST_WRITTEN, budget=budget))


def weaker(contradictions: Sequence[Contradiction]) -> frozenset[str]:
    """The ids of the less supported sides of open contradictions; between equals the newer, which is the right one."""
    return frozenset(
        (each.right if each.left.support >= each.right.support else each.left).id for each in contradictions if each.settled is None
    )


def big_five(assessment: Assessment, numbered: Numbered) -> tuple[BigFive, int]:
    """The factors that rest on claims of the question, and how many scores were left out because they rest on none."""
    scores: Mapping[str, TraitScore | None] = {name: getattr(assessment, name) for name in FACTORS}
    made = {name: _factor(score, numbered) for name, score in scores.items() if score is not None}
    kept = {name: factor for name, factor in made.items() if factor is not None}
    return BigFive(**kept), len(made) - len(kept)


def _factor(score: TraitScore, numbered: Numbered) -> BigFiveFactor | None:
    claims = numbered.known(score.claims)
    if not claims:
        return None
    citations = tuple(dict.fromkeys(_in_turn(claims)))[:MOST_CITATIONS]
    return BigFiveFactor(score=score.score, confidence=score.confidence, claim_ids=tuple(claim.id for claim in claims), citations=citations)


def _in_turn(claims: Sequence[Claim]) -> Iterable[Citation]:
    """Each claim's first citation, then each one's second, and so on."""
    for turn in range(MOST_CITATIONS):
        for claim in claims:
            yield from claim.citations[turn : turn + 1]


def _within(claims: Iterable[tuple[ClaimField, Claim]], *, most: int, budget: int) -> list[tuple[ClaimField, Claim]]:
    chosen: list[tuple[ClaimField, Claim]] = []
    used = 0
    for field, claim in claims:
        used += len(claim_text(field, claim)) + len(field) + 30
        if len(chosen) >= most or used > budget:
            break
        chosen.append((field, claim))
    return chosen
