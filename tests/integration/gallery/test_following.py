"""The index follows what is public: in the same transaction for what is found, within a look of the minder for sums."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text, update
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from persona_app.gallery.minding import minding
from persona_app.gallery.schemas import Sort
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.liking import like, unlike
from persona_app.gallery.services.searching import search_public
from persona_app.gallery.services.suggesting import suggest
from persona_app.personas.services.lifecycle import archive_persona, delete_persona
from persona_app.publishing.models import Publication
from persona_app.publishing.schemas import Rating, Visibility
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_face, make_public, show, withdraw, words_of_index
from tests.faults import fault
from tests.serving import eventually


@pytest.fixture
def owner(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def found(session: Session, query: str = "mara", **asked: object) -> list[str]:
    return [item.name for item in search_public(session, query=query, **asked).items]


def named(session: Session, prefix: str) -> list[str]:
    return [each.text for each in suggest(session, prefix=prefix) if each.kind == "persona"]


def words(session: Session) -> dict[str, int]:
    rows = session.execute(text("SELECT word, documents FROM search_word"))
    return {row.word: row.documents for row in rows}


def change(session: Session, persona_id: UUID, **values: object) -> None:
    session.execute(update(Publication).where(col(Publication.persona_id) == persona_id).values(**values))


def test_it_is_found_in_the_transaction_that_publishes_it_and_not_when_that_is_rolled_back(owner: Actor) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        make_public(session, actor=owner, name="Mara Quell")
        assert found(session) == ["Mara Quell"]
        raise ZeroDivisionError
    with unit_of_work() as session:
        assert found(session) == []


@pytest.mark.parametrize("how", ["withdrawn", "unlisted", "hidden", "archived", "deleted"])
def test_it_is_not_found_any_more_in_the_transaction_in_which_it_is_withdrawn(owner: Actor, how: str) -> None:
    with unit_of_work() as session:
        persona_id = make_public(session, actor=owner, name="Mara Quell").persona_id
    with unit_of_work() as session:
        fold(session)
    with unit_of_work() as session:
        match how:
            case "withdrawn":
                withdraw(session, persona_id)
            case "unlisted":
                show(session, persona_id, Visibility.UNLISTED)
            case "hidden":
                change(session, persona_id, hidden_at=now(), hidden_reason="reported")
            case "archived":
                archive_persona(session, actor=owner, persona_id=persona_id)
            case _:
                delete_persona(session, actor=owner, persona_id=persona_id)
        assert (found(session), words_of_index(session, persona_id), named(session, "ma")) == ([], set(), [])
        assert search_public(session).total == 0
    with unit_of_work() as session:
        fold(session)
    with unit_of_work() as session:
        assert words(session) == {}


def test_it_is_found_again_when_an_operator_shows_it_again(owner: Actor) -> None:
    with unit_of_work() as session:
        persona_id = make_public(session, actor=owner, name="Mara Quell", tags=["chef"]).persona_id
        change(session, persona_id, hidden_at=now(), hidden_reason="reported")
        change(session, persona_id, hidden_at=None, hidden_reason=None)
        assert found(session, "chef") == ["Mara Quell"]


def test_new_words_are_found_and_old_ones_are_not_when_the_public_version_is_replaced(owner: Actor) -> None:
    with unit_of_work() as session:
        persona_id = make_public(session, actor=owner, name="Mara Quell", headline="Bakes").persona_id
        withdraw(session, persona_id)
        face = make_face("Lena Quell", headline="Sails")
        change(session, persona_id, public_name="Lena Quell", headline="Sails", face=face.model_dump(mode="json"))
        show(session, persona_id)
    with unit_of_work() as session:
        fold(session)
        assert (found(session, "mara"), found(session, "bakes"), found(session, "lena sails")) == ([], [], ["Lena Quell"])
        assert words(session) == {"lena": 1, "quell": 1, "sails": 1}
        assert named(session, "le") == ["Lena Quell"]


def test_it_is_adult_at_once_when_its_rating_is_raised(owner: Actor) -> None:
    with unit_of_work() as session:
        persona_id = make_public(session, actor=owner, name="Mara Quell").persona_id
        change(session, persona_id, rating=Rating.EXPLICIT)
        assert (found(session), found(session, adult=True)) == ([], ["Mara Quell"])
        assert (named(session, "mara"), search_public(session).total) == ([], 0)
        assert [each.value for each in search_public(session, adult=True).facets.rating] == ["explicit"]


def test_neither_quotes_nor_unlisted_personas_are_in_the_index(owner: Actor) -> None:
    with unit_of_work() as session:
        public = make_public(session, actor=owner, name="Mara", claims=["baker"], content="Bread")
        assert words_of_index(session, public.persona_id) == {"mara", "bread", "baker"}


def test_a_like_is_counted_at_once_and_orders_by_likes_within_a_look(owner: Actor) -> None:
    with unit_of_work() as session:
        make_public(session, actor=owner, name="Otto", published_at=now())
        slug = make_public(session, actor=owner, name="Mara", published_at=now()).slug
        like(session, actor=owner, slug=slug)
    with unit_of_work() as session:
        assert {item.name: item.likes for item in search_public(session).items} == {"Mara": 1, "Otto": 0}
    with unit_of_work() as session:
        fold(session)
    with unit_of_work() as session:
        for sort in (Sort.LIKED, Sort.POPULAR):
            assert [item.name for item in search_public(session, sort=sort).items] == ["Mara", "Otto"]
        unlike(session, actor=owner, slug=slug)
        assert {item.likes for item in search_public(session).items} == {0}


@fault(
    area="Processes",
    what="The process that adds likes and words up is killed before it has committed",
    result="Nothing is lost and nothing counted twice: what waits is added up by the next, and counts until then are the sum of both.",
)
def test_sums_are_exact_when_adding_up_is_cut_short(owner: Actor) -> None:
    with unit_of_work() as session:
        slug = make_public(session, actor=owner, name="Mara").slug
        like(session, actor=owner, slug=slug)
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        assert fold(session) > 0
        raise ZeroDivisionError
    for _ in range(2):
        with unit_of_work() as session:
            fold(session)
            assert search_public(session).items[0].likes == 1
            assert words(session)["mara"] == 1


async def test_the_minder_adds_up_within_a_second(owner: Actor) -> None:
    with unit_of_work() as session:
        make_public(session, actor=owner, name="Mara Quell")

    def known() -> bool:
        with unit_of_work() as session:
            return "quell" in words(session)

    async with minding():
        await asyncio.to_thread(eventually, known)
