"""What the studio's address asks for: read and written the same way, and never trusted."""

from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest

from persona_app.personas.studio_schemas import LONGEST_QUERY, Search, StudioSort
from persona_app.web import routes
from persona_app.web.shown.asked import UNFILED, Asked

ONE = "0a1b2c3d-0a1b-7c3d-8a1b-0a1b2c3d4e5f"


def test_nothing_is_asked_for_when_the_address_says_nothing() -> None:
    assert Asked.of_address({}) == Asked()
    assert Asked().address == routes.STUDIO
    assert Asked().search == Search()
    assert not Asked().is_narrowed


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "night baker"},
        {"folder": ONE},
        {"folder": UNFILED, "order": "name"},
        {"q": "a&b=c", "label": ONE, "folder": ONE, "order": "most_used", "shelf": "archived"},
    ],
    ids=["words", "folder", "unfiled", "everything"],
)
def test_an_address_that_was_written_is_read_as_it_was_meant(parameters: dict[str, str]) -> None:
    written = Asked.of_address(parameters).address
    assert dict(parse_qsl(urlsplit(written).query)) == parameters
    assert urlsplit(written).path == routes.STUDIO


@pytest.mark.parametrize(
    "parameters",
    [{"folder": "None"}, {"label": UNFILED}, {"folder": ONE.upper()}, {"order": "best"}, {"order": "x"}, {"shelf": "1"}, {"q": " \x00 "}],
    ids=["no id", "no label's id", "capitals", "best is no order of its own", "no order", "no shelf", "no words"],
)
def test_what_is_wrong_counts_as_left_out(parameters: dict[str, str]) -> None:
    assert Asked.of_address(parameters) == Asked()


def test_words_are_one_line_of_at_most_what_a_search_takes() -> None:
    assert Asked.of_address({"q": "  night \n baker "}).query == "night baker"
    assert len(Asked.of_address({"q": "x" * 5_000}).search.query) == LONGEST_QUERY
    assert Asked(order="name").looked_for("a  b") == Asked(query="a b", order="name")


def test_names_come_first_when_words_are_looked_for_in_the_usual_order() -> None:
    assert Asked(query="mara").search.sort is StudioSort.BEST
    assert Asked(query="mara", order="name").search.sort is StudioSort.NAME
    assert Asked().search.sort is StudioSort.USED


@pytest.mark.parametrize("sort", list(StudioSort))
def test_a_saved_search_leads_to_what_was_saved(sort: StudioSort) -> None:
    saved = Search(query="mara", label_id=UUID(ONE), is_unfiled=True, is_archived=True, sort=sort)
    asked = Asked.of_search(saved)
    again = Asked.of_address({"q": "mara", "label": ONE, "folder": UNFILED, "shelf": "archived", "order": asked.order})
    assert again == asked
    assert again.search.model_copy(update={"sort": sort}) == saved
