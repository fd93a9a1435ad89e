"""Who may do something, what an area allows, and how areas become one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

Key = TypeVar("Key")


class Who(IntEnum):
    """Who may call a handler; each level includes the ones after it."""

    NOBODY = 0
    ANYONE = 1
    ACCOUNT = 2
    OPERATOR = 3


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What one area allows; what it does not name is nobody's."""

    handlers: Mapping[str, Who] = field(default_factory=dict)
    """By state class and method."""
    endpoints: Mapping[tuple[str, str], Who] = field(default_factory=dict)
    """By method and path pattern."""
    pages: Mapping[str, Who] = field(default_factory=dict)
    """By path pattern."""


def joined(tables: Iterable[Mapping[Key, Who]]) -> Mapping[Key, Who]:
    """All tables as one.

    Raises:
        ValueError: two areas list the same thing, so that which of them holds would depend on their order.
    """
    together: dict[Key, Who] = {}
    for table in tables:
        if twice := together.keys() & table.keys():
            raise ValueError(f"the policy lists {sorted(map(str, twice))} in two areas")
        together |= table
    return together
