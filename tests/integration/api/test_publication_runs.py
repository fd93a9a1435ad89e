"""The run of a publication is cancelled and tried again like any other, by program."""

from typing import Any
from uuid import UUID

from persona_app.core.db import unit_of_work
from persona_app.jobs.schemas import RunState
from persona_app.jobs.services.runs import get_run
from persona_app.llm.errors import EngineRefused
from persona_app.llm.protocol import Prompt
from tests.factories.publications import make_versioned


async def _begun(program: Any) -> tuple[str, str]:
    """A person whose publication was asked for, and its run."""
    with unit_of_work() as session:
        person = str(make_versioned(session, actor=program.studio.actor))
    answer = await program.post(f"/v1/person/{person}/publication", json={"visibility": "unlisted"})
    return person, answer.headers["Location"].rsplit("/", 1)[-1]


async def _attempts(program: Any, person: str) -> list[str]:
    answer = await program.get(f"/v1/person/{person}/publication")
    return [each["state"] for each in answer.json()["attempts"]]


async def test_failed_publication_goes_on_when_its_run_is_retried(program: Any) -> None:
    async def refuse(prompt: Prompt[Any]) -> None:
        raise EngineRefused("The model refuses. Nothing you submitted is lost.")

    program.studio.engine.before = refuse
    person, run_id = await _begun(program)
    async with program.working():
        run = (await program.get(f"/v1/runs/{run_id}")).json()
        assert run["kind"] == "publish"
        await program.studio.until(_view(program, run_id), lambda view: view.state is RunState.FAILED)
        assert await _attempts(program, person) == ["failed"]
        program.studio.engine.before = None

        retried = await program.post(f"/v1/runs/{run_id}/retry")

        assert retried.status_code == 202, retried.text
        again = retried.headers["Location"].rsplit("/", 1)[-1]
        await program.studio.until(_view(program, again), lambda view: view.state is RunState.DONE)
    assert await _attempts(program, person) == ["done", "failed"]
    assert (await program.get(f"/v1/person/{person}/publication")).json()["publication"]["visibility"] == "unlisted"


async def test_queued_publication_is_called_off_when_its_run_is_cancelled(program: Any) -> None:
    person, run_id = await _begun(program)

    cancelled = await program.post(f"/v1/runs/{run_id}/cancel")

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert await _attempts(program, person) == ["cancelled"]
    assert (await program.post(f"/v1/runs/{run_id}/cancel")).json()["code"] == "run_finished"


async def test_retry_is_refused_with_the_reason_when_another_attempt_is_at_work(program: Any) -> None:
    person, run_id = await _begun(program)
    await program.post(f"/v1/runs/{run_id}/cancel")
    await program.post(f"/v1/person/{person}/publication", json={})

    refused = await program.post(f"/v1/runs/{run_id}/retry")

    assert (refused.status_code, refused.json()["code"]) == (409, "publication_underway")


def _view(program: Any, run_id: str) -> Any:
    with unit_of_work() as session:
        return get_run(session, actor=program.studio.actor, run_id=UUID(run_id))
