"""From texts to versions, through the real database, with an engine that reads lines."""

import asyncio

import pytest
from sqlalchemy import text

from persona_app.building.execution import run_build
from persona_app.building.services.requesting import request_build, settle_and_build
from persona_app.core.db import unit_of_work
from persona_app.jobs.services.runs import find_active_run, list_runs
from persona_app.llm.errors import EngineContextTooLong
from persona_app.personas.services.lifecycle import delete_persona
from tests.factories.engines import LineEngine
from tests.faults import fault

ADA = "Name: Ada Lovelace\nAge: 36\nSkip: Subscribe to our newsletter\nLike: music\n\nTrait: curious"


def citations(value):
    """Every citation in a dumped profile, however deep."""
    if isinstance(value, dict):
        yield from (citation for citation in value.get("citations") or ())
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from citations(inner)


async def test_version_holds_what_the_text_says_when_a_build_is_done(studio):
    run = await studio.build(studio.create(ADA))

    version = studio.version(run)
    assert (run.state, run.version_number, run.sentence) == ("done", 1, "Built from 1 text: 4 claims.")
    assert version.profile.identity.name.value == "Ada Lovelace"
    assert version.profile.identity.age.value == "36"
    assert [claim.value for claim in version.profile.likes] == ["music"]
    assert version.profile.personality.big_five.openness.score == 70
    assert "# Ada Lovelace" in version.content
    assert "newsletter" not in version.content


async def test_version_says_what_it_was_made_from_and_what_it_took(studio):
    run = await studio.build(studio.create(ADA))

    version = studio.version(run)
    assert studio.text(run, version.data_ids[0]) == ADA
    assert (version.engine, version.model, version.is_extractive) == ("lines", "lines-1", True)
    assert version.prompt_version == "clean-1.extract-1.merge-1.assess-1.write-2"
    assert (version.prompt_tokens, version.completion_tokens) == (40, 20)
    assert float(version.cost_usd) == pytest.approx(0.004)
    assert version.run_id == run.id
    assert {step.name: (step.state, step.calls) for step in run.steps} == {
        "clean": ("done", 1),
        "extract": ("done", 1),
        "verify": ("done", 0),
        "merge": ("done", 0),
        "assess": ("done", 1),
        "write": ("done", 1),
        "save": ("done", 0),
    }


async def test_every_citation_stands_in_its_datum_when_thirty_texts_are_added_one_by_one(studio):
    engine = LineEngine(chunk_chars=120)
    texts = [
        f"Name: Ada Lovelace\nLike: the canary {number:02d}\n\nFact: note “{number}”\u00a0was written\nHabit: tea" for number in range(30)
    ]
    run = await studio.build(studio.create(texts[0]), engine=engine)
    for added in texts[1:]:
        run = await studio.build(studio.add(run, added), engine=engine)

    for number in range(1, 31):
        version = studio.version(run, number)
        stored = {data_id: studio.text(run, data_id) for data_id in version.data_ids}
        profile = version.profile.model_dump()
        found = list(citations(profile))
        assert len(stored) == number
        assert len(found) >= number
        assert all(stored[each["data_id"]][each["start"] : each["end"]] == each["quote"] for each in found)
        assert {claim.value for claim in version.profile.likes} == {f"the canary {each:02d}" for each in range(number)}
    assert all(any(f"canary {number:02d}" in prompt.material for prompt in engine.asked) for number in range(30))


async def test_only_what_is_new_is_asked_when_data_is_added(studio):
    run = await studio.build(studio.create(ADA))
    studio.engine.asked.clear()

    run = await studio.build(studio.add(run, "Like: chess"))

    asked = [prompt.material for prompt in studio.engine.asked if prompt.name in {"clean", "extract"}]
    assert asked == ["1| Like: chess", "Like: chess"]
    assert studio.engine.names().count("merge") == 1
    assert [claim.value for claim in studio.version(run).profile.likes] == ["music", "chess"]


