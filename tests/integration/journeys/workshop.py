"""One owner at work the way the product works: read, submit in a unit of work, and let a real worker build."""

import asyncio
import json
import urllib.request
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.building.services.requesting import add_and_build, create_and_build
from persona_app.building.working import work
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.ingestion.schemas import Extracted, Gathering
from persona_app.ingestion.services.gathering import gather
from persona_app.jobs.progress import stop_listening, wait_for_progress
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run
from persona_app.jobs.worker import Timing
from persona_app.llm.offline.engine import RULES_VERSION
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.versioning import get_version, list_versions
from tests.integration.journeys.checking import Datum, Writer, assert_every_citation_stands, assert_provenance_is_whole
from tests.model_server.answers import material_of
from tests.model_server.stub import StubModelServer

QUICK = Timing(look_every=0.2, stop_within=0.5, restart_after=0.1)
OFFLINE = Writer(engine="offline", model=RULES_VERSION, is_extractive=True)


@dataclass(frozen=True)
class Model:
    """An engine, as settings name it; `seen` is all the text that reached its server, or None where there is no server."""

    writer: Writer
    settings: dict[str, Any]
    seen: Callable[[], str] | None = None

    @classmethod
    def offline(cls) -> "Model":
        """The built-in engine."""
        return cls(OFFLINE, {"engine": "offline"})

    @classmethod
    def stub(cls, server: StubModelServer) -> "Model":
        """A model behind the stub."""
        return cls(_writer("stub"), _pointing(server.base_url, "stub"), lambda: "\n".join(call.material for call in list(server.calls)))

    @classmethod
    def aimock(cls, base_url: str) -> "Model":
        """A model behind the third-party server, which keeps a journal of its own."""
        return cls(_writer("aimock"), _pointing(base_url, "aimock"), lambda: _journal(base_url))


def _writer(model: str) -> Writer:
    return Writer(engine="openai", model=model, is_extractive=False)


def _pointing(base_url: str, model: str) -> dict[str, Any]:
    return {"engine": "openai", "openai_base_url": base_url, "model": model}


def _journal(base_url: str) -> str:
    with urllib.request.urlopen(base_url.removesuffix("/v1") + "/__aimock/journal") as answer:
        return "\n".join(material_of(entry["body"]) for entry in json.load(answer))


@dataclass
class Workshop:
    """One owner, one database, one engine."""

    url: str
    actor: Actor
    model: Model
    settings: Settings

    async def read(self, *, expect_failures: int = 0, **submission: Any) -> tuple[Extracted, ...]:
        """What the product's door makes of a submission."""
        gathering = await self.gather(**submission)
        assert len(gathering.failures) == expect_failures, gathering.failures
        return gathering.items

    async def gather(self, **submission: Any) -> Gathering:
        """The same, failures included."""
        return await gather(**submission, settings=self.settings)

    def create(self, items: Sequence[Extracted], *, name: str = "") -> RunView:
        """A new persona and its first build, in one unit of work."""
        with unit_of_work() as session:
            return create_and_build(session, actor=self.actor, name=name, items=items)[1]

    def add(self, run: RunView, items: Sequence[Extracted], *, allow_repeats: bool = False) -> RunView:
        """More data for the run's persona and the next build, in one unit of work."""
        with unit_of_work() as session:
            return add_and_build(session, actor=self.actor, persona_id=run.persona_id, items=items, allow_repeats=allow_repeats)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """The product's worker with the engine that the settings name, as long as the block runs."""
        stop = asyncio.Event()
        worker = asyncio.create_task(work(self.url, settings=self.settings, stop=stop, timing=QUICK))
        try:
            yield
        finally:
            stop.set()
            await worker
            await stop_listening()

    async def until(self, run: RunView, is_reached: Callable[[RunView], bool], *, seconds: float = 60) -> RunView:
        """The run once it is as wanted."""
        async with asyncio.timeout(seconds):
            while not is_reached(view := self.look(run)):
                await wait_for_progress(run.id, timeout=0.5)
        return view

    async def ended(self, run: RunView, *, seconds: float = 60) -> RunView:
        """The run once it is over, whichever way."""
        return await self.until(run, lambda view: not view.is_active, seconds=seconds)

    async def built(self, run: RunView, *, seconds: float = 60) -> VersionView:
        """The version that the run made."""
        ended = await self.ended(run, seconds=seconds)
        assert ended.state == "done", ended.sentence
        assert ended.version_number is not None
        return self.version(ended, ended.version_number)

    def look(self, run: RunView) -> RunView:
        """The run as it is now."""
        with unit_of_work() as session:
            return get_run(session, actor=self.actor, run_id=run.id)

    def version(self, run: RunView, number: int) -> VersionView:
        """One version of the run's persona."""
        with unit_of_work() as session:
            return get_version(session, actor=self.actor, persona_id=run.persona_id, number=number)

    def versions(self, run: RunView) -> list[VersionView]:
        """All of them, oldest first."""
        with unit_of_work() as session:
            numbers = [each.number for each in list_versions(session, actor=self.actor, persona_id=run.persona_id, limit=100).items]
        return [self.version(run, number) for number in sorted(numbers)]

    def assert_stands(self, run: RunView, submitted: Sequence[Extracted], *, least: int = 1) -> list[VersionView]:
        """The data are the words that were submitted, and every version of them holds what it promises, in at least so many citations."""
        data = stored_data(run.persona_id)
        assert [datum.text for datum in data] == [item.text for item in submitted]
        versions = self.versions(run)
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        for version in versions:
            assert assert_every_citation_stands(version, data) >= least
            assert_provenance_is_whole(version, data, writer=self.model.writer)
        return versions

    def assert_knows(self, version: VersionView, canary: str) -> None:
        """The word went the whole way: to the model's server where there is one, and into the profile, quoted."""
        if self.model.seen is not None:
            assert canary in self.model.seen(), f"{canary} never reached the model"
        assert canary in version.profile.model_dump_json(), f"{canary} is not in the profile"


def stored_data(persona_id: UUID) -> list[Datum]:
    """A persona's data, read from the table itself."""
    query = text("SELECT id, number, text FROM persona_data WHERE persona_id = :persona ORDER BY number")
    with unit_of_work() as session:
        return [Datum(*row) for row in session.execute(query, {"persona": persona_id})]


def rows(table: str) -> int:
    """How many rows a table holds."""
    with unit_of_work() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
