"""Semantic versions in the database: given as versions are appended, and to those that were there before the rule."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.core.migrating import downgrade, migrate
from persona_app.personas.profile import Identity, Profile
from persona_app.personas.services.versioning import append_version, get_version, list_versions
from tests.factories.accounts import make_actor
from tests.factories.personas import make_claim, make_contradiction, make_persona, make_profile, make_version

PROFILES = (
    make_profile(name="Mara"),
    make_profile(name="Mara", contradictions=[make_contradiction()]),
    make_profile(name="Mara").model_copy(update={"goals": (make_claim("rest"), make_claim("a boat"))}),
    make_profile(name="Mara").model_copy(update={"goals": (make_claim("a boat"), make_claim("rest"))}),
    make_profile(name="Nora"),
    Profile(identity=Identity(name=make_claim("Nora"), age=make_claim("34"))),
    Profile(identity=Identity(name=make_claim("Nora"))),
    Profile(),
)
SEMANTIC = ["1.0.0", "1.0.1", "1.1.0", "1.1.1", "2.0.0", "2.1.0", "3.0.0", "4.0.0"]


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    """A persona of eight versions."""
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
        for profile in PROFILES:
            append_version(session, persona_id=persona.id, new=make_version(author_id=ada.account_id, profile=profile, run_id=uuid4()))
        return persona


def _semantic(ada, persona):
    with unit_of_work() as session:
        return [one.semantic for one in reversed(list_versions(session, actor=ada, persona_id=persona.id).items)]


def test_versions_are_numbered_by_the_rule_when_they_are_appended(ada, mara):
    assert _semantic(ada, mara) == SEMANTIC
    with unit_of_work() as session:
        assert get_version(session, actor=ada, persona_id=mara.id, number=3).semantic == "1.1.0"


def test_each_persona_counts_for_itself_when_there_are_several(ada, mara):
    with unit_of_work() as session:
        other = make_persona(session, actor=ada)
        append_version(session, persona_id=other.id, new=make_version(author_id=ada.account_id))
    assert _semantic(ada, other) == ["1.0.0"]


def test_versions_that_were_there_before_get_the_same_numbers_when_migrated(ada, mara, database):
    with unit_of_work() as session:
        make_persona(session, actor=ada)
    downgrade(database, revision="0017")
    migrate(database)
    assert _semantic(ada, mara) == SEMANTIC
    with pytest.raises(Exception, match="never changed"), unit_of_work() as session:
        session.execute(text("UPDATE persona_version SET semantic = '9.9.9'"))
