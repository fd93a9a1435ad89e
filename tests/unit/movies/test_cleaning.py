"""Markup goes, what is said stays."""

import pytest

from persona_app.movies.cleaning import clean, searchable


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("I <u>never</u> said <b>T</b>im.", "I never said Tim."),
        ('<font color="red">Stop</font><br>there', "Stop there"),
        ("An unbalanced <i>word, and </pre> more", "An unbalanced word, and more"),
        ("<I'm> not a tag", "<I'm> not a tag"),
        ("<cardiac red alert> now", "<cardiac red alert> now"),
        ("<i mean it> he said", "<i mean it> he said"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("&quot;Yes&quot; &amp; no&emdash;both", '"Yes" & no\u2014both'),
        ("AT&T, R&B, &copy that", "AT&T, R&B, &copy that"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("&#8220;Well&#8221; &#x2014; no", "\u201cWell\u201d \u2014 no"),
        ("two\tcolumns\r\n and  spaces ", "two columns and spaces"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("  ", ""),
    ],
    ids=lambda text: repr(text.encode("unicode_escape"))[:30],
)
def test_markup_and_damage_go_and_words_stay(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned


def test_what_is_looked_for_is_written_as_what_is_searched() -> None:
    assert searchable("Amélie  O'BRIEN (x-ray)") == "amelie o brien x ray"
    assert searchable("Straße") == "strasse"
