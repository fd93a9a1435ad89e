"""Numbers in words."""

from decimal import Decimal

import pytest

from persona_app.web.shown import quantities


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (25_400, "25 kB"), (10_000_000, "10.0 MB")]
)
def test_sizes_are_told_in_decimal_units(number: int, words: str) -> None:
    assert quantities.size(number) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "under 0.1 s"),
        (0.04, "under 0.1 s"),
        (0.06, "0.1 s"),
        (12.4, "12 s"),
        (59.7, "1 min"),
        (185, "3 min 5 s"),
        (7800, "2 h 10 min"),
    ],
)
def test_durations_get_coarser_as_they_grow(seconds: float, words: str) -> None:
    assert quantities.duration(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (3, "a few seconds left"), (42, "about 40 s left"), (57, "about a minute left"), (200, "about 3 minutes left")],
)
def test_an_estimate_is_rounded(seconds: float | None, words: str) -> None:
    assert quantities.remaining(seconds) == words


def test_an_unknown_price_is_not_told_as_free() -> None:
    assert quantities.dollars(None) == "price unknown"
    assert quantities.dollars(Decimal(0)) == "no cost"
    assert quantities.dollars(Decimal("0.00001")) == "under $0.0001"
    assert quantities.dollars(Decimal("0.0018")) == "$0.0018"
    assert quantities.dollars(Decimal("1234.5")) == "$1,234.50"
