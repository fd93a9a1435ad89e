"""Addresses: readable, safe and short, whatever somebody is called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.publishing.slugs import ALPHABET, LONGEST_SLUG, PATTERN, digest_of, make_slug, random_characters

HOSTILE = ("../../etc/passwd", "<script>alert(1)</script>", "a\x00b", "%2e%2e", "\u202egnp.exe", "?q=1#x", "\ud800", "ﷺ" * 40, "🦊" * 300)


@given(name=st.text(max_size=300), headline=st.text(max_size=300))
def test_slug_is_lower_case_letters_digits_and_single_hyphens_whatever_the_words(name: str, headline: str) -> None:
    slug = make_slug(name, headline)
    assert re.fullmatch(PATTERN, slug)
    assert 7 < len(slug) <= LONGEST_SLUG
    assert re.fullmatch(rf"-[{ALPHABET}]{{6}}", slug[-7:])


@given(name=st.text(max_size=50), headline=st.text(max_size=50))
def test_slug_differs_only_in_its_last_six_characters_when_made_twice(name: str, headline: str) -> None:
    first, second = (make_slug(name, headline, random=lambda drawn=drawn: drawn) for drawn in ("aaaaaa", "zzzzzz"))
    assert first[:-6] == second[:-6]
    assert (first[-6:], second[-6:]) == ("aaaaaa", "zzzzzz")


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_slug_leads_nowhere_else_when_the_name_is_hostile(name: str) -> None:
    assert re.fullmatch(PATTERN, make_slug(name, name))
    assert len(digest_of(name)) == 64


@pytest.mark.parametrize(
    ("name", "headline", "readable"),
    [
        ("Mara Quell", "A baker", "mara-quell-a-baker"),
        ("Jürgen Ærø", "", "jurgen-aero"),
        ("Мария", "пекарь", "mariia-pekar"),
        ("李小龙", "", "li-xiao-long"),
        ("", "", "persona"),
        ("🦊", "!!!", "persona"),
        ("Mara", "word " * 40, "mara-" + "-".join(["word"] * 11)),
        ("x" * 200, "", "x" * 60),
    ],
    ids=["plain", "accents", "cyrillic", "chinese", "nothing", "nothing sayable", "cut at a word", "one long word"],
)
def test_slug_is_readable_in_latin_letters(name: str, headline: str, readable: str) -> None:
    assert make_slug(name, headline)[:-7] == readable


def test_random_characters_are_six_and_rarely_the_same() -> None:
    drawn = [random_characters() for _ in range(1000)]
    assert {len(each) for each in drawn} == {6}
    assert len(set(drawn)) > 990
