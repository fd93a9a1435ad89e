"""Hiding a thought does not change what is public; its owner is told so."""

from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.building.services.requesting import create_and_build
from persona_app.core.ids import new_id
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, Thought, ThoughtLine
from persona_app.enrichment.services.listing import hide_thought
from persona_app.personas.services.versioning import append_version
from persona_app.publishing.services.lingering import count_hidden_in_public
from persona_app.publishing.services.withdrawing import withdraw_publication
from tests.factories.personas import make_text, make_version
from tests.factories.publications import publish
from tests.integration.building.conftest import studio
from tests.integration.publishing.conftest import acting, see

__all__ = ["studio"]
TEXT = "I keep ledgers."


@pytest.fixture
def thinking(owner: Actor) -> tuple[UUID, UUID]:
    """A persona whose version rests on a thought; both ids."""
    with acting(owner) as session:
        persona, run = create_and_build(session, actor=owner, name="Mara", items=[make_text("Mara bakes.")])
        enrichment = Enrichment(persona_id=persona.id, run_id=run.id, number=1, seed=1)
        session.add(enrichment)
        session.flush()
        film = {"movie": "The Salt Office", "persona_id": persona.id}
        said = {**film, "enrichment_id": enrichment.id, "position": 1, "character_id": new_id()}
        session.add(EnrichmentCharacter(**said, name="TOLLEF", corpus="own", available=1, share=1))
        session.flush()
        thought = Thought(**said, run_id=run.id, text=TEXT, character_name="TOLLEF", transformation="verbatim")
        session.add(thought)
        session.flush()
        line = {"thought_id": thought.id, "position": 1, "line_id": new_id(), "character": "TOLLEF", "text": TEXT}
        session.add(ThoughtLine(**film, **line, start_at=0, end_at=len(TEXT), quote=TEXT))
        new = make_version(author_id=owner.account_id).model_copy(update={"thought_ids": (thought.id,)})
        append_version(session, persona_id=persona.id, new=new)
        return persona.id, thought.id


def lingering(owner: Actor, persona_id: UUID) -> int:
    with acting(owner) as session:
        return count_hidden_in_public(session, actor=owner, persona_id=persona_id)


def test_the_owner_is_told_of_a_hidden_thought_until_the_public_version_is_replaced(owner: Actor, thinking: tuple[UUID, UUID]) -> None:
    persona_id, thought_id = thinking
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    assert lingering(owner, persona_id) == 0
    with acting(owner) as session:
        hide_thought(session, actor=owner, persona_id=persona_id, thought_id=thought_id, is_hidden=True)
    assert [each.text for each in see(slug).face.thoughts] == [TEXT], "what is public stays as it was published"
    assert lingering(owner, persona_id) == 1
    with acting(owner) as session:
        publish(session, actor=owner, persona_id=persona_id, replace=True)
    assert (lingering(owner, persona_id), see(slug).face.thoughts) == (0, ())


def test_nothing_is_told_when_nothing_is_public(owner: Actor, thinking: tuple[UUID, UUID]) -> None:
    persona_id, thought_id = thinking
    with acting(owner) as session:
        publish(session, actor=owner, persona_id=persona_id)
        hide_thought(session, actor=owner, persona_id=persona_id, thought_id=thought_id, is_hidden=True)
    with acting(owner) as session:
        withdraw_publication(session, actor=owner, persona_id=persona_id)
    assert lingering(owner, persona_id) == 0
