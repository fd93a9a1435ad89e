"""From a text to what visitors read and find it by, with each engine, through a real worker that may die."""

import os
import signal

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.jobs.services.runs import get_run
from persona_app.llm.moderation import forget_endpoints
from persona_app.publishing.schemas import PublicPersona, Rating
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.services.showing import find_public
from tests.faults import fault
from tests.integration.building.test_killed_worker import until, worker_process
from tests.integration.journeys.submissions import TEXTS
from tests.integration.journeys.workshop import Model
from tests.model_server.moderating import MODERATION


def ask(workshop, persona_id, **asked):
    """A publication asked for, as a run."""
    with unit_of_work(acting_for=workshop.actor.account_id) as session:
        attempt = request_publication(session, actor=workshop.actor, persona_id=persona_id, **asked)
        return get_run(session, actor=workshop.actor, run_id=attempt.run_id)


def visited(workshop, persona_id) -> PublicPersona:
    """What a visitor finds."""
    with unit_of_work(acting_for=workshop.actor.account_id) as session:
        slug = get_publication(session, actor=workshop.actor, persona_id=persona_id).slug
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        found = find_public(session, slug=slug)
    assert isinstance(found, PublicPersona)
    return found


async def built(workshop, name="Ines.txt"):
    """A persona from a text of our own."""
    run = workshop.create(await workshop.read(files=[(name, (TEXTS / name).read_bytes())]))
    await workshop.built(run)
    return run.persona_id


async def test_visitors_find_a_persona_by_what_its_text_says(start, model):
    forget_endpoints()
    workshop = start(model)
    async with workshop.working():
        persona_id = await built(workshop)
        ended = await workshop.ended(ask(workshop, persona_id))

    assert ended.state == "done", ended.sentence
    found = visited(workshop, persona_id)
    assert found.face.name.startswith("Ines") or found.face.name.startswith("Ada")  # aimock knows Ada alone
    assert found.rating is Rating.SAFE
    assert 0 < len(found.face.headline) <= 120
    assert found.age in {41, -1}
    if model.writer.engine == "offline":
        assert (found.age, found.age_bucket.value) == (41, "adult")
        assert "ighthouse keeper" in found.face.headline


@fault(
    area="Processes",
    what="The worker's process is killed in the middle of a publication, twice",
    result="Another one goes on: it is published once, and neither the model nor the moderation is asked twice for what it answered",
)
@pytest.mark.slow
async def test_publication_is_whole_and_nothing_is_paid_twice_when_its_worker_is_killed(start, model_server):
    forget_endpoints()
    workshop = start(Model.stub(model_server))
    async with workshop.working():
        persona_id = await built(workshop)
    model_server.moderates = True
    model_server.forget()
    filler = "\n".join(f"You remember day {number} by the sea, and what the keeper said of the wind then." for number in range(900))
    with unit_of_work() as session:
        session.execute(text("ALTER TABLE persona_version DISABLE TRIGGER USER"))
        session.execute(text("UPDATE persona_version SET content = content || :more"), {"more": f"\n{filler}"})
        session.execute(text("ALTER TABLE persona_version ENABLE TRIGGER USER"))
    run = ask(workshop, persona_id)

    model_server.latency_seconds = 0.3
    for answered in (1, 3):
        with worker_process(workshop.url, model_server.base_url) as process:
            until(lambda answered=answered: model_server.count("Describing", outcome="answered") >= answered)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    with worker_process(workshop.url, model_server.base_url):
        until(lambda: workshop.look(run).state == "done")

    with unit_of_work() as session:
        done = session.execute(text("SELECT state, count(*) FROM publication_attempt GROUP BY state")).all()
    assert [tuple(each) for each in done] == [("done", 1)]
    assert workshop.look(run).attempts == 3
    judged = [call.digest for call in model_server.calls if call.question == MODERATION]
    assert len(judged) == len(set(judged)) > 1
    assert len(model_server.paid_twice()) <= 2, "only calls that were under way when a worker was killed are asked again"
    assert visited(workshop, persona_id).rating is Rating.SAFE
