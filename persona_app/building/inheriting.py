"""What a derived persona has from its parent: the claims of the version it began with, cited as inherited."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.building.schemas import FoundPlace, FoundValue
from persona_app.llm.questions import ClaimField
from persona_app.personas.models import PersonaVersion
from persona_app.personas.normalising import claim_key
from persona_app.personas.profile import CLAIM_PATHS, Claim, InheritedCitation, Profile
from persona_app.personas.services.deriving import INHERITED

_BEFORE_ALL_DATA = -1_000_000


def find_values(session: Session, *, persona_id: UUID) -> tuple[FoundValue, ...]:
    """The values that the persona inherited; none unless it is derived."""
    first = select(col(PersonaVersion.profile)).where(col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.number) == 1)
    profile = session.execute(first.where(col(PersonaVersion.origin) == INHERITED)).scalar_one_or_none()
    return tuple(_values(Profile.model_validate(profile))) if profile is not None else ()


def _values(profile: Profile) -> Iterator[FoundValue]:
    number = _BEFORE_ALL_DATA
    for field in CLAIM_PATHS:
        for claim in _claims(profile, field):
            inherited = [each for each in claim.citations if isinstance(each, InheritedCitation)]
            for citation in inherited:
                number += 1
                yield FoundValue(
                    field=field,
                    key=claim_key(claim.value, claim.who),
                    value=claim.value,
                    who=claim.who,
                    support=1,
                    places=(FoundPlace(number=number, citation=citation),),
                )


def _claims(profile: Profile, field: ClaimField) -> tuple[Claim, ...]:
    node: Any = profile
    for name in CLAIM_PATHS[field]:
        node = getattr(node, "register_" if name == "register" else name)
    if node is None:
        return ()
    return node if isinstance(node, tuple) else (node,)
