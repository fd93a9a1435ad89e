"""Characters and the split of their lines, as pages show them."""

from uuid import UUID

from persona_app.enrichment.sampling import share_out
from persona_app.enrichment.schemas import ChosenCharacter, Split
from persona_app.web.shown.characters import film_of, shown_split


def split(**available: int) -> Split:
    """Characters of one film, by name."""
    shares = share_out(list(available.values()))
    return Split(
        characters=tuple(
            ChosenCharacter(character_id=UUID(int=at), name=name, movie="The Salt Office", corpus="own", available=has, share=share)
            for at, ((name, has), share) in enumerate(zip(available.items(), shares, strict=True), start=1)
        )
    )


def test_the_bar_shows_who_gives_how_many_of_how_many() -> None:
    shown = shown_split(split(Marit=640, Tollef=640, Ebba=640))
    assert [(one.share, one.words) for one in shown.shares] == [
        ("167", "167 of 640 lines"),
        ("167", "167 of 640 lines"),
        ("166", "166 of 640 lines"),
    ]
    assert (shown.sentence, shown.label) == ("500 lines are read, spread over the whole of each film.", "Read 3 characters")


def test_the_sentence_names_who_says_less_when_others_make_up_for_it() -> None:
    assert shown_split(split(Marit=640, Ebba=12)).sentence == "500 lines are read: all that Ebba says, and more of the others instead."
    assert "all that Ebba, Tollef say" in shown_split(split(Ebba=12, Tollef=200, Marit=640)).sentence
    assert "all that A, B, C and 1 more say" in shown_split(split(A=1, B=2, C=3, D=4, Marit=640)).sentence


def test_the_sentence_says_so_when_all_together_say_less_than_500() -> None:
    assert shown_split(split(Marit=300, Ebba=12)).sentence == "They say only 312 lines in all, so 312 are used."
    assert shown_split(split(Ebba=12)).sentence == "Ebba says only 12 lines in all, so 12 are used."


def test_exactly_500_lines_are_no_shortage() -> None:
    assert shown_split(split(Marit=250, Ebba=250)).sentence == "500 lines are read, spread over the whole of each film."


def test_numbers_leave_the_bar_when_its_parts_are_too_narrow_for_them() -> None:
    assert shown_split(split(**{f"c{at}": 500 for at in range(8)})).has_numbers
    assert not shown_split(split(**{f"c{at}": 500 for at in range(9)})).has_numbers


def test_a_film_is_told_from_others_by_its_year() -> None:
    assert film_of("The Salt Office", 1974, ["drama", "mystery"]) == "The Salt Office (1974) · drama, mystery"
    assert film_of("The Salt Office", None) == "The Salt Office"
