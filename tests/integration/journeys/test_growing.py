"""A persona that grows: thirty data one by one, and what comes while a build runs."""

import pytest

from persona_app.building.services.requesting import settle_and_build
from persona_app.core.db import unit_of_work
from persona_app.personas.errors import PersonaChanged
from persona_app.personas.services.lifecycle import rename_persona
from persona_app.personas.services.reading import get_persona
from tests.integration.journeys.workshop import Model

THIRTY = 30


@pytest.mark.parametrize("kind", ["offline", "stub"])
async def test_each_of_thirty_versions_stands_and_knows_all_before_it_when_data_are_added_one_by_one(start, request, kind):
    model = Model.offline() if kind == "offline" else Model.stub(request.getfixturevalue("model_server"))
    workshop = start(model)
    submitted, run = [], None
    async with workshop.working():
        for number in range(THIRTY):
            items = await workshop.read(text=f"Nora Field is a gardener.\n\nNora Field likes CANARY{number:02d} plums… and “rain”. 🌧")
            submitted += items
            run = workshop.add(run, items) if run else workshop.create(items)
            await workshop.built(run)

    versions = workshop.assert_stands(run, submitted)
    assert [version.data_count for version in versions] == list(range(1, THIRTY + 1))
    for version in versions:
        known = version.profile.model_dump_json()
        assert [number for number in range(THIRTY) if f"CANARY{number:02d}" in known] == list(range(version.number))
    for number in range(THIRTY):
        workshop.assert_knows(versions[-1], f"CANARY{number:02d}")
    if kind == "stub":
        server = request.getfixturevalue("model_server")
        assert (server.count("Extraction"), server.paid_twice()) == (THIRTY, [])


async def test_next_version_includes_what_came_while_the_model_was_writing_the_last(start, model_server):
    workshop = start(Model.stub(model_server))
    model_server.latency_seconds = 0.3
    first, late = await workshop.read(text="Nora Field likes CANARYONE."), await workshop.read(text="Nora Field likes CANARYTWO.")
    async with workshop.working():
        run = workshop.create(first)
        await workshop.until(run, lambda view: any(step.name == "write" and step.state == "running" for step in view.steps))
        second = workshop.add(run, late)
        before, after = await workshop.built(run), await workshop.built(second)

    workshop.assert_stands(run, [*first, *late])
    assert second.id != run.id
    assert (before.number, before.data_count, after.number, after.data_count) == (1, 1, 2, 2)
    assert "CANARYTWO" not in before.profile.model_dump_json()
    workshop.assert_knows(after, "CANARYONE")
    workshop.assert_knows(after, "CANARYTWO")


async def test_save_is_refused_and_nothing_is_lost_when_a_newer_version_came_meanwhile(start, model_server):
    workshop = start(Model.stub(model_server))
    items = await workshop.read(files=[("a.txt", b"Nora Field is 36 years old."), ("b.txt", b"Nora Field is 37 years old.")])
    more = await workshop.read(text="Nora Field is 38 years old.")
    async with workshop.working():
        run = workshop.create(items, name="Nora Field")
        seen = await workshop.built(run)
        with unit_of_work() as session:
            lock = get_persona(session, actor=workshop.actor, persona_id=run.persona_id).lock_version
        await workshop.built(workshop.add(run, more))
        (open_one,) = seen.profile.contradictions

        def settle(lock_version):
            with unit_of_work() as session:
                return settle_and_build(
                    session,
                    actor=workshop.actor,
                    persona_id=run.persona_id,
                    contradiction_id=open_one.id,
                    choice="right",
                    lock_version=lock_version,
                )

        with pytest.raises(PersonaChanged) as refused:
            settle(lock)
        with pytest.raises(PersonaChanged), unit_of_work() as session:
            rename_persona(session, actor=workshop.actor, persona_id=run.persona_id, name="Somebody else", lock_version=lock)
        assert [version.number for version in workshop.versions(run)] == [1, 2]
        settled = await workshop.built(settle(refused.value.lock_version))

    workshop.assert_stands(run, [*items, *more])
    assert settled.number == 3
    assert {each.settled for each in settled.profile.contradictions if each.id == open_one.id} == {"right"}
    with unit_of_work() as session:
        assert get_persona(session, actor=workshop.actor, persona_id=run.persona_id).name == "Nora Field"
