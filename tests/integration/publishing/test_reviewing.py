"""The owner's word on what was found: nothing is public before it, and what they say is what visitors see."""

from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import Lane, RunState
from persona_app.jobs.services.counting import measure
from persona_app.publishing.errors import (
    NothingToConfirm,
    RatingTooLow,
    SexualisedMinor,
    TagUnknown,
    TooManyTags,
)
from persona_app.publishing.schemas import (
    AgeBucket,
    AttemptState,
    Corrections,
    Gender,
    Rating,
    TagSource,
)
from persona_app.publishing.services.confirming import confirm_publication, decline_publication
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.tagging import read_tags
from tests.factories.publications import HEADLINE, complete, make_description, publish
from tests.integration.publishing.conftest import acting, see


def _reviewed(actor: Actor, persona_id: UUID, **asked: object) -> None:
    """An attempt that waits for its owner."""
    with acting(actor) as session:
        attempt = request_publication(session, actor=actor, persona_id=persona_id, review=True, **asked)  # type: ignore[arg-type]
        complete(session, attempt=attempt)


def test_nothing_is_public_until_the_owner_confirms_when_a_review_was_asked_for(owner: Actor, persona_id: UUID) -> None:
    _reviewed(owner, persona_id)
    with acting(owner) as session:
        waiting = get_publication(session, actor=owner, persona_id=persona_id)
    assert waiting.publication is None
    assert waiting.open_attempt is not None and waiting.open_attempt.draft is not None
    assert waiting.open_attempt.state is AttemptState.REVIEW
    assert waiting.open_attempt.draft.headline == HEADLINE
    with acting(owner) as session:
        state = confirm_publication(session, actor=owner, persona_id=persona_id)
    assert state.publication is not None and state.open_attempt is None
    assert state.publication.consented_at >= waiting.open_attempt.created_at
    assert [each.state for each in state.attempts] == [AttemptState.DONE]
    assert see(state.slug).face.headline == HEADLINE


def test_visitors_see_the_owners_word_when_it_differs_from_the_engines(owner: Actor, persona_id: UUID) -> None:
    _reviewed(owner, persona_id)
    said = Corrections(
        tags=("Mystery", "whodunit", "BAKER"), rating=Rating.SUGGESTIVE, gender=Gender.OTHER, age=15, headline="  Mara\u202e,\n baker "
    )
    with acting(owner) as session:
        state = confirm_publication(session, actor=owner, persona_id=persona_id, corrections=said)
    found = see(state.slug)
    assert {tag.name: (tag.confidence, tag.source) for tag in found.tags} == {
        "mystery": (60, TagSource.ENGINE),
        "chef": (100, TagSource.OWNER),
    }
    assert (found.rating, found.gender, found.age, found.age_bucket) == (Rating.SUGGESTIVE, Gender.OTHER, 15, AgeBucket.TEEN)
    assert found.face.headline == "Mara , baker"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Corrections(tags=("drama", "no such tag")), TagUnknown),
        (Corrections(tags=tuple(tag.name for tag in read_tags()[:21])), TooManyTags),
        (Corrections(rating=Rating.SAFE), RatingTooLow),
        (Corrections(rating=Rating.EXPLICIT, age=17), SexualisedMinor),
    ],
    ids=["unknown tag", "too many tags", "milder rating", "explicit minor"],
)
def test_attempt_still_waits_when_a_correction_is_refused(
    owner: Actor, persona_id: UUID, said: Corrections, error: type[Exception]
) -> None:
    with acting(owner) as session:
        attempt = request_publication(session, actor=owner, persona_id=persona_id, review=True)
        complete(session, attempt=attempt, description=make_description(rating=Rating.SUGGESTIVE))
    with pytest.raises(error), acting(owner) as session:
        confirm_publication(session, actor=owner, persona_id=persona_id, corrections=said)
    with acting(owner) as session:
        state = get_publication(session, actor=owner, persona_id=persona_id)
    assert state.open_attempt is not None and state.open_attempt.state is AttemptState.REVIEW
    assert state.publication is None


def test_nothing_is_public_when_the_owner_calls_a_review_off(owner: Actor, persona_id: UUID) -> None:
    _reviewed(owner, persona_id)
    with acting(owner) as session:
        state = decline_publication(session, actor=owner, persona_id=persona_id)
    assert (state.publication, state.open_attempt) == (None, None)
    assert state.attempts[0].state is AttemptState.CANCELLED
    for act in (confirm_publication, decline_publication):
        with pytest.raises(NothingToConfirm), acting(owner) as session:
            act(session, actor=owner, persona_id=persona_id)


def test_run_is_cancelled_when_an_attempt_at_work_is_called_off(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        attempt = request_publication(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        decline_publication(session, actor=owner, persona_id=persona_id)
    with acting(owner) as session:
        run = session.get_one(Run, attempt.run_id)
        assert (run.kind, run.lane, run.state) == ("publish", Lane.PUBLICATIONS, RunState.CANCELLED)
        again = request_publication(session, actor=owner, persona_id=persona_id)
    assert again.run_id != attempt.run_id


def test_attempts_are_counted_by_state_whichever_way_they_end(owner: Actor, persona_id: UUID) -> None:
    _reviewed(owner, persona_id)
    with acting(owner) as session:
        decline_publication(session, actor=owner, persona_id=persona_id)
        publish(session, actor=owner, persona_id=persona_id)
    with unit_of_work() as session:
        counted = {each.labels["status"]: int(each.value) for each in measure(session).counts if each.name.value == "publish_attempts"}
    assert counted == {"pending": 2, "review": 1, "cancelled": 1, "done": 1}
