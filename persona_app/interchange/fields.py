"""The fields that an archive of our own may speak of: pages and builds take what is stored for one, so nothing else is stored."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator

from persona_app.llm.questions import ClaimField
from persona_app.personas.inheriting import CONTENT, FIELDS
from persona_app.personas.profile import BigFive, BigFiveFactor, Claim
from persona_app.personas.respecting import SCORES

_PROPOSED = frozenset({CONTENT, *ClaimField, *(f"{SCORES}{factor}" for factor in BigFive.model_fields)})


def _followed(field: str) -> str:
    if field not in FIELDS:
        raise ValueError("no such field")
    return field


def _proposed(field: str) -> str:
    if field not in _PROPOSED:
        raise ValueError("no such field")
    return field


FollowedField = Annotated[str, AfterValidator(_followed)]
"""One that can follow a parent."""
ProposedField = Annotated[str, AfterValidator(_proposed)]
"""One that something can be proposed for."""


def require_shown(field: str, *sides: Mapping[str, Any] | None) -> None:
    """Go on only with sides of a proposal as `personas/services/proposing.py` shows them.

    Raises:
        ValueError: one is something else.
    """
    for side in (each for each in sides if each is not None):
        if field != CONTENT:
            (BigFiveFactor if field.startswith(SCORES) else Claim).model_validate(side)
        elif not all(isinstance(side.get(key, ""), str) for key in ("text", "before")):
            raise ValueError("no words")
