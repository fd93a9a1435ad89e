"""A run from its start to its end, whichever end that is: done, failed, cancelled, put back, or quietly given up."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from loguru import logger
from sqlmodel import Session

from persona_app.building.asking import Asker
from persona_app.building.engines import engine_of_loop
from persona_app.building.patience import OutOfPatience, Patience
from persona_app.building.pipeline import Build
from persona_app.building.services.enriching import drop_ended
from persona_app.building.thinking import ENRICH, think_first
from persona_app.core.config import Settings
from persona_app.core.errors import AppError
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.jobs.company import company
from persona_app.jobs.errors import CancelRequested, RunLost
from persona_app.jobs.phases import minding_all_runs, phase, working_for
from persona_app.jobs.progress import Steps
from persona_app.jobs.schemas import StartedRun
from persona_app.jobs.services import running
from persona_app.llm.protocol import Engine
from persona_app.personas.errors import PersonaNotFound

SECONDS_BETWEEN_LOOKS = 0.5


async def run_build(run_id: UUID, *, settings: Settings, engine: Engine | None = None) -> None:
    """Work on the run until it has ended. What fails is told on the run, not raised; what the program does not know is raised.

    Without an engine it takes that of the settings. When the task is cancelled (the worker stops), the run is shown as waiting for one.
    """
    with minding_all_runs():
        crashes = await phase(running.count_crashes, run_id=run_id)
    async with company().join(crashes=crashes):
        with minding_all_runs():
            run = await phase(running.start_run, run_id=run_id)
        if run is not None:
            with working_for(run.owner_id):
                await _work_on(run, settings=settings, engine=engine)


async def _work_on(run: StartedRun, *, settings: Settings, engine: Engine | None) -> None:
    try:
        await _unless_stopped(_build(run, engine=engine, settings=settings), run=run)
    except (RunLost, PersonaNotFound):
        logger.info("run {} is not this job's any more", run.id)
    except CancelRequested:
        await phase(_end_cancelled, run=run)
    except OutOfPatience as error:
        await phase(_fail, run=run, sentence=error.sentence, code=error.cause.code)
    except AppError as error:
        await phase(_fail, run=run, sentence=error.sentence, code=error.code)
    except asyncio.CancelledError:
        with suppress(RunLost, CancelRequested):
            await phase(running.wait_run, started=run, sentence=running.STOPPED)
        raise


async def _build(run: StartedRun, *, settings: Settings, engine: Engine | None) -> None:
    engine = engine or engine_of_loop(settings)

    async def on_wait(sentence: str, until: datetime) -> None:
        await phase(running.wait_run, started=run, sentence=sentence, until=until)

    async def on_resume() -> None:
        await phase(running.resume_run, started=run)

    patience = Patience(seconds=settings.model_patience_seconds, on_wait=on_wait, on_resume=on_resume)
    parallel = settings.model_parallel_calls
    asker = Asker(engine=engine, run=run, patience=patience, parallel=2 * parallel)
    async with Steps(run=run).shown() as steps:
        new = await think_first(run, asker=asker, steps=steps) if run.kind == ENRICH else None
        await Build(run=run, engine=engine, asker=asker, steps=steps, parallel=parallel, new=new).work()


async def _unless_stopped(work: Awaitable[None], *, run: StartedRun) -> None:
    """Do the work; stop it, also in the middle of a call, when the run is to be cancelled or was taken away."""
    working = asyncio.ensure_future(work)
    watching = asyncio.create_task(_watch(run), name="watch run")
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
            return
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)
    watching.result()


async def _watch(run: StartedRun) -> None:
    """Look twice a second whether the run is still to be worked on; the exception says why not."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        await phase(running.check_run, started=run)


def _end_cancelled(session: Session, *, run: StartedRun) -> None:
    running.end_cancelled(session, started=run)
    drop_ended(session, persona_id=run.persona_id)


def _fail(session: Session, *, run: StartedRun, sentence: str, code: str) -> None:
    with suppress(RunLost):
        try:
            row = running.own_run(session, started=run)
        except CancelRequested:
            _end_cancelled(session, run=run)
            return
        running.fail_run(session, run=row, sentence=sentence, error_code=code)
        drop_ended(session, persona_id=run.persona_id)
        record(
            session,
            kind=EventKind.BUILD_FAILED,
            actor_id=None,
            owner_id=row.owner_id,
            persona_id=row.persona_id,
            detail={"run_id": str(row.id), "error_code": code},
        )
