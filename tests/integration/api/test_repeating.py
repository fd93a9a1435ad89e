"""The same request sent again: done once, answered the same, and never mistaken for another."""

import asyncio
from datetime import timedelta

import pytest

from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from persona_app.core.retention import ANSWERS_KEPT
from persona_app.requests.errors import KeyReused
from persona_app.requests.services.repeating import Asked, find_answer, perform_once
from tests.faults import fault

ADA = {"raw_text": "Name: Ada Lovelace\nAge: 36"}


@fault(area="People", what="Fifty requests with one idempotency key at once", result="One row is made, and all fifty get the same answer")
async def test_one_person_is_made_and_all_answers_are_alike_when_fifty_requests_share_a_key(program):
    headers = {"Idempotency-Key": "fifty"}
    answers = await asyncio.gather(*(program.post("/v1/person", json=ADA, headers=headers) for _ in range(50)))
    assert {(answer.status_code, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert len((await program.get("/v1/person")).json()["items"]) == 1


@fault(
    area="People",
    what="An idempotency key comes again with another body",
    result="It is refused as 422 idempotency_key_reused; nothing is done",
)
async def test_the_key_is_refused_and_nothing_done_when_it_comes_with_another_body(program):
    headers = {"Idempotency-Key": "one"}
    await program.post("/v1/person", json=ADA, headers=headers)
    answer = await program.post("/v1/person", json={"raw_text": "Name: Grace"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert len((await program.get("/v1/person")).json()["items"]) == 1


async def test_a_form_counts_as_the_same_when_only_its_boundary_differs(program):
    person, headers = await program.person(build=False), {"Idempotency-Key": "form"}
    file = {"file": ("notes.txt", b"Like: rain", "text/plain")}
    address = f"/v1/person/{person}/data"
    answers = [await program.post(address, data={"raw_text": "Like: tea"}, files=file, headers=headers) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {201}
    assert answers[0].json() == answers[1].json()
    assert (await program.get(f"/v1/person/{person}")).json()["data_count"] == 3


async def test_a_key_is_free_again_when_its_request_failed(program):
    person, headers = await program.person("Like: tea", build=False), {"Idempotency-Key": "failed"}
    address = f"/v1/person/{person}/data"
    assert (await program.post(address, json={"raw_text": "Like: tea"}, headers=headers)).status_code == 409
    assert (await program.post(address, json={"raw_text": "Like: rain"}, headers=headers)).status_code == 201


async def test_a_key_means_something_else_at_another_address_and_for_another_account(program, stranger):
    headers = {"Idempotency-Key": "shared"}
    mine = (await program.post("/v1/person", json=ADA, headers=headers)).json()
    others = (await program.as_other(stranger).post("/v1/person", json=ADA, headers=headers)).json()
    added = await program.post(f"/v1/person/{mine['id']}/data", json={"raw_text": "Like: tea"}, headers=headers)
    assert (mine["id"] != others["id"], added.status_code) == (True, 201)


async def test_a_run_is_retried_once_when_the_request_is_repeated(program):
    run = (await program.post("/v1/person", json=ADA)).json()["run_id"]
    await program.post(f"/v1/runs/{run}/cancel")
    headers = {"Idempotency-Key": "again"}
    answers = [await program.post(f"/v1/runs/{run}/retry", headers=headers) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {202}
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("key", ["", "x" * 256, "with\ttab"])
async def test_a_key_is_refused_when_it_cannot_be_kept(program, key):
    answer = await program.post("/v1/person", json=ADA, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_invalid")


def test_a_key_is_forgotten_when_a_day_has_passed(program):
    asked = Asked(account_id=program.studio.actor.account_id, route="POST /v1/person", key="old", fingerprint="a")
    other = asked.model_copy(update={"fingerprint": "b"})
    begin = now()
    with unit_of_work() as session:
        assert perform_once(session, asked=asked, work=lambda: "1", at=begin) == "1"
    with unit_of_work() as session, pytest.raises(KeyReused):
        perform_once(session, asked=other, work=lambda: "2", at=begin + ANSWERS_KEPT - timedelta(seconds=1))
    with unit_of_work() as session:
        assert perform_once(session, asked=other, work=lambda: "2", at=begin + ANSWERS_KEPT + timedelta(seconds=1)) == "2"
        assert find_answer(session, asked=other, at=begin + ANSWERS_KEPT) == "2"
