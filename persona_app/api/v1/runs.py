"""Runs: durable work, followed until it ends."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import Caller, CurrentCaller, Cursor, GuardedRoute, Limit, fingerprint_of
from persona_app.api.openapi import POSTS, REF, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.v1.schemas import Accepted
from persona_app.api.v1.working import accepted_answer
from persona_app.api.waiting import LOOK_EVERY
from persona_app.core.failures import as_told
from persona_app.core.paging import CursorInvalid, Page
from persona_app.events.schemas import EventView
from persona_app.events.services.listing import list_events
from persona_app.jobs.errors import RunFinished, RunNotFound, RunNotRetriable
from persona_app.jobs.progress import wait_for_progress
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run, list_runs
from persona_app.personas.errors import PersonaArchived, PersonaNotFound
from persona_app.personas.services.reading import get_persona
from persona_app.publishing.errors import AlreadyPublic, PublicationUnderway
from persona_app.publishing.services.running import cancel_run, retry_run

router = APIRouter(route_class=GuardedRoute, tags=["runs"])
SECONDS_BETWEEN_SIGNS = 15
"""A stream without news says so, or proxies close it."""
MILLISECONDS_TO_RETURN = 2000
ONE_EVENT: dict[str, Any] = {
    "type": "object",
    "description": "Each event of the stream; `data` is the run as JSON.",
    "required": ["id", "event", "data"],
    "properties": {
        "id": {"type": "string"},
        "event": {"enum": ["run", "end"]},
        "data": {"type": "string", "contentMediaType": "application/json", "contentSchema": {"$ref": REF.format(model="RunView")}},
    },
}
LastEventId = Annotated[str | None, Header(description="The id of the last event that arrived, when a stream is taken up again.")]


@router.get("/v1/person/{persona_id}/runs", responses=problems(PersonaNotFound, CursorInvalid))
async def list_person_runs(persona_id: UUID, caller: CurrentCaller, limit: Limit = 20, cursor: Cursor = None) -> Page[RunView]:
    """The persona's runs, newest first."""

    def runs(session: Session, *, actor: Actor) -> Page[RunView]:
        get_persona(session, actor=actor, persona_id=persona_id)
        return list_runs(session, actor=actor, persona_id=persona_id, cursor=cursor, limit=limit)

    return await caller.call(runs)


@router.get("/v1/person/{persona_id}/events", responses=problems(PersonaNotFound, CursorInvalid))
async def list_person_events(persona_id: UUID, caller: CurrentCaller, limit: Limit = 50, cursor: Cursor = None) -> Page[EventView]:
    """What happened to the persona, newest first."""

    def events(session: Session, *, actor: Actor) -> Page[EventView]:
        get_persona(session, actor=actor, persona_id=persona_id)
        return list_events(session, actor=actor, persona_id=persona_id, cursor=cursor, limit=limit)

    return await caller.call(events)


@router.get("/v1/runs/{run_id}", responses=problems(RunNotFound))
async def get_person_run(run_id: UUID, caller: CurrentCaller) -> RunView:
    """A run: queued, running, waiting, done, failed or cancelled; with its steps, an estimate, and what it took."""
    return await caller.call(get_run, run_id=run_id)


@router.get(
    "/v1/runs/{run_id}/events",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {"schema": ONE_EVENT}}, "description": "Events `run`, and `end` as the last."},
        204: {"description": "The run has ended, and Last-Event-ID shows that this is known: do not come back."},
        **problems(RunNotFound),
    },
)
async def follow_run(run_id: UUID, caller: CurrentCaller, last_event_id: LastEventId = None) -> Response:
    """The run as it goes on, as server-sent events; each holds the whole run, so none needs to be replayed."""
    run = await caller.call(get_run, run_id=run_id)
    if not run.is_active and last_event_id == _event_id(run):
        return Response(status_code=HTTPStatus.NO_CONTENT)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(caller, run, seen=last_event_id), media_type="text/event-stream", headers=headers)


async def _events(caller: Caller, run: RunView, *, seen: str | None) -> AsyncIterator[str]:
    yield f"retry: {MILLISECONDS_TO_RETURN}\n\n"
    loop = asyncio.get_running_loop()
    spoke = loop.time()
    while True:
        now = _event_id(run)
        if now != seen:
            yield f"id: {now}\nevent: {'run' if run.is_active else 'end'}\ndata: {run.model_dump_json()}\n\n"
            seen, spoke = now, loop.time()
        if not run.is_active:
            return
        if loop.time() - spoke > SECONDS_BETWEEN_SIGNS:
            yield ": still there\n\n"
            spoke = loop.time()
        await wait_for_progress(run.id, timeout=LOOK_EVERY)
        try:
            run = await caller.call(get_run, run_id=run.id)
        except Exception as error:  # noqa: BLE001 - the answer has begun: whoever comes back is told
            as_told(error)
            return


def _event_id(run: RunView) -> str:
    """Differs when anything but the clock differs; of an ended run only how it ended counts, its steps may be written a little later."""
    if not run.is_active:
        return fingerprint_of([run.state, run.finished_at])[:20]
    return fingerprint_of(run.model_dump(mode="json", exclude={"elapsed_seconds", "left_seconds"}))[:20]


@router.post("/v1/runs/{run_id}/cancel", responses=problems(*POSTS, RunNotFound, RunFinished))
async def cancel_person_run(run_id: UUID, once: CurrentOnce) -> RunView:
    """Stop a run: at once when it is queued, within about a second when it is worked on; its state tells."""

    def work(session: Session, actor: Actor) -> RunView:
        return cancel_run(session, actor=actor, run_id=run_id)

    return await once.do(work, kind=RunView)


@router.post(
    "/v1/runs/{run_id}/retry",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Accepted,
    responses=problems(*POSTS, RunNotFound, RunNotRetriable, PersonaArchived, AlreadyPublic, PublicationUnderway),
)
async def retry_person_run(run_id: UUID, once: CurrentOnce) -> Response:
    """Go on, in a new run, where a failed or cancelled one stopped; nothing that was answered is asked again."""

    def work(session: Session, actor: Actor) -> Accepted:
        return Accepted.of(retry_run(session, actor=actor, run_id=run_id))

    return accepted_answer(await once.do(work, kind=Accepted))
