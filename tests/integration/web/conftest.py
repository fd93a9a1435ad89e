"""The browser's endpoints in this process, and the whole app in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg import sql

from persona_app.core.postgres import EmbeddedPostgres
from persona_app.web.http.app import create_http_app
from tests.factories.accounts import PASSWORD

ROOT = Path(__file__).resolve().parents[3]
OWN_PAGE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser(database: str) -> Iterator[TestClient]:
    """A browser without an account, which follows no redirects and runs no scripts."""
    with TestClient(create_http_app(), follow_redirects=False, headers=OWN_PAGE, raise_server_exceptions=False) as client:
        yield client


def register(client: TestClient, handle: str) -> None:
    """Make an account by the form; the client keeps the session."""
    answer = client.post("/auth/register", data={"email": f"{handle}@example.com", "handle": handle, "password": PASSWORD})
    assert answer.status_code == 303, answer.text


@pytest.fixture
def owner(browser: TestClient) -> TestClient:
    """A browser that is logged in."""
    register(browser, "edda")
    return browser


@pytest.fixture(scope="module")
def server_database_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """The database behind `server`: one for all tests of a module, which make accounts of their own."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        yield postgres.url(name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def server(server_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app behind a real server, without its built pages: `http://127.0.0.1:<port>`."""
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = {
        **os.environ,
        "__REFLEX_SKIP_COMPILE": "true",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_STATES_WORKDIR": str(home / "states"),
        "PERSONA_HOME": str(home),
        "DATABASE_URL": server_database_url,
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen([*command, "persona_app.persona_app:app"], cwd=ROOT, env=surroundings, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/ping", process, home / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 150
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer: {log.read_text()[-2000:]}")