async def test_nothing_is_asked_when_nothing_changed(studio):
    run = await studio.build(studio.create(ADA))
    studio.engine.asked.clear()
    with unit_of_work() as session:
        again = request_build(session, actor=studio.actor, persona_id=run.persona_id)

    again = await studio.build(again)

    assert studio.engine.asked == []
    assert (again.version_number, again.calls, again.prompt_tokens) == (2, 0, 0)
    assert studio.version(again).content == studio.version(again, 1).content


async def test_same_text_is_asked_about_once_when_two_chunks_are_alike(studio):
    engine = LineEngine(chunk_chars=40, latency=0.02)
    paragraph = "Like: rye bread with salted butter\n\n"

    run = await studio.build(studio.create(paragraph * 6), engine=engine)

    assert engine.names().count("clean") == engine.names().count("extract") == 1
    assert studio.version(run).profile.likes[0].support == 6


@fault(
    area="Model",
    what="The model gives a quote that is not in the text",
    result="The claim is left out and counted in the version's summary",
)
async def test_quote_is_dropped_and_counted_when_it_is_not_in_the_text(studio):
    studio.engine.lies = True

    run = await studio.build(studio.create(ADA))

    assert run.sentence == "Built from 1 text: 4 claims, 1 quote not found."
    version = studio.version(run)
    assert version.dropped_quotes == 1
    assert "moon" not in version.content + version.profile.model_dump_json()


async def test_version_says_so_when_nothing_is_known(studio):
    run = await studio.build(studio.create("The weather was fine all week."))

    version = studio.version(run)
    assert run.state == "done"
    assert version.summary == "Built from 1 text: nothing that could be quoted is said about a person there."
    assert "Nothing is known yet" in version.content


async def test_subject_is_that_of_the_text_when_the_owner_named_none(studio):
    engine = LineEngine(chunk_chars=60)

    await studio.build(
        studio.create("Name: Ada Lovelace\n\n" + "\n\n".join(f"Fact: number {each} of many facts" for each in range(6))), engine=engine
    )

    assert {prompt.question.subject for prompt in engine.asked if prompt.name == "extract"} == {"Ada Lovelace"}


async def test_subject_is_the_owners_when_the_text_names_another(studio):
    await studio.build(studio.create(ADA, name="Charles Babbage"))

    assert {prompt.question.subject for prompt in studio.engine.asked if prompt.name == "extract"} == {"Charles Babbage"}


@fault(
    area="Model",
    what="A chunk is too long for the model's context",
    result="It is split, up to four times, and read in parts",
)
async def test_chunk_is_split_when_it_is_too_long_for_the_model(studio):
    engine = LineEngine(context_chars=120)

    run = await studio.build(studio.create("\n".join(f"Fact: number {each} of a long list" for each in range(12))), engine=engine)

    assert run.state == "done"
    assert len(studio.version(run).profile.facts) == 12


async def test_piece_is_split_and_keeps_what_was_cleaned_away_when_only_reading_it_is_too_long(studio):
    async def refuse_long(prompt):
        if prompt.name == "extract" and len(prompt.material) > 80:
            raise EngineContextTooLong("The question is too long.")

    studio.engine.before = refuse_long
    lines = [line for each in range(10) for line in (f"Fact: number {each} of a long list", f"Skip: Fact: {each}")]

    run = await studio.build(studio.create("\n".join(lines)))

    assert len(studio.version(run).profile.facts) == 10
    assert not any("Skip" in prompt.material for prompt in studio.engine.asked if prompt.name == "extract")


@fault(
    area="Model",
    what="Not even the smallest part fits into the model's context",
    result="The run fails with `engine_context_too_long`; data are kept",
)
async def test_run_fails_with_a_sentence_when_not_even_a_piece_fits(studio):
    run = await studio.build(studio.create(ADA), engine=LineEngine(context_chars=5))

    assert (run.state, run.error_code, run.sentence) == ("failed", "engine_context_too_long", "The question is too long.")


