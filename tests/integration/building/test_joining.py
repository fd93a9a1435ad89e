"""Which values an engine is asked about again, with a database that remembers."""

import json

from persona_app.llm.questions import Merging, Opposition, SameValues
from tests.factories.engines import LineEngine


class Joining(LineEngine):
    """Says that values are the same when one begins with the other, and that facts that begin with `not` contradict the first fact."""

    def _answer(self, question):
        if type(question).__name__ != "MergeQuestion":
            return super()._answer(question)
        same, clashes = [], []
        for field in question.fields:
            first = field.values[0]
            same += [SameValues(ids=[first.id, each.id], best=each.id) for each in field.values[1:] if each.text.startswith(first.text)]
            clashes += [
                Opposition(left=first.id, right=each.id, why="One denies the other.")
                for each in field.values[1:]
                if each.text.startswith("not")
            ]
        return Merging(same=same, contradictions=clashes)


def merge_questions(engine):
    return [json.loads(prompt.material)["fields"] for prompt in engine.asked if prompt.name == "merge"]


async def test_wordings_are_joined_and_contradictions_listed_as_the_engine_says(studio):
    engine = Joining()

    run = await studio.build(studio.create("Like: tea\nLike: tea with milk\nFact: sings\nFact: not a singer"), engine=engine)

    profile = studio.version(run).profile
    assert [(claim.value, claim.also) for claim in profile.likes] == [("tea with milk", ("tea",))]
    assert [(each.left.value, each.right.value, each.why) for each in profile.contradictions] == [
        ("sings", "not a singer", "One denies the other.")
    ]
    assert "sings" in studio.version(run).content
    assert "not a singer" not in studio.version(run).content


async def test_only_fields_whose_values_changed_are_asked_about_again(studio):
    engine = Joining()
    run = await studio.build(studio.create("Like: tea\nLike: tea with milk\nFact: sings\nFact: swims"), engine=engine)
    engine.asked.clear()

    run = await studio.build(studio.add(run, "Fact: rows"), engine=engine)

    assert [[field["field"] for field in fields] for fields in merge_questions(engine)] == [["fact"]]
    assert [claim.value for claim in studio.version(run).profile.likes] == ["tea with milk"]


async def test_fields_are_not_asked_about_again_when_a_value_is_only_said_once_more(studio):
    engine = Joining()
    run = await studio.build(studio.create("Like: tea\nLike: tea with milk"), engine=engine)
    engine.asked.clear()

    run = await studio.build(studio.add(run, "Like: tea"), engine=engine)

    assert merge_questions(engine) == []
    assert studio.version(run).profile.likes[0].support == 3


async def test_question_is_cut_when_the_values_do_not_fit_into_one(studio):
    engine = LineEngine(chunk_chars=900)
    texts = [f"Like: {'very ' * 20}{number}\nFact: {'quite ' * 20}{number}" for number in range(12)]

    run = await studio.build(studio.create(*texts), engine=engine)

    questions = [prompt for prompt in engine.asked if prompt.name == "merge"]
    assert len(questions) > 2
    assert all(len(prompt.material) < 1600 for prompt in questions)
    assert len(studio.version(run).profile.likes) == 12


async def test_values_stay_apart_when_the_model_cannot_take_the_question(studio):
    class Narrow(LineEngine):
        async def ask(self, prompt):
            self.context_chars = 150 if prompt.name == "merge" else 1_000_000
            return await super().ask(prompt)

    run = await studio.build(studio.create("\n".join(f"Like: number {each}" for each in range(9))), engine=Narrow())

    assert run.state == "done"
    assert len(studio.version(run).profile.likes) == 9


async def test_two_hundred_values_of_a_field_are_kept_when_there_are_more(studio, monkeypatch):
    monkeypatch.setattr("persona_app.jobs.progress.SECONDS_BETWEEN_WRITES", 60.0)  # so that the end alone writes how far the steps are
    often = "\n\n".join(["Like: often said"] * 3)

    run = await studio.build(studio.create("\n".join(f"Like: number {each}" for each in range(230)), often))

    likes = [claim.value for claim in studio.version(run).profile.likes]
    assert (len(likes), likes[0]) == (200, "often said")
    assert run.sentence.endswith("31 rare values left out.")
    assert next(step for step in run.steps if step.name == "merge").note == "31 rare values left out"
