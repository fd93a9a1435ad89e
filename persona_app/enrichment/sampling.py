"""How many lines each character gives. Pure; which lines these are is decided in `queries.sample`."""

from collections.abc import Sequence

DIALOGUES = 500
"""Lines of one enrichment, over all of its characters."""


def share_out(available: Sequence[int], *, total: int = DIALOGUES) -> tuple[int, ...]:
    """How many lines each character gives, of those that it has.

    `total` is divided equally, a remainder going one each to the first. A character with too few gives all it has, and the others share
    the difference equally, by the same rule, until `total` is reached or everything is used.

    Raises:
        ValueError: a count, or the total, is negative.
    """
    if total < 0 or any(count < 0 for count in available):
        raise ValueError("counts of lines are never negative")
    shares = [0] * len(available)
    sharing, left = list(range(len(available))), total
    while sharing:
        wanted = dict(zip(sharing, _equal(left, among=len(sharing)), strict=True))
        short = {each for each in sharing if available[each] < wanted[each]}
        for each in short or sharing:
            shares[each] = min(available[each], wanted[each])
        left -= sum(available[each] for each in short)
        sharing = [each for each in sharing if each not in short] if short else []
    return tuple(shares)


def _equal(total: int, *, among: int) -> list[int]:
    each, rest = divmod(total, among)
    return [each + (place < rest) for place in range(among)]
