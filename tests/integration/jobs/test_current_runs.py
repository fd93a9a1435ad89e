"""What the studio's list says about builds, asked once for all of it."""

from persona_app.core.db import unit_of_work
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import RunState
from persona_app.jobs.services.runs import find_current_runs
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona


def test_each_persona_has_its_most_urgent_run_when_many_are_asked_for(database: str) -> None:
    with unit_of_work() as session:
        ada, mara = make_actor(session), make_actor(session)
        busy, stuck, new, hers = (make_persona(session, actor=actor) for actor in (ada, ada, ada, mara))
        histories = ((busy, ("failed", "running", "queued")), (stuck, ("done", "failed")), (hers, ("running",)))
        for persona, states in histories:
            owner = mara if persona is hers else ada
            for state in states:
                session.add(
                    Run(persona_id=persona.id, owner_id=owner.account_id, requested_by=owner.account_id, state=state, sentence=state)
                )
                session.flush()
        found = find_current_runs(session, actor=ada, persona_ids=[one.id for one in (busy, stuck, new, hers)])
    assert {persona_id: run.state for persona_id, run in found.items()} == {busy.id: RunState.RUNNING, stuck.id: RunState.FAILED}


def test_nothing_is_found_when_nothing_is_asked_for(database: str) -> None:
    with unit_of_work() as session:
        assert find_current_runs(session, actor=make_actor(session), persona_ids=[]) == {}
