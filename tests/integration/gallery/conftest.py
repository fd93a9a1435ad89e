"""Two people: one whose personas are public, and one who finds them."""

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from tests.factories.accounts import make_actor


@pytest.fixture
def ada(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def bo(ada: Actor) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="bo1")
