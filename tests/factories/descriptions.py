"""Personas to be described: a profile of a few words, a text, and the run that publishes them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from persona_app.accounts.schemas import Actor
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run
from persona_app.llm.protocol import Engine
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.profile import CLAIM_PATHS, Profile
from persona_app.publishing.schemas import AttemptView, PublicationState
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.working import run_publication
from tests.factories.personas import make_claim
from tests.factories.publications import make_versioned

KEEPER: Mapping[str, str | list[str]] = {
    "name": "Mara Quill",
    "occupation": "lighthouse keeper",
    "trait": ["stubborn", "kind"],
    "like": "brass music",
    "language": "norwegian",
}
CONTENT = "# Mara Quill\n\nYou are Mara Quill, a lighthouse keeper. You mend nets, and you like brass music."
OFFLINE = Settings(_env_file=None, engine="offline")


def make_described_profile(claims: Mapping[str, str | list[str]]) -> Profile:
    """A profile with these claims by field."""
    tree: dict[str, Any] = {}
    for name, given in claims.items():
        field = ClaimField(name)
        values = tuple(make_claim(value) for value in ([given] if isinstance(given, str) else given))
        *path, last = CLAIM_PATHS[field]
        node = tree
        for part in path:
            node = node.setdefault(part, {})
        node[last] = values[0] if field in SINGLE_FIELDS else values
    return Profile.model_validate(tree)


def begin(
    actor: Actor, *, claims: Mapping[str, str | list[str]] = KEEPER, content: str = CONTENT, name: str = "Mara Quill", **asked: Any
) -> AttemptView:
    """A persona with a version, and its publication asked for."""
    with unit_of_work(acting_for=actor.account_id) as session:
        persona_id = make_versioned(session, actor=actor, name=name, content=content, profile=make_described_profile(claims))
        return request_publication(session, actor=actor, persona_id=persona_id, **asked)


async def work(attempt: AttemptView, *, engine: Engine | None = None, settings: Settings = OFFLINE) -> None:
    """Work on the attempt's run here, as a worker would."""
    assert attempt.run_id is not None
    await run_publication(attempt.run_id, settings=settings, engine=engine)


def state_of(actor: Actor, persona_id: UUID) -> PublicationState:
    """What the owner sees of it now."""
    with unit_of_work(acting_for=actor.account_id) as session:
        return get_publication(session, actor=actor, persona_id=persona_id)


def run_of(actor: Actor, attempt: AttemptView) -> RunView:
    """The attempt's run as it is now."""
    assert attempt.run_id is not None
    with unit_of_work(acting_for=actor.account_id) as session:
        return get_run(session, actor=actor, run_id=attempt.run_id)
