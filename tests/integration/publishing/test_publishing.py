"""From asking for a publication to what visitors see of it, and back."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import select

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.events.models import Event
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import RunState
from persona_app.jobs.services.runs import cancel_run
from persona_app.personas.errors import NoVersionYet, PersonaArchived, PersonaNotFound, VersionNotFound
from persona_app.personas.services.lifecycle import archive_persona, delete_persona, rename_persona, restore_persona
from persona_app.personas.services.versioning import append_version
from persona_app.publishing.errors import (
    AlreadyPublic,
    NotPublished,
    PublicationUnderway,
    RatingTooLow,
    SexualisedMinor,
    VisibilityInvalid,
)
from persona_app.publishing.schemas import (
    AgeBucket,
    AttemptState,
    Gender,
    Gone,
    Moved,
    Rating,
    Visibility,
)
from persona_app.publishing.services.completing import complete_attempt
from persona_app.publishing.services.confirming import confirm_publication, decline_publication
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.preflight import look_before
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.services.withdrawing import raise_rating, set_visibility, withdraw_publication
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version
from tests.factories.publications import HEADLINE, complete, make_description, make_public, make_versioned, publish
from tests.integration.publishing.conftest import acting, look, see


def _add_version(actor: Actor, persona_id: UUID, content: str) -> None:
    with acting(actor) as session:
        append_version(session, persona_id=persona_id, new=make_version(author_id=actor.account_id, content=content))


def _kinds(persona_id: UUID) -> list[str]:
    with unit_of_work() as session:
        return list(session.exec(select(Event.kind).where(Event.persona_id == persona_id).order_by(Event.id)))  # type: ignore[arg-type]


def test_visitor_sees_persona_when_it_is_published(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    found = see(slug)
    assert (found.face.name, found.face.headline, found.creator) == ("Mara Quell", HEADLINE, "ada")
    assert (found.visibility, found.rating, found.gender, found.age) == (Visibility.PUBLIC, Rating.SAFE, Gender.FEMALE, 34)
    assert found.age_bucket is AgeBucket.ADULT
    assert [(tag.name, tag.confidence) for tag in found.tags] == [("drama", 80), ("mystery", 60)]
    assert found.face.content_html == "<h2>Mara</h2>\n<p>She bakes.</p>\n"
    assert (found.likes, found.credit, found.remix_count) == (0, None, 0)
    assert slug.startswith("mara-quell-a-baker-who-keeps-the-harbour-s-ledgers-")
    assert _kinds(persona_id)[-2:] == ["publication_requested", "published"]


def test_nothing_is_there_when_nothing_was_published(owner: Actor, persona_id: UUID) -> None:
    assert look("mara-quell-abc123") is None
    for odd in ("", "\x00", "a" * 500, "mära", "a b", "../x"):
        assert look(odd) is None
    with acting(owner) as session:
        state = get_publication(session, actor=owner, persona_id=persona_id)
    assert (state.publication, state.slug, state.attempts, state.is_public) == (None, "", (), False)


def test_public_version_stays_when_the_owner_goes_on_working(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    before = see(slug)
    _add_version(owner, persona_id, "# Mara\n\nShe sails.")
    with acting(owner) as session:
        lock_version = session.execute(text("SELECT lock_version FROM persona")).scalar_one()
        rename_persona(session, actor=owner, persona_id=persona_id, name="Somebody else", lock_version=lock_version)
    assert see(slug) == before


def test_second_publication_is_refused_when_one_is_public_and_nobody_asked_to_replace_it(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    _add_version(owner, persona_id, "# Mara\n\nShe sails.")
    with pytest.raises(AlreadyPublic, match="Version 1"), acting(owner) as session:
        request_publication(session, actor=owner, persona_id=persona_id)
    assert "bakes" in see(slug).face.content


def test_address_stays_when_the_public_version_is_replaced(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    _add_version(owner, persona_id, "# Mara\n\nShe sails.")
    described = make_description(headline="A sailor", tags=[("adventure", 90)], rating=Rating.SUGGESTIVE, age=-1)
    with acting(owner) as session:
        assert publish(session, actor=owner, persona_id=persona_id, replace=True, description=described) == slug
    found = see(slug)
    assert "sails" in found.face.content
    assert (found.face.headline, found.rating, found.age, found.age_bucket) == ("A sailor", Rating.SUGGESTIVE, -1, AgeBucket.UNKNOWN)
    assert [tag.name for tag in found.tags] == ["adventure"]


def test_old_address_leads_on_when_the_owner_asks_for_a_new_one(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        first = publish(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        second = publish(session, actor=owner, persona_id=persona_id, replace=True, new_slug=True)
    with acting(owner) as session:
        third = publish(session, actor=owner, persona_id=persona_id, replace=True, new_slug=True)
    assert len({first, second, third}) == 3
    assert look(first) == look(second) == Moved(slug=third)
    with acting(owner) as session:
        withdraw_publication(session, actor=owner, persona_id=persona_id)
    assert [look(slug) for slug in (first, second, third)] == [Gone()] * 3


def test_address_is_gone_when_withdrawn_and_back_when_published_again(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        state = withdraw_publication(session, actor=owner, persona_id=persona_id)
    assert state.publication is not None
    assert (state.publication.visibility, state.is_public) == (Visibility.PRIVATE, False)
    assert state.publication.withdrawn_at is not None
    assert look(slug) == Gone()
    with acting(owner) as session:
        assert withdraw_publication(session, actor=owner, persona_id=persona_id) == state
    with acting(owner) as session:
        assert publish(session, actor=owner, persona_id=persona_id, visibility=Visibility.UNLISTED) == slug
    assert see(slug).visibility is Visibility.UNLISTED


def test_withdrawing_is_refused_when_nothing_was_public(owner: Actor, persona_id: UUID) -> None:
    with pytest.raises(NotPublished), acting(owner) as session:
        withdraw_publication(session, actor=owner, persona_id=persona_id)


def test_address_is_gone_when_the_persona_is_archived_and_stays_gone_when_restored(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        archive_persona(session, actor=owner, persona_id=persona_id)
    assert look(slug) == Gone()
    with pytest.raises(PersonaArchived), acting(owner) as session:
        request_publication(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        restore_persona(session, actor=owner, persona_id=persona_id)
    assert look(slug) == Gone()


def test_address_is_gone_and_tells_nothing_when_the_persona_is_deleted(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        delete_persona(session, actor=owner, persona_id=persona_id)
    assert look(slug) == Gone()
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM publication")).scalar_one() == 0
        kept = session.execute(text("SELECT slug_sha256, persona_id FROM public_address")).one()
    assert kept.persona_id is None
    assert "mara" not in kept.slug_sha256


def test_attempt_ends_when_its_run_is_cancelled(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        attempt = request_publication(session, actor=owner, persona_id=persona_id)
        assert attempt.run_id is not None
        cancel_run(session, actor=owner, run_id=attempt.run_id)
    with acting(owner) as session:
        ended = get_publication(session, actor=owner, persona_id=persona_id).attempts[0]
        assert ended.state is AttemptState.CANCELLED and ended.why and ended.ended_at is not None
        assert complete_attempt(session, run_id=attempt.run_id, description=make_description()).state is AttemptState.CANCELLED
    with acting(owner) as session:
        assert get_publication(session, actor=owner, persona_id=persona_id).publication is None


def test_publishing_begins_anew_when_the_persona_was_archived_under_it_and_restored(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        first = request_publication(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        archive_persona(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        run = session.get_one(Run, first.run_id)
        assert (run.state, run.sentence) == (RunState.CANCELLED, "The persona was archived.")
        restore_persona(session, actor=owner, persona_id=persona_id)
        again = request_publication(session, actor=owner, persona_id=persona_id)
        complete(session, attempt=again)
        assert get_publication(session, actor=owner, persona_id=persona_id).is_public


def test_publishing_happens_once_when_the_job_ends_twice(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        attempt = request_publication(session, actor=owner, persona_id=persona_id)
        complete(session, attempt=attempt)
    with acting(owner) as session:
        assert attempt.run_id is not None
        again = complete_attempt(session, run_id=attempt.run_id, description=make_description(headline="Another"))
    assert again.state is AttemptState.DONE
    assert _kinds(persona_id).count("published") == 1


@pytest.mark.parametrize("is_in_review", [False, True], ids=["at work", "in review"])
def test_second_attempt_is_refused_when_one_is_not_over(owner: Actor, persona_id: UUID, is_in_review: bool) -> None:
    with acting(owner) as session:
        attempt = request_publication(session, actor=owner, persona_id=persona_id, review=True)
        if is_in_review:
            complete(session, attempt=attempt)
    with pytest.raises(PublicationUnderway, match="confirm" if is_in_review else "at work"), acting(owner) as session:
        request_publication(session, actor=owner, persona_id=persona_id, replace=True)


def test_earlier_version_is_published_when_it_is_named(owner: Actor, persona_id: UUID) -> None:
    _add_version(owner, persona_id, "# Mara\n\nShe sails.")
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id, version=1)
    assert (see(slug).face.provenance.version, "bakes" in see(slug).face.content) == (1, True)


def test_request_is_refused_when_there_is_nothing_to_publish(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        empty = make_persona(session, actor=owner, name="Nobody yet").id
    with pytest.raises(NoVersionYet), acting(owner) as session:
        request_publication(session, actor=owner, persona_id=empty)
    with pytest.raises(NoVersionYet), acting(owner) as session:
        look_before(session, actor=owner, persona_id=empty)
    for number in (0, 2, -1, 2**40):
        with pytest.raises(VersionNotFound), acting(owner) as session:
            request_publication(session, actor=owner, persona_id=persona_id, version=number)
    with pytest.raises(VisibilityInvalid), acting(owner) as session:
        request_publication(session, actor=owner, persona_id=persona_id, visibility=Visibility.PRIVATE)


def test_persona_is_not_found_when_another_owner_asks(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        publish(session, actor=owner, persona_id=persona_id)
    with unit_of_work() as session:
        other = make_actor(session, handle="bo1")
    for service in (request_publication, look_before, get_publication, withdraw_publication, confirm_publication, decline_publication):
        with pytest.raises(PersonaNotFound), acting(other) as session:
            service(session, actor=other, persona_id=persona_id)


def test_owner_lists_or_unlists_and_raises_the_rating_when_public(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        set_visibility(session, actor=owner, persona_id=persona_id, visibility=Visibility.UNLISTED)
        raise_rating(session, actor=owner, persona_id=persona_id, rating=Rating.EXPLICIT)
    assert (see(slug).visibility, see(slug).rating) == (Visibility.UNLISTED, Rating.EXPLICIT)
    for milder in (Rating.SAFE, Rating.SUGGESTIVE, Rating.UNRATED):
        with pytest.raises(RatingTooLow), acting(owner) as session:
            raise_rating(session, actor=owner, persona_id=persona_id, rating=milder)
    with pytest.raises(VisibilityInvalid), acting(owner) as session:
        set_visibility(session, actor=owner, persona_id=persona_id, visibility=Visibility.PRIVATE)
    assert _kinds(persona_id)[-2:] == ["visibility_changed", "rating_raised"]


def test_rating_of_a_minor_cannot_become_explicit_while_public(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        publish(session, actor=owner, persona_id=persona_id, description=make_description(age=15))
    with pytest.raises(SexualisedMinor), acting(owner) as session:
        raise_rating(session, actor=owner, persona_id=persona_id, rating=Rating.EXPLICIT)


def test_parent_is_credited_only_while_it_is_public(owner: Actor) -> None:
    with acting(owner) as session:
        parent = make_public(session, actor=owner, name="Mara")
        child = make_versioned(session, actor=owner, name="Nora")
        session.execute(
            text("UPDATE persona SET parent_id = :parent, source = 'derived' WHERE id = :child"),
            {"parent": parent.persona_id, "child": child},
        )
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=child)
    credit = see(slug).credit
    assert credit is not None and (credit.slug, credit.name, credit.creator) == (parent.slug, "Mara", "ada")
    assert see(parent.slug).remix_count == 1
    for hidden_from_lists in (Visibility.UNLISTED, None):
        with acting(owner) as session:
            if hidden_from_lists:
                set_visibility(session, actor=owner, persona_id=parent.persona_id, visibility=hidden_from_lists)
            else:
                withdraw_publication(session, actor=owner, persona_id=parent.persona_id)
        assert see(slug).credit is None


def test_preflight_tells_what_visitors_will_see_and_what_is_missing(owner: Actor, persona_id: UUID) -> None:
    _add_version(owner, persona_id, "")
    with acting(owner) as session:
        first, newest = (look_before(session, actor=owner, persona_id=persona_id, version=number) for number in (1, None))
    assert (first.version, newest.version, newest.versions) == (1, 2, (2, 1))
    assert first.face.name == "Mara Quell" and first.face.headline == ""
    assert "This is version 1; there is a newer one, version 2." in first.missing
    assert "The version has no text beside its profile." in newest.missing
    assert first.unchangeable and not first.is_public and not first.is_archived
