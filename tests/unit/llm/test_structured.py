"""Reading answers without trusting them."""

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.llm.questions import Assessment, Cleaning, Extraction, Merging, Writing
from persona_app.llm.structured import NotReadable, read_answer, strict_schema

CLAIM = {"field": "occupation", "value": "baker", "quote": "Ada is a baker", "who": ""}
GOOD = json.dumps({"claims": [CLAIM]})


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Of course!\n{GOOD}\nAnything else?",
        f"<think>maybe {{x}}</think>{GOOD}",
        f"[{GOOD}]",
        json.dumps([CLAIM]),
        GOOD.replace("}]", "},]"),
        GOOD.replace('"', "'"),
        GOOD.replace('"claims"', "claims"),
        GOOD[:-1] + "  // done\n}",
    ],
)
def test_the_claim_is_found_when_the_json_is_dressed_up(text: str) -> None:
    reading = read_answer(text, returning=Extraction)

    assert reading.value.model_dump(mode="json") == {"claims": [CLAIM]}
    assert reading.dropped == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "no",
        "null",
        "42",
        '"words"',
        "{}",
        '{"claims": [',
        GOOD[:-3],
        GOOD[:-1],
        '{"claims": [] and so on',
        GOOD[:-2] + ', {"field": "fact", "tags": []',
        "[" * 10_000,
        '{"a":' * 10_000,
        "9" * 5_000,
    ],
)
def test_it_is_refused_when_nothing_can_be_read(text: str) -> None:
    with pytest.raises(NotReadable):
        read_answer(text, returning=Extraction)


def test_only_the_invalid_entries_are_dropped_when_some_fit() -> None:
    broken = [{"field": "hobby", "value": "x", "quote": "y"}, CLAIM | {"value": ""}, "words", None, CLAIM | {"quote": "q" * 601}]

    reading = read_answer(json.dumps({"claims": [broken[0], CLAIM, *broken[1:], CLAIM]}), returning=Extraction)

    assert len(reading.value.claims) == 2
    assert reading.dropped == len(broken)


def test_a_section_is_kept_when_one_of_its_passages_is_invalid() -> None:
    section = {"heading": "About", "passages": [{"text": "", "claims": [1]}, {"text": "Bakes.", "claims": [1, "x", 2]}]}

    reading = read_answer(json.dumps({"sections": [section]}), returning=Writing)

    assert [(passage.text, passage.claims) for passage in reading.value.sections[0].passages] == [("Bakes.", [1, 2])]
    assert reading.dropped == 2


def test_it_is_refused_when_no_entry_fits_and_the_problem_repeats_nobodys_words() -> None:
    with pytest.raises(NotReadable) as caught:
        read_answer(json.dumps({"claims": [{"field": "secret hobby", "value": "private words", "quote": "q"}]}), returning=Extraction)

    assert "claims.0.field" in str(caught.value)
    assert "private words" not in str(caught.value)
    assert "secret hobby" not in str(caught.value)


def test_a_score_out_of_range_is_refused_since_no_list_can_do_without_it() -> None:
    with pytest.raises(NotReadable, match=r"openness\.score"):
        read_answer('{"openness": {"score": 300, "confidence": 5, "claims": [1]}}', returning=Assessment)


def test_an_answer_that_says_nothing_is_fine_when_it_says_so() -> None:
    assert read_answer('{"claims": []}', returning=Extraction).value == Extraction()
    assert read_answer('{"openness": null}', returning=Assessment).value == Assessment()


def test_ten_thousand_invalid_entries_are_dropped_in_seconds() -> None:
    started = time.perf_counter()

    reading = read_answer(json.dumps({"claims": [CLAIM, *[{"field": 1}] * 10_000]}), returning=Extraction)

    assert reading.dropped == 10_000
    assert time.perf_counter() - started < 5


@given(st.text())
def test_whatever_a_model_says_is_read_or_refused(text: str) -> None:
    for returning in (Cleaning, Extraction, Merging, Assessment, Writing):
        with contextlib.suppress(NotReadable):
            assert isinstance(read_answer(text, returning=returning).value, returning)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["claims", "drop", "same", "sections", "passages", "ids", "openness", "text", "first"]), inner, max_size=4
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_json_a_model_makes_is_read_or_refused(data: object) -> None:
    for returning in (Cleaning, Extraction, Merging, Assessment, Writing):
        with contextlib.suppress(NotReadable):
            assert isinstance(read_answer(json.dumps(data), returning=returning).value, returning)


@pytest.mark.parametrize("returning", [Cleaning, Extraction, Merging, Assessment, Writing])
def test_the_strict_schema_keeps_to_the_subset_that_endpoints_take(returning: type) -> None:
    schema = strict_schema(returning)
    objects = [schema, *schema.get("$defs", {}).values()]

    assert schema["properties"].keys() == returning.model_fields.keys()
    for node in (node for node in objects if "properties" in node):
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False
        for described in node["properties"].values():
            assert not described.keys() & {"default", "minLength", "maxLength", "minimum", "maximum", "title"}
            assert "$ref" not in described or described.keys() == {"$ref"}
