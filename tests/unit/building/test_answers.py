"""Under which key answers are kept, and without which characters."""

import pytest

from persona_app.building import prompts
from persona_app.building.answers import answer_key, reader_of, storable
from persona_app.llm.errors import EngineAnswerUnusable
from persona_app.llm.questions import ExtractedClaim, Extraction
from tests.factories.engines import LineEngine


def test_key_changes_with_everything_the_answer_depends_on():
    engine, prompt = LineEngine(), prompts.extract("Ada sings.", subject="Ada")
    others = [
        (LineEngine(name="openai"), prompt),
        (LineEngine(model="larger"), prompt),
        (engine, prompts.extract("Ada sings!", subject="Ada")),
        (engine, prompts.extract("Ada sings.", subject="")),
        (engine, prompts.clean("Ada sings.")),
        (engine, type(prompt)(**{**vars(prompt), "version": "next"})),
        (engine, type(prompt)(**{**vars(prompt), "instructions": "Do it well."})),
    ]

    keys = {answer_key(each, asked) for each, asked in [(engine, prompt), *others]}

    assert len(keys) == len(others) + 1
    assert answer_key(LineEngine(), prompts.extract("Ada sings.", subject="Ada")) == answer_key(engine, prompt)


def test_reader_changes_with_what_reads_and_not_with_what_writes():
    engine = LineEngine()

    assert reader_of(engine, prompts.VERSIONS) == reader_of(engine, {**prompts.VERSIONS, "write": "next"})
    assert reader_of(engine, prompts.VERSIONS) != reader_of(engine, {**prompts.VERSIONS, "extract": "next"})


def test_answer_loses_what_the_database_cannot_keep():
    answer = Extraction(claims=[ExtractedClaim(field="fact", value="si\x00ngs", quote="Ada\x00 sings")])

    value, kept = storable(answer)

    assert (value.claims[0].value, value.claims[0].quote) == ("sings", "Ada sings")
    assert kept["claims"][0]["quote"] == "Ada sings"


def test_answer_is_unusable_when_nothing_else_is_left_of_it():
    with pytest.raises(EngineAnswerUnusable):
        storable(Extraction(claims=[ExtractedClaim(field="fact", value="\x00", quote="Ada")]))
