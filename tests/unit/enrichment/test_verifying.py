"""Only what rests on lines that were read passes, whatever an engine claims."""

import pytest

from persona_app.enrichment.schemas import Origin
from persona_app.enrichment.verifying import find_quote, transformation_of, verify
from persona_app.llm.questions import FoundThought, Thinking, ThoughtQuote
from tests.factories.thoughts import make_dialogue, make_thought

SALT = make_dialogue("Salt is always wet, Marit. I trust no scale — none.")
OTHER = make_dialogue("I row at night.", name="MARIT")
ASKED = {1: SALT, 2: OTHER}


def verified(text: str, *lines: tuple[int, str]):
    answer = Thinking(thoughts=[FoundThought(text=text, lines=[ThoughtQuote(id=number, quote=quote) for number, quote in lines])])
    return verify(answer, asked=ASKED, origin=Origin.ENGINE)


def test_the_quote_is_found_where_it_stands_in_its_line() -> None:
    (thought,) = verified("I trust no scale.", (1, "I trust no scale")).thoughts

    (line,) = thought.lines
    assert (line.quote, line.start, line.end) == ("I trust no scale", 27, 43)


@pytest.mark.parametrize(
    ("text", "number", "quote"),
    [
        ("I trust no scale.", 9, "I trust no scale"),
        ("I trust no scale.", 2, "I trust no scale"),
        ("I trust no scale.", 1, "I trust every scale"),
        ("I trust no scale.", 1, "..."),
        ("Scales are not to be trusted.", 1, "I trust no scale"),
        ("Do I trust a scale?", 1, "I trust no scale"),
    ],
    ids=["no such line", "another line", "not said", "no words", "nobody's", "a question"],
)
def test_a_thought_is_dropped_and_counted_when_it_rests_on_nothing(text: str, number: int, quote: str) -> None:
    assert verified(text, (number, quote)) == ((), 1)


def test_only_lines_of_one_character_are_kept() -> None:
    (thought,) = verified("I row when salt is wet.", (1, "Salt is always wet"), (2, "I row at night")).thoughts

    assert [line.dialogue.line_id for line in thought.lines] == [SALT.line_id]


def test_quotation_marks_dashes_and_blanks_may_differ() -> None:
    assert find_quote("I don’t —  ever", "i don't - ever") == (0, 15)


def test_the_first_thought_of_an_answer_is_the_most_relevant() -> None:
    answer = Thinking(thoughts=[FoundThought(text="I row.", lines=[ThoughtQuote(id=2, quote="I row at night")])] * 4)

    assert [each.relevance for each in verify(answer, asked=ASKED, origin=Origin.ENGINE).thoughts] == [1.0, 0.75, 0.5, 0.25]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt is always wet, Marit. I trust no scale - none!", "verbatim"),
        ("Salt is always wet.", "shortened"),
        ("I believe that salt is always wet.", "framed"),
        ("I suspect every instrument.", "reworded"),
    ],
    ids=["verbatim", "shortened", "framed", "reworded"],
)
def test_it_is_known_how_the_words_differ_from_the_line(text: str, expected: str) -> None:
    lines = make_thought(SALT.text).lines

    assert transformation_of(text, lines) == expected
