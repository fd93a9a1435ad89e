"""The curated list in the database: whole after a migration, the same after another, and followed when it changes."""

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from persona_app.accounts.schemas import Actor
from persona_app.core.db import libpq_url, sqlalchemy_url, unit_of_work
from persona_app.core.migrating import migrate
from persona_app.publishing.seeding import seed_tags
from persona_app.publishing.tagging import Category, Tag, read_tags
from tests.factories.publications import make_public
from tests.integration.publishing.conftest import acting, see

ROWS = "SELECT id, name, category, position, synonyms FROM tag ORDER BY position"


def _rows(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(libpq_url(url)) as connection:
        return connection.execute(ROWS).fetchall()


def _seed(url: str, *tags: Tag) -> None:
    engine = create_engine(sqlalchemy_url(url))
    with engine.begin() as connection:
        seed_tags(connection, tags=tags)
    engine.dispose()


def test_table_holds_the_list_in_its_order_and_stays_when_migrated_again(database_url: str) -> None:
    before = _rows(database_url)
    assert [row[1] for row in before] == [tag.name for tag in read_tags()]
    assert len(before) >= 150
    migrate(database_url)
    assert _rows(database_url) == before


def test_table_follows_the_list_and_ids_stay(database_url: str) -> None:
    drama, other = (next(tag for tag in read_tags() if tag.name == name) for name in ("drama", "mystery"))
    ids = {row[1]: row[0] for row in _rows(database_url)}
    new = Tag(name="sea story", category=Category.GENRE, order=1, when="It is at sea.")
    changed = drama.model_copy(update={"synonyms": ("serious story",), "order": 5, "category": Category.TONE})
    _seed(database_url, changed, other, new)
    rows = {row[1]: row for row in _rows(database_url)}
    assert set(rows) == {"drama", "mystery", "sea story"}
    assert (rows["drama"][0], rows["drama"][2], rows["drama"][4]) == (ids["drama"], "tone", ["serious story"])
    assert rows["mystery"][0] == ids["mystery"]
    assert rows["sea story"][0] not in ids.values()


def test_tag_that_left_the_list_stays_while_a_persona_carries_it(database_url: str, owner: Actor) -> None:
    with acting(owner) as session:
        public = make_public(session, actor=owner)
    _seed(database_url, *(tag for tag in read_tags() if tag.name not in {"drama", "comedy"}))
    names = {row[1] for row in _rows(database_url)}
    assert "drama" in names and "comedy" not in names
    assert "drama" in [tag.name for tag in see(public.slug).tags]


@pytest.mark.parametrize("confidence", [-1, 101])
def test_database_refuses_a_confidence_that_is_none(owner: Actor, confidence: int) -> None:
    with acting(owner) as session:
        persona_id = make_public(session, actor=owner).persona_id
        session.execute(text("UPDATE publication SET visibility = 'private'"))
    with pytest.raises(IntegrityError, match="ck_persona_tag_confidence"), unit_of_work() as session:
        session.execute(text("UPDATE persona_tag SET confidence = :c WHERE persona_id = :id"), {"c": confidence, "id": persona_id})
