"""A remix follows the public version of its parent: another public version is proposed, and nothing private is ever read."""

import pytest
from sqlalchemy import text, update
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.gallery.errors import PublicPersonaGone, PublicPersonaNotFound
from persona_app.gallery.queries import find_face
from persona_app.gallery.services.following import choose_parent, get_parent, take_over
from persona_app.gallery.services.remixing import public_parent, remix
from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import claims_at
from persona_app.personas.lineage_errors import ParentGone, ParentsCircle
from persona_app.personas.queries import get_view
from persona_app.personas.services import inheriting
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.versioning import append_version, find_latest_version, list_versions
from persona_app.privacy.erasing import erase_account
from persona_app.publishing.models import Publication
from tests.factories.gallery import make_face, make_public, show, withdraw
from tests.factories.personas import make_persona, make_version
from tests.faults import fault


@pytest.fixture
def mara(ada: Actor) -> Publication:
    with unit_of_work() as session:
        return make_public(session, actor=ada, name="Mara Quell", content="# Mara\n\nYou bake.", claims=["baker", "sailor"])


def republish(mara: Publication, *, content: str, claims: list[str], version: int = 2) -> None:
    """What `replace` does, in one transaction: another version is public at the same address."""
    face = make_face("Mara Quell", content=content, claims=claims, version=version).model_dump(mode="json")
    with unit_of_work() as session:
        withdraw(session, mara.persona_id)
        at = col(Publication.persona_id) == mara.persona_id
        session.execute(update(Publication).where(at).values(face=face, version_number=version))
        show(session, mara.persona_id)


