"""A model that fails for good, then a retry: counted where the money goes, at the model's server."""

import pytest
from sqlalchemy import text

from persona_app.building.services.requesting import retry_run
from persona_app.core.db import unit_of_work
from tests.integration.journeys.workshop import Model, rows

TEXTS = [(f"{number}.txt", f"Nora Field likes CANARY{number} plums.".encode()) for number in range(6)]


@pytest.mark.parametrize(
    ("question", "fault"), [("Cleaning", "401"), ("Extraction", "refusal"), ("Writing", "empty"), ("Assessment", "quota")]
)
async def test_nothing_is_paid_twice_when_a_failed_run_is_retried_from_the_step_that_failed(start, model_server, question, fault):
    workshop = start(Model.stub(model_server))
    items = await workshop.read(files=TEXTS)
    model_server.fail(fault, question=question)
    async with workshop.working():
        failed = await workshop.ended(workshop.create(items))
        assert (failed.state, failed.version_number) == ("failed", None)
        assert failed.sentence.endswith(".") and failed.error_code
        assert (rows("persona_data"), rows("persona_version")) == (len(TEXTS), 0), "what was submitted is kept"
        paid = model_server.count(outcome="answered")
        model_server.heal()
        with unit_of_work() as session:
            again = retry_run(session, actor=workshop.actor, run_id=failed.id)
        version = await workshop.built(again)

    workshop.assert_stands(again, items)
    assert model_server.paid_twice() == []
    assert model_server.count(outcome="answered") > paid
    if question == "Writing":
        late = [call.question for call in model_server.calls if call.outcome == "answered"][paid:]
        assert late == ["Writing"], "everything before the step that failed was kept"
    for number in range(len(TEXTS)):
        workshop.assert_knows(version, f"CANARY{number}")
    spent = failed.prompt_tokens + workshop.look(again).prompt_tokens
    with unit_of_work() as session:
        assert spent == session.execute(text("SELECT sum(prompt_tokens) FROM engine_answer")).scalar_one() > 0
