"""What a child is: its own and its parent's, field by field. Pure.

A child's version holds all of it (so that nothing has to be looked up to read, publish or export it); what is the parent's is told by
its citations. Taken apart (`own_of`) and put together again (`effective`), it is the same.

Each field is `inherited` (the parent's), `overridden` (the child's own), or, where there is room for several, `appended` (the parent's,
then the child's own). What the owner did not choose follows a default: lists are appended; anything else is the child's own as soon as
it says something of its own, and the parent's before. A content that goes on after the parent's is appended.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.claims import FIELD_TITLES, claims_at, with_claims
from persona_app.personas.normalising import claim_key
from persona_app.personas.profile import CLAIM_PATHS, BigFive, Citation, Claim, Contradiction, InheritedCitation, Profile

BIG_FIVE, CONTENT = "big_five", "content"
FIELDS: tuple[str, ...] = (*(field.value for field in FIELD_TITLES), BIG_FIVE, CONTENT)
"""Every field that can follow a parent, in the order in which one gets to know somebody."""
TITLES: Mapping[str, str] = {**{field.value: title for field, title in FIELD_TITLES.items()}, BIG_FIVE: "Big Five", CONTENT: "Content"}
MOST_CITATIONS = 12
MOST_WORDINGS = 20
_BETWEEN = "\n\n"


class Mode(StrEnum):
    """How a field of a child stands to its parent's."""

    INHERITED = "inherited"
    OVERRIDDEN = "overridden"
    APPENDED = "appended"