def test_another_public_version_is_proposed_and_taken_over_field_by_field(mara: Publication, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
    republish(mara, content="# Mara\n\nYou sail.", claims=["sailor", "poet"])
    with unit_of_work(acting_for=bo.account_id) as session:
        view = get_parent(session, actor=bo, persona_id=child.id)
        assert (view.follows, view.slug, view.version, view.newest_version) == ("public", mara.slug, 1, 2)
        assert [each.field for each in view.changes] == ["occupation", "content"]
        lock = get_view(session, actor=bo, persona_id=child.id).lock_version
        taken = take_over(session, actor=bo, persona_id=child.id, fields=["occupation"], lock_version=lock)
    assert [each.value for each in claims_at(taken.profile, ClaimField.OCCUPATION)] == ["sailor", "poet"]
    assert taken.content == "# Mara\n\nYou bake."


def test_what_the_owner_writes_in_private_is_never_seen(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
    with unit_of_work(acting_for=ada.account_id) as session:
        secret = make_version(author_id=ada.account_id, content="# Mara\n\nA secret.")
        append_version(session, persona_id=mara.persona_id, new=secret)
    with unit_of_work(acting_for=bo.account_id) as session:
        view = get_parent(session, actor=bo, persona_id=child.id)
        assert (view.changes, view.newest_version) == ((), 1)
        assert "secret" not in view.model_dump_json()
        assert session.execute(text("SELECT count(*) FROM persona_version WHERE content LIKE '%secret%'")).scalar_one() == 0


def test_a_parent_that_is_withdrawn_changes_nothing_and_cannot_be_taken_from(mara: Publication, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
    with unit_of_work() as session:
        withdraw(session, mara.persona_id)
    with unit_of_work(acting_for=bo.account_id) as session:
        view = get_parent(session, actor=bo, persona_id=child.id)
        assert (view.name, view.newest_version, view.changes) == ("a persona that is not public any more", None, ())
        lock = get_view(session, actor=bo, persona_id=child.id).lock_version
        with pytest.raises(ParentGone):
            take_over(session, actor=bo, persona_id=child.id, fields=None, lock_version=lock)
        with pytest.raises(PublicPersonaGone):
            choose_parent(session, actor=bo, persona_id=child.id, lock_version=lock, slug=mara.slug)
        with pytest.raises(PublicPersonaNotFound):
            choose_parent(session, actor=bo, persona_id=child.id, lock_version=lock, slug="never-there-abc123")


def test_a_remix_stays_whole_and_its_owner_is_told_when_the_parents_owner_deletes_it(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug)
    with unit_of_work(acting_for=ada.account_id) as session:
        delete_persona(session, actor=ada, persona_id=mara.persona_id)
    with unit_of_work(acting_for=bo.account_id) as session:
        version = find_latest_version(session, actor=bo, persona_id=child.id)
        view = get_parent(session, actor=bo, persona_id=child.id)
        told = session.execute(text("SELECT count(*) FROM event WHERE kind = 'parent_deleted' AND persona_id = :id"), {"id": child.id})
        assert told.scalar_one() == 1
    assert version is not None
    assert len(claims_at(version.profile, ClaimField.OCCUPATION)) == 2
    assert (view.ended_why, view.name, view.parent_id) == ("deleted", "a deleted persona", None)


@fault(
    area="People",
    what="Somebody erases an account whose public personas were remixed",
    result="The remixes stay whole, as what was public when it was copied; nowhere beside them is told what their parent was called.",
)
def test_no_remix_tells_whose_it_was_when_the_parents_account_was_erased(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = remix(session, actor=bo, slug=mara.slug, name="Baker")
    republish(mara, content="You sail.", claims=["sailor"])
    with unit_of_work(acting_for=bo.account_id) as session:
        lock = get_view(session, actor=bo, persona_id=child.id).lock_version
        take_over(session, actor=bo, persona_id=child.id, fields=["occupation"], lock_version=lock)
    with unit_of_work(acting_for=ada.account_id) as session:
        erase_account(session, actor=ada)
    with unit_of_work(acting_for=bo.account_id) as session:
        told = [event.sentence for event in list_events(session, actor=bo, persona_id=child.id).items]
        versions = list_versions(session, actor=bo, persona_id=child.id).items
        named = [table for table in _tables(session) if _count_naming(session, table, "%Mara%Quell%")]
        assert get_parent(session, actor=bo, persona_id=child.id).name == "a deleted persona"
    assert named == []
    assert told[0] == "Its parent, a public persona, was deleted; what it had from there it kept."
    assert [each.summary for each in versions] == [
        "Taken over from version 2 of a public persona: Work.",
        "Copied from version 1 of a public persona.",
    ]


def _tables(session: Session) -> list[str]:
    """All that may be read, but the words that are added up within a second."""
    found = session.connection().execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).scalars()
    return [table for table in found if table not in {"event_key", "search_change"}]


def _count_naming(session: Session, table: str, words: str) -> int:
    query = text(f'SELECT count(*) FROM "{table}" AS each WHERE each::text ILIKE :words')
    return int(session.connection().execute(query, {"words": words}).scalar_one())


def test_nothing_is_followed_when_the_parent_is_deleted_while_it_is_chosen(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        child = make_persona(session, actor=bo, name="Bo's")
        face = find_face(session, slug=mara.slug)
    assert face is not None
    seen = public_parent(face[1], persona_id=face[0], slug=mara.slug)
    with unit_of_work(acting_for=ada.account_id) as session:
        delete_persona(session, actor=ada, persona_id=mara.persona_id)
    with pytest.raises(ParentGone), unit_of_work(acting_for=bo.account_id) as session:
        inheriting.choose_parent(session, actor=bo, persona_id=child.id, parent=seen, lock_version=child.lock_version)
    with unit_of_work(acting_for=bo.account_id) as session:
        assert get_parent(session, actor=bo, persona_id=child.id).parent_id is None


def test_a_persona_that_is_there_can_follow_a_public_one_but_no_descendant_of_its_own(mara: Publication, ada: Actor, bo: Actor) -> None:
    with unit_of_work() as session:
        own = make_persona(session, actor=bo, name="Bo's")
        append_version(session, persona_id=own.id, new=make_version(author_id=bo.account_id, content="# Bo"))
        public = make_public(session, actor=bo, name="Bo in public", claims=["baker"], parent_persona_id=None)
    with unit_of_work(acting_for=bo.account_id) as session:
        lock = get_view(session, actor=bo, persona_id=public.persona_id).lock_version
        version = choose_parent(session, actor=bo, persona_id=public.persona_id, lock_version=lock, slug=mara.slug)
        assert {"baker", "sailor"} <= {each.value for each in claims_at(version.profile, ClaimField.OCCUPATION)}
    with unit_of_work(acting_for=ada.account_id) as session:
        lock = get_view(session, actor=ada, persona_id=mara.persona_id).lock_version
        with pytest.raises(ParentsCircle):
            choose_parent(session, actor=ada, persona_id=mara.persona_id, lock_version=lock, slug=public.slug)
