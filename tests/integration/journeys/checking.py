"""The one checker of versions: every citation stands where it says, and the version says what it was made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from persona_app.building.prompts import composed_version
from persona_app.personas.schemas import VersionView

CITED_TIMES = 12


@dataclass(frozen=True)
class Datum:
    """A datum as it lies in the database."""

    id: UUID
    number: int
    text: str


@dataclass(frozen=True)
class Writer:
    """What a version should say about the engine that made it."""

    engine: str
    model: str
    is_extractive: bool


def assert_every_citation_stands(version: VersionView, data: Sequence[Datum]) -> int:
    """Wherever in the profile a citation is: its words stand at its offsets in a datum that the version rests on. How many there were.

    A claim without any, or a citation of a kind that a build from data cannot have, fails as well.
    """
    texts = {str(datum.id): datum.text for datum in data if datum.id in version.data_ids}
    profile = version.profile.model_dump(mode="json", by_alias=True)
    found = list(citations(profile))
    for each in found:
        assert each["kind"] in {"data", "author"}, each
        if each["kind"] == "data":
            assert each["data_id"] in texts, f"{each} is none of this version's data"
            assert 0 <= each["start"] < each["end"] <= len(texts[each["data_id"]]), each
            assert texts[each["data_id"]][each["start"] : each["end"]] == each["quote"], each
    claims = list(claims_of(profile))
    assert all(0 < len(claim["citations"]) <= CITED_TIMES and claim["support"] >= len(claim["citations"]) for claim in claims)
    numbers = {str(datum.id): datum.number for datum in data}
    for claim in claims:
        cited = [numbers[each["data_id"]] for each in claim["citations"] if each["kind"] == "data"]
        assert cited == sorted(cited), f"the oldest datum comes first: {claim}"
    _assert_factors_rest_on_claims(profile, {claim["id"] for claim in claims})
    return sum(each["kind"] == "data" for each in found)


def assert_provenance_is_whole(version: VersionView, data: Sequence[Datum], *, writer: Writer) -> None:
    """Which data in which order, which engine, model and prompts, what it took, and a hash that fits the content."""
    in_order = [datum.id for datum in sorted(data, key=lambda each: each.number)]
    assert list(version.data_ids) == in_order[: version.data_count], "every datum there was, in order of creation"
    assert version.data_count > 0
    assert (version.engine, version.model, version.is_extractive) == (writer.engine, writer.model, writer.is_extractive)
    assert version.prompt_version == composed_version()
    assert version.content.strip()
    assert version.content_sha256 == sha256(version.content.encode()).hexdigest()
    assert version.origin == "built"
    assert version.run_id is not None
    assert version.summary.startswith("Built from ")
    assert version.duration_ms >= 0
    if writer.is_extractive:
        assert (version.prompt_tokens, version.completion_tokens, version.cost_usd) == (0, 0, 0)
    else:
        assert version.prompt_tokens > 0
        assert version.completion_tokens > 0


def citations(value: Any) -> Iterator[dict[str, Any]]:
    """Every citation in a dumped profile, told by its shape, however deep and under whatever name."""
    if isinstance(value, dict):
        if value.get("kind") in {"data", "line", "author", "inherited"}:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from citations(inner)


def claims_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every claim in a dumped profile, the sides of contradictions included."""
    if isinstance(value, dict):
        if {"id", "value", "support"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from claims_of(inner)


def _assert_factors_rest_on_claims(profile: dict[str, Any], claim_ids: set[str]) -> None:
    for name, factor in profile["personality"]["big_five"].items():
        if factor is not None:
            assert factor["citations"], name
            assert set(factor["claim_ids"]) <= claim_ids, f"{name} rests on a claim that the profile does not hold"
