"""Articles, lists, and which phrases stand without an article."""

import pytest

from persona_app.llm.offline.phrasing import Form, article, ended, form_of, joined, sentence_case, tidy, with_article


@pytest.mark.parametrize(
    "word",
    [
        "engineer",
        "hour",
        "honest man",
        "8-year-old",
        "18-year-old",
        "MSc",
        "X-ray",
        "FBI agent",
        "uncle",
        "usher",
        "unimpressed cat",
        "heir",
    ],
)
def test_article_is_an_when_a_vowel_is_heard(word: str) -> None:
    assert article(word) == "an"


@pytest.mark.parametrize(
    "word",
    [
        "baker",
        "university",
        "one-time boxer",
        "European",
        "user",
        "110-year-old",
        "unicorn",
        "UFO",
        "US citizen",
        "ukulele",
        "NASA engineer",
        "house",
    ],
)
def test_article_is_a_when_a_consonant_is_heard(word: str) -> None:
    assert article(word) == "a"


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("hill walking", Form.NOUN),
        ("strong tea", Form.NOUN),
        ("looking at the stars", Form.NOUN),
        ("the moment", Form.NOUN),
        ("card tricks", Form.NOUN),
        ("Shake Shack", Form.NOUN),
        ("failing the exam", Form.NOUN),
        ("children's books", Form.NOUN),
        ("look at the stars", Form.VERB),
        ("see Venice", Form.VERB),
        ("it's raining", Form.CLAUSE),
        ("there's nowhere to be", Form.CLAUSE),
        ("clean bench", Form.BARE),
        ("country", Form.BARE),
        ("waste so intensely", Form.BARE),
        ("school, free, for people", Form.BARE),
    ],
)
def test_form_is_known_only_when_the_words_tell(value: str, form: Form) -> None:
    assert form_of(value) is form


def test_values_are_joined_as_a_sentence_does() -> None:
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["salt and vinegar", "b", "c"]) == "salt and vinegar, b, and c"


@pytest.mark.parametrize(
    ("noun", "shown"),
    [
        ("beard", "a beard"),
        ("old hat", "an old hat"),
        ("the hat", "the hat"),
        ("her hat", "her hat"),
        ("brown eyes", "brown eyes"),
        ("glass eye", "a glass eye"),
    ],
)
def test_article_is_added_when_a_noun_needs_one(noun: str, shown: str) -> None:
    assert with_article(noun) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Storms", "storms"),
        ("Menu costing", "menu costing"),
        ("Python scripting", "Python scripting"),
        ("Walter Scott", "Walter Scott"),
        ("SPSS", "SPSS"),
    ],
)
def test_capital_is_taken_when_it_is_only_that_of_a_beginning(value: str, shown: str) -> None:
    assert sentence_case(value) == shown


def test_value_is_tidied_when_it_has_stops_and_semicolons() -> None:
    assert tidy("  one;  two ; three. ") == "one, two, three"
    assert ended("you say “no.”") == "You say “no.”"
    assert ended("you go") == "You go."
