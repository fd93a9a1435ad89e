"""Extraction by rules: what each kind of text says, and what it does not say, about its person."""

import time

import pytest

from persona_app.llm.offline.extracting import extract
from persona_app.llm.questions import ClaimField, ExtractedClaim
from tests.unit.llm.offline.stories import STORIES, Story


def _fits(claim: ExtractedClaim, line: str) -> bool:
    field, _, rest = line.partition(": ")
    value, _, who = rest.partition("/") if field == "relationship" else (rest, "", "")
    return claim.field == field and value.lower() in claim.value.lower() and who.lower() in claim.who.lower()


def _values(text: str, field: ClaimField, *, subject: str = "") -> list[str]:
    return [claim.value for claim in extract(text, subject).claims if claim.field is field]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind)
def test_claims_are_found_when_the_text_says_them(story: Story) -> None:
    claims = extract(story.text, story.subject).claims
    missing = [line for line in story.says if not line.endswith("?") and not any(_fits(claim, line) for claim in claims)]
    assert missing == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind)
def test_nothing_is_claimed_when_the_text_says_it_of_others_or_denies_it(story: Story) -> None:
    claims = extract(story.text, story.subject).claims
    assert [line for line in story.silent if any(_fits(claim, line) for claim in claims)] == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind)
def test_every_quote_stands_verbatim_in_the_text_when_claims_are_made(story: Story) -> None:
    claims = extract(story.text, story.subject).claims
    assert claims
    assert all(claim.quote in story.text for claim in claims)


def test_role_prompt_gives_three_likes_when_they_are_listed() -> None:
    text = "You are Odd. You enjoy rowing,\ncarpentry and mending old radios. You dislike needless meetings."
    assert _values(text, ClaimField.LIKE) == ["rowing", "carpentry", "mending old radios"]
    assert _values(text, ClaimField.DISLIKE) == ["needless meetings"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Maria is not a doctor.",
        "Maria would love a dog.",
        "If Maria lived in Rome, she would be happy.",
        "Does Maria like jazz?",
        "Tom says that Maria is lazy.",
        "Maria's sister Ana is a dentist and loves opera.",
        "Maria might become a pilot.",
        '"I hate cheese," said Tom to Maria.',
    ],
)
def test_only_names_and_kin_are_claimed_when_nothing_is_stated_of_the_person(sentence: str) -> None:
    claims = extract(f"Maria Lopez moved in. {sentence}", "Maria Lopez").claims
    allowed = {ClaimField.NAME, ClaimField.GENDER, ClaimField.PRONOUNS, ClaimField.RELATIONSHIP}
    assert [claim for claim in claims if claim.field not in allowed and claim.value != "moved in"] == []


def test_pronouns_mean_the_other_person_when_she_was_the_topic_last() -> None:
    text = "Maria Lopez is a nurse. Her mother, Ann, taught piano. She loves Bach."
    assert _values(text, ClaimField.LIKE) == []
    assert _values(text, ClaimField.OCCUPATION) == ["nurse"]


def test_past_work_is_background_when_the_person_no_longer_does_it() -> None:
    text = "Anna Berg used to work as a teacher. Now she is a carpenter."
    assert _values(text, ClaimField.OCCUPATION) == ["carpenter"]
    assert _values(text, ClaimField.BACKGROUND) == ["worked as a teacher"]


def test_dislikes_are_claimed_when_liking_is_denied() -> None:
    assert _values("My name is Ole Dahl. I don't like coffee or tea.", ClaimField.DISLIKE) == ["coffee", "tea"]


def test_only_the_subjects_turns_count_when_two_people_chat() -> None:
    text = "Ana: I love chess.\nBen: I love boxing.\nAna: I live in Lyon.\nBen: I live in Bonn."
    assert _values(text, ClaimField.LIKE, subject="Ana") == ["chess"]
    assert _values(text, ClaimField.RESIDENCE, subject="Ben") == ["Bonn"]


