"""Builds through the interface: waited for, followed, cancelled, retried."""

import json

import pytest
from sqlalchemy import text

from persona_app.accounts.services.tokens import list_tokens, revoke_token
from persona_app.api.dependencies import Caller
from persona_app.api.v1.runs import _events
from persona_app.core.db import unit_of_work
from persona_app.jobs.schemas import RunView
from persona_app.llm.errors import EngineMisconfigured
from tests.integration.api.conftest import token_for

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music"


def events_of(stream: str) -> list[dict[str, str]]:
    """The events of a stream that ended."""
    blocks = [block for block in stream.split("\n\n") if "data: " in block]
    return [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]


async def run_of(program, run_id):
    return RunView.model_validate((await program.get(f"/v1/runs/{run_id}")).json())


async def test_the_version_is_answered_when_the_program_waits_and_the_build_ends(program):
    person = await program.person(build=False)
    async with program.working():
        address, headers = f"/v1/person/{person}/data-and-regenerate", {"Prefer": "wait=30"}
        answer = await program.post(address, json={"raw_text": "Like: chess"}, headers=headers)
    assert (answer.status_code, answer.headers["preference-applied"]) == (200, "wait=30")
    assert answer.json()["profile"]["identity"]["name"]["value"] == "Ada Lovelace"
    assert answer.json() == (await program.get(f"/v1/person/{person}/persona")).json()
    whole = (await program.get(f"/v1/person/{person}/persona-with-history")).json()
    assert (whole["person"]["id"], whole["persona"]["number"]) == (person, 1)
    assert [one["raw_text"] for one in whole["data"]["items"]] == ["Like: chess", ADA]
    assert [one["number"] for one in (await program.get(f"/v1/person/{person}/versions")).json()["items"]] == [1]
    assert (await program.get(f"/v1/person/{person}/versions/1")).json() == answer.json()
    kinds = [one["kind"] for one in (await program.get(f"/v1/person/{person}/events")).json()["items"]]
    assert kinds[-1] == "persona_created"
    assert {"version_built", "data_added"} <= set(kinds)


@pytest.mark.parametrize("headers", [{}, {"Prefer": "wait=1"}])
async def test_a_place_to_look_is_answered_when_the_build_has_not_ended(program, headers):
    person = await program.person(build=False)
    answer = await program.post(f"/v1/person/{person}/data-and-regenerate", json={"raw_text": "Like: chess"}, headers=headers)
    assert answer.status_code == 202
    run = (await program.get(answer.headers["location"])).json()
    assert (run["state"], run["id"]) == ("queued", answer.json()["run_id"])
    assert "preference-applied" not in answer.headers


async def test_there_is_no_persona_before_the_first_build_has_ended(program):
    person = await program.person()
    answer = await program.get(f"/v1/person/{person}/persona")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_version_yet")
    assert (await program.get(f"/v1/person/{person}/persona-with-history")).json()["persona"] is None


async def test_the_failure_is_told_by_the_run_when_the_build_failed_while_the_program_waited(program):
    async def fail(_prompt):
        raise EngineMisconfigured("The key is wrong. Correct it, then try again.")

    program.studio.engine.before = fail
    person = await program.person(build=False)
    async with program.working():
        answer = await program.post(f"/v1/person/{person}/regenerate", headers={"Prefer": "wait=30"})
        assert (answer.status_code, answer.json()["state"]) == (202, "failed")
        program.studio.engine.before = None
        again = await program.post(f"{answer.headers['location']}/retry")
        assert again.status_code == 202
        await program.studio.until(await run_of(program, again.json()["run_id"]), lambda run: run.state == "done")
    assert (await program.get(answer.headers["location"])).json()["error_code"] == "engine_misconfigured"


async def test_the_stream_ends_with_the_run_and_is_not_taken_up_again_when_its_end_was_seen(program):
    program.studio.engine.latency = 0.05
    made = (await program.post("/v1/person", json={"raw_text": ADA})).json()
    address = f"/v1/runs/{made['run_id']}/events"
    async with program.working():
        stream = await program.get(address)
    events = events_of(stream.text)
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert [one["event"] for one in events] == ["run"] * (len(events) - 1) + ["end"]
    assert len({one["id"] for one in events}) == len(events) > 1
    assert json.loads(events[-1]["data"])["state"] == "done"
    assert (await program.get(address, headers={"Last-Event-ID": events[-1]["id"]})).status_code == 204
    late = events_of((await program.get(address, headers={"Last-Event-ID": events[0]["id"]})).text)
    assert [one["event"] for one in late] == ["end"]


async def test_the_stream_ends_when_the_token_is_revoked_meanwhile(program):
    made = (await program.post("/v1/person", json={"raw_text": ADA})).json()
    caller = Caller(token_for(program.studio.actor), "read")
    stream = _events(caller, await run_of(program, made["run_id"]), seen=None)
    assert [await anext(stream) for _ in range(2)][1].startswith("id: ")
    with unit_of_work() as session:
        for token in list_tokens(session, actor=program.studio.actor).items:
            revoke_token(session, actor=program.studio.actor, token_id=token.id)
    assert [event async for event in stream] == []


