"""What happens at the same time: one wins, the other is told, and nothing is half public."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.errors import AppError
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.publishing import writing
from persona_app.publishing.errors import PublicationUnderway
from persona_app.publishing.schemas import AttemptState, AttemptView, Gone, PublicPersona
from persona_app.publishing.services.confirming import confirm_publication
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.services.withdrawing import withdraw_publication
from tests.factories.accounts import make_actor
from tests.factories.publications import complete, make_public, publish
from tests.faults import fault
from tests.integration.publishing.conftest import acting, look

ROUNDS = 5


def _at_once(*works: Callable[[], object]) -> list[object]:
    """What each ends in, all begun together: its result, or the failure that a person would be told."""
    barrier = Barrier(len(works))

    def work(each: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return each()
        except AppError as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(work, works))


def _finish(owner: Actor, attempt: AttemptView) -> object:
    """The job's end."""
    with acting(owner) as session:
        return complete(session, attempt=attempt)


def _archive(owner: Actor, persona_id: UUID) -> object:
    with acting(owner) as session:
        return archive_persona(session, actor=owner, persona_id=persona_id)


def _withdraw(owner: Actor, persona_id: UUID) -> object:
    with acting(owner) as session:
        return withdraw_publication(session, actor=owner, persona_id=persona_id)


def _begin(owner: Actor, persona_id: UUID) -> AttemptView:
    with acting(owner) as session:
        session.execute(text("UPDATE persona SET archived_at = NULL"))
        session.execute(text("UPDATE run SET state = 'done' WHERE state = 'queued'"))
        return request_publication(session, actor=owner, persona_id=persona_id, replace=True)


@fault(area="People", what="Two programs publish a persona at the same moment", result="One wins; the other is told that it is under way.")
def test_one_wins_and_the_others_are_told_when_many_publish_at_once(owner: Actor, persona_id: UUID) -> None:
    def ask() -> object:
        with acting(owner) as session:
            return request_publication(session, actor=owner, persona_id=persona_id)

    ended = _at_once(*[ask] * 8)
    assert len([each for each in ended if isinstance(each, PublicationUnderway)]) == 7
    with unit_of_work() as session:
        counts = "SELECT (SELECT count(*) FROM publication_attempt), (SELECT count(*) FROM run WHERE kind = 'publish')"
        assert tuple(session.execute(text(counts)).one()) == (1, 1)


@fault(
    area="People", what="A persona is archived while it is being published", result="It is archived and not public, whichever was first."
)
def test_nothing_archived_is_public_when_archiving_meets_publishing(owner: Actor, persona_id: UUID) -> None:
    for _ in range(ROUNDS):
        attempt = _begin(owner, persona_id)
        _at_once(partial(_finish, owner, attempt), partial(_archive, owner, persona_id))
        with acting(owner) as session:
            state = get_publication(session, actor=owner, persona_id=persona_id)
        assert (state.is_public, state.open_attempt) == (False, None)
        assert state.attempts[0].state in {AttemptState.DONE, AttemptState.CANCELLED}


@fault(
    area="People", what="A persona is withdrawn while it is being published", result="It is not public afterwards; no attempt is left open."
)
def test_nothing_is_public_when_withdrawing_meets_publishing(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)
    for _ in range(ROUNDS):
        attempt = _begin(owner, persona_id)
        _at_once(partial(_finish, owner, attempt), partial(_withdraw, owner, persona_id))
        with acting(owner) as session:
            state = get_publication(session, actor=owner, persona_id=persona_id)
        assert (state.is_public, state.open_attempt) == (False, None)
        assert look(slug) == Gone()


def test_one_confirmation_counts_when_two_tabs_confirm_at_once(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        complete(session, attempt=request_publication(session, actor=owner, persona_id=persona_id, review=True))

    def confirm() -> object:
        with acting(owner) as session:
            return confirm_publication(session, actor=owner, persona_id=persona_id)

    ended = _at_once(confirm, confirm)
    assert len([each for each in ended if isinstance(each, AppError)]) == 1
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM event WHERE kind = 'published'")).scalar_one() == 1


def test_visitors_see_the_old_or_the_new_version_and_never_none_while_it_is_replaced(owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        slug = publish(session, actor=owner, persona_id=persona_id)

    def replace() -> object:
        for _ in range(ROUNDS):
            with acting(owner) as session:
                publish(session, actor=owner, persona_id=persona_id, replace=True)
        return None

    def watch() -> object:
        return {type(look(slug)) for _ in range(60)}

    assert _at_once(replace, watch, watch)[1:] == [{PublicPersona}] * 2


def test_another_address_is_taken_when_the_first_one_was_given_before(
    owner: Actor, persona_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chance is the only thing here that is not ours to order."""
    with unit_of_work() as session:
        taken = make_public(session, actor=make_actor(session), name="Mara Quell").slug
    drawn = iter([taken[-6:], taken[-6:], "zzzzzz"])
    make = writing.make_slug
    monkeypatch.setattr(writing, "make_slug", lambda name, headline: make(name, headline, random=lambda: next(drawn)))
    with acting(owner) as session:
        assert publish(session, actor=owner, persona_id=persona_id) == f"{taken[:-6]}zzzzzz"
