"""What the offline engine reached in describing personas stays reached, and the published figures are of these rules."""

import pytest

from persona_app.publishing.schemas import Rating
from tests.quality.descriptions import Told, section, tag_counts, told, too_mild
from tests.quality.report import OUTPUT

INNUENDO = {"innuendo", "hint"}
"""Not a listed word in them: without a model nobody can tell, and the document says so."""


@pytest.fixture(scope="module")
def found() -> tuple[Told, ...]:
    """What it says of the labelled personas."""
    return told()


def test_tags_are_hardly_ever_wrong_and_most_are_found(found: tuple[Told, ...]) -> None:
    counts = tag_counts(found)
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.97
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.6


def test_nothing_is_rated_too_mildly_but_innuendo(found: tuple[Told, ...]) -> None:
    assert set(too_mild(found)) <= INNUENDO


def test_nothing_is_called_safe_that_the_lists_cannot_read(found: tuple[Told, ...]) -> None:
    said = {each.sample.name: each.description.rating for each in found}
    assert said["german_gardener"] is said["order"] is said["code"] is Rating.UNRATED


def test_gender_and_age_are_never_made_up(found: tuple[Told, ...]) -> None:
    made_up = [
        each.sample.name
        for each in found
        if each.description.gender.value not in {each.sample.gender, "unknown"}
        or each.description.age_bucket.value not in {each.sample.bucket, "unknown"}
    ]
    assert made_up == []


def test_published_figures_are_of_these_rules() -> None:
    assert section() in OUTPUT.read_text(encoding="utf-8"), "run: python -m tests.quality.report"
