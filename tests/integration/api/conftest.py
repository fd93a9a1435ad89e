"""The interface for programs in this process, with a token, and a worker when a test wants one."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.tokens import create_token
from persona_app.api.app import create_api
from persona_app.core import config
from persona_app.core.db import unit_of_work
from persona_app.jobs.progress import stop_listening
from tests.factories.accounts import make_actor
from tests.factories.engines import LineEngine
from tests.integration.building.conftest import Studio

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music"


def token_for(actor: Actor, *scopes: str) -> str:
    """A token of the actor, with both scopes unless told."""
    with unit_of_work() as session:
        return create_token(session, actor=actor, name="test", scopes=scopes or ("read", "write")).token


@dataclass
class Program:
    """A program with a token, and the owner behind it."""

    http: httpx.AsyncClient
    studio: Studio

    def __getattr__(self, name: str) -> Any:
        return getattr(self.http, name)

    def as_other(self, token: str | None) -> httpx.AsyncClient:
        """The same server, another token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.AsyncClient(transport=self.http._transport, base_url=self.http.base_url, headers=headers)

    async def person(self, text: str = ADA, **more: Any) -> str:
        """A new person's id."""
        answer = await self.http.post("/v1/person", json={"raw_text": text, **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """A real worker beside the server."""
        async with self.studio.working():
            yield


@pytest.fixture
async def program(database: str, settings_of: Any, tmp_path: Path) -> AsyncIterator[Program]:
    """A program that may read and write for an account of its own."""
    settings_of(home=tmp_path)
    with unit_of_work() as session:
        actor = make_actor(session)
    studio = Studio(url=database, actor=actor, engine=LineEngine(), settings=config.Settings(_env_file=None, model_patience_seconds=5))
    transport = httpx.ASGITransport(app=create_api(), raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {token_for(actor)}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test", headers=headers, timeout=60) as client:
        yield Program(http=client, studio=studio)
    await stop_listening()


@pytest.fixture
def stranger(database: str) -> str:
    """A token of another account."""
    with unit_of_work() as session:
        actor = make_actor(session)
    return token_for(actor)


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Set settings for this test: `settings_of(upload_max_bytes=1000)`."""

    def change(**values: Any) -> None:
        for name, value in values.items():
            prefix = f"PERSONA_{name.upper()}"
            monkeypatch.setenv(prefix, str(value))
        config.get_settings.cache_clear()

    yield change
    monkeypatch.undo()
    config.get_settings.cache_clear()
