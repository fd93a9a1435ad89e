"""How long names, display names and descriptions may be is the operator's to set, within what the database takes."""

import pytest
from pydantic import ValidationError

from persona_app.core import config
from persona_app.core.db import unit_of_work
from persona_app.personas.errors import DetailsInvalid, NameInvalid
from persona_app.personas.services.describing import Details, describe_persona
from persona_app.personas.services.lifecycle import create_empty_persona, short_name
from persona_app.personas.services.naming import free_name
from tests.factories.accounts import make_actor

LENGTHS = {"NAME_MAX_CHARACTERS": 200, "DISPLAY_NAME_MAX_CHARACTERS": 1_000, "DESCRIPTION_MAX_CHARACTERS": 10_000}


@pytest.fixture
def set_to(monkeypatch):
    """The settings are as the environment says."""

    def change(**settings: int) -> None:
        for name, value in settings.items():
            monkeypatch.setenv(f"PERSONA_{name}", str(value))
        config.get_settings.cache_clear()

    yield change
    config.get_settings.cache_clear()


@pytest.fixture
def session(database):
    with unit_of_work() as session:
        yield session


def note(session, actor, persona, **details):
    return describe_persona(session, actor=actor, persona_id=persona.id, details=Details(**details), lock_version=persona.lock_version)


def test_names_have_100_characters_and_notes_more_when_nobody_sets_it(session):
    actor = make_actor(session)
    persona = create_empty_persona(session, actor=actor, name="n" * 100)
    with pytest.raises(NameInvalid, match="1 to 100 characters"):
        create_empty_persona(session, actor=actor, name="n" * 101)
    noted = note(session, actor, persona, display_name="d" * 200, description="w" * 1_000)
    with pytest.raises(DetailsInvalid, match="at most 200 characters"):
        note(session, actor, noted, display_name="d" * 201)
    with pytest.raises(DetailsInvalid, match="at most 1,000 characters"):
        note(session, actor, noted, description="w" * 1_001)


def test_the_database_takes_as_much_as_can_be_set(session, set_to):
    set_to(**LENGTHS)
    actor = make_actor(session)
    persona = create_empty_persona(session, actor=actor, name="n" * 200)
    noted = note(session, actor, persona, display_name="d" * 1_000, description="w" * 10_000)
    session.flush()
    assert [len(text) for text in (noted.name, noted.display_name, noted.description)] == [200, 1_000, 10_000]


def test_names_that_are_cut_or_numbered_keep_to_a_shorter_length(session, set_to):
    set_to(NAME_MAX_CHARACTERS=20)
    actor = make_actor(session)
    with pytest.raises(NameInvalid, match="1 to 20 characters"):
        create_empty_persona(session, actor=actor, name="n" * 21)
    assert len(short_name("An endless name that nobody calls anybody by")) <= 20
    create_empty_persona(session, actor=actor, name="n" * 20)
    assert free_name(session, owner_id=actor.account_id, wanted="n" * 20) == "n" * 12 + " (2)"


@pytest.mark.parametrize("name", [*LENGTHS, "CONTENT_MAX_BYTES"])
def test_a_length_that_the_database_would_refuse_cannot_be_set(set_to, name):
    with pytest.raises(ValidationError, match=name.lower()):
        set_to(**{name: 1_000_001})
        config.get_settings()
