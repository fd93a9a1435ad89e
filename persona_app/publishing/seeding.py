"""The curated list, brought into the database whenever it is migrated."""

import json

from sqlalchemy import Connection, text

from persona_app.publishing.tagging import Category, Tag, read_tags

_SEED = text(
    """
    WITH given AS (
        SELECT name, category, position, ARRAY(SELECT jsonb_array_elements_text(synonyms)) AS synonyms
        FROM jsonb_to_recordset(CAST(:tags AS jsonb)) AS each (name text, category text, position integer, synonyms jsonb)
    ), changed AS (
        UPDATE tag SET category = given.category, position = given.position, synonyms = given.synonyms FROM given
        WHERE tag.name = given.name
            AND (tag.category, tag.position, tag.synonyms) IS DISTINCT FROM (given.category, given.position, given.synonyms)
    ), dropped AS (
        DELETE FROM tag WHERE name NOT IN (SELECT name FROM given) AND NOT EXISTS (SELECT 1 FROM persona_tag WHERE tag_id = tag.id)
    )
    INSERT INTO tag (name, category, position, synonyms)
        SELECT name, category, position, synonyms FROM given WHERE NOT EXISTS (SELECT 1 FROM tag WHERE tag.name = given.name)
        ORDER BY position
    """
)
_MAY_SEED = text(
    "SELECT CASE WHEN to_regclass('public.tag') IS NOT NULL THEN has_table_privilege('public.tag', 'INSERT, UPDATE, DELETE') ELSE false END"
)


def seed_tags(connection: Connection, *, tags: tuple[Tag, ...] | None = None) -> None:
    """Make the table hold the list; ids stay, again does no harm. A tag that left the list stays as long as a persona carries it.

    As the tables' owner: the application may only read them. Does nothing while there is no such table, or for a login that owns nothing:
    whoever migrated has seeded.
    """
    if connection.execute(_MAY_SEED).scalar_one():
        wanted = read_tags() if tags is None else tags
        connection.execute(_SEED, {"tags": json.dumps([_row(tag) for tag in wanted])})


def _row(tag: Tag) -> dict[str, object]:
    """Its position is one order for all: by category, then within it."""
    position = list(Category).index(tag.category) * 100_000 + tag.order
    return {"name": tag.name, "category": tag.category.value, "position": position, "synonyms": tag.synonyms}
