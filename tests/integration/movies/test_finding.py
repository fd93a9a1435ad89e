"""Characters are found by a few letters, spelt nearly right, and shown with those they talk to."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import Session

from persona_app.core.db import unit_of_work
from persona_app.core.paging import CursorInvalid
from persona_app.movies.errors import CharacterNotFound, LineNotFound, MovieNotFound
from persona_app.movies.schemas import ImportOptions
from persona_app.movies.services import finding
from persona_app.movies.services.importing import import_corpus
from tests.factories.movies import cornell, generated_cornell


@pytest.fixture
def films(database: str, tmp_path: Path) -> None:
    """Two small films, and thirty of another corpus."""
    with unit_of_work() as session:
        import_corpus(session, path=cornell(tmp_path / "small"))
        import_corpus(session, path=generated_cornell(tmp_path / "many", films=30, lines=60), options=ImportOptions(name="many"))


def names(session: Session, query: str, **more: object) -> list[tuple[str, str]]:
    return [(one.name, one.movie) for one in finding.find_characters(session, query=query, **more).items]


@pytest.mark.parametrize(
    "query",
    ["jo", "joss", "JOSS", "jos whist", "tin jo", "jös", "josss", "tim wistle joss", "jsos", "ojss", "jsos whitsle"],
    ids=lambda query: query.encode("unicode_escape").decode(),
)
def test_a_character_is_found_by_beginnings_in_any_order_and_nearly_right(films: None, query: str) -> None:
    with unit_of_work() as session:
        assert names(session, query)[0] == ("JOSS", "the tin whistle")


def test_the_name_counts_before_the_film(films: None) -> None:
    with unit_of_work() as session:
        assert names(session, "nella") == [("NELLA", "the tin whistle"), ("NELLA", "café at noon")]
        assert set(names(session, "cafe")) == {("NELLA", "café at noon"), ("Unnamed", "café at noon"), ("STRANGER", "café at noon")}


@pytest.mark.parametrize(
    "query", ["zzzqqq", "100%", "_", "%%%", "\\", "\x00", "nella zzzqqq"], ids=lambda query: query.encode("unicode_escape").decode()
)
def test_what_means_something_to_sql_means_nothing_here(films: None, query: str) -> None:
    with unit_of_work() as session:
        found = names(session, query)
    assert not [one for one in found if query.startswith("zzz")]


def test_genre_year_corpus_and_film_narrow(films: None) -> None:
    with unit_of_work() as session:
        assert set(names(session, "", genre="Sci-Fi")) == {("NELLA", "the tin whistle"), ("JOSS", "the tin whistle")}
        assert {film for _, film in names(session, "", year=2001, corpus="cornell")} == {"café at noon"}
        film = finding.list_movies(session, query="whistle").items[0]
        assert len(names(session, "", movie_id=film.id)) == 2
        assert finding.get_movie(session, movie_id=film.id) == film
        assert names(session, "", corpus="away") == []
        assert finding.list_genres(session) == ("comedy", "drama", "sci-fi")


@pytest.mark.parametrize("query", ["", "person", "persn"], ids=["all", "begun", "misspelt"])
def test_pages_hold_each_character_once_and_in_order(films: None, query: str) -> None:
    seen, cursor = [], None
    with unit_of_work() as session:
        while True:
            page = finding.find_characters(session, query=query, corpus="many", limit=23, cursor=cursor)
            seen += page.items
            if (cursor := page.next_cursor) is None:
                break
        whole = finding.find_characters(session, query=query, corpus="many", limit=200).items
    assert len(seen) == len({one.id for one in seen}) >= 200
    assert tuple(seen[:200]) == whole


def test_a_cursor_of_another_list_is_refused(films: None) -> None:
    with unit_of_work() as session, pytest.raises(CursorInvalid):
        finding.find_characters(session, cursor="bm9wZQ")


def test_who_says_nothing_is_not_found(films: None, tmp_path: Path) -> None:
    with unit_of_work() as session:
        assert all(one.line_count > 0 for one in finding.find_characters(session, limit=200).items)


def test_a_character_s_page_shows_film_partners_and_lines(films: None) -> None:
    with unit_of_work() as session:
        nella = next(one for one in finding.find_characters(session, query="nella whistle").items)
        page = finding.get_character_page(session, character_id=nella.id)
        assert page.movie.title == "the tin whistle"
        assert [(one.name, one.line_count) for one in page.partners] == [("JOSS", 2)]
        assert [line.position for line in page.lines] == [0, 3]
        many = finding.find_characters(session, corpus="many").items[0]
        assert len(finding.get_character_page(session, character_id=many.id).lines) <= finding.SAMPLE_LINES


def test_a_scene_shows_the_lines_around_and_marks_the_one(films: None) -> None:
    with unit_of_work() as session:
        joss = finding.find_characters(session, query="joss").items[0]
        line = finding.get_character_page(session, character_id=joss.id).lines[0]
        scene = finding.get_scene(session, line_id=line.id, around=1)
        assert [(one.position, one.character, one.is_marked) for one in scene] == [
            (0, "NELLA", False),
            (1, "JOSS", True),
            (2, "JOSS", False),
        ]
        assert scene[1].text == line.text


def test_characters_come_in_the_order_asked(films: None) -> None:
    with unit_of_work() as session:
        ids = [one.id for one in finding.find_characters(session, limit=7).items][::-1]
        assert [one.id for one in finding.get_characters(session, ids=[*ids, ids[0]])] == [*ids, ids[0]]
        with pytest.raises(CharacterNotFound):
            finding.get_characters(session, ids=[*ids, uuid4()])
        with pytest.raises(LineNotFound):
            finding.get_scene(session, line_id=uuid4())
        with pytest.raises(MovieNotFound):
            finding.get_movie(session, movie_id=uuid4())
