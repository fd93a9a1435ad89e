"""The pauses between tries."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from persona_app.webhooks.schedule import FIRST, JITTER, LONGEST, MOST_TRIES, pause_after

DICE = st.floats(0, 1, exclude_max=True)


@given(st.lists(DICE, min_size=MOST_TRIES, max_size=MOST_TRIES))
def test_pauses_grow_stay_bounded_and_end_whatever_the_dice(rolls: list[float]) -> None:
    pauses = [pause_after(tries, dice=lambda roll=roll: roll) for tries, roll in enumerate(rolls, start=1)]
    assert pauses[-1] is None and None not in pauses[:-1]
    sent_again = [pause for pause in pauses if pause is not None]
    assert FIRST * (1 - JITTER) <= sent_again[0] <= FIRST * (1 + JITTER)
    assert max(sent_again) <= LONGEST * (1 + JITTER)
    growing = [(before, after) for before, after in pairwise(sent_again) if before < LONGEST * (1 - JITTER)]
    assert all(after > before for before, after in growing)
    assert timedelta(hours=6) < sum(sent_again, timedelta()) < timedelta(hours=12)


@given(tries=st.integers(1, MOST_TRIES - 1), roll=DICE, other=DICE)
def test_two_receivers_that_were_away_together_are_asked_apart_unless_the_dice_agree(tries: int, roll: float, other: float) -> None:
    first, second = pause_after(tries, dice=lambda: roll), pause_after(tries, dice=lambda: other)
    assert first is not None and second is not None
    assert (first < second) is (roll < other) or abs(roll - other) < 1e-6


@given(tries=st.integers(MOST_TRIES, 10_000))
def test_nothing_is_sent_again_after_the_last_try(tries: int) -> None:
    assert pause_after(tries, dice=lambda: 0.0) is None
