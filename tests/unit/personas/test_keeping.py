"""Versions in memory: bounded, the least asked for go first, and nothing is kept that may have gone unheard."""

import tracemalloc
from uuid import uuid4

import pytest

from persona_app.core.clock import now
from persona_app.personas.keeping import KeptVersions, weight
from persona_app.personas.profile import Claim, DataCitation, Profile
from persona_app.personas.schemas import VersionView


def make_view(*, claims: int = 0, content: str = "# Mara") -> VersionView:
    made = dict.fromkeys(("summary", "origin", "engine", "model", "prompt_version", "content_sha256"), "")
    counts = dict.fromkeys(("prompt_tokens", "completion_tokens", "duration_ms", "dropped_quotes", "data_count"), 0)
    row = {"id": uuid4(), "author_id": uuid4(), "run_id": None, "persona_id": uuid4(), "number": 1, "semantic": "1.0.0", "data_ids": ()}
    said = tuple(
        Claim(
            id=f"claim-{number:060}",
            value=f"she wants to bake loaf {number} before the sun is up",
            citations=tuple(DataCitation(data_id=uuid4(), start=at, end=at + 40, quote=f"Quote {number}-{at}. " * 5) for at in range(3)),
            support=3,
        )
        for number in range(claims)
    )
    return VersionView(
        **made, **counts, **row, cost_usd=None, is_extractive=True, created_at=now(), content=content, profile=Profile(goals=said)
    )


@pytest.fixture
def kept():
    found = KeptVersions(most_bytes=100_000)
    found.heard(is_heard=True)
    return found


def test_a_version_is_found_when_it_was_kept(kept):
    version = make_view()
    kept.keep(version, since=kept.begin())
    assert kept.find(version.id) is version
    assert kept.find(uuid4()) is None


def test_the_least_asked_for_go_when_there_are_too_many_bytes(kept):
    first, second, third, fourth, fifth = (make_view() for _ in range(5))
    for version in (first, second, third, fourth):
        kept.keep(version, since=kept.begin())
    kept.find(first.id)
    kept.keep(fifth, since=kept.begin())
    assert [kept.find(each.id) is not None for each in (first, second, third, fourth, fifth)] == [True, False, True, True, True]
    assert kept.size == 4 * weight(first) <= 100_000


def test_a_version_that_is_larger_than_all_room_is_not_kept(kept):
    small, large = make_view(), make_view(content="x" * 100_000)
    kept.keep(small, since=kept.begin())
    kept.keep(large, since=kept.begin())
    assert (kept.find(large.id), kept.find(small.id)) == (None, small)


def test_what_was_begun_before_a_persona_went_is_not_kept(kept):
    version, since = make_view(), kept.begin()
    kept.changed(version.persona_id)
    kept.keep(version, since=since)
    assert kept.find(version.id) is None


def test_only_its_own_versions_go_with_a_persona(kept):
    gone, stays = make_view(), make_view()
    for version in (gone, stays):
        kept.keep(version, since=kept.begin())
    kept.changed(gone.persona_id)
    assert (kept.find(gone.id), kept.find(stays.id)) == (None, stays)
    assert kept.size == weight(stays)


def test_nothing_is_kept_while_nobody_listens(kept):
    version = make_view()
    kept.keep(version, since=kept.begin())
    kept.heard(is_heard=False)
    assert (len(kept), kept.size, kept.is_heard) == (0, 0, False)
    kept.keep(version, since=kept.begin())
    assert len(kept) == 0


@pytest.mark.parametrize("made", [{"claims": 0}, {"claims": 200}, {"content": "ä字" * 20_000}], ids=["small", "many claims", "long"])
def test_a_version_weighs_at_least_what_it_takes_in_memory(made):
    stored = make_view(**made).model_dump_json()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    version = VersionView.model_validate_json(stored)
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken <= weight(version) <= 4 * taken + 40_000