async def test_contradiction_is_listed_when_two_texts_differ_and_the_oldest_is_shown(studio):
    run = await studio.build(studio.create("Age: 36"))
    run = await studio.build(studio.add(run, "Age: 37"))

    profile = studio.version(run).profile
    assert (profile.identity.age.value, profile.identity.age.is_contested) == ("36", True)
    assert [(each.left.value, each.right.value, each.settled) for each in profile.contradictions] == [("36", "37", None)]
    assert run.sentence == "Built from 2 texts: 1 claim, 1 contradiction."


async def test_owners_choice_is_respected_when_later_builds_know_more(studio):
    run = await studio.build(studio.create("Age: 36"))
    run = await studio.build(studio.add(run, "Age: 37"))
    found = studio.version(run).profile.contradictions[0]
    with unit_of_work() as session:
        lock = session.execute(text("SELECT lock_version FROM persona")).scalar_one()
        run = settle_and_build(
            session, actor=studio.actor, persona_id=run.persona_id, contradiction_id=found.id, choice="right", lock_version=lock
        )
    run = await studio.build(run)
    run = await studio.build(studio.add(run, "Age: 36\nLike: tea", "Age: 36\nLike: rain"))

    profile = studio.version(run).profile
    assert (profile.identity.age.value, profile.identity.age.is_contested) == ("37", False)
    assert [(each.settled, each.left.value, each.left.support) for each in profile.contradictions] == [("right", "36", 3)]
    assert run.sentence.startswith("Built from 4 texts: 3 claims.")


async def test_queued_build_is_joined_when_it_is_asked_for_again(studio):
    first = studio.create(ADA)
    second = studio.add(first, "Like: chess")

    assert second.id == first.id
    run = await studio.build(first)
    assert len(studio.version(run).data_ids) == 2
    with unit_of_work() as session:
        assert find_active_run(session, actor=studio.actor, persona_id=run.persona_id) is None
        assert session.execute(text("SELECT count(*) FROM procrastinate.procrastinate_jobs")).scalar_one() == 1


async def test_one_version_is_made_when_a_job_is_run_twice(studio):
    queued = studio.create(ADA)

    await asyncio.gather(studio.build(queued), studio.build(queued))
    await studio.build(queued)

    run = await studio.build(queued)
    assert (run.state, run.version_number) == ("done", 1)
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM persona_version")).scalar_one() == 1


async def test_few_texts_are_worked_on_at_once_when_there_are_many(studio):
    engine = LineEngine(latency=0.005)
    settings = studio.settings.model_copy(update={"model_parallel_calls": 2, "upload_max_count": 60})

    run = studio.create("Like: rain")
    for batch in range(3):
        run = studio.add(run, *(f"Like: number {batch * 15 + each}" for each in range(15)))
    run = await studio.build(run, engine=engine, settings=settings)

    assert run.state == "done"
    assert engine.most_at_once <= 4
    assert len(studio.version(run).profile.likes) == 46


async def test_runs_are_listed_newest_first_and_paged(studio):
    run = await studio.build(studio.create(ADA))
    for number in range(4):
        run = await studio.build(studio.add(run, f"Like: {number} apples"))

    with unit_of_work() as session:
        first = list_runs(session, actor=studio.actor, persona_id=run.persona_id, limit=3)
        rest = list_runs(session, actor=studio.actor, persona_id=run.persona_id, limit=3, cursor=first.next_cursor)
    assert [each.version_number for each in (*first.items, *rest.items)] == [5, 4, 3, 2, 1]
    assert rest.next_cursor is None


async def test_job_ends_quietly_when_the_persona_is_deleted_meanwhile(studio):
    run = studio.create(ADA)

    async def delete(prompt):
        if prompt.name == "extract":
            with unit_of_work() as session:
                delete_persona(session, actor=studio.actor, persona_id=run.persona_id)

    studio.engine.before = delete

    await run_build(run.id, engine=studio.engine, settings=studio.settings)

    with unit_of_work() as session:
        left = session.execute(
            text("SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM engine_answer), (SELECT count(*) FROM found_claim)")
        ).one()
    assert tuple(left) == (0, 0, 0)
