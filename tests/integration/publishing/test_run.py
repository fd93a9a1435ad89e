"""A publication as a durable run: what it derives, how it ends, and that nothing of it is asked or paid twice."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.jobs.errors import RunFinished, RunNotFound, RunNotRetriable
from persona_app.jobs.schemas import RunState, StepProgress
from persona_app.jobs.services.running import save_steps, start_run
from persona_app.llm.errors import EngineRefused
from persona_app.llm.protocol import Prompt
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.publishing.schemas import AttemptState, AttemptView, Gender, Rating, Visibility
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.services.running import cancel_run, retry_run
from tests.factories.accounts import make_actor
from tests.factories.descriptions import KEEPER, begin, run_of, state_of, work
from tests.factories.engines import LineEngine
from tests.integration.building.conftest import studio
from tests.integration.publishing.conftest import acting

__all__ = ["studio"]


def run_id(attempt: AttemptView) -> UUID:
    """The run that works on it."""
    assert attempt.run_id is not None
    return attempt.run_id


async def test_version_is_public_with_what_the_claims_say_when_the_offline_engine_is_done(owner: Actor) -> None:
    attempt = begin(owner, claims={**KEEPER, "age": "44", "gender": "female"})

    await work(attempt)

    found = state_of(owner, attempt.persona_id).publication
    assert found is not None
    assert found.visibility is Visibility.PUBLIC
    assert {tag.name for tag in found.tags} == {"stubborn", "kind", "norwegian"}
    assert (found.rating, found.gender, found.age, found.age_bucket.value) == (Rating.SAFE, Gender.FEMALE, 44, "adult")
    assert found.headline == "Stubborn, kind lighthouse keeper who likes brass music"
    run = run_of(owner, attempt)
    assert (run.state, run.version_number, run.cost_usd) == (RunState.DONE, 1, 0)
    assert [(step.name, step.state) for step in run.steps] == [("rate", "done"), ("describe", "done"), ("publish", "done")]
    assert run.sentence == "3 tags, rated safe. Version 1 is public now."


async def test_progress_that_is_written_late_undoes_no_end(owner: Actor) -> None:
    attempt = begin(owner)
    with unit_of_work() as session:
        started = start_run(session, run_id=run_id(attempt))
    assert started is not None
    last = started.model_copy(update={"attempt": started.attempt + 1})  # that of the work which follows
    await work(attempt)

    with unit_of_work() as session:
        save_steps(session, started=last, steps=[StepProgress(name="publish", state="running", done=0, total=1, note="")])

    assert {step.state for step in run_of(owner, attempt).steps} == {"done"}


async def test_nothing_is_public_until_the_owner_confirms_when_a_review_was_asked_for(owner: Actor) -> None:
    attempt = begin(owner, review=True)

    await work(attempt)

    state = state_of(owner, attempt.persona_id)
    assert state.publication is None
    assert state.open_attempt is not None
    assert (state.open_attempt.state, state.open_attempt.draft.rating) == (AttemptState.REVIEW, Rating.SAFE)
    assert "nothing is public until then" in run_of(owner, attempt).sentence


async def test_what_nobody_says_stays_unknown(owner: Actor) -> None:
    attempt = begin(owner, claims={"name": "Mara Quill"})

    await work(attempt)

    found = state_of(owner, attempt.persona_id).publication
    assert found is not None
    assert (found.age, found.age_bucket.value, found.gender.value, found.tags) == (-1, "unknown", "unknown", ())


async def test_attempt_fails_with_the_sentence_and_goes_on_without_asking_again_when_it_is_retried(owner: Actor) -> None:
    async def refuse(prompt: Prompt[Any]) -> None:
        raise EngineRefused("The model refuses. Nothing you submitted is lost.")

    engine = LineEngine(before=refuse)
    attempt = begin(owner, replace=False, visibility=Visibility.UNLISTED)
    await work(attempt, engine=engine)
    failed = state_of(owner, attempt.persona_id)
    assert (failed.publication, failed.open_attempt) == (None, None)
    assert (failed.attempts[0].state, failed.attempts[0].why) == (AttemptState.FAILED, "The model refuses. Nothing you submitted is lost.")
    assert run_of(owner, attempt).error_code == "engine_refused"

    engine.before = None
    with acting(owner) as session:
        again = retry_run(session, actor=owner, run_id=run_id(attempt))
    (underway, _) = state_of(owner, attempt.persona_id).attempts
    assert (underway.run_id, underway.asked) == (again.id, attempt.asked)
    await work(underway, engine=engine)

    found = state_of(owner, attempt.persona_id).publication
    assert found is not None
    assert found.visibility is Visibility.UNLISTED


async def test_answers_of_an_attempt_serve_the_next_one_too(owner: Actor) -> None:
    engine = LineEngine()
    attempt = begin(owner)
    await work(attempt, engine=engine)
    with acting(owner) as session:
        again = request_publication(session, actor=owner, persona_id=attempt.persona_id, replace=True)

    await work(again, engine=engine)

    assert engine.names() == ["describe"]
    assert run_of(owner, again).calls == 0
    assert run_of(owner, attempt).calls == 1


async def test_run_stops_in_the_middle_of_a_call_and_nothing_is_public_when_it_is_cancelled(owner: Actor) -> None:
    asked = asyncio.Event()

    async def think_for_ever(prompt: Prompt[Any]) -> None:
        asked.set()
        await asyncio.sleep(60)

    attempt = begin(owner)
    working = asyncio.create_task(work(attempt, engine=LineEngine(before=think_for_ever)))
    await asyncio.wait_for(asked.wait(), 60)
    with acting(owner) as session:
        cancel_run(session, actor=owner, run_id=run_id(attempt))

    await asyncio.wait_for(working, 60)

    run = run_of(owner, attempt)
    state = state_of(owner, attempt.persona_id)
    assert (run.state, run.sentence) == (RunState.CANCELLED, "Cancelled. Nothing became public, or was changed.")
    assert (state.publication, state.attempts[0].state) == (None, AttemptState.CANCELLED)


async def test_queued_publication_ends_at_once_when_it_is_cancelled_and_begins_anew_when_it_is_retried(owner: Actor) -> None:
    attempt = begin(owner)
    with acting(owner) as session:
        cancelled = cancel_run(session, actor=owner, run_id=run_id(attempt))
    assert cancelled.state is RunState.CANCELLED
    with acting(owner) as session, pytest.raises(RunFinished):
        cancel_run(session, actor=owner, run_id=cancelled.id)

    with acting(owner) as session:
        retry_run(session, actor=owner, run_id=cancelled.id)

    state = state_of(owner, attempt.persona_id)
    assert [each.state for each in state.attempts] == [AttemptState.PENDING, AttemptState.CANCELLED]


async def test_publication_that_succeeded_is_not_retried_and_anothers_is_not_found(owner: Actor) -> None:
    attempt = begin(owner)
    await work(attempt)
    with unit_of_work() as session:
        other = make_actor(session)

    with acting(owner) as session, pytest.raises(RunNotRetriable):
        retry_run(session, actor=owner, run_id=run_id(attempt))
    for service in (retry_run, cancel_run):
        with acting(other) as session, pytest.raises(RunNotFound):
            service(session, actor=other, run_id=run_id(attempt))


async def test_run_ends_and_is_not_taken_up_again_when_its_persona_is_archived_meanwhile(owner: Actor) -> None:
    async def archive(prompt: Prompt[Any]) -> None:
        with acting(owner) as session:
            archive_persona(session, actor=owner, persona_id=attempt.persona_id)

    attempt = begin(owner)
    await work(attempt, engine=LineEngine(before=archive))

    run, state = run_of(owner, attempt), state_of(owner, attempt.persona_id)
    assert run.state in {RunState.CANCELLED, RunState.FAILED}
    assert (state.publication, state.attempts[0].state, state.attempts[0].why) == (
        None,
        AttemptState.CANCELLED,
        "The persona was archived.",
    )


async def test_publication_waits_for_no_build_of_the_same_persona(studio: Any) -> None:
    build_asked, go_on = asyncio.Event(), asyncio.Event()

    async def hold_builds(prompt: Prompt[Any]) -> None:
        if prompt.name != "describe":
            build_asked.set()
            await go_on.wait()

    studio.engine.before = hold_builds
    attempt = begin(studio.actor)
    async with studio.working():
        first = await studio.until(run_of(studio.actor, attempt), lambda run: run.state is RunState.DONE)
        build = studio.add(first, "Like: music")
        await asyncio.wait_for(build_asked.wait(), 60)
        with acting(studio.actor) as session:
            again = request_publication(session, actor=studio.actor, persona_id=attempt.persona_id, replace=True)

        await studio.until(run_of(studio.actor, again), lambda run: run.state is RunState.DONE)

        assert studio.look(build).state is RunState.RUNNING
        go_on.set()
        await studio.until(build, lambda run: run.state is RunState.DONE)
