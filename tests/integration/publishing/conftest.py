"""An owner, an operator, and the three ways to look: as one's own, as a visitor, past every wall."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.schemas import Lookup, PublicPersona
from persona_app.publishing.services.showing import find_public
from tests.factories.accounts import make_actor
from tests.factories.publications import make_versioned


@pytest.fixture
def owner(database: str) -> Actor:
    """Somebody who publishes."""
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def operator(database: str) -> Actor:
    """Who runs the installation."""
    with unit_of_work() as session:
        return make_actor(session, handle="ruth", is_operator=True)


@pytest.fixture
def persona_id(owner: Actor) -> UUID:
    """A persona with a version, not public."""
    with acting(owner) as session:
        return make_versioned(session, actor=owner)


@contextmanager
def acting(actor: Actor) -> Iterator[Session]:
    """A unit of work as the product opens it for somebody."""
    with unit_of_work(acting_for=actor.account_id) as session:
        yield session


@contextmanager
def visiting() -> Iterator[Session]:
    """A unit of work as the product opens it for nobody in particular."""
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        yield session


def look(slug: str) -> Lookup:
    """What a visitor finds at an address."""
    with visiting() as session:
        return find_public(session, slug=slug)


def see(slug: str) -> PublicPersona:
    """The public persona that a visitor finds."""
    found = look(slug)
    assert isinstance(found, PublicPersona)
    return found
