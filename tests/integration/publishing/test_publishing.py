"""From asking for a publication to what visitors see of it."""

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.schemas import PublicPersona, Visibility
from persona_app.publishing.services.showing import find_public
from tests.factories.accounts import make_actor
from tests.factories.publications import HEADLINE, make_public


def test_visitor_sees_persona_when_it_is_published(database: str) -> None:
    with unit_of_work() as session:
        actor = make_actor(session, handle="ada")
    with unit_of_work(acting_for=actor.account_id) as session:
        public = make_public(session, actor=actor)
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        found = find_public(session, slug=public.slug)
    assert isinstance(found, PublicPersona)
    assert found.face.name == "Mara Quell"
    assert found.face.headline == HEADLINE
    assert found.visibility is Visibility.PUBLIC
    assert [tag.name for tag in found.tags] == ["drama", "mystery"]
    assert public.slug.startswith("mara-quell-a-baker-who-keeps-the-harbour-s-ledgers-")
