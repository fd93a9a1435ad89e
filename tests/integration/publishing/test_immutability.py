"""What is public stays as it is, whoever runs which SQL; and it shows nobody what is not public."""

from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from persona_app.accounts.schemas import Actor
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.schemas import Gone, Rating, Visibility
from persona_app.publishing.services.requesting import request_publication
from tests.factories.accounts import make_actor
from tests.factories.publications import make_description, make_public, make_versioned, publish
from tests.faults import fault
from tests.integration.publishing.conftest import acting, look, see, visiting

STAYS = r"do(es)? not change while"
PUBLISHED = {
    "slug": "'other'",
    "creator": "'somebody'",
    "public_name": "'Other'",
    "headline": "'Other'",
    "face": 'face || \'{"name": "Other"}\'',
    "version_number": "version_number + 1",
    "version_id": "(SELECT id FROM persona_version WHERE number = 2)",
    "age": "age + 1",
    "age_bucket": "'senior'",
    "gender": "'male'",
    "rating_passage": "'other'",
    "shows_quotes": "NOT shows_quotes",
    "source": "'movie'",
    "parent_persona_id": "gen_random_uuid()",
    "published_at": "published_at + interval '1 day'",
    "consented_at": "consented_at + interval '1 day'",
    "consented_by": "gen_random_uuid()",
}


@pytest.fixture
def public_id(owner: Actor, persona_id: UUID) -> UUID:
    """A persona whose first version is public, and that has a second."""
    with acting(owner) as session:
        publish(session, actor=owner, persona_id=persona_id, description=make_description(rating=Rating.SUGGESTIVE))
        version = "INSERT INTO persona_version SELECT * FROM jsonb_populate_record(NULL::persona_version, (SELECT to_jsonb(persona_version)"
        session.execute(text(f"{version} || jsonb_build_object('id', gen_random_uuid(), 'number', 2) FROM persona_version))"))
    return persona_id


def _change(actor: Actor, statement: str) -> None:
    with acting(actor) as session:
        session.execute(text(statement))


@fault(area="Attackers", what="Somebody changes a public version by SQL", result="PostgreSQL refuses it; visitors see what was published.")
@pytest.mark.parametrize("column", sorted(PUBLISHED))
def test_database_refuses_when_a_published_field_would_change(owner: Actor, public_id: UUID, column: str) -> None:
    for extra in ("", ", visibility = 'unlisted'"):
        with pytest.raises(DBAPIError, match=STAYS):
            _change(owner, f"UPDATE publication SET {column} = {PUBLISHED[column]}{extra}")
    with pytest.raises(DBAPIError, match=STAYS), unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        session.execute(text(f"UPDATE publication SET {column} = {PUBLISHED[column]}"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE persona_tag SET confidence = 1",
        "DELETE FROM persona_tag",
        "INSERT INTO persona_tag (persona_id, tag_id, confidence, source)"
        " SELECT persona_id, (SELECT id FROM tag WHERE name = 'chef'), 50, 'owner' FROM publication",
    ],
)
def test_database_refuses_when_a_public_tag_would_change(owner: Actor, public_id: UUID, statement: str) -> None:
    with pytest.raises(DBAPIError, match=STAYS):
        _change(owner, statement)


@pytest.mark.parametrize(
    "values",
    ["rating = 'safe', text_rating = 'safe'", "rating = 'safe'", "text_rating = 'safe'", "text_rating = 'explicit'"],
)
def test_database_refuses_when_the_rating_would_fall(owner: Actor, public_id: UUID, values: str) -> None:
    with pytest.raises(DBAPIError, match=r"does not fall|violates check constraint"):
        _change(owner, f"UPDATE publication SET {values}")


def test_rating_follows_the_picture_but_never_below_the_text(owner: Actor, public_id: UUID) -> None:
    _change(owner, "UPDATE publication SET rating = 'explicit', picture_sha256 = 'a'")
    with pytest.raises(DBAPIError, match="does not fall"):
        _change(owner, "UPDATE publication SET rating = 'suggestive'")
    _change(owner, "UPDATE publication SET rating = 'suggestive', picture_sha256 = NULL")
    with pytest.raises(DBAPIError, match="violates check constraint"):
        _change(owner, "UPDATE publication SET rating = 'safe', picture_sha256 = 'b'")


def test_database_lets_likes_visibility_and_a_picture_change_when_public(owner: Actor, public_id: UUID) -> None:
    _change(owner, "UPDATE publication SET likes_count = 3, visibility = 'unlisted', picture_sha256 = 'a', changed_at = now()")
    with pytest.raises(DBAPIError, match="violates check constraint"):
        _change(owner, "UPDATE publication SET likes_count = -1")


@pytest.mark.parametrize("column", ["persona_id", "owner_id"])
def test_publication_stays_with_its_persona_when_private_too(owner: Actor, public_id: UUID, column: str) -> None:
    _change(owner, "UPDATE publication SET visibility = 'private'")
    with pytest.raises(DBAPIError, match=r"stays with its persona|row-level security"):
        _change(owner, f"UPDATE publication SET {column} = gen_random_uuid()")


