"""Long texts, as much of them as a page can show."""

from persona_app.web.shown.texts import LEAD, WINDOW, Place, shown_text


def test_a_short_text_is_shown_whole() -> None:
    shown = shown_text("Mara keeps the light.", until=WINDOW)
    assert (shown.before, shown.quote, shown.rest) == ("Mara keeps the light.", "", "")


def test_a_long_text_says_how_much_is_left_and_grows() -> None:
    text = "x" * (WINDOW + 5)
    first = shown_text(text, until=WINDOW)
    assert (len(first.before), first.rest) == (WINDOW, "5 characters more")
    assert shown_text(text, until=first.until + WINDOW).rest == ""


def test_the_marked_place_is_shown_between_its_surroundings() -> None:
    shown = shown_text("Mara keeps the light.", until=WINDOW, place=Place(start=5, end=10))
    assert (shown.before, shown.quote, shown.after) == ("Mara ", "keeps", " the light.")


def test_a_place_far_in_the_text_is_shown_with_a_little_before_it() -> None:
    text = "x" * (3 * WINDOW) + "here" + "y" * 10
    place = Place(start=3 * WINDOW, end=3 * WINDOW + 4)
    shown = shown_text(text, until=WINDOW, place=place)
    assert (shown.begins_at, len(shown.before), shown.quote, shown.after) == (place.start - LEAD, LEAD, "here", "y" * 10)


def test_a_place_outside_the_text_is_ignored() -> None:
    shown = shown_text("short", until=WINDOW, place=Place(start=3, end=99))
    assert (shown.before, shown.quote) == ("short", "")
