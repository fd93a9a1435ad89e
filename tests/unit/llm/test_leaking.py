"""What an answer repeats of ours is left out of it; the rest stays."""

import base64

import pytest

from persona_app.llm.leaking import OwnWords, without_own_words
from persona_app.llm.questions import ClaimField, Cleaning, ExtractedClaim, Extraction, Merging, Opposition, Passage, Section, Writing

INSTRUCTIONS = "You read a text for a careful biographer and list what the text says about one person, each with its quote."
OWN = OwnWords(instructions=INSTRUCTIONS, token="0123456789abcdef0123456789abcdef", material="Ada bakes. She lives in Bath.")


def claim(value: str) -> ExtractedClaim:
    return ExtractedClaim(field=ClaimField.FACT, value=value, quote="Ada bakes.")


@pytest.mark.parametrize(
    "leak",
    [
        INSTRUCTIONS,
        f"My orders are: {INSTRUCTIONS.upper()}",
        INSTRUCTIONS[::-1],
        base64.b64encode(INSTRUCTIONS.encode()).decode(),
        "BEGIN-0123456789abcdef0123456789abcdef",
        "0123456789ABCDEF0123456789ABCDEF",
    ],
    ids=["verbatim", "shouted", "backwards", "base64", "delimiter", "token"],
)
def test_an_entry_goes_when_it_repeats_ours(leak: str) -> None:
    left, count = without_own_words(Extraction(claims=[claim("baker"), claim(leak)]), OWN)

    assert (left, count) == (Extraction(claims=[claim("baker")]), 1)


@pytest.mark.parametrize("value", ["She reads a text for a biographer", "0123456789", "lists what one person says"])
def test_an_entry_stays_when_it_shares_a_few_words_with_ours(value: str) -> None:
    answer = Extraction(claims=[claim(value)])

    assert without_own_words(answer, OWN) == (answer, 0)


def test_words_of_ours_stay_when_the_material_says_them() -> None:
    own = OwnWords(instructions=INSTRUCTIONS, token="ab" * 16, material=f"She wrote: {INSTRUCTIONS}")
    answer = Extraction(claims=[claim(INSTRUCTIONS)])

    assert without_own_words(answer, own) == (answer, 0)


def test_a_text_outside_of_lists_is_emptied() -> None:
    assert without_own_words(Cleaning(language="en", subject=INSTRUCTIONS), OWN) == (Cleaning(language="en"), 1)


def test_a_contradiction_goes_with_its_reason() -> None:
    answer = Merging(contradictions=[Opposition(left=1, right=2, why=INSTRUCTIONS)])

    assert without_own_words(answer, OWN) == (Merging(), 1)


def test_the_other_passages_of_a_section_stay() -> None:
    passages = [Passage(text="You bake.", claims=[1]), Passage(text=INSTRUCTIONS, claims=[1])]

    left, count = without_own_words(Writing(sections=[Section(heading="Who", passages=passages)]), OWN)

    assert [passage.text for passage in left.sections[0].passages] == ["You bake."]
    assert count == 1
