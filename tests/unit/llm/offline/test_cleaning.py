"""Cleaning: lines that say nothing, language, and whom a text is about."""

import pytest

from persona_app.llm.offline.cleaning import clean


def _dropped(text: str) -> list[str]:
    lines = text.split("\n")
    return [lines[i - 1] for part in clean(text).drop for i in range(part.first, part.last + 1)]


def test_menus_notices_and_page_numbers_are_dropped_when_a_page_carries_them() -> None:
    text = (
        "Home | About | Contact | Shop\nAnna Berg is a weaver.\nWe use cookies to improve this site. Accept all cookies\n"
        "She lives in Umeå.\nPage 3 of 7\n© 2024 Weavers. All rights reserved"
    )
    kept = {"Anna Berg is a weaver.", "She lives in Umeå."}
    assert set(text.split("\n")) - set(_dropped(text)) == kept


def test_separators_are_dropped_when_a_prompt_file_has_them() -> None:
    assert _dropped("You are Ada. You love maps.\n\n###ENDPREAMBLE###\n\nAda: Hello there, friend.") == ["###ENDPREAMBLE###"]


def test_running_heads_are_dropped_but_once_when_they_come_back() -> None:
    text = "\n".join(f"The Life of Ann Reid\nChapter {word} says more." for word in ("one", "two", "three"))
    assert _dropped(text) == ["The Life of Ann Reid"] * 2


def test_nothing_is_dropped_when_dialogue_repeats_itself() -> None:
    assert _dropped("\n".join(["Ann: Hello there, dear!", "Bob: Hello!"] * 4)) == []


def test_nothing_is_dropped_when_nothing_would_be_left() -> None:
    assert _dropped("Menu\nHome\nSearch") == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("You are Alex. You enjoy painting.", "Alex"),
        ("Interview with Ines Prado\n\nQ: Where do you live?\nA: In Porto.", "Ines Prado"),
        ("CURRICULUM VITAE\n\nName: Otto Brandt\nSkills: welding", "Otto Brandt"),
        ("The robot's name is Rosie. Rosie likes coffee.", "Rosie"),
        ("I am sure you will like Paul. I met Paul at sea. Paul is a cook. He is kind and he sings. Paul lives in Nantes.", "Paul"),
        ("Dear Jo,\n\nI moved to Bath and I love my new flat.\n\nLove,\nHelen Marsh", "Helen Marsh"),
        ("It rained. The road was long. Nothing else happened.", ""),
    ],
)
def test_the_subject_is_the_person_the_text_is_about_when_it_tells(text: str, subject: str) -> None:
    assert clean(text).subject == subject


def test_language_is_named_when_the_text_is_long_enough() -> None:
    assert clean("Elle habite à Lyon depuis dix ans et elle adore la musique classique.").language == "fr"
    assert clean("Hm.").language == ""
