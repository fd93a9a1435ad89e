"""A run from its start to its end, whichever end that is: done, failed, cancelled, put back, or quietly given up."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What a run is worked on with."""

    run: StartedRun
    engine: Engine
    asker: Asker
    steps: Steps
    settings: Settings


@dataclass(frozen=True, kw_only=True)
class Trade:
    """What a kind of run does; and what goes with its end when it is cancelled or fails (for the reason's code), in that transaction."""

    work: Callable[[Tools], Awaitable[None]]
    cancelled: Callable[[Session, StartedRun], None]
    failed: Callable[[Session, StartedRun, str], None]


async def run_build(run_id: UUID, *, settings: Settings, engine: Engine | None = None) -> None:
    """Work on a run that makes a version; see `run_durably`."""
    await run_durably(run_id, trade=BUILD, settings=settings, engine=engine)


async def run_durably(run_id: UUID, *, trade: Trade, settings: Settings, engine: Engine | None = None) -> None:
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
                await _work_on(run, trade=trade, settings=settings, engine=engine)


async def _work_on(run: StartedRun, *, trade: Trade, settings: Settings, engine: Engine | None) -> None:
    try:
        await _unless_stopped(_work(run, trade=trade, engine=engine, settings=settings), run=run)
    except (RunLost, PersonaNotFound):
        logger.info("run {} is not this job's any more", run.id)
    except CancelRequested:
        await phase(_end_cancelled, run=run, trade=trade)
    except OutOfPatience as error:
        await phase(_fail, run=run, trade=trade, sentence=error.sentence, code=error.cause.code)
    except AppError as error:
        await phase(_fail, run=run, trade=trade, sentence=error.sentence, code=error.code)
    except asyncio.CancelledError:
        with suppress(RunLost, CancelRequested):
            await phase(running.wait_run, started=run, sentence=running.STOPPED)
        raise


async def _work(run: StartedRun, *, trade: Trade, settings: Settings, engine: Engine | None) -> None:
    engine = engine or engine_of_loop(settings)

    async def on_wait(sentence: str, until: datetime) -> None:
        await phase(running.wait_run, started=run, sentence=sentence, until=until)

    async def on_resume() -> None:
        await phase(running.resume_run, started=run)

    patience = Patience(seconds=settings.model_patience_seconds, on_wait=on_wait, on_resume=on_resume)
    asker = Asker(engine=engine, run=run, patience=patience, parallel=2 * settings.model_parallel_calls)
    async with Steps(run=run).shown() as steps:
        await trade.work(Tools(run=run, engine=engine, asker=asker, steps=steps, settings=settings))


async def _build(tools: Tools) -> None:
    run, asker, steps = tools.run, tools.asker, tools.steps
    new = await think_first(run, asker=asker, steps=steps) if run.kind == ENRICH else None
    parallel = tools.settings.model_parallel_calls
    await Build(run=run, engine=tools.engine, asker=asker, steps=steps, parallel=parallel, new=new).work()


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


def _end_cancelled(session: Session, *, run: StartedRun, trade: Trade) -> None:
    running.end_cancelled(session, started=run)
    trade.cancelled(session, run)


def _fail(session: Session, *, run: StartedRun, trade: Trade, sentence: str, code: str) -> None:
    with suppress(RunLost):
        try:
            row = running.own_run(session, started=run)
        except CancelRequested:
            _end_cancelled(session, run=run, trade=trade)
            return
        running.fail_run(session, run=row, sentence=sentence, error_code=code)
        trade.failed(session, run, code)


def _build_cancelled(session: Session, run: StartedRun) -> None:
    drop_ended(session, persona_id=run.persona_id)


def _build_failed(session: Session, run: StartedRun, code: str) -> None:
    drop_ended(session, persona_id=run.persona_id)
    detail = {"run_id": str(run.id), "error_code": code}
    record(session, kind=EventKind.BUILD_FAILED, actor_id=None, owner_id=run.owner_id, persona_id=run.persona_id, detail=detail)


BUILD = Trade(work=_build, cancelled=_build_cancelled, failed=_build_failed)
"""Makes a version, of new thoughts too if the run's kind says so."""
