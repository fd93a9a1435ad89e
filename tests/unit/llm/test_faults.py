"""What endpoints' headers and bodies mean."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from persona_app.core.clock import now
from persona_app.llm.faults import MOST_QUOTED_CHARS, Complaint, error_from, retry_after_of, words_of


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        ("0.5", 0.5),
        ("-3", 0),
        ("1e99", 86_400),
        ("inf", 86_400),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Sat, 99 Foo", None),
    ],
)
def test_the_wait_is_read_from_seconds(value: str, seconds: float | None) -> None:
    assert retry_after_of({"retry-after": value}) == seconds


def test_the_wait_is_read_from_a_date() -> None:
    wait = retry_after_of({"retry-after": format_datetime(now() + timedelta(seconds=90), usegmt=True)})

    assert wait is not None
    assert 80 < wait <= 90


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"error": {"message": "m", "code": "c"}}, ("m", "c")),
        ({"error": {"message": "m", "code": 400, "type": "t"}}, ("m", "400 t")),
        ({"error": "m"}, ("m", "")),
        ({"detail": "m"}, ("m", "")),
        ({"message": "m", "code": "c"}, ("m", "c")),
        ("m", ("m", "")),
        (None, ("", "")),
        ([1], ("", "")),
    ],
)
def test_the_words_are_found_in_each_shape_of_an_error(body: object, expected: tuple[str, str]) -> None:
    assert words_of(body) == expected


def test_an_endpoints_words_are_shown_short_and_printable() -> None:
    sentence = error_from(Complaint(status=400, said="\x1b[31m\u202e" + "x" * 999), host="h", model="m").sentence

    assert "\x1b" not in sentence
    assert "\u202e" not in sentence
    assert sentence.count("x") <= MOST_QUOTED_CHARS + 2
