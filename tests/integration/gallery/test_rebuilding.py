"""The search built anew while it is used."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import psycopg
import pytest
from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.gallery import balancing, rebuilding
from persona_app.gallery.balancing import rebalance
from persona_app.gallery.rebuilding import rebuild_search
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.liking import like
from persona_app.gallery.services.searching import search_public
from persona_app.gallery.services.suggesting import suggest
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public, withdraw

TABLES = ("search_doc", "search_name", "search_word", "search_facet")


@pytest.fixture
def owner(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def state(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All that the search holds, and how its tables are made."""
    with psycopg.connect(libpq_url(url)) as connection:
        rows = {table: connection.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1").fetchall() for table in TABLES}
        made = connection.execute(
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s) ORDER BY 1, 2", [list(TABLES)]
        ).fetchall()
        rights = connection.execute(
            "SELECT relname, has_table_privilege(application_role(), oid, 'INSERT') FROM pg_class WHERE relname = ANY (%s) ORDER BY 1",
            [list(TABLES)],
        ).fetchall()
    return {**rows, "indexes": made, "rights": rights}


def fold_all() -> None:
    with unit_of_work() as session:
        while fold(session):
            pass


def test_it_is_the_same_as_what_followed_by_itself(owner: Actor, database: str) -> None:
    with unit_of_work() as session:
        for number in range(30):
            make_public(session, actor=owner, name=f"Mara{number}", headline="bakes bread", tags=["chef"], likes=number)
    fold_all()
    followed = state(database)
    told: list[tuple[int, int]] = []
    rebuilt = rebuild_search(database, told=lambda done, of: told.append((done, of)))
    assert state(database) == followed
    assert (rebuilt.personas, rebuilt.words) == (30, len(followed["search_word"]))
    assert told[-1] == (30, 30)


def test_it_is_repaired_when_it_was_damaged_and_goes_on_following(owner: Actor, database: str) -> None:
    with unit_of_work() as session:
        make_public(session, actor=owner, name="Mara", headline="bakes")
        session.execute(text("DELETE FROM search_doc"))
        session.execute(text("INSERT INTO search_word VALUES ('phantom', 7)"))
    rebuild_search(database)
    with unit_of_work() as session:
        assert [item.name for item in search_public(session, query="bakes").items] == ["Mara"]
        make_public(session, actor=owner, name="Otto", headline="bakes")
    fold_all()
    with unit_of_work() as session:
        assert [item.name for item in search_public(session, query="bakes").items] == ["Otto", "Mara"]
        words = {row.word: row.documents for row in session.execute(text("SELECT word, documents FROM search_word"))}
    assert words == {"mara": 1, "otto": 1, "bakes": 2}


@pytest.fixture
def busy(owner: Actor) -> Iterator[tuple[Event, list[str]]]:
    """Somebody publishes, withdraws, likes and searches, until told to stop; and the names that are public in the end."""
    stop, public = Event(), list[str]()
    with unit_of_work() as session:
        public += [make_public(session, actor=owner, name=f"First{number}").public_name for number in range(20)]

    def work() -> None:
        for number in count():
            with unit_of_work() as session:
                row = make_public(session, actor=owner, name=f"Later{number}")
            with unit_of_work(acting_for=owner.account_id) as session:
                like(session, actor=owner, slug=row.slug)
            with unit_of_work(for_system=SystemWork.SHARED) as session:
                fold(session)
                assert len(search_public(session, query="first", limit=100).items) == 20
            if number % 2:
                with unit_of_work() as session:
                    withdraw(session, row.persona_id)
            else:
                public.append(row.public_name)
            if stop.is_set():
                return

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        yield stop, public
        stop.set()
        working.result()


def test_nothing_is_missed_that_is_published_withdrawn_or_liked_meanwhile(
    busy: tuple[Event, list[str]], database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, _ = busy
    monkeypatch.setattr(rebuilding, "BATCH", 5)
    for _ in range(5):
        rebuild_search(database)
    stop.set()
    rebuild_search(database)
    fold_all()
    with unit_of_work() as session:
        names = set(session.execute(text("SELECT public_name FROM publication WHERE visibility = 'public'")).scalars())
        found = set(session.execute(text("SELECT p.public_name FROM search_doc JOIN publication AS p USING (persona_id)")).scalars())
        words = {row.word: row.documents for row in session.execute(text("SELECT word, documents FROM search_word"))}
        assert found == names
        assert words == {name.lower(): 1 for name in names}
        assert [each.text for each in suggest(session, prefix="later0") if each.kind == "persona"] == ["Later0"]


def test_tiers_come_to_their_sizes_step_by_step_and_searches_find_the_same(
    owner: Actor, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(balancing, "SIZES", (5, 20))
    monkeypatch.setattr(balancing, "MOST_MOVED", 7)
    with unit_of_work() as session:
        for number in range(60):
            make_public(session, actor=owner, name=f"Mara{number}", headline="bakes bread", likes=number * number)
    with unit_of_work() as session:
        before = [item.name for item in search_public(session, query="bread", limit=100).items]
    for _ in range(100):
        with unit_of_work() as session:
            if not rebalance(session):
                break
    with unit_of_work() as session:
        sizes = {row.tier: row.count for row in session.execute(text("SELECT tier, count(*) FROM search_doc GROUP BY tier ORDER BY tier"))}
        apart = session.execute(
            text("SELECT count(*) FROM search_name AS n JOIN search_doc AS d USING (persona_id) WHERE n.tier <> d.tier")
        )
        assert (sizes, apart.scalar_one()) == ({0: 5, 1: 20, 2: 35}, 0)
        assert [item.name for item in search_public(session, query="bread", limit=100).items] == before
