"""The owner's words on claims, applied to a profile: pure.

Every version that an engine, a parent or a file makes goes through here, so that what the owner changed stays changed and what the owner
took out stays out. It is idempotent, does not depend on the order of the decisions, keeps every claim that the owner stated, and touches
nothing that no decision speaks of. What somebody else would say in such a place becomes a proposal, when it rests on more than the owner
knew while deciding: a decision holds the claims and the sources that were seen then.

A claim keeps its id when its words are changed; so a later decision on it takes the place of the earlier one, and what rests on it stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.claims import claims_at, with_claims
from persona_app.personas.normalising import claim_id, claim_key
from persona_app.personas.profile import AuthorCitation, BigFiveFactor, Citation, Claim, Contradiction, Profile

MOST_CITATIONS = 12
MOST_WORDINGS = 20
SURE = 100
"""How sure an owner is of a score, in percent."""
SCORES = "big_five."


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ClaimDecision(_Frozen):
    """The owner's word on one claim.

    Attributes:
        claim_id: the claim as it was called when the owner spoke; for one that the owner added, the id of its words.
        choice: `set` to these words, or `removed`.
        seen: ids of claims that stood in this place while the owner looked.
        sources: what those rested on, and all that had been read (`source_of`): nothing of it is news.
    """

    id: UUID
    field: ClaimField
    claim_id: str
    choice: Literal["set", "removed"]
    value: str = ""
    who: str = ""
    seen: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def said_id(self) -> str | None:
        """The id of the words that the owner set."""
        return claim_id(self.field, claim_key(self.value, self.who)) if self.choice == "set" else None


class ScoreDecision(_Frozen):
    """The owner's word on one of the five factors; no score: it is left open."""

    id: UUID
    factor: str
    score: int | None
    sources: frozenset[str] = frozenset()


AnyDecision = ClaimDecision | ScoreDecision


class Proposed(_Frozen):
    """What stands in the place of an owner's word, and what would stand there else; None where one says nothing.

    `field` is a claim field or `big_five.<factor>`; `claim_id` that of the decision, empty where the field holds one.
    """

    field: str
    claim_id: str = ""
    mine: Claim | BigFiveFactor | None
    theirs: Claim | BigFiveFactor


class Applied(_Frozen):
    """A profile in which the owner's words stand."""

    profile: Profile
    proposals: tuple[Proposed, ...] = ()


def source_of(citation: Citation) -> str:
    """What a citation is taken from, in a word: two places of one text are one source. An owner is none."""
    match citation.kind:
        case "data":
            return f"data:{citation.data_id}"
        case "line":
            return f"line:{citation.line_id}"
        case "inherited":
            return f"parent:{citation.persona_id}:{citation.version}"
    return ""


def ids_of(field: ClaimField, claim: Claim) -> frozenset[str]:
    """The ids that this claim has, or that one of its wordings would have alone."""
    return frozenset({claim.id}) | _said_ids(field, claim)


def _said_ids(field: ClaimField, claim: Claim) -> frozenset[str]:
    return frozenset(claim_id(field, claim_key(wording, claim.who)) for wording in (claim.value, *claim.also))


def author_of(citations: Iterable[Citation]) -> frozenset[UUID]:
    """The decisions that are cited."""
    return frozenset(each.decision_id for each in citations if isinstance(each, AuthorCitation))


def slot_of(field: ClaimField, decided_id: str) -> str:
    """Which place a decision speaks of: a field that holds one, or a claim in its field."""
    return "" if field in SINGLE_FIELDS else decided_id


