"""From found values to claims."""

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.building.merging import MOST_CITATIONS, merge
from persona_app.building.schemas import Clash, FieldMerge, FoundPlace, FoundValue, Join, Ref, Settlement
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.normalising import claim_id, claim_key
from persona_app.personas.profile import DataCitation

DECISION = UUID(int=7)


def place(number, start=0, quote="x"):
    return FoundPlace(number=number, citation=DataCitation(data_id=UUID(int=number), start=start, end=start + 5, quote=quote))


def value(field, said, *numbers, who="", start=0):
    places = tuple(sorted((place(number, start) for number in numbers or (1,)), key=FoundPlace.age))
    return FoundValue(field=ClaimField(field), key=claim_key(said, who), value=said, who=who, support=len(places), places=places)


def ref(field, said):
    return Ref(field=ClaimField(field), key=claim_key(said))


def join(field, *said, best=""):
    keys = tuple(claim_key(each) for each in said)
    return FieldMerge(joins=(Join(field=ClaimField(field), keys=keys, best=claim_key(best or said[0])),))


def clash(left, right, why="They cannot both hold."):
    return FieldMerge(clashes=(Clash(left=ref(*left), right=ref(*right), why=why),))


def settle(left, right, choice):
    ids = [claim_id(ClaimField(field), claim_key(said)) for field, said in (left, right)]
    return Settlement(decision_id=DECISION, left_id=ids[0], right_id=ids[1], choice=choice)


def said(merged, field):
    return [claim.value for claim in merged.claims[ClaimField(field)]]


SAID = st.sampled_from(["Ada", "Ada Lovelace", "Lovelace", "tea", "Tea!", "36", "37", "rain", "the rain", "Byron Ada"])
VALUES = st.lists(
    st.builds(
        lambda field, text, numbers, start: value(field, text, *numbers, start=start),
        st.sampled_from(["name", "alias", "age", "like", "dislike", "fact", "residence"]),
        SAID,
        st.sets(st.integers(1, 30), min_size=1, max_size=15),
        st.integers(0, 3),
    ),
    max_size=14,
    unique_by=lambda each: (each.field, each.key),
).map(lambda values: [each.model_copy(update={"places": each.places[:MOST_CITATIONS]}) for each in values])
KEYS = st.sampled_from(["ada", "ada lovelace", "lovelace", "tea", "36", "37", "rain"])
FIELDS = st.sampled_from([ClaimField.NAME, ClaimField.ALIAS, ClaimField.AGE, ClaimField.LIKE, ClaimField.DISLIKE, ClaimField.FACT])
ANSWERS = st.lists(
    st.builds(
        FieldMerge,
        joins=st.lists(st.builds(Join, field=FIELDS, keys=st.lists(KEYS, min_size=2, max_size=3).map(tuple), best=KEYS), max_size=3).map(
            tuple
        ),
        clashes=st.lists(
            st.builds(Clash, left=st.builds(Ref, field=FIELDS, key=KEYS), right=st.builds(Ref, field=FIELDS, key=KEYS), why=st.just("why")),
            max_size=3,
        ).map(tuple),
    ),
    max_size=3,
)


def every_claim(merged):
    yield from (claim for claims in merged.claims.values() for claim in claims)
    for each in merged.contradictions:
        yield from (each.left, each.right)


@given(VALUES, ANSWERS, st.randoms(use_true_random=False))
def test_result_is_the_same_whatever_the_order(values, answers, dice):
    shuffled, told = list(values), list(answers)
    dice.shuffle(shuffled)
    dice.shuffle(told)

    assert merge(shuffled, told) == merge(values, answers)


@given(VALUES, ANSWERS)
def test_every_source_survives_and_none_is_invented(values, answers):
    merged = merge(values, answers)

    here = {citation for claim in every_claim(merged) for citation in claim.citations}
    given_places = {each.citation for found in values for each in found.places}
    assert here <= given_places
    for found in values:
        holding = [claim for claim in every_claim(merged) if found.key in {claim_key(said) for said in (claim.value, *claim.also)}]
        assert holding, "every wording is found somewhere"
        assert any(
            set(claim.citations) & {each.citation for each in found.places} or len(claim.citations) == MOST_CITATIONS for claim in holding
        )
    assert all(len(claim.citations) <= MOST_CITATIONS for claim in every_claim(merged))
    assert all(claim.support >= len(claim.citations) for claim in every_claim(merged))
    assert {claim.value for claim in every_claim(merged)} <= {found.value for found in values}