def test_quotes_keep_the_authors_typography_when_it_is_not_plain() -> None:
    text = "My name is Zoë Łuk. I’m a florist — and I can’t stand “plastic” flowers."
    claims = extract(text).claims
    assert {claim.field for claim in claims} >= {ClaimField.OCCUPATION, ClaimField.DISLIKE}
    assert all(claim.quote in text for claim in claims)


def test_empty_texts_say_nothing_when_asked() -> None:
    assert extract("").claims == []
    assert extract(" \n\n ", "Maria").claims == []


def test_the_answer_is_the_same_when_asked_twice() -> None:
    assert [extract(story.text) for story in STORIES] == [extract(story.text) for story in STORIES]


HOSTILE = {
    "brackets": "(" * 10_000,
    "letters": "a" * 100_000,
    "commas": "Maria is kind, " * 3_000,
    "list": "I like " + "a, " * 20_000,
    "quotation marks": '"' * 20_000,
    "capitals": "Aaa " * 15_000,
    "line breaks": "\n" * 30_000,
    "turns": "A: b\n" * 8_000,
    "conjunctions": "and " * 20_000,
    "blanks": " " * 100_000 + "x",
    "names": "My name is " * 6_000,
    "particles": "Van der " * 8_000,
    "apostrophes": "I'm " * 15_000,
    "dashes": "- " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_extraction_ends_soon_when_the_text_is_hostile(name: str) -> None:
    started = time.process_time()
    extract(HOSTILE[name], "Maria Lopez")
    extract(HOSTILE[name])
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        (
            "My name is Ole Dahl. I studied mechanical engineering at the Norwegian University of Science and Technology and I like tea.",
            ClaimField.EDUCATION,
            ["studied mechanical engineering at the Norwegian University of Science and Technology"],
        ),
        (
            "Ole Dahl holds a master's degree from the Institute of Arts, Design and Technology in Oslo.",
            ClaimField.EDUCATION,
            ["master's degree from the Institute of Arts, Design and Technology in Oslo"],
        ),
        ("Ole Dahl works for Marks and Spencer and likes Bach and Handel.", ClaimField.LIKE, ["Bach", "Handel"]),
        ("Ole Dahl works for Marks and Spencer and likes tea.", ClaimField.OCCUPATION, ["works for Marks and Spencer"]),
        ("Ole Dahl attended the University of Leeds and Anna works as a cook.", ClaimField.EDUCATION, ["attended the University of Leeds"]),
    ],
)
def test_names_of_institutions_stay_whole_when_they_have_an_and_of_their_own(text: str, field: ClaimField, expected: list[str]) -> None:
    assert _values(text, field) == expected


@pytest.mark.parametrize("work", ["He works as a clockmaker six days a week.", "He is a clockmaker six days a week."])
def test_occupation_is_the_work_alone_when_a_schedule_follows(work: str) -> None:
    assert _values(f"Ole Dahl lives in Oslo. {work}", ClaimField.OCCUPATION) == ["clockmaker"]


def test_like_is_claimed_when_somebody_has_begun_to_like_it() -> None:
    text = "Maria Lopez is a nurse. She has begun to like crossword puzzles."
    assert _values(text, ClaimField.LIKE) == ["crossword puzzles"]
    assert _values(text, ClaimField.BACKGROUND) == []


def test_roles_named_before_the_subject_are_occupations_when_the_sentence_is_in_the_present() -> None:
    text = "My name is Ida Moe. As a diver and teacher, my days are filled with counting crabs and mending nets."
    assert _values(text, ClaimField.OCCUPATION) == ["diver", "teacher"]
    assert _values(text, ClaimField.HABIT) == ["counting crabs", "mending nets"]
    assert _values("My name is Ida Moe. As a diver, my days were long.", ClaimField.OCCUPATION) == []


def test_ages_of_the_dead_are_not_the_persons_when_a_relative_died() -> None:
    assert _values("Daniel Osei is a postman. His sister Abena died at the age of sixty.", ClaimField.AGE) == []
    assert _values("Daniel Osei was a postman. He died at the age of sixty-one.", ClaimField.AGE) == ["61"]
