"""No account has two personas of one name: who makes another gets a number, who renames is told which name is free."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError

from persona_app.core.db import unit_of_work
from persona_app.personas.errors import NameTaken
from persona_app.personas.models import Persona
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.finding import find_personas
from persona_app.personas.services.lifecycle import create_empty_persona, rename_persona
from persona_app.personas.services.naming import free_names
from persona_app.personas.services.versioning import append_version
from persona_app.personas.studio_schemas import Search
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_profile, make_version


@pytest.fixture
def session(database):
    with unit_of_work() as session:
        yield session


def make(session, actor, name):
    return create_empty_persona(session, actor=actor, name=name).name


def test_a_number_is_appended_when_the_name_is_taken(session):
    actor, other = make_actor(session), make_actor(session)

    assert [make(session, actor, name) for name in ("Mara", "MARA", "Mara", "Mara (2)")] == ["Mara", "MARA (2)", "Mara (3)", "Mara (4)"]
    assert make(session, other, "Mara") == "Mara"


def test_the_number_fits_when_the_name_is_as_long_as_it_may_be(session):
    actor = make_actor(session)
    longest = "ä" * 100

    assert make(session, actor, longest) == longest
    assert make(session, actor, longest) == f"{'ä' * 92} (2)"


def test_renaming_is_refused_with_a_name_that_is_free(session):
    actor = make_actor(session)
    make(session, actor, "Mara")
    jon = create_empty_persona(session, actor=actor, name="Jon")

    with pytest.raises(NameTaken) as refused:
        rename_persona(session, actor=actor, persona_id=jon.id, name="mara", lock_version=jon.lock_version)

    assert refused.value.free == "mara (2)"
    assert "“mara (2)” is free" in refused.value.sentence
    assert rename_persona(session, actor=actor, persona_id=jon.id, name="JON", lock_version=jon.lock_version).name == "JON"


def test_a_build_numbers_the_name_it_finds(session):
    actor = make_actor(session)
    make(session, actor, "Mara Quell")
    unnamed = make_persona(session, actor=actor, name="")
    append_version(session, persona_id=unnamed.id, new=make_version(author_id=actor.account_id, profile=make_profile(name="Mara Quell")))

    found = find_personas(session, actor=actor, search=Search(query="mara quell")).items
    assert sorted(card.name for card in found) == ["Mara Quell", "Mara Quell (2)"]


def test_children_are_numbered(session):
    actor = make_actor(session)
    parent = make_persona(session, actor=actor, name="Mara")
    append_version(session, persona_id=parent.id, new=make_version(author_id=actor.account_id))

    made = [derive_persona(session, actor=actor, persona_id=parent.id).name for _ in range(2)]

    assert made == ["Mara, derived", "Mara, derived (2)"]


def test_many_at_once_differ_among_themselves(session):
    actor = make_actor(session)
    make(session, actor, "Mara")

    given = free_names(session, owner_id=actor.account_id, wanted=["mara", "Mara", "Jon", "Mara (2)"])

    assert given == ["mara (2)", "Mara (3)", "Jon", "Mara (4)"]


def test_nobody_gets_a_taken_name_when_sixteen_make_it_at_once(database):
    with unit_of_work() as session:
        actor = make_actor(session)

    def one(_):
        with unit_of_work() as session:
            return make(session, actor, "Mara")

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(one, range(16)))

    assert sorted(made) == sorted(["Mara", *(f"Mara ({number})" for number in range(2, 17))])


def test_the_index_refuses_who_does_not_ask(session):
    actor = make_actor(session)
    make(session, actor, "Mara")

    with pytest.raises(IntegrityError, match="uq_persona_name"):
        session.add(Persona(owner_id=actor.account_id, name="mARA"))
        session.flush()
