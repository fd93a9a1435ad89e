"""What an engine says about values, taken with care."""

from persona_app.building.joining import translated
from persona_app.llm.questions import Merging, Opposition, SameValues
from tests.unit.building.test_merging import value

NUMBERED = {1: value("like", "tea", 1), 2: value("like", "green tea", 2), 3: value("age", "36", 1), 4: value("age", "37", 2)}


def test_joins_and_clashes_are_told_by_field_and_key():
    told = translated(
        Merging(same=[SameValues(ids=[1, 2], best=2)], contradictions=[Opposition(left=3, right=4, why=" Two\nages. ")]), NUMBERED
    )

    assert [(join.field, join.keys, join.best) for join in told.joins] == [("like", ("tea", "green tea"), "green tea")]
    assert [(clash.left.key, clash.right.key, clash.why) for clash in told.clashes] == [("36", "37", "Two ages.")]


def test_numbers_that_were_not_asked_about_mean_nothing():
    told = translated(
        Merging(same=[SameValues(ids=[1, 99], best=99), SameValues(ids=[1, 1], best=1)], contradictions=[Opposition(left=3, right=99)]),
        NUMBERED,
    )

    assert (told.joins, told.clashes) == ((), ())


def test_values_of_two_fields_are_never_the_same():
    assert translated(Merging(same=[SameValues(ids=[1, 3], best=1)]), NUMBERED).joins == ()


def test_best_wording_is_one_of_the_question_when_the_engine_names_another():
    assert translated(Merging(same=[SameValues(ids=[1, 2], best=99)]), NUMBERED).joins[0].best == "tea"


def test_value_contradicts_no_other_when_it_contradicts_itself():
    assert translated(Merging(contradictions=[Opposition(left=3, right=3)]), NUMBERED).clashes == ()
