"""Claims by the shape of a sentence: elliptic answers, people named in passing, phrases beside the verb."""

import pytest

from persona_app.llm.offline.extracting import extract


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Host: Hello Ruben.\nRuben: Hi.\nHost: What is your biggest fear?\nRuben: Losing my hearing.", "fear", "losing my hearing"),
        ("My name is Ada Holt. What am I good at? Spreadsheets and patience.", "skill", "spreadsheets"),
        ("Ada Holt trained under Hugh Ray. She is a potter.", "relationship", "teacher"),
        ("Ada Holt died in May. She is survived by her sons, Mark, a baker, and Peter.", "relationship", "son"),
        ("My name is Ada Holt. My parents came from Izmir on a cargo ship.", "background", "parents came from Izmir on a cargo ship"),
        ("Ada Holt is a potter. A tall woman with a limp, she walks to work.", "appearance", "tall"),
        ("Ada Holt is a potter. She is hopeless with names.", "trait", "hopeless with names"),
        ("My name is Ada Holt. I don't have a car.", "fact", "does not have a car"),
        ("Ada Holt is a potter. She took a degree in Latin from Leeds.", "education", "degree in Latin from Leeds"),
        ("ada_99 wrote: I live in Hull.\nada_99 wrote: I brew beer.", "residence", "Hull"),
    ],
)
def test_a_claim_is_found_when_its_sentence_has_an_unusual_shape(text: str, field: str, value: str) -> None:
    assert (field, value) in {(claim.field.value, claim.value) for claim in extract(text).claims}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Host: Hello.\nRuben: Hi.\nHost: What is your biggest fear?\nRuben: I have none.", "none"),
        ("My name is Ada Holt. Had I stayed in Rome I would be rich.", "stayed in Rome"),
        ("My name is Ada Holt. A year later, I moved to Rome.", "year later"),
        ("My name is Ada Holt. Spiders don't scare me.", "Spiders don't"),
        ("My name is Ada Holt. I was raised Catholic.", "Catholic"),
    ],
)
def test_nothing_is_claimed_when_the_shape_only_looks_like_one(text: str, value: str) -> None:
    assert value not in {claim.value for claim in extract(text).claims}
