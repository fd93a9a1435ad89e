"""Fixtures to import into a conftest: `from tests.model_server.fixtures import model_server`."""

from collections.abc import Iterator

import pytest

from persona_app.llm.ladder import forget_dialects
from tests.model_server.aimock import AimockServer
from tests.model_server.stub import StubModelServer


@pytest.fixture
def model_server() -> Iterator[StubModelServer]:
    """A stub model server of the test's own."""
    forget_dialects()
    with StubModelServer() as server:
        yield server


@pytest.fixture(scope="session")
def aimock_server() -> Iterator[AimockServer]:
    """The third-party model server; fails when node or the package cannot be had."""
    with AimockServer() as server:
        yield server
