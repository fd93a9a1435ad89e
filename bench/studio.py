"""A database, an owner and a model server with a fixed latency, for benchmarks."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.registering import register
from persona_app.building.services.requesting import add_and_build, create_and_build
from persona_app.core.db import configure, unit_of_work
from persona_app.core.migrating import migrate
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from persona_app.ingestion.schemas import Extracted
from persona_app.jobs.schemas import RunView
from persona_app.personas.services.submitting import add_data
from tests.model_server.stub import StubModelServer

AT_ONCE = 20


@dataclass
class BenchStudio:
    """What a benchmark works with."""

    url: str
    actor: Actor
    model: StubModelServer

    def create(self, texts: Sequence[str]) -> RunView:
        """A persona with all these texts, its build queued."""
        items = [as_item(text) for text in texts]
        with unit_of_work(acting_for=self.actor.account_id) as session:
            persona, run = create_and_build(session, actor=self.actor, items=items[:AT_ONCE])
        for start in range(AT_ONCE, len(items), AT_ONCE):
            with unit_of_work(acting_for=self.actor.account_id) as session:
                add_data(session, actor=self.actor, persona_id=persona.id, items=items[start : start + AT_ONCE])
        return run

    def add(self, persona_id: UUID, text: str) -> RunView:
        """One more text, its build queued."""
        with unit_of_work(acting_for=self.actor.account_id) as session:
            return add_and_build(session, actor=self.actor, persona_id=persona_id, items=[as_item(text)])


def as_item(text: str) -> Extracted:
    """A pasted text."""
    return Extracted(kind="text", title=text[:40], origin="", media_type="text/plain", text=text, size_bytes=len(text.encode()))


@contextmanager
def studio(*, latency: float) -> Iterator[BenchStudio]:
    """All of it, for as long as the block lasts."""
    home = Path(tempfile.mkdtemp(prefix="persona-bench-"))
    home.chmod(0o755)
    try:
        with EmbeddedPostgres(home) as server, StubModelServer(latency_seconds=latency) as model:
            migrate(server.url())
            configure(server.url())
            with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
                actor = register(session, email="bench@example.org", handle="bench", password="a long enough sentence")  # noqa: S106
            yield BenchStudio(url=server.url(), actor=actor, model=model)
    finally:
        shutil.rmtree(home, ignore_errors=True)
