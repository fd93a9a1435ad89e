"""What a persona is called while nobody knows its name."""

import pytest

from persona_app.personas.services.lifecycle import LONGEST_PROVISIONAL, UNNAMED, provisional_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", UNNAMED),
        (" ,", UNNAMED),
        ("letter.txt", "letter.txt"),
        ("Dear Kaja,", "Dear Kaja"),
        ("Minutes of the harbour council, 14 March in Halden", "Minutes of the harbour council, 14…"),
        ("She wound eleven clocks, and none of us was ever late", "She wound eleven clocks, and none of us…"),
        ("x" * 90, "x" * 39 + "…"),
        ("two\nlines of\ttext", "two lines of text"),
    ],
)
def test_the_first_whole_words_are_taken_when_a_title_is_long(title: str, name: str) -> None:
    assert provisional_name(title) == name
    assert len(provisional_name(title)) <= LONGEST_PROVISIONAL
