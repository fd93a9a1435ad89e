"""Pronouns and verbs turned to `you`."""

import pytest

from persona_app.llm.offline.addressing import Subject, agreeing_on, to_you

SHE = Subject("Ada Byron", "f")
HE = Subject("Tom Lind", "m")
UNKNOWN = Subject()


@pytest.mark.parametrize(
    ("subject", "phrase", "turned"),
    [
        (SHE, "her garden", "your garden"),
        (SHE, "inspiring those around her", "inspiring those around you"),
        (SHE, "the people who raised her and sent her to school", "the people who raised you and sent you to school"),
        (SHE, "a friend of hers", "a friend of yours"),
        (SHE, "dedicating herself to the sea", "dedicating yourself to the sea"),
        (SHE, "doing what she wants", "doing what you want"),
        (SHE, "the house she was born in", "the house you were born in"),
        (SHE, "the boat she has never sold", "the boat you have never sold"),
        (SHE, "his garden", "his garden"),
        (SHE, "her sister and her children", "your sister and her children"),
        (SHE, "her brother and her children", "your brother and your children"),
        (SHE, "her mother's sorrow", "your mother's sorrow"),
        (SHE, "meeting a woman and her dog", "meeting a woman and her dog"),
        (SHE, "walking to Ada's shop in her slippers", "walking to Ada's shop in your slippers"),
        (SHE, "helping people in their own homes", "helping people in their own homes"),
        (HE, "his wife and his boat", "your wife and your boat"),
        (HE, "a cousin of his", "a cousin of yours"),
        (HE, "letters to him", "letters to you"),
        (HE, "her hat", "her hat"),
        (UNKNOWN, "my brother Quique", "your brother Quique"),
        (UNKNOWN, "before my knees find out", "before your knees find out"),
        (UNKNOWN, "one thing I'm grateful for", "one thing you’re grateful for"),
        (UNKNOWN, "a book I was given", "a book you were given"),
        (UNKNOWN, "a letter to me", "a letter to you"),
        (UNKNOWN, "top of their year", "top of your year"),
        (UNKNOWN, "visits neighbours in their homes", "visits neighbours in their homes"),
        (Subject("Sam", "n"), "their garden", "your garden"),
    ],
)
def test_only_what_means_the_person_is_turned_when_a_phrase_is_addressed(subject: Subject, phrase: str, turned: str) -> None:
    assert to_you(phrase, subject) == turned


@pytest.mark.parametrize(
    ("rest", "turned"),
    [
        (" the news and writes letters to the paper", " the news and write letters to the paper"),
        (" chess and never loses a game", " chess and never lose a game"),
        (" the dog, cooks the dinner and works at a bank", " the dog, cook the dinner and work at a bank"),
        (" films and books about trains", " films and books about trains"),
        (" bread and plays", " bread and plays"),
    ],
)
def test_joined_verbs_agree_when_they_are_verbs(rest: str, turned: str) -> None:
    assert agreeing_on(rest) == turned
