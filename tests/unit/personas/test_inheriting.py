"""A child is its own and its parent's: the laws of putting both together and taking them apart, and what they mean field by field."""

from collections.abc import Mapping
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.claims import claims_at, with_claims
from persona_app.personas.inheriting import (
    BIG_FIVE,
    CONTENT,
    FIELDS,
    Mode,
    State,
    changes_between,
    effective,
    is_of,
    modes_now,
    modes_of,
    origin_of,
    own_of,
    switched,
    taken_over,
    with_big_five,
)
from persona_app.personas.normalising import claim_id, claim_key, contradiction_id
from persona_app.personas.profile import BigFive, BigFiveFactor, Claim, Contradiction, DataCitation, InheritedCitation, Profile

SPACE = UUID(int=11)
PARENT, DATUM = uuid5(SPACE, "parent"), uuid5(SPACE, "datum")
SOME = (ClaimField.NAME, ClaimField.RESIDENCE, ClaimField.LIKE, ClaimField.GOAL)
WORDS = ("tea", "the rain", "glass", "Bergen", "Tea!", "long walks")
TEXTS = ("", "You bake.", "You bake.\n\nYou rest.", "# Mara\n", "# Mara\n\nYou sail.", "\n\nodd")


def claim(field: ClaimField, value: str, *, of: UUID | None = None, support: int = 1) -> Claim:
    """The parent's (`of` it), or the child's own."""
    known = claim_id(field, claim_key(value))
    own = DataCitation(data_id=DATUM, start=0, end=len(value), quote=value)
    citation = own if of is None else InheritedCitation(persona_id=of, version=1, claim_id=known)
    return Claim(id=known, value=value, citations=(citation,), support=support)


def having(content: str = "", *, of: UUID | None = None, score: int | None = None, **fields: tuple[str, ...]) -> State:
    """A state with these values, by the names of their fields."""
    profile = Profile()
    for name, values in fields.items():
        field = ClaimField(name)
        profile = with_claims(profile, field, [claim(field, value, of=of) for value in values])
    if score is not None:
        cited = tuple(each.citations[0] for field in SOME for each in claims_at(profile, field)) or claim(SOME[0], "x", of=of).citations
        profile = with_big_five(profile, BigFive(openness=BigFiveFactor(score=score, confidence=50, claim_ids=("c",), citations=cited[:1])))
    return State(profile=profile, content=content)


def values(state: State, field: ClaimField) -> list[str]:
    return [each.value for each in claims_at(state.profile, field)]


def standing(**chosen: Mode) -> dict[str, Mode]:
    """Each field inherited, but for these."""
    return {**dict.fromkeys(FIELDS, Mode.INHERITED), **chosen}


@st.composite
def states(draw: st.DrawFn, of: UUID | None = None) -> State:
    chosen: dict[str, tuple[str, ...]] = {}
    for field in SOME:
        most = 1 if field in SINGLE_FIELDS else 3
        chosen[field.value] = tuple(draw(st.lists(st.sampled_from(WORDS), max_size=most, unique_by=claim_key)))
    return having(draw(st.sampled_from(TEXTS)), of=of, score=draw(st.sampled_from((None, 30, 70))), **chosen)


@st.composite
def choices(draw: st.DrawFn) -> Mapping[str, Mode]:
    return {field: draw(st.sampled_from(modes_of(field))) for field in FIELDS}


@given(own=states(), parent=states(of=PARENT), modes=choices())
def test_what_was_put_together_is_the_same_again_when_taken_apart_and_put_together(
    own: State, parent: State, modes: Mapping[str, Mode]
) -> None:
    whole = effective(own, parent=parent, modes=modes)
    known = {**modes, CONTENT: modes_now(whole, parent_id=PARENT, parent=parent, chosen=modes)[CONTENT]}
    again = effective(own_of(whole, parent_id=PARENT, parent=parent, modes=known), parent=parent, modes=known)
    assert again.content == whole.content
    assert again == whole


