"""When a delivery that failed is sent again.

Exponential backoff with jitter: after the n-th failed try the pause is 15 s × 4^(n-1), at most four hours, times a factor between
0.75 and 1.25, so that receivers that were away together are not asked together. Eight tries take about nine hours.
"""

from collections.abc import Callable
from datetime import timedelta

MOST_TRIES = 8
FIRST = timedelta(seconds=15)
GROWTH = 4
LONGEST = timedelta(hours=4)
JITTER = 0.25

Dice = Callable[[], float]
"""A number from 0 up to 1, each as likely."""


def pause_after(tries: int, *, dice: Dice) -> timedelta | None:
    """How long to wait after so many failed tries; None: that was the last one."""
    if tries >= MOST_TRIES:
        return None
    plain: timedelta = min(LONGEST, FIRST * GROWTH ** (tries - 1))
    return plain * (1 - JITTER + 2 * JITTER * dice())
