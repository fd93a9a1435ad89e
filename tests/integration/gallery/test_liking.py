"""Likes: one per account, exact whatever happens at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, text
from sqlmodel import col

from persona_app.accounts.models import Account
from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.gallery.errors import PublicPersonaGone, PublicPersonaMoved, PublicPersonaNotFound
from persona_app.gallery.schemas import LikeView
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.liking import get_like, like, list_liked, unlike
from persona_app.publishing.schemas import Visibility
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public, show, withdraw


@pytest.fixture
def mara(database: str) -> str:
    """Her address."""
    with unit_of_work() as session:
        return make_public(session, actor=make_actor(session, handle="ada"), name="Mara").slug


@pytest.fixture
def bo(mara: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="bo1")


def test_a_like_counts_once_however_often_it_is_given_and_goes_when_taken_back(mara: str, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        assert like(session, actor=bo, slug=mara) == LikeView(count=1, is_liked=True)
        assert like(session, actor=bo, slug=mara) == LikeView(count=1, is_liked=True)
        assert get_like(session, slug=mara) == LikeView(count=1, is_liked=False)
        assert unlike(session, actor=bo, slug=mara) == LikeView(count=0, is_liked=False)
        assert unlike(session, actor=bo, slug=mara) == LikeView(count=0, is_liked=False)


def test_all_likes_count_when_fifty_threads_like_and_sums_are_made_meanwhile(mara: str) -> None:
    with unit_of_work() as session:
        actors = [make_actor(session) for _ in range(50)]

    def change_mind(number: int) -> None:
        """Like, take back, like again; every fifth takes it back in the end."""
        actor = actors[number]
        for step in (like, unlike, like, *([unlike] if number % 5 == 0 else [])):
            with unit_of_work(acting_for=actor.account_id) as session:
                step(session, actor=actor, slug=mara)
            with unit_of_work(for_system=SystemWork.SHARED) as session:
                fold(session)
                seen = get_like(session, slug=mara).count
            assert 0 <= seen <= 50

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(change_mind, range(50)))
    with unit_of_work() as session:
        assert get_like(session, slug=mara).count == 40
        while fold(session):
            pass
        assert session.execute(text("SELECT likes_count, (SELECT count(*) FROM like_change) FROM publication")).one() == (40, 0)


def test_the_likes_of_an_account_go_with_it(mara: str, bo: Actor) -> None:
    with unit_of_work(acting_for=bo.account_id) as session:
        like(session, actor=bo, slug=mara)
    with unit_of_work() as session:
        fold(session)
    with unit_of_work() as session:
        session.execute(delete(Account).where(col(Account.id) == bo.account_id))
        assert get_like(session, slug=mara).count == 0


@pytest.mark.parametrize("act", [like, unlike, get_like], ids=["like", "unlike", "read"])
def test_it_is_told_why_when_nothing_public_is_there(mara: str, bo: Actor, act) -> None:
    with unit_of_work() as session:
        with pytest.raises(PublicPersonaNotFound):
            act(session, actor=bo, slug="nobody\x00")
        persona_id = session.execute(text("SELECT persona_id FROM publication")).scalar_one()
        withdraw(session, persona_id)
        with pytest.raises(PublicPersonaGone):
            act(session, actor=bo, slug=mara)
        session.execute(text("UPDATE publication SET slug = 'elsewhere-abc123'"))
        show(session, persona_id)
        with pytest.raises(PublicPersonaMoved) as moved:
            act(session, actor=bo, slug=mara)
        assert moved.value.slug == "elsewhere-abc123"


def test_what_somebody_likes_is_listed_newest_first_page_by_page_and_to_nobody_else(mara: str, bo: Actor) -> None:
    with unit_of_work() as session:
        ada = make_actor(session)
        shown = [make_public(session, actor=ada, name=name) for name in ("Otto", "Lena", "Nox")]
    for slug in (mara, *(each.slug for each in shown)):
        with unit_of_work(acting_for=bo.account_id) as session:
            like(session, actor=bo, slug=slug)
    with unit_of_work() as session:
        withdraw(session, shown[1].persona_id)
        show(session, shown[2].persona_id, Visibility.UNLISTED)
    with unit_of_work(acting_for=bo.account_id) as session:
        first = list_liked(session, actor=bo, limit=2)
        rest = list_liked(session, actor=bo, limit=2, cursor=first.next_cursor)
    assert [[item.name for item in page.items] for page in (first, rest)] == [["Nox", "Otto"], ["Mara"]]
    with unit_of_work(acting_for=ada.account_id) as session:
        assert list_liked(session, actor=ada).items == ()