async def test_a_queued_run_is_cancelled_once_and_can_be_retried(program):
    made = (await program.post("/v1/person", json={"raw_text": ADA})).json()
    address = f"/v1/runs/{made['run_id']}"
    cancelled = await program.post(f"{address}/cancel")
    again = await program.post(f"{address}/cancel")
    retried = await program.post(f"{address}/retry")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert (again.status_code, again.json()["code"]) == (409, "run_finished")
    assert (retried.status_code, retried.json()["state"]) == (202, "queued")
    assert (await program.post(f"/v1/runs/{retried.json()['run_id']}/retry")).json()["code"] == "run_not_retriable"


async def test_a_contradiction_is_settled_and_the_persona_computed_anew(program):
    ages = ["Name: Ada Lovelace\nAge: 36", "Name: Ada Lovelace\nAge: 41"]
    person = await program.person(ages[0], build=False)
    async with program.working():
        version = (
            await program.post(f"/v1/person/{person}/data-and-regenerate", json={"raw_text": ages[1]}, headers={"Prefer": "wait=30"})
        ).json()
        [contradiction] = version["profile"]["contradictions"]
        etag = (await program.get(f"/v1/person/{person}")).headers["etag"]
        address = f"/v1/person/{person}/contradictions/{contradiction['id']}/settle"
        missing = await program.post(address, json={"choice": "left"})
        settled = await program.post(address, json={"choice": "left"}, headers={"If-Match": etag, "Prefer": "wait=30"})
        stale = await program.post(address, json={"choice": "right"}, headers={"If-Match": etag})
    assert (missing.status_code, settled.status_code, stale.status_code) == (428, 200, 412)
    assert settled.json()["profile"]["contradictions"][0]["settled"] == "left"


async def test_an_older_client_gets_its_persona_when_it_sends_a_text(program):
    async with program.working():
        made = await program.post("/v1/persona", json={"raw_text": ADA})
        assert (made.status_code, set(made.json()), made.json()["version"]) == (201, {"id", "version", "created_at"}, 1)
        address = f"/v1/persona/{made.json()['id']}"
        first = (await program.get(address)).json()
        assert set(first) == {"id", "raw_text", "persona", "created_at", "updated_at"}
        assert (first["raw_text"], first["persona"]["identity"]["name"]["value"]) == (ADA, "Ada Lovelace")
        changed = await program.patch(address, json={"raw_text": "Like: chess"})
    assert (changed.status_code, changed.json()["raw_text"]) == (200, f"{ADA}\n\nLike: chess")
    assert [claim["value"] for claim in changed.json()["persona"]["likes"]] == ["music", "chess"]
    assert (await program.get(f"/v1/person/{made.json()['id']}")).json()["version_count"] == 2


async def test_an_older_client_is_told_where_to_look_when_the_build_takes_too_long(program, settings_of):
    settings_of(api_wait_seconds=0.2)
    answer = await program.post("/v1/persona", json={"raw_text": ADA})
    body = answer.json()
    assert (answer.status_code, body["code"]) == (504, "build_slow")
    assert (await program.get(f"/v1/runs/{body['run_id']}")).json()["persona_id"] == body["id"]


async def test_an_older_client_is_told_what_was_kept_when_the_build_failed(program):
    async def fail(_prompt):
        raise EngineMisconfigured("The key is wrong. Correct it, then try again.")

    program.studio.engine.before = fail
    async with program.working():
        answer = await program.post("/v1/persona", json={"raw_text": ADA})
    body = answer.json()
    assert (answer.status_code, body["code"]) == (503, "build_failed")
    assert (await program.get(f"/v1/persona/{body['id']}")).json()["raw_text"] == ADA


async def test_an_older_client_finds_its_persona_by_the_id_that_it_knows(program, stranger):
    person = await program.person(build=False)
    with unit_of_work() as session:
        session.execute(text("UPDATE persona SET legacy_id = 'row 17' WHERE id = :id"), {"id": person})
    answer = await program.get("/v1/persona/row%2017")
    assert (answer.status_code, answer.json()["id"], answer.json()["raw_text"]) == (200, "row 17", ADA)
    assert (await program.as_other(stranger).get("/v1/persona/row%2017")).status_code == 404


@pytest.mark.parametrize("old_id", ["17", "no-such", "0" * 300, "%00"])
async def test_an_older_id_is_not_found_when_nobody_has_it(program, old_id):
    for answer in (await program.get(f"/v1/persona/{old_id}"), await program.patch(f"/v1/persona/{old_id}", json={"raw_text": "x"})):
        assert (answer.status_code, answer.json()["code"]) == (404, "persona_not_found")
