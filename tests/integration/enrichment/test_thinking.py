"""From lines to fifty thoughts, whatever the engine does."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest

from persona_app.enrichment.asking import batches_of
from persona_app.enrichment.likeness import opening_of
from persona_app.enrichment.schemas import Origin, ThinkBrief, ThoughtDraft
from persona_app.enrichment.thinking import think
from persona_app.llm.errors import EngineContextTooLong, EngineError
from persona_app.llm.factory import make_engine
from persona_app.llm.offline.engine import OfflineEngine
from persona_app.llm.protocol import A, Engine, Prompt
from tests.factories.thoughts import make_brief, many_lines
from tests.integration.llm.asking import settings_for
from tests.model_server.stub import StubModelServer

CAST = ["TOLLEF", "MARIT", "THE INSPECTOR"]


class Asking:
    """Asks an engine and keeps nothing; a question of more than `most` lines is too long."""

    def __init__(self, engine: Engine, *, most: int = 1_000) -> None:
        self.engine = engine
        self.most = most
        self.asked: list[Prompt] = []

    async def ask(self, prompt: Prompt[A]) -> A:
        self.asked.append(prompt)
        if len(prompt.question.lines) > self.most:
            raise EngineContextTooLong("Too long.")
        return (await self.engine.ask(prompt)).value


class Shown:
    """What somebody who watches sees: each step's name with done and total, as they change."""

    def __init__(self) -> None:
        self.steps: dict[str, list[int]] = {}
        self.seen: list[str] = []

    def begin(self, name: str, *, total: int = 0, note: str = "") -> None:
        self.steps[name] = [0, total]
        self.seen.append(f"{name} 0 of {total}")

    def grow(self, name: str, *, by: int) -> None:
        self.steps[name][1] += by

    def advance(self, name: str, *, by: int = 1) -> None:
        self.steps[name][0] += by
        self.seen.append(f"{name} {self.steps[name][0]} of {self.steps[name][1]}")

    def end(self, name: str, *, note: str | None = None) -> None:
        self.seen.append(f"{name} ended")


@pytest.fixture
async def model(model_server: StubModelServer) -> AsyncIterator[Engine]:
    engine = make_engine(settings_for(model_server.base_url))
    yield engine
    await engine.aclose()


async def thought_about(brief: ThinkBrief, engine: Engine, *, most: int = 1_000) -> ThoughtDraft:
    return await think(brief, asker=Asking(engine, most=most), offline=OfflineEngine(), steps=Shown())


def rules_hold(draft: ThoughtDraft) -> None:
    """What is true of the thoughts of every run."""
    read = {each.line_id: each.text for each in draft.brief.dialogues}
    assert len(draft.thoughts) <= 50
    assert all(each.quote in read[each.dialogue.line_id] for thought in draft.thoughts for each in thought.lines)
    assert max(Counter(opening_of(each.text) for each in draft.thoughts).values(), default=0) <= 5
    assert bool(draft.note) or len(draft.thoughts) == 50


async def test_a_model_gives_fifty_thoughts_of_few_questions(model: Engine, model_server: StubModelServer) -> None:
    shown = Shown()
    brief = make_brief(many_lines(500, names=CAST))

    draft = await think(brief, asker=Asking(model), offline=OfflineEngine(), steps=shown)

    rules_hold(draft)
    assert (len(draft.thoughts), draft.offline_count, draft.note) == (50, 0, "")
    assert 5 <= model_server.count("Thinking") <= 8, "five or six, and a few more when some of the answers say the same"
    assert any(each.startswith("think 3 of ") for each in shown.seen)
    assert shown.seen[-1] == "choose ended"
    assert {each.lines[0].dialogue.character for each in draft.thoughts} == set(CAST)


async def test_the_built_in_engine_gives_fifty_of_one_question() -> None:
    draft = await thought_about(make_brief(many_lines(500, names=CAST)), OfflineEngine())

    rules_hold(draft)
    assert (len(draft.thoughts), draft.offline_count) == (50, 0)