@given(own=states(), parent=states(of=PARENT), modes=choices())
def test_each_field_is_as_its_mode_says(own: State, parent: State, modes: Mapping[str, Mode]) -> None:
    whole = effective(own, parent=parent, modes=modes)
    for field in SOME:
        shown, mine, theirs = (values(each, field) for each in (whole, own, parent))
        match modes[field.value]:
            case Mode.INHERITED:
                assert shown == theirs
            case Mode.OVERRIDDEN:
                assert shown == mine
            case Mode.APPENDED:
                assert shown[: len(theirs)] == theirs
                assert {claim_key(each) for each in shown} == {claim_key(each) for each in (*theirs, *mine)}
                assert len(shown) == len({claim_key(each) for each in shown}), "what both say stands once"


@given(own=states(), parent=states(of=PARENT), modes=choices(), field=st.sampled_from(SOME), data=st.data())
def test_no_field_depends_on_anothers_mode(
    own: State, parent: State, modes: Mapping[str, Mode], field: ClaimField, data: st.DataObject
) -> None:
    other = data.draw(choices())
    one, two = effective(own, parent=parent, modes=modes), effective(own, parent=parent, modes={**other, field.value: modes[field.value]})
    assert claims_at(one.profile, field) == claims_at(two.profile, field)


@given(own=states(), parent=states(of=PARENT), modes=choices(), data=st.data())
def test_a_choice_and_back_again_loses_nothing_of_ones_own(
    own: State, parent: State, modes: Mapping[str, Mode], data: st.DataObject
) -> None:
    """Through inherited, which hides the child's own: it is put aside, and comes back."""
    field = data.draw(st.sampled_from(SOME))
    modes = {**modes, field.value: data.draw(st.sampled_from(modes_of(field.value)[1:]))}
    whole = effective(own, parent=parent, modes=modes)
    hidden = {**modes, field.value: Mode.INHERITED}
    aside = switched(whole, parent_id=PARENT, parent=parent, modes=modes, to=hidden, aside=State())
    inherited = effective(aside, parent=parent, modes=hidden)
    back = switched(inherited, parent_id=PARENT, parent=parent, modes=hidden, to=modes, aside=aside)
    shown = effective(back, parent=parent, modes=modes)
    mine = [each.value for each in claims_at(own.profile, field)]
    assert set(mine) <= {word for each in claims_at(shown.profile, field) for word in (each.value, *each.also)}


@given(before=states(of=PARENT), after=states(of=PARENT), modes=choices())
def test_nothing_is_left_to_take_over_once_all_was_taken_over(before: State, after: State, modes: Mapping[str, Mode]) -> None:
    changes = changes_between(before, after, modes=modes)
    assert all(modes[each.field] is not Mode.OVERRIDDEN for each in changes)
    taken = taken_over(before, after, fields=[each.field for each in changes])
    assert changes_between(taken, after, modes=modes) == ()


@given(before=states(of=PARENT), after=states(of=PARENT), field=st.sampled_from(FIELDS))
def test_only_the_field_that_is_taken_over_changes(before: State, after: State, field: str) -> None:
    taken = taken_over(before, after, fields=[field])
    changed = {each.field for each in changes_between(before, taken, modes=standing())}
    assert changed <= {field}


def test_a_child_with_nothing_of_its_own_is_its_parent_and_follows_all_of_it() -> None:
    parent = having("# Mara", of=PARENT, score=60, name=("Mara",), like=("tea",))
    modes = modes_now(parent, parent_id=PARENT, parent=parent, chosen={})
    assert (modes["name"], modes["like"], modes[BIG_FIVE], modes[CONTENT]) == ("inherited", "appended", "inherited", "inherited")
    assert effective(own_of(parent, parent_id=PARENT, parent=parent, modes=modes), parent=parent, modes=modes) == parent


