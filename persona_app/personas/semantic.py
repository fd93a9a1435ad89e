"""The semantic version of a persona's version: `MAJOR.MINOR.PATCH` (semver.org), told by what differs from the version before.

A persona's first version is 1.0.0. Of each later one the first rule that holds counts:

- MAJOR: something that was said of who the person is (a claim under `identity`: name, age, gender, …) is gone or is said otherwise.
- MINOR: another claim came, went or is said otherwise, a score of the Big Five changed, or other data or thoughts were used.
- PATCH: none of these: the words of the content changed, or nothing did.

So whoever relies on 2.1.0 may take any 2.x.y: it is the same person, of whom no less is told about who they are. Contradictions and
citations count for nothing.
"""

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

from pydantic import BaseModel

from persona_app.personas.comparing import claims_in
from persona_app.personas.profile import Profile

FIRST = "1.0.0"


class State(Protocol):
    """What of a version the rule looks at."""

    @property
    def profile(self) -> Profile:
        """What is said of the person."""

    @property
    def data_ids(self) -> tuple[UUID, ...]:
        """The data that it was computed from."""

    @property
    def thought_ids(self) -> tuple[UUID, ...]:
        """The thoughts that it was computed from."""


def next_semantic(previous: str, *, before: State, after: State) -> str:
    """The semantic version of `after`, which follows `before`, whose own is `previous`."""
    major, minor, patch = (int(part) for part in previous.split("."))
    if not _said(before.profile.identity) <= _said(after.profile.identity):
        return f"{major + 1}.0.0"
    if _is_told_otherwise(before, after):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _is_told_otherwise(before: State, after: State) -> bool:
    return (
        _said(before.profile) != _said(after.profile)
        or tuple(_scores(before.profile)) != tuple(_scores(after.profile))
        or set(before.data_ids) != set(after.data_ids)
        or set(before.thought_ids) != set(after.thought_ids)
    )


def _said(node: BaseModel) -> set[tuple[str, str, str]]:
    return {(claim.id, claim.value, claim.who) for _, claim in claims_in(node)}


def _scores(profile: Profile) -> Iterator[int | None]:
    for factor in type(profile.personality.big_five).model_fields:
        found = getattr(profile.personality.big_five, factor)
        yield found.score if found else None
