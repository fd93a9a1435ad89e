"""What happens between rating and publishing: visitors read nothing that was not rated, and confirm what was looked at."""

from typing import Any
from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.llm.protocol import Prompt
from persona_app.personas.services.lifecycle import rename_persona
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version
from persona_app.publishing.errors import ChangedSinceRated, ReviewOver
from persona_app.publishing.schemas import AttemptView
from persona_app.publishing.services.confirming import confirm_publication, decline_publication
from persona_app.publishing.services.requesting import request_publication
from tests.factories.descriptions import begin, run_of, state_of, work
from tests.factories.engines import LineEngine
from tests.factories.personas import make_version
from tests.faults import fault
from tests.integration.building.conftest import studio
from tests.integration.publishing.conftest import acting

__all__ = ["studio"]


def rename(owner: Actor, persona_id: UUID, name: str) -> None:
    with acting(owner) as session:
        seen = get_persona(session, actor=owner, persona_id=persona_id).lock_version
        rename_persona(session, actor=owner, persona_id=persona_id, name=name, lock_version=seen)


async def in_review(owner: Actor) -> AttemptView:
    attempt = begin(owner, review=True)
    await work(attempt)
    return attempt


@fault(area="People", what="Two tabs review; one calls it off and asks anew, the other confirms", result="The stale one is refused.")
async def test_a_stale_tab_confirms_nothing_when_another_attempt_waits(owner: Actor) -> None:
    first = await in_review(owner)
    with acting(owner) as session:
        decline_publication(session, actor=owner, persona_id=first.persona_id)
        second = request_publication(session, actor=owner, persona_id=first.persona_id, review=True)
    await work(second)
    with pytest.raises(ReviewOver), acting(owner) as session:
        confirm_publication(session, actor=owner, persona_id=first.persona_id, attempt_id=first.id)
    assert state_of(owner, first.persona_id).publication is None
    with acting(owner) as session:
        done = confirm_publication(session, actor=owner, persona_id=first.persona_id, attempt_id=second.id)
    assert done.publication is not None


@fault(area="People", what="A persona is renamed between its rating and the confirmation", result="Nothing unrated becomes public.")
async def test_confirming_is_refused_when_it_was_renamed_after_the_rating(owner: Actor) -> None:
    attempt = await in_review(owner)
    former = state_of(owner, attempt.persona_id).open_attempt
    rename(owner, attempt.persona_id, "Another name")
    with pytest.raises(ChangedSinceRated, match="publish again"), acting(owner) as session:
        confirm_publication(session, actor=owner, persona_id=attempt.persona_id)
    state = state_of(owner, attempt.persona_id)
    assert (state.publication, state.open_attempt) == (None, former), "it still waits"


async def test_what_was_reviewed_becomes_public_when_a_newer_version_came_meanwhile(owner: Actor) -> None:
    attempt = await in_review(owner)
    with acting(owner) as session:
        append_version(session, persona_id=attempt.persona_id, new=make_version(author_id=owner.account_id))
    with acting(owner) as session:
        done = confirm_publication(session, actor=owner, persona_id=attempt.persona_id, attempt_id=attempt.id)
    assert done.publication is not None and done.publication.version_number == attempt.version_number == 1


async def test_it_is_rated_again_under_its_new_name_when_it_is_renamed_while_the_engine_thinks(owner: Actor) -> None:
    attempt = begin(owner)
    names = iter(["Another name"])

    async def rename_once(_prompt: Prompt[Any]) -> None:
        for name in names:
            rename(owner, attempt.persona_id, name)

    engine = LineEngine(before=rename_once)
    await work(attempt, engine=engine)
    found = state_of(owner, attempt.persona_id).publication
    assert found is not None and found.public_name == "Another name"
    assert engine.names() == ["describe", "describe"], "it was looked at again"


async def test_the_run_fails_and_nothing_is_public_when_it_is_renamed_each_time(owner: Actor) -> None:
    attempt = begin(owner)
    names = iter(f"Name {number}" for number in range(20))

    async def rename_always(_prompt: Prompt[Any]) -> None:
        rename(owner, attempt.persona_id, next(names))

    await work(attempt, engine=LineEngine(before=rename_always))
    assert state_of(owner, attempt.persona_id).publication is None
    assert run_of(owner, attempt).error_code == "changed_since_rated"
