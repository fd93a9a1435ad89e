"""How long a program wants to wait."""

import pytest

from persona_app.api.waiting import seconds_of


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("wait=30", 30),
        ("respond-async, wait=5", 5),
        ('respond-async; WAIT = "7"', 7),
        ("wait=999999", 120),
        ("wait=-1", 0),
        ("wait=soon", 0),
        ("await=5", 0),
    ],
)
def test_seconds_are_those_preferred_and_never_more_than_the_settings_allow(prefer: str | None, seconds: float) -> None:
    assert seconds_of(prefer) == seconds
