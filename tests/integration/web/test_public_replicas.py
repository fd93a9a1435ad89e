"""Two processes that serve the same database: what changes by one is seen at the other at once, also after a lost connection."""

from collections.abc import Iterator

import httpx
import psycopg
import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.publishing.services.withdrawing import withdraw_publication
from tests.factories.accounts import make_actor
from tests.factories.publications import make_public, make_versioned, publish
from tests.faults import fault
from tests.serving import Studio, build_pages, eventually, make_home, remove


@pytest.fixture(scope="module")
def _pages() -> None:
    build_pages()


@pytest.fixture
def owner(database: str) -> Actor:
    """Somebody who publishes."""
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def pair(_pages: None, database: str) -> Iterator[tuple[Studio, Studio]]:
    """Two servers behind one database."""
    homes = [make_home(), make_home()]
    started = [Studio(home, "--no-worker", DATABASE_URL=database) for home in homes]
    first, second = (one.wait_until_ready() for one in started)
    yield first, second
    for one in started:
        one.stop()
    for home in homes:
        remove(home)


@fault(
    area="Processes",
    what="A public persona is withdrawn while other processes keep its page; and the connection that tells them is cut",
    result="Every process shows the change as soon as it is told (measured in `bench/public_page.py`); what was kept unheard is dropped",
)
def test_a_change_is_seen_by_all_processes_told_or_not(pair: tuple[Studio, Studio], owner: Actor, database: str) -> None:
    with unit_of_work() as session:
        public = make_public(session, actor=owner)
    with unit_of_work() as session:
        other = publish(session, actor=owner, persona_id=make_versioned(session, actor=owner, name="Edda"))
    pages = [f"{studio.url}/p/{public.slug}" for studio in pair]
    for page in pages * 3:
        assert httpx.get(page).status_code == 200
    with unit_of_work() as session:
        withdraw_publication(session, actor=owner, persona_id=public.persona_id)
    eventually(lambda: all(httpx.get(page).status_code == 410 for page in pages), what="the withdrawal")

    elsewhere = [f"{studio.url}/p/{other}" for studio in pair]
    assert [httpx.get(page).status_code for page in elsewhere] == [200, 200]
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN publication%'")
    with unit_of_work() as session:
        found = session.connection().exec_driver_sql("SELECT persona_id FROM publication WHERE slug = %s", (other,)).scalar_one()
        withdraw_publication(session, actor=owner, persona_id=found)
    eventually(lambda: all(httpx.get(page).status_code == 410 for page in elsewhere), what="the withdrawal, unheard")
