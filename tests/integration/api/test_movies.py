"""A program looks for characters to enrich a persona with."""

from uuid import uuid4

import pytest

from persona_app.core.db import unit_of_work
from persona_app.movies.services.starter import seed_starter


@pytest.fixture
async def films(program):
    """A program, on an installation with the films that come with it."""
    with unit_of_work() as session:
        seed_starter(session)
    return program


async def test_characters_are_found_by_a_few_letters_of_name_and_film(films):
    found = (await films.get("/v1/characters", params={"q": "ing harb"})).json()["items"]
    assert [(one["name"], one["movie"]) for one in found] == [("INGRID VAAL", "Harbor of Small Debts")]
    assert found[0]["line_count"] > 50
    assert found[0]["genres"] == ["drama"]


async def test_pages_of_characters_hold_each_once(films):
    seen, cursor = [], None
    while True:
        page = (await films.get("/v1/characters", params={"limit": 7} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) >= 40


async def test_films_and_their_characters_lead_to_each_other(films):
    film = (await films.get("/v1/movies", params={"q": "last lane"})).json()["items"][0]
    cast = (await films.get("/v1/characters", params={"movie": film["id"]})).json()["items"]
    assert cast
    assert {one["movie_id"] for one in cast} == {film["id"]}
    page = (await films.get(f"/v1/characters/{cast[0]['id']}")).json()
    assert page["movie"]["title"] == film["title"]
    assert {partner["id"] for partner in page["partners"]} <= {one["id"] for one in cast[1:]}


async def test_an_unknown_character_is_a_problem_with_a_code(films):
    answer = await films.get(f"/v1/characters/{uuid4()}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "character_not_found"


async def test_nothing_is_shown_without_a_token(films):
    for path in ("/v1/movies", "/v1/characters", f"/v1/characters/{uuid4()}"):
        assert (await films.as_other(None).get(path)).status_code == 401