def test_publication_goes_only_with_its_persona(owner: Actor, public_id: UUID) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        _change(owner, "DELETE FROM publication")
    with pytest.raises(DBAPIError, match="go only with their persona"), unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        session.execute(text("DELETE FROM publication"))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE public_address SET persona_id = NULL", "DELETE FROM public_address", "DELETE FROM tag", "UPDATE tag SET name = name || 'x'"],
)
def test_application_may_not_change_what_is_only_added_to(owner: Actor, public_id: UUID, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        _change(owner, statement)


@pytest.mark.parametrize("columns", ["hidden_at = now(), hidden_reason = 'x'", "hidden_at = NULL"])
def test_only_an_operators_work_hides_and_shows_again(owner: Actor, public_id: UUID, columns: str) -> None:
    with unit_of_work(for_system=SystemWork.MODERATE) as session:
        is_hiding = "now()" not in columns
        session.execute(text("UPDATE publication SET hidden_at = CASE WHEN :hide THEN now() END"), {"hide": is_hiding})
    with pytest.raises(DBAPIError, match="only an operator"):
        _change(owner, f"UPDATE publication SET {columns}")


def test_nothing_archived_becomes_public(owner: Actor, public_id: UUID) -> None:
    _change(owner, "UPDATE persona SET archived_at = now()")
    assert _visibility() == "private"
    with pytest.raises(DBAPIError, match="archived persona is not public"):
        _change(owner, "UPDATE publication SET visibility = 'public'")


def _visibility() -> str:
    with unit_of_work() as session:
        return str(session.execute(text("SELECT visibility FROM publication")).scalar_one())


@fault(
    area="Attackers",
    what="A query for visitors forgets what is public",
    result="PostgreSQL shows it the publications that anybody may see, and nothing that they were made from.",
)
def test_visitor_sees_only_public_rows_when_a_query_forgets_to_say_which(owner: Actor, database: str) -> None:
    with unit_of_work() as session:
        other = make_actor(session, handle="bo1")
    with acting(owner) as session:
        shown = {make_public(session, actor=owner, visibility=each).persona_id for each in (Visibility.PUBLIC, Visibility.UNLISTED)}
        withdrawn, hidden = (make_public(session, actor=owner).persona_id for _ in range(2))
        request_publication(session, actor=owner, persona_id=make_versioned(session, actor=owner))
        session.execute(text("UPDATE publication SET visibility = 'private' WHERE persona_id = :id"), {"id": withdrawn})
    with unit_of_work(for_system=SystemWork.MODERATE) as session:
        session.execute(text("UPDATE publication SET hidden_at = now() WHERE persona_id = :id"), {"id": hidden})
    everything = "persona persona_data persona_version thought thought_line decision publication_attempt report account run".split()
    for looking in (visiting(), acting(other)):
        with looking as session:
            for table in ("publication", "persona_tag"):
                seen = session.execute(text(f"SELECT DISTINCT persona_id FROM {table}")).scalars()
                assert set(seen) == shown
            own = {table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in everything}
            assert {table for table, count in own.items() if count} <= {"account"}
            assert own["account"] <= 1


def test_visitor_changes_no_public_row(owner: Actor, public_id: UUID) -> None:
    with unit_of_work() as session:
        other = make_actor(session, handle="bo1")
    for looking in (visiting(), acting(other)):
        with looking as session:
            assert session.execute(text("UPDATE publication SET likes_count = 9")).rowcount == 0  # type: ignore[attr-defined]
            assert session.execute(text("DELETE FROM persona_tag")).rowcount == 0  # type: ignore[attr-defined]


def test_everybody_who_listens_is_told_when_a_publication_changes(database_url: str, owner: Actor, persona_id: UUID) -> None:
    with psycopg.connect(libpq_url(database_url), autocommit=True) as listener:
        listener.execute("LISTEN publication")
        with acting(owner) as session:
            slug = publish(session, actor=owner, persona_id=persona_id)
        told = [each.payload for each in listener.notifies(timeout=60, stop_after=1)]
        assert told == [str(persona_id)]
        _change(owner, "UPDATE persona SET archived_at = now()")
        assert [each.payload for each in listener.notifies(timeout=60, stop_after=1)] == [str(persona_id)]
    assert look(slug) == Gone()


def test_page_of_a_remix_is_told_when_its_parent_goes(database_url: str, owner: Actor, persona_id: UUID) -> None:
    with acting(owner) as session:
        child = make_versioned(session, actor=owner, name="Nora")
        session.execute(text("UPDATE persona SET parent_id = :parent WHERE id = :child"), {"parent": persona_id, "child": child})
        publish(session, actor=owner, persona_id=persona_id)
        slug = publish(session, actor=owner, persona_id=child)
    assert see(slug).credit is not None
    with psycopg.connect(libpq_url(database_url), autocommit=True) as listener:
        listener.execute("LISTEN publication")
        with acting(owner) as session:
            session.execute(text("UPDATE publication SET visibility = 'private' WHERE persona_id = :id"), {"id": persona_id})
        told = {each.payload for each in listener.notifies(timeout=60, stop_after=2)}
    assert told == {str(persona_id), str(child)}
    assert see(slug).credit is None
