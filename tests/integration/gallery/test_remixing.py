"""A persona of one's own from somebody else's public one."""

import pytest
from sqlalchemy import text, update

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.gallery.errors import PublicPersonaGone
from persona_app.gallery.services.remixing import count_remixes, remix
from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import claims_at
from persona_app.personas.profile import InheritedCitation
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.versioning import find_latest_version
from persona_app.publishing.models import Publication
from persona_app.publishing.services.showing import find_public
from tests.factories.gallery import make_public, withdraw


@pytest.fixture
def mara(ada: Actor) -> Publication:
    with unit_of_work() as session:
        return make_public(session, actor=ada, name="Mara Quell", content="# Mara\n\nYou bake.", claims=["baker", "sailor"])


def test_the_remix_has_what_visitors_see_and_cites_the_parent(mara: Publication, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
        version = find_latest_version(session, actor=bo, persona_id=child.id)
    assert (child.source, child.parent_id, child.owner_id, child.name) == ("derived", mara.persona_id, bo.account_id, "Mara Quell, remixed")
    assert version is not None
    assert version.content == "# Mara\n\nYou bake."
    claims = claims_at(version.profile, ClaimField.OCCUPATION)
    assert [claim.value for claim in claims] == ["baker", "sailor"]
    cited = InheritedCitation(persona_id=mara.persona_id, version=1, claim_id="claim-baker")
    assert claims[0].citations == (cited,)
    assert version.data_ids == ()


def test_no_quote_is_copied_though_visitors_see_them(mara: Publication, bo: Actor) -> None:
    face = {**mara.face}
    face["profile"]["fields"][0]["claims"][0]["quotes"] = [{"words": "She said so herself", "source": "text"}]
    with unit_of_work() as session:
        withdraw(session, mara.persona_id)
        session.execute(update(Publication).values(face=face, shows_quotes=True, visibility="public", withdrawn_at=None))
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug, name="Mine")
        version = find_latest_version(session, actor=bo, persona_id=child.id)
    assert version is not None
    assert child.name == "Mine"
    assert "She said so" not in version.model_dump_json()


def test_the_child_stays_whole_when_the_parent_is_deleted(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
    with unit_of_work(acting_for=ada.account_id) as session:
        delete_persona(session, actor=ada, persona_id=mara.persona_id)
    with unit_of_work(acting_for=bo.account_id) as session:
        version = find_latest_version(session, actor=bo, persona_id=child.id)
        assert version is not None
        assert len(claims_at(version.profile, ClaimField.OCCUPATION)) == 2
    with unit_of_work(acting_for=bo.account_id) as session, pytest.raises(PublicPersonaGone):
        remix(session, actor=bo, slug=mara.slug)


def test_parent_and_child_name_each_other_while_both_are_public(mara: Publication, bo: Actor) -> None:
    with unit_of_work() as session:
        child = make_public(session, actor=bo, name="Mara at night", source="derived", parent_persona_id=mara.persona_id)
        assert count_remixes(session, persona_id=mara.persona_id) == 1
        shown = find_public(session, slug=child.slug)
        assert shown.credit is not None
        assert (shown.credit.slug, shown.credit.creator) == (mara.slug, "ada")
        withdraw(session, child.persona_id)
        assert count_remixes(session, persona_id=mara.persona_id) == 0


def test_a_remix_of_a_remix_cites_the_one_it_was_made_from(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
    with unit_of_work() as session:
        row = make_public(session, actor=bo, name="Second", claims=["baker"], parent_persona_id=child.id)
    with unit_of_work(acting_for=ada.account_id) as session:
        again = remix(session, actor=ada, slug=row.slug)
        version = find_latest_version(session, actor=ada, persona_id=again.id)
    assert version is not None
    assert claims_at(version.profile, ClaimField.OCCUPATION)[0].citations[0].persona_id == row.persona_id


def test_nothing_private_of_the_parent_is_read(mara: Publication, ada: Actor, bo: Actor) -> None:
    """The remix is made of the publication alone: what the owner's rows say is hidden from the one who copies."""
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
        for table in ("persona", "persona_data", "persona_version"):
            owner = "id" if table == "persona" else "persona_id"
            assert session.execute(text(f"SELECT count(*) FROM {table} WHERE {owner} = :id"), {"id": mara.persona_id}).scalar_one() == 0
        created = text("SELECT detail FROM event WHERE persona_id = :id AND kind = 'persona_created'")
        assert session.execute(created, {"id": child.id}).scalar_one()["parent_id"] == str(mara.persona_id)
