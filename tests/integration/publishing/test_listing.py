"""Who else sees an owner's personas, for the list of them."""

from uuid import UUID

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.publishing.schemas import Visibility
from persona_app.publishing.services.listing import find_visibilities
from persona_app.publishing.services.moderating import hide_publication
from persona_app.publishing.services.withdrawing import withdraw_publication
from tests.factories.accounts import make_actor
from tests.factories.publications import make_public, make_versioned
from tests.integration.publishing.conftest import acting


def _seen(actor: Actor, *personas: UUID) -> dict[UUID, Visibility]:
    with acting(actor) as session:
        return find_visibilities(session, actor=actor, persona_ids=personas)


def test_only_what_others_see_now_is_marked(owner: Actor, operator: Actor) -> None:
    with acting(owner) as session:
        public, unlisted, withdrawn, hidden = (
            make_public(session, actor=owner, visibility=visibility).persona_id
            for visibility in (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.PUBLIC, Visibility.PUBLIC)
        )
        never = make_versioned(session, actor=owner)
        withdraw_publication(session, actor=owner, persona_id=withdrawn)
    with acting(operator) as session:
        hide_publication(session, actor=operator, persona_id=hidden, reason="It names somebody.")
    everything = (public, unlisted, withdrawn, hidden, never)
    assert _seen(owner, *everything) == {public: Visibility.PUBLIC, unlisted: Visibility.UNLISTED}
    assert _seen(owner) == {}


def test_anothers_public_persona_is_not_marked_as_ones_own(owner: Actor) -> None:
    with acting(owner) as session:
        public = make_public(session, actor=owner).persona_id
    with unit_of_work() as session:
        other = make_actor(session, handle="bo2")
    assert _seen(other, public) == {}
