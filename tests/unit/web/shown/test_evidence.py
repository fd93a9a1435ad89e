"""Quotes in their surroundings."""

import pytest

from persona_app.web.shown.evidence import from_a_word, to_a_word


@pytest.mark.parametrize(
    ("text", "shown"), [("ther opened in 1931. She", "opened in 1931. She"), ("x" * 50, "x" * 50), ("", ""), ("ends\n\nShe was", "She was")]
)
def test_surroundings_begin_with_a_whole_word(text: str, shown: str) -> None:
    assert from_a_word(text) == shown


@pytest.mark.parametrize(("text", "shown"), [(" and lives in Tro", " and lives in"), ("x" * 50, "x" * 50), ("", "")])
def test_surroundings_end_with_a_whole_word(text: str, shown: str) -> None:
    assert to_a_word(text) == shown