def apply_decisions(profile: Profile, decisions: Iterable[AnyDecision]) -> Applied:
    """The profile with the owner's words in it, and what is proposed against them; see the module's words."""
    ordered = sorted(decisions, key=lambda each: each.id.bytes)
    places = {field: place for field, place in _places(ordered).items() if place.words}
    if not ordered:
        return Applied(profile=profile)
    contradictions = tuple(each for each in profile.contradictions if each.settled is not None or not _is_moot(each, places))
    proposals: list[Proposed] = []
    decided = profile.model_copy(update={"contradictions": contradictions})
    for field, place in places.items():
        claims = place.claims(claims_at(profile, field), contradictions)
        decided = with_claims(decided, field, claims)
        proposals += place.proposals(claims_at(profile, field), profile.contradictions, shown=claims)
    decided = _calmed(decided, before=profile)
    decided = _rested(decided, before=profile, fields=places)
    scored, more = _scored(decided, [each for each in ordered if isinstance(each, ScoreDecision)])
    return Applied(profile=scored, proposals=(*proposals, *more))


class _Place:
    """The words on one field; of two on the same claim the later one counts."""

    def __init__(self, field: ClaimField, decisions: Iterable[ClaimDecision]) -> None:
        self._field = field
        self.words = tuple({slot_of(field, each.claim_id): each for each in decisions}.values())
        self._groups: dict[str, list[ClaimDecision]] = {}
        for word in self.words:
            if word.said_id is not None:
                self._groups.setdefault(word.said_id, []).append(word)

    def claims(self, claims: Sequence[Claim], contradictions: Sequence[Contradiction]) -> tuple[Claim, ...]:
        """The owner's claims where they stood, or else at the end; between them the claims that nobody decided about."""
        made = {said: self._made(said, words, claims, contradictions) for said, words in self._groups.items()}
        found: list[Claim] = []
        at = {said: self._seat(said, claims) for said in made}
        for position, claim in enumerate(claims):
            found += [made[said] for said in made if at[said] == position]
            if not self._matching(claim) and self._own(claim) is None:
                found.append(claim)
        return (*found, *(made[said] for said in made if at[said] is None))

    def proposals(self, claims: Sequence[Claim], contradictions: Sequence[Contradiction], *, shown: Sequence[Claim]) -> Iterator[Proposed]:
        """For each word at most one: the best supported of what is news."""
        rivals: dict[UUID, list[Claim]] = {}
        for claim in (*claims, *self._hidden_rivals(contradictions)):
            if self._own(claim) is None and not self._is_said(claim):
                news = next((word for word in self._matching(claim) if self._is_news(word, claim)), None)
                if news is not None:
                    rivals.setdefault(news.id, []).append(claim)
        for word in self.words:
            if word.id in rivals:
                theirs = min(rivals[word.id], key=lambda each: (-each.support, each.id))
                mine = next((each for each in shown if word.id in author_of(each.citations)), None)
                yield Proposed(field=self._field.value, claim_id=slot_of(self._field, word.claim_id), mine=mine, theirs=theirs)

    def is_gone(self, claim: Claim) -> bool:
        """Did the owner take it out, or put other words in its place?"""
        return bool(self._matching(claim)) and not self._is_said(claim)

    def _hidden_rivals(self, contradictions: Sequence[Contradiction]) -> Iterator[Claim]:
        """What a field for one value has no room for stands only in what contradicts it."""
        if self._field not in SINGLE_FIELDS:
            return
        for each in contradictions:
            if each.settled is None:
                yield from (claim for field, claim in _sides(each) if field is self._field)

    def _matching(self, claim: Claim) -> tuple[ClaimDecision, ...]:
        if self._field in SINGLE_FIELDS:
            return self.words
        ids = ids_of(self._field, claim)
        return tuple(word for word in self.words if word.claim_id in ids or word.said_id in ids)

    def _is_said(self, claim: Claim) -> bool:
        return not self._groups.keys().isdisjoint(_said_ids(self._field, claim))

    def _own(self, claim: Claim) -> str | None:
        """The group of the owner's words that made this claim, when this function did earlier."""
        cited = author_of(claim.citations)
        return next((said for said, words in self._groups.items() if cited & {each.id for each in words}), None)

    def _seat(self, said: str, claims: Sequence[Claim]) -> int | None:
        """Where it stood: its own place, that of the claim it was made of, or that of one with its words."""
        words = self._groups[said]
        free = [(at, each) for at, each in enumerate(claims) if self._own(each) is None]
        own = [at for at, each in enumerate(claims) if self._own(each) == said]
        target = [at for at, each in free if any(word.claim_id == each.id for word in words)]
        like = [at for at, each in free if any(word in words for word in self._matching(each))]
        return next(iter(own or target or like), None)

    def _made(self, said: str, words: Sequence[ClaimDecision], claims: Sequence[Claim], contradictions: Sequence[Contradiction]) -> Claim:
        """The owner's claim, with what the texts say to the same effect."""
        theirs = [
            _without_author(each, words) for each in claims if said in _said_ids(self._field, each) and self._own(each) in {said, None}
        ]
        cited = dict.fromkeys(citation for each in theirs if each for citation in each.citations)
        wordings = dict.fromkeys(wording for each in theirs if each for wording in (each.value, *each.also))
        first = words[0]
        return Claim(
            id=first.claim_id,
            value=first.value,
            who=first.who,
            citations=(*(AuthorCitation(decision_id=each.id) for each in words), *cited)[:MOST_CITATIONS],
            support=len(words) + sum(each.support for each in theirs if each),
            also=tuple(each for each in wordings if claim_id(self._field, claim_key(each, first.who)) != said)[:MOST_WORDINGS],
            is_contested=any(
                field is self._field and said in _said_ids(field, side)
                for each in contradictions
                if each.settled is None
                for field, side in _sides(each)
            ),
        )

    def _is_news(self, word: ClaimDecision, claim: Claim) -> bool:
        is_known = not ids_of(self._field, claim).isdisjoint({word.claim_id, *word.seen})
        return not is_known or any(source_of(each) not in word.sources for each in claim.citations if source_of(each))


