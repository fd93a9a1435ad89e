"""The corpus keeps its own promises: complete pairs, known fields, and lists that the ruler scores as perfect."""

import pytest

from persona_app.llm.questions import ClaimField
from tests.quality.corpus import HERE, SETS, Sample, read_expectation, samples
from tests.quality.report import interval, macro, measure, micro, render
from tests.quality.scorer import UNSCORED, ScoredClaim, score

OURS = [sample for name in ("held_out", "own") for sample in samples(name)]
SCORED = {field.value for field in ClaimField} - UNSCORED


def as_claims(sample: Sample) -> list[ScoredClaim]:
    return [ScoredClaim(item.field, item.accept[0], item.who) for item in sample.expectation.expected]


def test_twenty_held_out_and_twenty_five_development_texts_have_lists_when_counted() -> None:
    assert [len(list(samples(name))) for name in ("held_out", "own")] == [20, 25]


@pytest.mark.parametrize("path", sorted(p for name in SETS for p in (HERE / name).glob("*.expected.json")), ids=lambda p: p.stem)
def test_list_names_only_fields_of_the_profile_when_read(path) -> None:
    expectation = read_expectation(path)
    assert {item.field for item in (*expectation.expected, *expectation.forbidden)} <= SCORED
    assert all(item.accept and all(item.accept) for item in expectation.expected)


@pytest.mark.parametrize("sample", OURS, ids=lambda sample: sample.name)
def test_reader_scores_full_precision_and_nearly_full_recall_when_scored_against_the_own_list(sample: Sample) -> None:
    total = score(sample.expectation, as_claims(sample), text=sample.text).total
    assert total.precision == 1.0
    assert total.recall is not None
    assert total.recall >= 0.97


@pytest.mark.parametrize("sample", OURS, ids=lambda sample: sample.name)
def test_forbidden_claim_is_wrong_when_made(sample: Sample) -> None:
    claims = [ScoredClaim(no.field, no.value, quote=sample.text[:40]) for no in sample.expectation.forbidden]
    assert score(sample.expectation, claims, text=sample.text).total.forbidden == len(claims)


def test_report_has_rates_and_intervals_when_half_the_texts_find_everything() -> None:
    by_text = {sample.text: as_claims(sample) if position % 2 else [] for position, sample in enumerate(OURS)}
    measured = measure(OURS, extract=lambda text: by_text[text])
    low, high = interval(measured, lambda some: micro(some).recall) or (0.0, 0.0)
    assert 0 < low < (micro(measured).recall or 0) < high < 1
    assert macro(measured, lambda tally: tally.precision) == 1.0
    document = render({"held_out": measured, "companions": []}, engine="nobody")
    assert "precision, micro | 1.00" in document
    assert "Not measured" in document