@given(VALUES, ANSWERS)
def test_claims_and_contradictions_have_ids_of_their_own(values, answers):
    merged = merge(values, answers)

    ids = [claim.id for claims in merged.claims.values() for claim in claims]
    assert len(ids) == len(set(ids))
    assert len({each.id for each in merged.contradictions}) == len(merged.contradictions)
    assert all(each.left.id != each.right.id for each in merged.contradictions)


@given(VALUES, ANSWERS)
def test_single_fields_hold_one_value_and_every_other_is_contested(values, answers):
    merged = merge(values, answers)

    for field in SINGLE_FIELDS:
        assert len(merged.claims[field]) <= 1
    contested = {claim.id for each in merged.contradictions for claim in (each.left, each.right)}
    assert all(claim.is_contested == (claim.id in contested) for claims in merged.claims.values() for claim in claims)


@given(VALUES.filter(lambda values: all(each.field not in {ClaimField.NAME, ClaimField.ALIAS, *SINGLE_FIELDS} for each in values)))
def test_merging_what_was_merged_changes_nothing(values):
    first = merge(values)
    numbers = {each.citation: each.number for found in values for each in found.places}
    again = [
        FoundValue(
            field=field,
            key=claim_key(claim.value, claim.who),
            value=claim.value,
            who=claim.who,
            support=claim.support,
            places=tuple(FoundPlace(number=numbers[citation], citation=citation) for citation in claim.citations),
        )
        for field, claims in first.claims.items()
        for claim in claims
    ]

    assert merge(again).claims == first.claims


def test_wordings_become_one_claim_when_the_engine_says_they_are_the_same():
    merged = merge(
        [value("like", "rye bread", 1, 3), value("like", "bread made of rye", 2)],
        [join("like", "rye bread", "bread made of rye", best="bread made of rye")],
    )

    claim = merged.claims[ClaimField.LIKE][0]
    assert (claim.value, claim.also, claim.support) == ("bread made of rye", ("rye bread",), 3)
    assert [citation.data_id.int for citation in claim.citations] == [1, 2, 3]


def test_claim_keeps_its_id_when_newer_wordings_join():
    old = merge([value("like", "rye bread", 1)]).claims[ClaimField.LIKE][0]
    joined = merge([value("like", "rye bread", 1), value("like", "bread of rye", 2, 3, 4)], [join("like", "bread of rye", "rye bread")])

    assert joined.claims[ClaimField.LIKE][0].id == old.id


def test_place_counts_once_when_two_wordings_share_it():
    merged = merge([value("like", "tea", 1, 2), value("like", "green tea", 2)], [join("like", "tea", "green tea")])

    assert merged.claims[ClaimField.LIKE][0].support == 2


def test_shorter_name_becomes_an_alias_when_it_is_part_of_the_longer_one():
    merged = merge([value("name", "Ada", 1, 2), value("name", "Ada Lovelace", 3)])

    assert (said(merged, "name"), said(merged, "alias")) == (["Ada Lovelace"], ["Ada"])
    assert merged.claims[ClaimField.NAME][0].support == 3
    assert merged.contradictions == ()


def test_alias_that_is_the_name_joins_the_name():
    merged = merge([value("name", "Ada", 1), value("alias", "Ada", 2), value("alias", "The Countess", 3)])

    assert (said(merged, "name"), said(merged, "alias"), merged.claims[ClaimField.NAME][0].support) == (["Ada"], ["The Countess"], 2)


def test_best_supported_value_is_shown_and_the_rest_listed_when_a_single_field_has_several():
    merged = merge([value("age", "36", 1), value("age", "37", 2, 3), value("age", "38", 4)])

    assert said(merged, "age") == ["37"]
    assert merged.claims[ClaimField.AGE][0].is_contested
    assert [(each.left.value, each.right.value) for each in merged.contradictions] in (
        [("36", "37"), ("37", "38")],
        [("37", "38"), ("36", "37")],
    )


def test_oldest_value_is_shown_when_two_are_supported_alike():
    merged = merge([value("age", "37", 2), value("age", "36", 1)])

    assert said(merged, "age") == ["36"]


def test_contradiction_is_found_when_the_same_thing_is_liked_and_disliked():
    merged = merge([value("like", "the rain", 1), value("dislike", "Rain", 2)])

    assert [(each.left.value, each.right.value, each.why) for each in merged.contradictions] == [
        ("the rain", "Rain", "Liked in one place, disliked in another.")
    ]
    assert said(merged, "like") == ["the rain"]
    assert said(merged, "dislike") == ["Rain"]


