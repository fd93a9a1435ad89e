"""Leaving lines out."""

from hypothesis import given
from hypothesis import strategies as st

from persona_app.building.cleaning import kept, numbered
from persona_app.building.schemas import Chunk, Piece
from persona_app.llm.questions import LineRange

LINES = st.lists(st.text(st.sampled_from("ab \u2028"), max_size=5), min_size=1, max_size=12)
RANGES = st.lists(st.builds(LineRange, first=st.integers(1, 14), last=st.integers(1, 1_000_000_000)), max_size=4)


def left(text, drop, chunk=None):
    chunk = chunk or Chunk(start=0, end=len(text))
    return Piece(chunk=chunk, kept=kept(text, chunk, drop)).text(text)


def test_lines_are_numbered_from_one():
    assert numbered("a\n\nb") == "1| a\n2| \n3| b"


def test_named_lines_go_and_the_others_stay_as_they_are():
    assert (
        left("Menu\nAda was born.\nCookies\nShe wrote.", [LineRange(first=1, last=1), LineRange(first=3, last=3)])
        == "Ada was born.\nShe wrote."
    )


def test_nothing_stays_when_only_blank_lines_are_left():
    assert left("Menu\n \n", [LineRange(first=1, last=1)]) == ""


def test_lines_are_counted_within_the_chunk():
    text = "one\ntwo\nthree\nfour"

    assert left(text, [LineRange(first=1, last=1)], Chunk(start=4, end=14)) == "three\n"


@given(LINES, RANGES)
def test_what_stays_is_the_lines_not_named_and_nothing_else(lines, drop):
    named = {number for part in drop for number in range(part.first, min(part.last, 20) + 1)}
    expected = [line for number, line in enumerate(lines, start=1) if number not in named]

    stays = left("\n".join(lines), drop)

    assert stays in {"\n".join(expected), "\n".join([*expected, ""])} or not (stays or "".join(expected).strip())