def _places(decisions: Sequence[AnyDecision]) -> Mapping[ClaimField, _Place]:
    by_field: dict[ClaimField, list[ClaimDecision]] = {}
    for each in decisions:
        if isinstance(each, ClaimDecision):
            by_field.setdefault(each.field, []).append(each)
    return {field: _Place(field, by_field[field]) for field in ClaimField if field in by_field}


def _without_author(claim: Claim, words: Sequence[ClaimDecision]) -> Claim | None:
    """What else than the owner says so; None when nothing does."""
    mine = {each.id for each in words}
    others = tuple(each for each in claim.citations if not (isinstance(each, AuthorCitation) and each.decision_id in mine))
    support = claim.support - (len(claim.citations) - len(others))
    return claim.model_copy(update={"citations": others, "support": support}) if others and support > 0 else None


def _sides(contradiction: Contradiction) -> tuple[tuple[ClaimField, Claim], tuple[ClaimField, Claim]]:
    return (contradiction.left_field, contradiction.left), (contradiction.right_field, contradiction.right)


def _is_moot(contradiction: Contradiction, places: Mapping[ClaimField, _Place]) -> bool:
    """Nothing is left to settle where the owner has decided about a side."""
    return any(field in places and places[field].is_gone(claim) for field, claim in _sides(contradiction))


def _calmed(profile: Profile, *, before: Profile) -> Profile:
    """No claim is disputed any more by a contradiction that has become moot."""
    was, still = _open_ids(before), _open_ids(profile)
    for field in {field for field, _ in was - still}:
        calm = [
            each.model_copy(update={"is_contested": False})
            if (field, each.id) in was - still and not author_of(each.citations) and each.is_contested
            else each
            for each in claims_at(profile, field)
        ]
        profile = with_claims(profile, field, calm)
    return profile


def _open_ids(profile: Profile) -> frozenset[tuple[ClaimField, str]]:
    return frozenset((field, claim.id) for each in profile.contradictions if each.settled is None for field, claim in _sides(each))