def test_a_single_value_of_ones_own_overrides_by_itself_and_a_list_goes_on() -> None:
    parent = having(of=PARENT, residence=("Oslo",), like=("tea",))
    child = having(residence=("Bergen",), like=("glass",))
    modes = modes_now(child, parent_id=PARENT, parent=parent, chosen={})
    whole = effective(child, parent=parent, modes=modes)
    assert values(whole, ClaimField.RESIDENCE) == ["Bergen"]
    assert values(whole, ClaimField.LIKE) == ["tea", "glass"]
    assert origin_of("residence", whole, parent_id=PARENT, mode=modes["residence"]) == "own"
    assert origin_of("like", whole, parent_id=PARENT, mode=modes["like"]) == "both"
    assert origin_of("goal", whole, parent_id=PARENT, mode=modes["goal"]) == "nothing"


def test_what_both_say_is_one_claim_with_both_sources() -> None:
    parent, child = having(of=PARENT, like=("Tea!",)), having(like=("tea",))
    (joined,) = claims_at(effective(child, parent=parent, modes=standing(like=Mode.APPENDED)).profile, ClaimField.LIKE)
    assert (joined.value, joined.also, joined.support) == ("Tea!", ("tea",), 2)
    assert [is_of(each, PARENT) for each in joined.citations] == [True, False]


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("You bake.", Mode.INHERITED),
        ("You bake.\n\nYou rest on Mondays.", Mode.APPENDED),
        ("You bake bread.", Mode.OVERRIDDEN),
        ("You bake. And more", Mode.OVERRIDDEN),
    ],
)
def test_a_content_is_what_its_words_say_when_nobody_chose(content: str, mode: Mode) -> None:
    parent = having("You bake.", of=PARENT)
    for chosen in ({}, {CONTENT: Mode.INHERITED}):
        assert modes_now(having(content), parent_id=PARENT, parent=parent, chosen=chosen)[CONTENT] is mode


def test_an_overridden_field_with_nothing_of_its_own_begins_with_a_copy() -> None:
    parent = having("You bake.", of=PARENT, goal=("rest",))
    before, to = standing(goal=Mode.APPENDED), standing(goal=Mode.OVERRIDDEN, content=Mode.OVERRIDDEN)
    own = switched(parent, parent_id=PARENT, parent=parent, modes=before, to=to, aside=State())
    parent_later = having("You sail.", of=PARENT, goal=("sail",))
    whole = effective(own, parent=parent_later, modes=to)
    assert (values(whole, ClaimField.GOAL), whole.content) == (["rest"], "You bake.")


def test_a_contradiction_goes_with_the_side_that_is_hidden() -> None:
    like, dislike = claim(ClaimField.LIKE, "tea"), claim(ClaimField.DISLIKE, "tea", of=PARENT)
    disputed = Contradiction(
        id=contradiction_id(like.id, dislike.id), left_field=ClaimField.LIKE, left=like, right_field=ClaimField.DISLIKE, right=dislike
    )
    own = State(profile=with_claims(Profile(), ClaimField.LIKE, [like]).model_copy(update={"contradictions": (disputed,)}))
    parent = having(of=PARENT, dislike=("tea",))
    both = effective(own, parent=parent, modes=standing(like=Mode.APPENDED))
    assert [each.id for each in both.profile.contradictions] == [disputed.id]
    assert claims_at(both.profile, ClaimField.LIKE)[0].is_contested
    assert effective(own, parent=parent, modes=standing()).profile.contradictions == ()


def test_what_overridden_fields_no_longer_share_is_no_news() -> None:
    before, after = having("a", of=PARENT, like=("tea",)), having("b", of=PARENT, like=("glass",))
    changes = changes_between(before, after, modes=standing(content=Mode.OVERRIDDEN))
    assert [each.field for each in changes] == ["like"]
    assert ([each.value for each in changes[0].gone], [each.value for each in changes[0].new]) == (["tea"], ["glass"])
