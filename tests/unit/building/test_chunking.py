"""Cutting texts."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from persona_app.building.chunking import cut, halve
from persona_app.building.schemas import Chunk

TEXTS = st.text(st.sampled_from("aB9é字 \n\t.!?。\u00a0"), max_size=300)
LIMITS = st.integers(1, 80)


@given(TEXTS, LIMITS)
@example("a" * 100, 10)
@example(" \n \n", 1)
def test_chunks_are_the_text_without_gap_or_overlap(text, limit):
    chunks = cut(text, limit=limit)

    assert "".join(text[each.start : each.end] for each in chunks) == (text if text.strip() else "")
    assert all(each.end > each.start for each in chunks)


@given(TEXTS, LIMITS)
def test_no_chunk_begins_within_a_word_that_would_fit(text, limit):
    for before, chunk in pairwise(cut(text, limit=limit)):
        last, first = text[chunk.start - 1], text[chunk.start]
        is_full_of_one_word = before.end - before.start == limit and not any(map(str.isspace, text[before.start : before.end]))
        assert last.isspace() or first.isspace() or last in "。！？" or is_full_of_one_word


@given(TEXTS, LIMITS)
@example("a" * 100, 10)
@example("a" + "\n" * 100 + "a", 10)
def test_no_chunk_is_longer_than_the_limit(text, limit):
    assert all(each.end - each.start <= limit for each in cut(text, limit=limit))


def test_cut_lies_between_paragraphs_when_there_is_one_in_reach():
    text = "One. Two. Three.\n\nFour. Five. Six."

    assert [text[each.start : each.end] for each in cut(text, limit=25)] == ["One. Two. Three.\n\n", "Four. Five. Six."]


def test_cut_lies_between_sentences_when_there_is_no_line_in_reach():
    text = "The first sentence. The second sentence is here."

    assert [text[each.start : each.end] for each in cut(text, limit=30)] == ["The first sentence. ", "The second sentence is here."]


def test_word_is_cut_when_it_is_longer_than_a_chunk():
    assert cut("x" * 25, limit=10) == (Chunk(start=0, end=10), Chunk(start=10, end=20), Chunk(start=20, end=25))


@given(TEXTS.filter(lambda text: len(text.split()) > 1))
def test_halves_are_the_chunk_in_smaller_parts_when_it_has_two_words(text):
    start = len(text) - len(text.lstrip())
    halves = halve(f"<{text}>", Chunk(start=1 + start, end=1 + len(text)))

    assert (halves[0].start, halves[-1].end) == (1 + start, 1 + len(text))
    assert all(one.end == other.start for one, other in pairwise(halves))
    assert len(halves) > 1