Origin = Literal["parent", "own", "both", "nothing"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class State(_Frozen):
    """A profile and a content that belong together."""

    profile: Profile = Profile()
    content: str = ""


def modes_of(field: str) -> tuple[Mode, ...]:
    """What can be chosen for a field: a single value has no room for two."""
    is_single = field == BIG_FIVE or field in {each.value for each in SINGLE_FIELDS}
    return (Mode.INHERITED, Mode.OVERRIDDEN) if is_single else (Mode.INHERITED, Mode.OVERRIDDEN, Mode.APPENDED)


def modes_now(state: State, *, parent_id: UUID, parent: State, chosen: Mapping[str, Mode]) -> dict[str, Mode]:
    """How each field stands: as chosen, else by the default.

    A content that the owner changed after choosing `inherited` or `appended` is what its words say it is: a person's hand comes last.
    """
    profile = state.profile
    modes = {field.value: _default(field, has_own=bool(_own_claims(claims_at(profile, field), parent_id))) for field in ClaimField}
    modes[BIG_FIVE] = Mode.INHERITED if _scores(profile) == _scores(parent.profile) else Mode.OVERRIDDEN
    modes |= {field: mode for field, mode in chosen.items() if field in modes}
    return {**modes, CONTENT: _mode_of_content(state.content, parent=parent.content, chosen=chosen.get(CONTENT))}


def _default(field: ClaimField, *, has_own: bool) -> Mode:
    if field not in SINGLE_FIELDS:
        return Mode.APPENDED
    return Mode.OVERRIDDEN if has_own else Mode.INHERITED


def _mode_of_content(content: str, *, parent: str, chosen: Mode | None) -> Mode:
    if chosen is Mode.OVERRIDDEN:
        return chosen
    if content == parent:
        return chosen or Mode.INHERITED
    return Mode.APPENDED if content.startswith(_before(parent)) and parent else Mode.OVERRIDDEN


def effective(own: State, *, parent: State, modes: Mapping[str, Mode]) -> State:
    """The child as it is: each field as its mode says, and the contradictions whose sides both stand in it."""
    profile = Profile()
    for field in ClaimField:
        mine, theirs = claims_at(own.profile, field), claims_at(parent.profile, field)
        profile = with_claims(profile, field, _claims(mine, theirs, modes[field.value]))
    chosen = own if modes[BIG_FIVE] is Mode.OVERRIDDEN else parent
    profile = with_big_five(profile, chosen.profile.personality.big_five)
    listed = _contradictions(profile, (*own.profile.contradictions, *_open(parent.profile.contradictions)))
    return State(profile=_contested(profile, listed), content=composed(own.content, parent.content, modes[CONTENT]))


def own_of(state: State, *, parent_id: UUID, parent: State, modes: Mapping[str, Mode]) -> State:
    """What of a child is its own: what cites anything else than this parent; of an overridden field all that stands there.

    Claims of a former parent are its own by now.
    """
    profile = state.profile
    for field in ClaimField:
        if modes[field.value] is not Mode.OVERRIDDEN:
            profile = with_claims(profile, field, _own_claims(claims_at(profile, field), parent_id))
    if modes[BIG_FIVE] is not Mode.OVERRIDDEN:
        profile = with_big_five(profile, BigFive())
    content = state.content if modes[CONTENT] is Mode.OVERRIDDEN else after_parent(state.content, parent=parent.content)
    return State(profile=profile, content=content)


def switched(state: State, *, parent_id: UUID, parent: State, modes: Mapping[str, Mode], to: Mapping[str, Mode], aside: State) -> State:
    """What is the child's own once the fields stand as in `to`; `aside` is what of it was hidden.

    A field that becomes overridden and has nothing of its own begins with a copy of what stands there, a content in any case.
    """
    own = own_of(state, parent_id=parent_id, parent=parent, modes=modes)
    profile = own.profile
    for field in ClaimField:
        if modes[field.value] is not to[field.value]:
            mine = _own_claims(claims_at(state.profile, field), parent_id)
            mine += tuple(each for each in claims_at(aside.profile, field) if not any(_is_same(each, other) for other in mine))
            is_empty = to[field.value] is Mode.OVERRIDDEN and not mine
            profile = with_claims(profile, field, claims_at(state.profile, field) if is_empty else mine)
    if modes[BIG_FIVE] is not to[BIG_FIVE]:
        hidden = aside.profile.personality.big_five
        profile = with_big_five(profile, state.profile.personality.big_five if hidden == BigFive() else hidden)
    return State(profile=profile, content=_switched_content(state.content, own.content, parent.content, modes, to, aside.content))


def _switched_content(content: str, own: str, theirs: str, modes: Mapping[str, Mode], to: Mapping[str, Mode], aside: str) -> str:
    if modes[CONTENT] is to[CONTENT]:
        return own
    if modes[CONTENT] is Mode.INHERITED and aside:
        return aside
    return content if to[CONTENT] is Mode.OVERRIDDEN else after_parent(own, parent=theirs)


def _own_claims(claims: tuple[Claim, ...], parent_id: UUID) -> tuple[Claim, ...]:
    return tuple(own for claim in claims if (own := _own_claim(claim, parent_id)) is not None)


def after_parent(content: str, *, parent: str) -> str:
    """The child's own words, after the parent's: all where they do not stand first, nothing where they are all."""
    if content == parent:
        return ""
    return content.removeprefix(_before(parent)) if parent else content


def origin_of(field: str, state: State, *, parent_id: UUID, mode: Mode) -> Origin:
    """Where a field comes from."""
    if field in {CONTENT, BIG_FIVE}:
        is_there = bool(state.content) if field == CONTENT else state.profile.personality.big_five != BigFive()
        return _origin(has_own=is_there and mode is not Mode.INHERITED, has_theirs=is_there and mode is not Mode.OVERRIDDEN)
    citations = [citation for claim in claims_at(state.profile, ClaimField(field)) for citation in claim.citations]
    theirs = [is_of(citation, parent_id) for citation in citations]
    return _origin(has_own=not all(theirs), has_theirs=any(theirs))


def _origin(*, has_own: bool, has_theirs: bool) -> Origin:
    if has_own:
        return "both" if has_theirs else "own"
    return "parent" if has_theirs else "nothing"


class FieldChange(_Frozen):
    """A field that the parent changed since the child took it over: its claims that came and went, or the content before and now."""

    field: str
    gone: tuple[Claim, ...] = ()
    new: tuple[Claim, ...] = ()
    before: str = ""
    after: str = ""


def changes_between(before: State, after: State, *, modes: Mapping[str, Mode]) -> tuple[FieldChange, ...]:
    """What the parent changed in fields that follow it; citations alone are no change."""
    found = [_claims_changed(field, before.profile, after.profile) for field in FIELD_TITLES]
    scores = _scores(before.profile), _scores(after.profile)
    found.append(FieldChange(field=BIG_FIVE, before=_told(scores[0]), after=_told(scores[1])) if scores[0] != scores[1] else None)
    found.append(FieldChange(field=CONTENT, before=before.content, after=after.content) if before.content != after.content else None)
    return tuple(each for each in found if each is not None and modes[each.field] is not Mode.OVERRIDDEN)


def taken_over(before: State, after: State, *, fields: Iterable[str]) -> State:
    """The earlier state with these fields as they are in the later one."""
    taken = set(fields)
    profile = before.profile
    for field in ClaimField:
        if field.value in taken:
            profile = with_claims(profile, field, claims_at(after.profile, field))
    if BIG_FIVE in taken:
        profile = with_big_five(profile, after.profile.personality.big_five)
    listed = _contradictions(profile, (*_open(after.profile.contradictions), *before.profile.contradictions))
    profile = _contested(profile, listed)
    return State(profile=profile, content=after.content if CONTENT in taken else before.content)


def is_of(citation: Citation, parent_id: UUID) -> bool:
    """Does it lead to this parent?"""
    return isinstance(citation, InheritedCitation) and citation.persona_id == parent_id


def with_big_five(profile: Profile, big_five: BigFive) -> Profile:
    """The profile with these scores."""
    return profile.model_copy(update={"personality": profile.personality.model_copy(update={"big_five": big_five})})


def _claims(mine: tuple[Claim, ...], theirs: tuple[Claim, ...], mode: Mode) -> tuple[Claim, ...]:
    if mode is not Mode.APPENDED:
        return mine if mode is Mode.OVERRIDDEN else theirs
    rest = list(mine)
    joined = []
    for claim in theirs:
        twin = next((each for each in rest if _is_same(each, claim)), None)
        joined.append(_joined(claim, twin) if twin else claim)
        rest = [each for each in rest if each is not twin]
    return (*joined, *rest)


def _is_same(one: Claim, other: Claim) -> bool:
    return one.id == other.id or not _keys(one).isdisjoint(_keys(other))


def _keys(claim: Claim) -> set[str]:
    """A build may have joined wordings: one that both have makes them one."""
    return {claim_key(wording, claim.who) for wording in (claim.value, *claim.also)}


def _joined(theirs: Claim, mine: Claim) -> Claim:
    """One claim that both say, in the parent's words."""
    wordings = dict.fromkeys(word for word in (*theirs.also, mine.value, *mine.also) if word != theirs.value)
    return theirs.model_copy(
        update={
            "citations": tuple(dict.fromkeys((*theirs.citations, *mine.citations)))[:MOST_CITATIONS],
            "support": mine.support + len(theirs.citations),
            "also": tuple(wordings)[:MOST_WORDINGS],
        }
    )


def _own_claim(claim: Claim, parent_id: UUID) -> Claim | None:
    kept = tuple(each for each in claim.citations if not is_of(each, parent_id))
    if not kept:
        return None
    support = max(len(kept), claim.support - (len(claim.citations) - len(kept)))
    return claim.model_copy(update={"citations": kept, "support": support})


def composed(mine: str, theirs: str, mode: Mode) -> str:
    """The content of a child: its own words, the parent's, or the parent's and then its own."""
    if mode is not Mode.APPENDED:
        return mine if mode is Mode.OVERRIDDEN else theirs
    return f"{_before(theirs)}{mine}" if mine and theirs else mine or theirs


def _before(theirs: str) -> str:
    """The parent's words and what parts them from the child's own."""
    return theirs.rstrip("\n") + _BETWEEN


def _open(contradictions: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    return tuple(each for each in contradictions if each.settled is None)


def _contradictions(profile: Profile, listed: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Each once: those that the owner settled, and open ones of claims that both stand (a single field shows one side)."""
    standing = {claim.id for field in CLAIM_PATHS for claim in claims_at(profile, field)}
    kept: dict[str, Contradiction] = {}
    for each in listed:
        sides = [(each.left_field, each.left), (each.right_field, each.right)]
        is_there = any(claim.id in standing for _, claim in sides) and all(
            claim.id in standing or field in SINGLE_FIELDS for field, claim in sides
        )
        if each.settled is not None or is_there:
            kept.setdefault(each.id, each)
    return tuple(kept.values())


def _contested(profile: Profile, listed: tuple[Contradiction, ...]) -> Profile:
    disputed = {claim.id for each in listed if each.settled is None for claim in (each.left, each.right)}
    for field in ClaimField:
        claims = [claim.model_copy(update={"is_contested": claim.id in disputed}) for claim in claims_at(profile, field)]
        profile = with_claims(profile, field, tuple(claims))
    return profile.model_copy(update={"contradictions": listed})


def _scores(profile: Profile) -> dict[str, int]:
    return {name: factor.score for name, factor in profile.personality.big_five if factor is not None}


def _told(scores: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {score}" for name, score in scores.items())


def _claims_changed(field: ClaimField, before: Profile, after: Profile) -> FieldChange | None:
    old = {(claim.value, claim.who): claim for claim in claims_at(before, field)}
    new = {(claim.value, claim.who): claim for claim in claims_at(after, field)}
    if old.keys() == new.keys():
        return None
    gone, came = (tuple(one[key] for key in one if key not in other) for one, other in ((old, new), (new, old)))
    return FieldChange(field=field.value, gone=gone, new=came)
