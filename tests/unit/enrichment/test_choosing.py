"""Which thoughts are kept, whatever an engine came up with."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from persona_app.enrichment.choosing import choose
from persona_app.enrichment.likeness import likeness, opening_of, words_of
from tests.factories.thoughts import THINGS, make_character, make_thought, many_lines

NAMES = [f"SPEAKER {number}" for number in range(70)]


def texts(chosen) -> list[str]:
    return [each.text for each in chosen.thoughts]


def test_exactly_50_are_kept_when_the_lines_bear_more() -> None:
    candidates = [make_thought(text) for _, text in many_lines(120)]

    chosen = choose(candidates, characters=[make_character(share=500)])

    assert len(chosen.thoughts) == 50
    assert chosen.note == ""


def test_fewer_are_kept_and_it_is_said_why_when_the_lines_bear_no_more() -> None:
    candidates = [make_thought(text) for _, text in many_lines(12)]

    chosen = choose([*candidates, *candidates], characters=[make_character(share=30)])

    assert len(chosen.thoughts) == 12
    assert chosen.note == "12 of 50 thoughts: the 30 lines bear no more that are distinct."


def test_no_thought_says_again_what_an_earlier_one_said() -> None:
    earlier = "I trust no scale that I have not cleaned myself."
    candidates = [make_thought("I trust no scale that I have not cleaned."), make_thought("Ropes outlive the men who tie them.")]

    assert texts(choose(candidates, characters=[make_character()], earlier=[earlier])) == ["Ropes outlive the men who tie them."]


def test_the_more_telling_of_two_near_duplicates_is_kept() -> None:
    candidates = [make_thought("I love wet salt in winter.", relevance=0.2), make_thought("I love wet salt in the winter.", relevance=0.9)]

    assert texts(choose(candidates, characters=[make_character()])) == ["I love wet salt in the winter."]


def test_at_most_five_open_with_the_same_three_words() -> None:
    candidates = [make_thought(f"I am sure {one} need {other}.") for one, other in pairwise(THINGS[:40])]

    chosen = choose(candidates, characters=[make_character(share=500)])

    assert len(chosen.thoughts) == 5


def test_thoughts_are_shared_in_proportion_to_the_lines_that_each_gave() -> None:
    candidates = [make_thought(text, name=name) for name, text in many_lines(300, names=["A", "B", "C"])]

    chosen = choose(candidates, characters=[make_character("A", share=300), make_character("B", share=150), make_character("C", share=50)])

    counts = Counter(each.lines[0].dialogue.character for each in chosen.thoughts)
    assert [counts[name] for name in "ABC"] == [29, 15, 6]


def test_others_fill_up_when_one_has_too_little_to_say() -> None:
    candidates = [make_thought(text, name="A") for _, text in many_lines(80)] + [make_thought("I keep quiet about zebras.", name="B")]

    chosen = choose(candidates, characters=[make_character("A", share=250), make_character("B", share=250)])

    assert Counter(each.lines[0].dialogue.character for each in chosen.thoughts) == {"A": 49, "B": 1}


def test_it_is_said_who_has_none_when_a_character_says_nothing_of_their_own() -> None:
    chosen = choose([make_thought(text, name="A") for _, text in many_lines(80)], characters=[make_character("A"), make_character("B")])

    assert chosen.note == "None of what B says is a belief or an attitude of their own."


def test_each_of_50_characters_has_one_thought() -> None:
    candidates = [make_thought(text, name=name) for name, text in many_lines(400, names=NAMES[:50])]

    chosen = choose(candidates, characters=[make_character(name) for name in NAMES[:50]])

    assert len({each.character_id for each in chosen.thoughts}) == 50


def test_the_50_with_most_to_say_are_represented_when_there_are_more() -> None:
    quiet = [make_thought(text, name=name) for name, text in many_lines(20, names=NAMES[50:])]
    talkative = [make_thought(text, name=name) for name, text in many_lines(400, names=NAMES[:50])[20:]]

    chosen = choose([*quiet, *talkative], characters=[make_character(name) for name in reversed(NAMES)])

    assert {each.lines[0].dialogue.character for each in chosen.thoughts} == set(NAMES[:50])
    assert chosen.note == ""


def test_what_was_chosen_before_stays_when_more_is_added() -> None:
    kept = tuple(make_thought(text, relevance=0.0) for _, text in many_lines(30))
    more = [make_thought(text, relevance=1.0) for _, text in many_lines(90)[30:]]

    chosen = choose(more, characters=[make_character(share=500)], kept=kept)

    assert {each.text for each in kept} <= set(texts(chosen))
    assert len(chosen.thoughts) == 50


def test_no_51st_is_added_when_fifty_were_chosen_before() -> None:
    kept = tuple(make_thought(text) for _, text in many_lines(50))

    chosen = choose([make_thought(text) for _, text in many_lines(90)[50:]], characters=[make_character(share=500)], kept=kept)

    assert set(texts(chosen)) == {each.text for each in kept}


WORDS = st.lists(st.sampled_from(THINGS[:30]), min_size=1, max_size=6).map(lambda words: f"I know {' '.join(words)}.")
CANDIDATES = st.lists(st.tuples(WORDS, st.sampled_from(NAMES[:6]), st.floats(0, 1)), max_size=90)


@settings(deadline=None, max_examples=60)
@given(CANDIDATES, st.lists(WORDS, max_size=10))
def test_the_rules_hold_for_any_candidates(found: list[tuple[str, str, float]], earlier: list[str]) -> None:
    candidates = [make_thought(text, name=name, relevance=relevance) for text, name, relevance in found]

    chosen = choose(candidates, characters=[make_character(name, share=80) for name in NAMES[:6]], earlier=earlier)

    words = [set(words_of(text)) for text in [*earlier, *texts(chosen)]]
    pairs = [likeness(words[one], words[other]) for other in range(len(earlier), len(words)) for one in range(other)]
    assert len(chosen.thoughts) <= 50
    assert all(each <= 0.6 for each in pairs)
    assert all(count <= 5 for count in Counter(opening_of(text) for text in texts(chosen)).values())
    assert bool(chosen.note) == (len(chosen.thoughts) < 50 or len({each.character_id for each in chosen.thoughts}) < 6)
