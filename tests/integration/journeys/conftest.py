"""Each engine, and a workshop with it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.llm.ladder import forget_dialects
from tests.factories.accounts import make_actor
from tests.integration.journeys.submissions import PageServer
from tests.integration.journeys.workshop import Model, Workshop
from tests.model_server.fixtures import aimock_server, model_server

__all__ = ["aimock_server", "model_server"]
Start = Callable[..., Workshop]


@pytest.fixture
def start(database: str) -> Start:
    """Opens a workshop with a model and further settings."""
    forget_dialects()
    with unit_of_work() as session:
        actor = make_actor(session)

    def open_workshop(model: Model, **settings: Any) -> Workshop:
        chosen = Settings(_env_file=None, **{"model_patience_seconds": 2, **model.settings, **settings})
        return Workshop(url=database, actor=actor, model=model, settings=chosen)

    return open_workshop


@pytest.fixture(params=["offline", "stub", "aimock"])
def model(request: pytest.FixtureRequest) -> Model:
    """Each engine in turn."""
    if request.param == "offline":
        return Model.offline()
    if request.param == "stub":
        return Model.stub(request.getfixturevalue("model_server"))
    return Model.aimock(request.getfixturevalue("aimock_server").base_url)


@pytest.fixture
def pages() -> Iterator[PageServer]:
    """A web site on loopback."""
    with PageServer() as server:
        yield server
