"""A profile as prose and facts: only what is known, in the order in which one gets to know somebody."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import FACTOR_TITLES, FIELD_TITLES, claim_text, claims_at
from persona_app.personas.profile import BigFiveFactor, Claim, Profile
from persona_app.personas.respecting import author_of
from persona_app.web.shown.quantities import count

QUOTATION_MARKS = '“”"'
FLOWING_MOST, FLOWING_MEAN = 64, 32
"""Characters, at most and on average, up to which the claims of a section run on in one paragraph."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownClaim(_Frozen):
    """One claim: its words, and how many places say so. `tail` is the comma of a running paragraph."""

    id: str
    text: str
    support: int
    label: str
    also: str
    is_contested: bool
    is_line: bool
    tail: str = ""
    is_mine: bool = False


class ShownSection(_Frozen):
    """Claims of one kind under their heading; `is_flowing`: short ones, in one paragraph."""

    key: str
    title: str
    is_flowing: bool
    claims: tuple[ShownClaim, ...]


class ShownFactor(_Frozen):
    """One of the Big Five: 50 is average; `width` and `strength` draw the bar."""

    name: str
    score: int
    reading: str
    confidence: str
    offset: str
    strength: str
    claims: tuple[ShownClaim, ...]


class ShownProfile(_Frozen):
    """Everything a version knows."""

    sections: tuple[ShownSection, ...] = ()
    factors: tuple[ShownFactor, ...] = ()
    claim_count: int = 0


def _all_claims(profile: Profile) -> Iterator[Claim]:
    for field in ClaimField:
        yield from claims_at(profile, field)
    for contradiction in profile.contradictions:
        yield contradiction.left
        yield contradiction.right


def find_claim(profile: Profile, claim_id: str) -> Claim | None:
    """The claim of this id, also one side of a contradiction."""
    return next((claim for claim in _all_claims(profile) if claim.id == claim_id), None)


def shown_claim(claim: Claim, *, is_line: bool = False, tail: str = "") -> ShownClaim:
    """The claim with its mark."""
    text = claim_text(claim)
    is_mine = bool(author_of(claim.citations))
    return ShownClaim(
        id=claim.id,
        text="“" + text.strip(QUOTATION_MARKS) + "”" if is_line else text,
        support=claim.support,
        label=f"You said so: “{text}”" if is_mine else f"{count(claim.support, 'source')} for “{text}”",
        also=f"also: {', '.join(claim.also)}" if claim.also else "",
        is_contested=claim.is_contested,
        is_line=is_line,
        tail=tail,
        is_mine=is_mine,
    )


def _is_flowing(claims: Sequence[Claim], *, is_line: bool) -> bool:
    lengths = [len(claim_text(claim)) for claim in claims]
    return (
        not is_line
        and max(lengths) <= FLOWING_MOST
        and sum(lengths) <= FLOWING_MEAN * len(lengths)
        and not any(claim.also for claim in claims)
    )


def _section(profile: Profile, field: ClaimField, title: str) -> ShownSection | None:
    claims = claims_at(profile, field)
    if not claims:
        return None
    is_line = field is ClaimField.SAMPLE_LINE
    is_flowing = _is_flowing(claims, is_line=is_line)
    tails = ["," if is_flowing and index < len(claims) - 1 else "" for index in range(len(claims))]
    shown = tuple(shown_claim(claim, is_line=is_line, tail=tail) for claim, tail in zip(claims, tails, strict=True))
    return ShownSection(key=field.value, title=title, is_flowing=is_flowing, claims=shown)


def reading_of(score: int) -> str:
    """A Big Five score in a word."""
    if score >= 75:
        return "high"
    if score >= 58:
        return "rather high"
    if score > 42:
        return "average"
    return "rather low" if score > 25 else "low"


def _factor(profile: Profile, name: str, factor: BigFiveFactor) -> ShownFactor:
    known = (find_claim(profile, claim_id) for claim_id in factor.claim_ids)
    return ShownFactor(
        name=FACTOR_TITLES[name],
        score=factor.score,
        reading=reading_of(factor.score),
        confidence="you said so" if author_of(factor.citations) else f"{factor.confidence} % sure",
        offset=f"{factor.score}%",
        strength=f"{0.35 + 0.65 * factor.confidence / 100:.2f}",
        claims=tuple(shown_claim(claim) for claim in known if claim is not None),
    )


def shown_profile(profile: Profile) -> ShownProfile:
    """All sections that have something, and the factors that something tells about."""
    sections = tuple(section for field, title in FIELD_TITLES.items() if (section := _section(profile, field, title)) is not None)
    factors = tuple(
        _factor(profile, name, factor) for name in FACTOR_TITLES if (factor := getattr(profile.personality.big_five, name)) is not None
    )
    return ShownProfile(sections=sections, factors=factors, claim_count=sum(len(section.claims) for section in sections))
