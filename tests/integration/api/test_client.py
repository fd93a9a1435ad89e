"""The generated Python client, against the running server."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from persona_app.accounts.services.tokens import create_token
from persona_app.core import config, db
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.serving import reflex_environment
from tests.factories.accounts import make_actor
from tests.serving import eventually, free_port
from tools import client as tool

CLIENT = Path(__file__).resolve().parents[3] / "clients" / "python"


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[str]:
    """The whole program behind a real server, its pages not built: where it answers."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"PERSONA_HOME": str(tmp_path), "DATABASE_URL": database_url, "HOST": "127.0.0.1", "PORT": str(port)}
    surroundings = {**os.environ, **reflex_environment(config.Settings(home=tmp_path)), **settings}
    surroundings["__REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = ""
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port), "persona_app.persona_app:app"]
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=CLIENT.parents[1], env=surroundings, stdout=log, stderr=log)
        try:
            eventually(lambda: _answers(url) or process.poll() is not None, seconds=150, what="the server's start")
            yield url
        finally:
            process.terminate()
            process.wait(timeout=60)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/v1/health", timeout=2):
            return True
    except OSError:
        return False


@pytest.fixture
def token(database_url: str) -> Iterator[str]:
    """A token of somebody in the server's database."""
    engine = db.configure(database_url, unnamed=SystemWork.MAINTAIN)
    with unit_of_work() as session:
        made = create_token(session, actor=make_actor(session), name="client", scopes=["read", "write"])
    engine.dispose()
    yield made.token


@pytest.fixture
def client(server: str, token: str, monkeypatch: pytest.MonkeyPatch):
    """The client, as a program would make it."""
    monkeypatch.syspath_prepend(str(CLIENT))
    from persona_studio_client import AuthenticatedClient

    yield AuthenticatedClient(base_url=server, token=token, timeout=60, raise_on_unexpected_status=True)
    for name in [name for name in sys.modules if name.startswith("persona_studio_client")]:
        del sys.modules[name]


def test_the_client_is_that_of_the_present_description():
    assert json.loads(tool.DESCRIPTION.read_text()) == json.loads(tool.written(tool.described())), "run: make client"


def test_a_program_goes_from_a_text_to_its_run_with_typed_answers(client, server):
    import httpx
    from persona_studio_client.api.about import get_health
    from persona_studio_client.api.data import add_person_data, list_person_data
    from persona_studio_client.api.person import change_person, create_person, get_person, list_persons
    from persona_studio_client.api.runs import cancel_person_run, get_person_run
    from persona_studio_client.models import DataDraft, DataForm, PersonDraft, PersonPatch, Problem, RunState
    from persona_studio_client.types import File

    assert get_health.sync(client=client).status == "ok"
    made = create_person.sync(client=client, body=PersonDraft(name="Ada", raw_text="Name: Ada"), idempotency_key="once")
    again = create_person.sync(client=client, body=PersonDraft(name="Ada", raw_text="Name: Ada"), idempotency_key="once")
    assert isinstance(made.id, UUID)
    assert made == again
    assert get_person_run.sync(made.run_id, client=client).state == RunState.QUEUED
    assert cancel_person_run.sync(made.run_id, client=client).state == RunState.CANCELLED
    add_person_data.sync(made.id, client=client, body=DataDraft(raw_text="Like: tea"))
    form = DataForm(files=[File(payload=b"Like: rain", file_name="notes.txt", mime_type="text/plain")])
    assert add_person_data.sync(made.id, client=client, body=form).items[0].title == "notes.txt"
    assert [one.raw_text for one in list_person_data.sync(made.id, client=client).items] == ["Like: rain", "Like: tea", "Name: Ada"]
    person = get_person.sync(made.id, client=client)
    renamed = change_person.sync(made.id, client=client, body=PersonPatch(name="Ada L.", lock_version=person.lock_version))
    assert renamed.name == "Ada L."
    problem = change_person.sync(made.id, client=client, body=PersonPatch(name="Late", lock_version=person.lock_version))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.lock_version) == ("persona_changed", renamed.lock_version)
    assert [one.id for one in list_persons.sync(client=client).items] == [made.id]
    outside = httpx.get(f"{server}/v1/nothing")
    assert (outside.status_code, outside.headers["content-type"], outside.json()["code"]) == (
        404,
        "application/problem+json",
        "address_unknown",
    )
    assert httpx.get(f"{server}/ping").status_code == 200
