"""Lines in their scenes, as the evidence panel shows them."""

from uuid import UUID

import pytest

from persona_app.enrichment.schemas import ThoughtLineView
from persona_app.movies.schemas import SceneLine
from persona_app.web.shown.scenes import bare_scene, kept_scene, marked_words, shown_scene

SAID = "Salt is always wet. That is its nature."


def line(at: int, who: str, text: str, *, exchange: int, is_marked: bool = False) -> SceneLine:
    ids = {"id": UUID(int=at), "character_id": UUID(int=100), "movie_id": UUID(int=200), "exchange_id": UUID(int=exchange)}
    return SceneLine(character=who, movie="The Salt Office", position=at, text=text, is_marked=is_marked, **ids)


def test_the_words_are_marked_within_their_line_and_the_scene() -> None:
    scene = [
        line(1, "MARIT", "Good night.", exchange=1),
        line(2, "MARIT", "You weighed it wet again.", exchange=2),
        line(3, "TOLLEF", SAID, exchange=2, is_marked=True),
    ]
    shown = shown_scene(scene, start=20, end=39, quote=SAID[20:39])
    assert shown.title == "TOLLEF, The Salt Office"
    assert [(one.before, one.quote) for one in shown.lines][-1] == ("Salt is always wet. ", "That is its nature.")
    assert [one.is_break for one in shown.lines] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SAID, ("", "Salt is always wet.", " That is its nature.")),
        (f"Well. {SAID}", ("Well. ", "Salt is always wet.", " That is its nature.")),
        ("Something else.", ("", "Something else.", "")),
    ],
    ids=["as-it-was", "moved", "gone"],
)
def test_words_are_found_again_when_a_corpus_was_imported_anew(text: str, expected: tuple[str, str, str]) -> None:
    assert marked_words(text, start=0, end=19, quote="Salt is always wet.") == expected


def test_the_kept_copy_says_that_it_is_one() -> None:
    kept = ThoughtLineView(
        line_id=UUID(int=3), character="TOLLEF", movie="The Salt Office", quote=SAID[:19], start=0, end=19, text=SAID, answered_text="Wet?"
    )
    shown = kept_scene(kept)
    assert [one.quote or one.before for one in shown.lines] == ["Wet?", "Salt is always wet."]
    assert "was removed" in shown.note
    assert bare_scene("3", "Salt").lines[0].quote == "Salt"
