"""Somebody deletes what another is just about to refer to: the other is told that it is gone, and nothing half-made is left."""

from typing import Any

import pytest
from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.failures import DeletedMeanwhile
from persona_app.gallery.errors import PublicPersonaGone
from persona_app.gallery.services.following import choose_parent
from persona_app.gallery.services.liking import like
from persona_app.gallery.services.remixing import remix
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.lineage_errors import TemplateNotFound
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.deleting import delete_later
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.templating import create_template, delete_template, use_template
from persona_app.personas.studio_schemas import Chosen
from persona_app.personas.template_schemas import TemplateDraft
from persona_app.publishing.models import Publication
from tests.factories.gallery import make_public
from tests.factories.personas import make_persona
from tests.faults import fault
from tests.meeting import told

MADE = text("SELECT (SELECT count(*) FROM persona), (SELECT count(*) FROM persona_version), (SELECT count(*) FROM parent_snapshot)")


@pytest.fixture
def mara(ada: Actor) -> Publication:
    with unit_of_work() as session:
        return make_public(session, actor=ada, name="Mara Quell", content="# Mara\n\nYou bake.", claims=["baker"])


@pytest.fixture
def own(bo: Actor) -> PersonaView:
    with unit_of_work() as session:
        return make_persona(session, actor=bo, name="Bo's")


def made() -> tuple[Any, ...]:
    with unit_of_work() as session:
        return tuple(session.execute(MADE).one())


@fault(
    area="People",
    what="A persona is deleted while somebody derives from it, remixes it, takes it as parent or likes it",
    result="They are told that it is gone, and nothing half-made is left.",
)
def test_nothing_is_derived_when_the_parent_is_deleted_in_the_same_instant(mara: Publication, ada: Actor) -> None:
    answer = told(
        lambda session: derive_persona(session, actor=ada, persona_id=mara.persona_id),
        actor=ada,
        during=lambda session: delete_persona(session, actor=ada, persona_id=mara.persona_id),
    )
    assert isinstance(answer, PersonaNotFound)
    assert made() == (0, 0, 0)


def test_nothing_is_remixed_when_the_public_persona_is_deleted_in_the_same_instant(mara: Publication, ada: Actor, bo: Actor) -> None:
    answer = told(
        lambda session: remix(session, actor=bo, slug=mara.slug),
        actor=bo,
        during=lambda session: delete_persona(session, actor=ada, persona_id=mara.persona_id),
    )
    assert isinstance(answer, PublicPersonaGone)
    assert made() == (0, 0, 0)


def test_nobody_is_followed_when_the_parent_is_deleted_in_the_same_instant(
    mara: Publication, own: PersonaView, ada: Actor, bo: Actor
) -> None:
    answer = told(
        lambda session: choose_parent(session, actor=bo, persona_id=own.id, slug=mara.slug, lock_version=own.lock_version),
        actor=bo,
        during=lambda session: delete_persona(session, actor=ada, persona_id=mara.persona_id),
    )
    assert isinstance(answer, PublicPersonaGone)
    assert made() == (1, 0, 0)


def test_a_like_is_refused_when_the_persona_is_deleted_in_the_same_instant(mara: Publication, ada: Actor, bo: Actor) -> None:
    answer = told(
        lambda session: like(session, actor=bo, slug=mara.slug),
        actor=bo,
        during=lambda session: delete_persona(session, actor=ada, persona_id=mara.persona_id),
    )
    assert isinstance(answer, DeletedMeanwhile)


def test_the_others_go_when_one_of_those_to_be_deleted_is_gone_in_the_same_instant(own: PersonaView, bo: Actor) -> None:
    with unit_of_work() as session:
        other = make_persona(session, actor=bo, name="Bo's other")
    chosen = Chosen(ids=(own.id, other.id))
    answer = told(
        lambda session: delete_later(session, actor=bo, chosen=chosen),
        actor=bo,
        during=lambda session: delete_persona(session, actor=bo, persona_id=own.id),
    )
    assert answer is None
    with unit_of_work() as session:
        assert session.execute(text("SELECT persona_id FROM pending_deletion")).scalars().all() == [other.id]


def test_nothing_is_made_when_the_template_is_deleted_in_the_same_instant(bo: Actor) -> None:
    with unit_of_work() as session:
        guide = create_template(session, actor=bo, draft=TemplateDraft(name="Guide", content="You show people round."))
    answer = told(
        lambda session: use_template(session, actor=bo, template_id=guide.id, values={}),
        actor=bo,
        during=lambda session: delete_template(session, actor=bo, template_id=guide.id),
    )
    assert isinstance(answer, TemplateNotFound)
    assert made() == (0, 0, 0)