def test_contradiction_is_listed_with_the_reason_when_the_engine_finds_one():
    merged = merge(
        [value("fact", "never married", 1), value("relationship", "husband", 2)],
        [clash(("fact", "never married"), ("relationship", "husband"))],
    )

    assert [(each.left_field, each.right_field, each.why) for each in merged.contradictions] == [
        ("fact", "relationship", "They cannot both hold.")
    ]


def test_contradiction_is_listed_once_when_engine_and_rule_find_it():
    merged = merge([value("age", "36", 1), value("age", "37", 2)], [clash(("age", "37"), ("age", "36"), why="Two ages.")])

    assert [each.why for each in merged.contradictions] == ["Two ages."]


@pytest.mark.parametrize(("choice", "shown", "settled"), [("left", "36", "left"), ("right", "37", "right")])
def test_losing_claim_leaves_its_field_and_stays_listed_when_the_owner_decides(choice, shown, settled):
    merged = merge([value("age", "36", 1), value("age", "37", 2)], settlements=[settle(("age", "36"), ("age", "37"), choice)])

    assert said(merged, "age") == [shown]
    assert not merged.claims[ClaimField.AGE][0].is_contested
    assert [(each.left.value, each.right.value, each.settled, each.decision_id) for each in merged.contradictions] == [
        ("36", "37", settled, DECISION)
    ]


def test_decision_is_about_claims_when_left_and_right_were_seen_the_other_way_round():
    merged = merge([value("age", "36", 1), value("age", "37", 2)], settlements=[settle(("age", "37"), ("age", "36"), "left")])

    assert said(merged, "age") == ["37"]
    assert merged.contradictions[0].settled == "right"


def test_decision_holds_when_a_wording_it_speaks_of_has_joined_another():
    values = [value("fact", "never married", 2), value("fact", "unmarried", 1), value("relationship", "husband", 3)]
    settlement = settle(("fact", "never married"), ("relationship", "husband"), "left")

    merged = merge(values, [join("fact", "unmarried", "never married")], [settlement])

    assert (said(merged, "fact"), said(merged, "relationship")) == (["unmarried"], [])


def test_both_values_stand_when_the_owner_keeps_both():
    settlements = [settle(("residence", "Paris"), ("residence", "London"), "both")]

    merged = merge([value("residence", "Paris", 1), value("residence", "London", 2, 3)], settlements=settlements)

    assert (said(merged, "residence"), said(merged, "fact")) == (["London"], ["residence: Paris"])
    assert [each.settled for each in merged.contradictions] == ["both"]
    assert not any(claim.is_contested for claim in every_claim(merged))


def test_second_name_is_an_alias_when_the_owner_keeps_both():
    merged = merge(
        [value("name", "Ada", 1, 2), value("name", "Byron", 3)], settlements=[settle(("name", "Ada"), ("name", "Byron"), "both")]
    )

    assert (said(merged, "name"), said(merged, "alias")) == (["Ada"], ["Byron"])


def test_third_value_is_contested_when_two_others_were_settled():
    values = [value("age", "36", 1), value("age", "37", 2), value("age", "38", 3)]

    merged = merge(values, settlements=[settle(("age", "36"), ("age", "37"), "right")])

    assert [(each.left.value, each.right.value, each.settled) for each in merged.contradictions] == [
        ("37", "38", None),
        ("36", "37", "right"),
    ]


def test_decision_means_nothing_when_its_claims_are_gone():
    assert merge([value("age", "36", 1)], settlements=[settle(("age", "36"), ("age", "37"), "right")]).contradictions == ()


def test_relationships_differ_when_the_other_person_does():
    merged = merge([value("relationship", "brother", 1, who="Tom"), value("relationship", "brother", 1, who="Tim")])

    assert sorted(claim.who for claim in merged.claims[ClaimField.RELATIONSHIP]) == ["Tim", "Tom"]


def test_twelve_oldest_places_are_cited_when_there_are_more():
    numbers = list(range(1, 41))
    random.Random(1).shuffle(numbers)
    values = [value("like", "tea", *numbers[:20]), value("like", "green tea", *numbers[20:])]

    claim = merge([each.model_copy(update={"places": each.places[:12]}) for each in values], [join("like", "tea", "green tea")]).claims[
        ClaimField.LIKE
    ][0]

    assert (len(claim.citations), claim.support) == (12, 40)
    assert [citation.data_id.int for citation in claim.citations] == sorted(range(1, 13))