@pytest.mark.parametrize("mode", ["bad ids", "bad quotes", "duplicates", "too few", "same opening", "questions", "one speaker", "nothing"])
async def test_fifty_good_ones_are_left_however_a_model_spoils_its_answers(model: Engine, model_server: StubModelServer, mode: str) -> None:
    model_server.thinking = mode

    draft = await thought_about(make_brief(many_lines(500, names=CAST)), model)

    rules_hold(draft)
    assert len(draft.thoughts) == 50
    assert {each.lines[0].dialogue.character for each in draft.thoughts} == set(CAST)


async def test_what_a_model_left_open_is_filled_and_marked_after_two_more_questions(model: Engine, model_server: StubModelServer) -> None:
    model_server.thinking = "nothing"

    draft = await thought_about(make_brief(many_lines(90)), model)

    assert model_server.count("Thinking") == 3
    assert draft.offline_count == len(draft.thoughts) == 50
    assert {each.origin for each in draft.thoughts} == {Origin.OFFLINE}


async def test_answers_that_rest_on_nothing_are_counted(model: Engine, model_server: StubModelServer) -> None:
    model_server.thinking = "bad ids"

    assert (await thought_about(make_brief(many_lines(500)), model)).dropped > 20


async def test_fewer_are_made_and_it_is_said_why_when_the_lines_bear_no_more(model: Engine) -> None:
    draft = await thought_about(make_brief([*many_lines(9), ("TOLLEF", "Yes."), ("TOLLEF", "What?")]), model)

    assert len(draft.thoughts) == 9
    assert draft.note.startswith("11 of 500 dialogues: the characters have no more. 9 of 50 thoughts:")


async def test_nothing_is_made_of_nothing() -> None:
    assert (await thought_about(make_brief([("TOLLEF", "Yes."), ("MARIT", "Where?")]), OfflineEngine())).thoughts == ()


async def test_no_earlier_thought_comes_again(model: Engine) -> None:
    said = many_lines(200, names=CAST)
    first = await thought_about(make_brief(said), model)

    second = await thought_about(make_brief(said, earlier=[each.text for each in first.thoughts]), model)

    assert not {each.text for each in first.thoughts} & {each.text for each in second.thoughts}


async def test_a_question_that_is_too_long_is_asked_in_halves(model: Engine) -> None:
    draft = await thought_about(make_brief(many_lines(300, names=CAST)), model, most=30)

    assert len(draft.thoughts) == 50
    assert draft.offline_count == 0


async def test_a_failure_of_the_engine_is_not_hidden(model: Engine, model_server: StubModelServer) -> None:
    model_server.fail("401")

    with pytest.raises(EngineError):
        await thought_about(make_brief(many_lines(40)), model)


async def test_the_same_brief_is_asked_about_in_the_same_words(model: Engine) -> None:
    brief = make_brief(many_lines(300, names=CAST))
    first, second = Asking(model), Asking(model)

    drafts = [await think(brief, asker=asker, offline=OfflineEngine(), steps=Shown()) for asker in (first, second)]

    assert [each.question for each in first.asked] == [each.question for each in second.asked]
    assert drafts[0] == drafts[1]


async def test_a_model_is_not_told_what_is_only_for_comparing(model: Engine, model_server: StubModelServer) -> None:
    brief = make_brief(many_lines(60)).model_copy(update={"others": ("A line of quite another film.",)})

    await thought_about(brief, model)

    assert not any("quite another film" in text for call in model_server.calls for _, text in call.messages)


def test_no_question_is_longer_than_the_engine_takes() -> None:
    dialogues = dict(enumerate(make_brief(many_lines(500)).dialogues, start=1))

    batches = batches_of(dialogues, wanted=70, chunk_chars=2_000)

    assert [number for each in batches for number in each.dialogues] == list(dialogues)
    assert all(sum(len(line.text) for line in each.dialogues.values()) <= 2_000 for each in batches)
