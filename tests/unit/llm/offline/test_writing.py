"""The written persona: plain sentences, each with its claims."""

import re

from persona_app.llm.offline.extracting import extract
from persona_app.llm.offline.writing import write
from persona_app.llm.questions import ClaimField, NumberedClaim, WriteQuestion, Writing
from tests.unit.llm.offline.stories import STORIES


def _write(name: str = "Ada Byron", **fields: list[str]) -> Writing:
    pairs = [(ClaimField(field), value) for field, values in fields.items() for value in values]
    return write(WriteQuestion(name=name, claims=[NumberedClaim(id=i, field=field, text=text) for i, (field, text) in enumerate(pairs)]))


def _texts(writing: Writing) -> list[str]:
    return [passage.text for section in writing.sections for passage in section.passages]


def test_sentences_are_in_the_second_person_when_claims_are_written() -> None:
    writing = _write(occupation=["engineer", "runs a bakery"], like=["her garden", "maps", "tea"], age=["34"])
    assert _texts(writing) == ["You are 34 years old.", "You are an engineer. You run a bakery.", "You like your garden, maps and tea."]


def test_every_claim_is_written_once_when_texts_differ() -> None:
    writing = _write(
        like=["tea", "Tea", "maps"],
        trait=["kind"],
        background=["born in Cork in 1939", "grew up in Leeds", "from Porto"],
        fact=["allergic to cats"],
    )
    ids = [i for section in writing.sections for passage in section.passages for i in passage.claims]
    assert sorted(ids) == [0, 2, 3, 4, 5, 6, 7]
    assert "You were born in Cork in 1939; you grew up in Leeds; you come from Porto." in _texts(writing)


def test_habits_are_conjugated_when_they_came_in_the_third_person() -> None:
    assert _texts(_write(habit=["always wears a blue jumper", "plays dominoes", "does not drink"])) == [
        "You always wear a blue jumper, play dominoes and do not drink."
    ]


def test_nothing_is_written_when_there_are_no_claims() -> None:
    assert _write().sections == []


def test_every_passage_has_claims_and_ends_as_a_sentence_when_stories_are_written() -> None:
    for story in STORIES:
        claims = [NumberedClaim(id=i, field=claim.field, text=claim.value) for i, claim in enumerate(extract(story.text).claims)]
        for section in write(WriteQuestion(name="X", claims=claims)).sections:
            assert section.passages
            for passage in section.passages:
                assert passage.claims
                assert passage.text[0].isupper()
                assert re.search(r"[.!?…”\"]$", passage.text), passage.text
                assert "  " not in passage.text
