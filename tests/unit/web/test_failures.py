"""What a browser reports is logged without its words."""

from collections.abc import Iterator

import pytest
from loguru import logger

from persona_app.web.failures import frontend_failed

STACK = (
    "    at parse (<anonymous>)\n    at Ne (http://localhost:3000/assets/studio-BS2yvuVF.js:12:345)\n"
    "    at http://localhost:3000/assets/_404_._index-Df3.js:1:2\n    at Ne (http://localhost:3000/assets/studio-BS2yvuVF.js:12:345)"
)


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is logged meanwhile."""
    found: list[str] = []
    sink = logger.add(lambda message: found.append(message.record["message"]), level="DEBUG")
    yield found
    logger.remove(sink)


def test_kind_and_places_are_logged_without_the_words_when_a_browser_reports_an_error(lines: list[str]) -> None:
    said = """SyntaxError: Unexpected token 'O', "Odalind Vesper"... is not valid JSON"""
    frontend_failed(Exception(f"{said}\n{said}\n{STACK}"))
    assert lines == ["browser reports: SyntaxError at studio-BS2yvuVF.js:12:345 < _404_._index-Df3.js:1:2"]


@pytest.mark.parametrize(
    "said", ["Odalind Vesper", "Odalind: Vesper", "undefined: Odalind Vesper\nundefined", "Odalind Vesper Error: no", ""]
)
def test_nothing_of_it_is_logged_when_it_has_no_kind_and_no_place(lines: list[str], said: str) -> None:
    frontend_failed(Exception(said))
    assert lines == ["browser reports: an error at no place of ours"]