def _rested(profile: Profile, *, before: Profile, fields: Iterable[ClaimField]) -> Profile:
    """Scores rest no more on claims that are gone; one that rested on nothing else goes with them."""
    gone = {each.id for field in fields for each in claims_at(before, field)} - {
        each.id for field in ClaimField for each in claims_at(profile, field)
    }
    if not gone:
        return profile
    claims = {each.id: each for field in ClaimField for each in claims_at(profile, field)}
    factors = {name: _rested_factor(factor, gone, claims) for name, factor in profile.personality.big_five if factor is not None}
    return _with_factors(profile, factors)


def _rested_factor(factor: BigFiveFactor, gone: set[str], claims: Mapping[str, Claim]) -> BigFiveFactor | None:
    left = tuple(each for each in factor.claim_ids if each not in gone)
    if left == factor.claim_ids:
        return factor
    own = tuple(each for each in factor.citations if isinstance(each, AuthorCitation))
    rests = dict.fromkeys((*own, *(cited for each in left if each in claims for cited in claims[each].citations)))
    return factor.model_copy(update={"claim_ids": left, "citations": tuple(rests)[:MOST_CITATIONS]}) if rests else None


def _scored(profile: Profile, decisions: Sequence[ScoreDecision]) -> tuple[Profile, list[Proposed]]:
    factors: dict[str, BigFiveFactor | None] = {}
    proposals: list[Proposed] = []
    for each in decisions:
        there: BigFiveFactor | None = getattr(profile.personality.big_five, each.factor)
        mine = None if each.score is None else _own_factor(each, each.score, there)
        is_own = there is not None and each.id in author_of(there.citations)
        if there is not None and not is_own and there.score != each.score and _is_news(each, there):
            proposals.append(Proposed(field=f"{SCORES}{each.factor}", mine=mine, theirs=there))
        factors[each.factor] = mine
    return _with_factors(profile, factors), proposals


def _own_factor(decision: ScoreDecision, score: int, there: BigFiveFactor | None) -> BigFiveFactor:
    own = AuthorCitation(decision_id=decision.id)
    others = tuple(each for each in there.citations if each != own) if there else ()
    return BigFiveFactor(
        score=score, confidence=SURE, claim_ids=there.claim_ids if there else (), citations=(own, *others)[:MOST_CITATIONS]
    )


def _is_news(decision: ScoreDecision, factor: BigFiveFactor) -> bool:
    return any(source_of(each) not in decision.sources for each in factor.citations if source_of(each))


def _with_factors(profile: Profile, factors: Mapping[str, BigFiveFactor | None]) -> Profile:
    big_five = profile.personality.big_five.model_copy(update=dict(factors))
    return profile.model_copy(update={"personality": profile.personality.model_copy(update={"big_five": big_five})})


class Standing(_Frozen):
    """What a profile holds in the place of a decision: words of the owner's (`is_said`), somebody else's (`is_there`), or nothing."""

    is_there: bool = False
    is_said: bool = False
    value: str = ""
    who: str = ""
    score: int | None = None


def standing_claim(profile: Profile, *, field: ClaimField, claim_id: str, decision_id: UUID) -> Standing:
    """The claim that a decision made, or another that it speaks of."""
    claims = claims_at(profile, field)
    said = next((each for each in claims if decision_id in author_of(each.citations)), None)
    if said is not None:
        return Standing(is_there=True, is_said=True, value=said.value, who=said.who)
    return Standing(is_there=bool(claims) if field in SINGLE_FIELDS else any(claim_id in ids_of(field, each) for each in claims))


def standing_score(profile: Profile, *, factor: str, decision_id: UUID) -> Standing:
    """The same for one of the five factors."""
    there: BigFiveFactor | None = getattr(profile.personality.big_five, factor)
    if there is None:
        return Standing()
    return Standing(is_there=True, is_said=decision_id in author_of(there.citations), score=there.score)
