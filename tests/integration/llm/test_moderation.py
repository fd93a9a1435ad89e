"""The provider's moderation over real HTTP: what it says is a verdict, and whatever else it answers is none, least of all `safe`."""

from collections.abc import Iterator
from typing import Any

import pytest

from persona_app.core.db import unit_of_work
from persona_app.llm.breaker import DatabaseBreaker
from persona_app.llm.moderation import Verdict, forget_endpoints, judge_picture, judge_text, strictest
from tests.integration.llm.asking import settings_for
from tests.model_server.aimock import AimockServer
from tests.model_server.moderating import MODERATION
from tests.model_server.stub import StubModelServer

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def nothing_is_known() -> Iterator[None]:
    """As in a new process, before and after."""
    forget_endpoints()
    yield
    forget_endpoints()


@pytest.fixture
def judge_server(model_server: StubModelServer) -> StubModelServer:
    """A provider with moderation."""
    model_server.moderates = True
    return model_server


async def judged(text: str, server: StubModelServer, **settings: Any) -> Verdict | None:
    return await judge_text(text, settings=settings_for(server.base_url, **({"model_call_seconds": 1} | settings)))


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("She mends nets.", "safe"),
        ("A HINT of it.", "suggestive"),
        ("FLAGVIOLENT words.", "suggestive"),
        ("FLAGHATE words.", "suggestive"),
        ("FLAGSEXUAL words.", "explicit"),
        ("FLAGGORE words.", "explicit"),
        ("FLAGMINOR words.", "explicit"),
    ],
    ids=["safe", "score", "violence", "hate", "sexual", "gore", "minors"],
)
async def test_categories_become_a_rating(words: str, rating: str, judge_server: StubModelServer) -> None:
    verdict = await judged(words, judge_server)

    assert verdict is not None
    assert (verdict.rating, verdict.harms_minors) == (rating, words.startswith("FLAGMINOR"))
    assert verdict.passage == ("" if rating == "safe" else words)


async def test_strictest_part_of_a_long_text_decides_and_every_part_is_read(judge_server: StubModelServer) -> None:
    paragraphs = [f"Paragraph {number} of a long life. " * 12 for number in range(80)]
    paragraphs[70] = "FLAGSEXUAL words."

    verdict = await judged("\n\n".join(paragraphs), judge_server)

    assert verdict is not None
    assert verdict.rating == "explicit"
    assert "FLAGSEXUAL words." in verdict.passage
    sent = [part for call in judge_server.calls for part in call.request["input"]]
    assert all(any(each.strip() in part for part in sent) for each in paragraphs)
    assert max(map(len, sent)) <= 2_000


async def test_a_picture_is_judged_by_the_same_endpoint(judge_server: StubModelServer) -> None:
    settings = settings_for(judge_server.base_url)

    verdict = await judge_picture(PNG, settings=settings)

    assert verdict == Verdict(rating="safe")
    (call,) = judge_server.calls
    assert call.request["input"][0]["image_url"]["url"].startswith("data:image/png;base64,")
    assert call.request["model"] == "omni-moderation-latest"


async def test_texts_are_still_judged_where_pictures_are_not(judge_server: StubModelServer) -> None:
    settings = settings_for(judge_server.base_url)
    judge_server.fail("400-model", question=MODERATION, times=1)

    assert await judge_picture(PNG, settings=settings) is None
    assert await judge_picture(PNG, settings=settings) is None
    assert judge_server.count(MODERATION) == 1
    assert await judged("She mends nets.", judge_server) == Verdict(rating="safe")


@pytest.mark.parametrize(
    "fault",
    [
        "200-empty-object",
        "200-list",
        "200-html",
        "200-no-bytes",
        "200-half-json",
        "200-error",
        "500",
        "429",
        "stall",
        "drip",
        "hang-up",
        "401",
        "403",
        "redirect",
    ],
)
async def test_there_is_no_verdict_when_the_answer_is_none(fault: str, judge_server: StubModelServer) -> None:
    judge_server.fail(fault, question=MODERATION)

    assert await judged("She mends nets.", judge_server, model_call_seconds=0.4) is None

    judge_server.heal()
    assert await judged("She mends nets.", judge_server) == Verdict(rating="safe"), "one fault is not remembered"


async def test_a_server_that_was_away_for_a_moment_is_asked_again(judge_server: StubModelServer) -> None:
    judge_server.fail("503-retry-after", question=MODERATION, times=1)
    judge_server.fail("500", question=MODERATION, times=1)

    assert await judged("She mends nets.", judge_server) is not None
    assert judge_server.count(MODERATION) == 2


async def test_nobody_waits_long_for_a_verdict(judge_server: StubModelServer) -> None:
    judge_server.fail("429-retry-after-long", question=MODERATION)

    assert await judged("She mends nets.", judge_server) is None
    assert judge_server.count(MODERATION) == 1


async def test_nobody_is_asked_when_the_endpoint_has_none_or_the_offline_engine_writes(model_server: StubModelServer) -> None:
    assert await judged("She mends nets.", model_server) is None
    assert await judged("She mends nets.", model_server) is None
    assert model_server.count() == 1
    model_server.moderates = True
    forget_endpoints()
    assert await judged("She mends nets.", model_server, engine="offline") is None
    assert await judged("She mends nets.", model_server, moderation_model="") is None
    assert model_server.count() == 1


async def test_endpoint_that_is_down_is_left_alone(judge_server: StubModelServer, database: str) -> None:
    judge_server.fail("500", question=MODERATION)
    breaker = DatabaseBreaker(probe_seconds=5, failures_in_a_row=2)
    settings = settings_for(judge_server.base_url)

    verdicts = [await judge_text("She mends nets.", settings=settings, breaker=breaker) for _ in range(4)]

    assert verdicts == [None] * 4
    assert judge_server.count(MODERATION) <= 3


async def test_third_partys_server_that_answers_for_all_parts_in_one_is_asked_in_one(aimock_server: AimockServer) -> None:
    settings = settings_for(aimock_server.base_url)
    paragraphs = "\n\n".join([*("A paragraph about nets and lamps. " * 20 for _ in range(5)), "FLAGSEXUAL words."])

    safe = await judge_text("She mends nets.", settings=settings)
    flagged = await judge_text(paragraphs, settings=settings)

    assert safe == Verdict(rating="safe")
    assert flagged is not None
    assert flagged.rating == "explicit"


async def test_no_text_is_no_verdict(judge_server: StubModelServer) -> None:
    assert await judged(" \n\n ", judge_server) is None
    assert judge_server.count() == 0


async def test_nobody_judges_inside_a_unit_of_work(judge_server: StubModelServer, database: str) -> None:
    with unit_of_work(), pytest.raises(RuntimeError, match="unit of work"):
        await judged("She mends nets.", judge_server)


def test_minors_are_remembered_whoever_is_strictest() -> None:
    both = strictest([Verdict(rating="explicit", passage="a"), Verdict(rating="explicit", harms_minors=True)])
    assert (both.passage, both.harms_minors) == ("a", True)
