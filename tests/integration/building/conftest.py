"""A persona, an engine, and builds that run in this process or in a real worker."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.building.execution import run_build
from persona_app.building.services.requesting import add_and_build, create_and_build
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run
from persona_app.jobs.worker import Timing, run_worker
from persona_app.llm.protocol import Engine
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.reading import get_data
from persona_app.personas.services.versioning import find_latest_version, get_version
from tests.factories.accounts import make_actor
from tests.factories.engines import LineEngine
from tests.factories.personas import make_text

QUICK = Timing(heartbeat=0.2, stalled_after=2.0, recover_every=0.3, look_every=0.2, stop_within=0.5, restart_after=0.1)


@dataclass
class Studio:
    """One owner at work with one engine."""

    url: str
    actor: Actor
    engine: LineEngine
    settings: Settings

    def create(self, *texts: str, name: str = "") -> RunView:
        """A persona from these texts, its build queued."""
        with unit_of_work() as session:
            return create_and_build(session, actor=self.actor, name=name, items=[make_text(text) for text in texts])[1]

    def add(self, run: RunView, *texts: str) -> RunView:
        """More texts for the same persona, its build queued."""
        with unit_of_work() as session:
            return add_and_build(session, actor=self.actor, persona_id=run.persona_id, items=[make_text(text) for text in texts])

    async def build(self, run: RunView, *, engine: Engine | None = None, settings: Settings | None = None) -> RunView:
        """Work on the run here, as a worker would, and look at how it ended."""
        await run_build(run.id, engine=engine or self.engine, settings=settings or self.settings)
        return self.look(run)

    def look(self, run: RunView) -> RunView:
        """The run as it is now."""
        with unit_of_work() as session:
            return get_run(session, actor=self.actor, run_id=run.id)

    def version(self, run: RunView, number: int | None = None) -> VersionView:
        """A version of the run's persona, the newest unless told."""
        with unit_of_work() as session:
            if number is not None:
                return get_version(session, actor=self.actor, persona_id=run.persona_id, number=number)
            version = find_latest_version(session, actor=self.actor, persona_id=run.persona_id)
        assert version is not None
        return version

    def text(self, run: RunView, data_id: UUID) -> str:
        """A datum's text."""
        with unit_of_work() as session:
            return get_data(session, actor=self.actor, persona_id=run.persona_id, data_id=data_id).text

    @asynccontextmanager
    async def working(self, *, concurrency: int = 4) -> AsyncIterator[None]:
        """A real worker in this process, as long as the block runs."""
        stop = asyncio.Event()
        context = {"engine": self.engine, "settings": self.settings}
        worker = asyncio.create_task(run_worker(self.url, concurrency=concurrency, stop=stop, timing=QUICK, context=context))
        try:
            yield
        finally:
            stop.set()
            await worker

    async def until(self, run: RunView, is_reached: Callable[[RunView], bool], *, seconds: float = 20.0) -> RunView:
        """Look at the run until it is as wanted."""
        async with asyncio.timeout(seconds):
            while not is_reached(view := self.look(run)):  # noqa: ASYNC110 - another process may be what changes it
                await asyncio.sleep(0.02)
        return view


@pytest.fixture
def studio(database: str) -> Studio:
    """An owner with an engine that reads lines."""
    with unit_of_work() as session:
        actor = make_actor(session)
    return Studio(url=database, actor=actor, engine=LineEngine(), settings=Settings(_env_file=None, model_patience_seconds=5))
