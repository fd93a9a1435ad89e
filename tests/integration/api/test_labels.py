"""Labels and blame for programs: the state that was seen is said, and a label serves wherever a version is named."""

from uuid import uuid4

import pytest

from persona_app.core.db import unit_of_work
from persona_app.personas.services.versioning import append_version
from tests.factories.personas import make_version


@pytest.fixture
async def person(program):
    """The id of a persona of three versions."""
    persona_id = await program.person(build=False)
    actor = program.studio.actor
    with unit_of_work() as session:
        for number in (1, 2, 3):
            new = make_version(author_id=actor.account_id, content=f"# Ada\n\nThis is draft {number}.", run_id=uuid4())
            append_version(session, persona_id=persona_id, new=new)
    return persona_id


async def _labels(program, person):
    return {each["name"]: each["number"] for each in (await program.get(f"/v1/person/{person}/labels")).json()}


async def test_a_label_serves_wherever_a_version_is_named(program, person):
    put = await program.put(f"/v1/person/{person}/labels/Stable", json={"number": 2, "lock_version": 0})
    assert (put.status_code, put.json()["number"], put.headers["etag"]) == (200, 2, '"1"')

    at = f"/v1/person/{person}/versions"
    assert (await program.get(f"{at}/stable")).json()["number"] == 2
    assert (await program.get(f"{at}/latest")).json()["number"] == 3
    assert (await program.get(f"{at}/latest/diff", params={"from": "stable"})).json()["before"] == 2
    assert (await program.get(f"{at}/stable/blame")).json()["number"] == 2
    restored = await program.post(f"{at}/stable/restore", json={}, headers={"If-Match": "*"})
    assert (restored.json()["number"], restored.json()["content"]) == (4, "# Ada\n\nThis is draft 2.")


@pytest.mark.parametrize("named", ["beta", "4", "0", "-1", "1.0", "99999999999"])
async def test_nothing_is_found_when_no_version_is_named_so(program, person, named):
    for path in ("", "/blame"):
        answer = await program.get(f"/v1/person/{person}/versions/{named}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "version_not_found")
    answer = await program.get(f"/v1/person/{person}/versions/1/diff", params={"from": named})
    assert (answer.status_code, answer.json()["code"]) == (404, "version_not_found")


async def test_a_move_is_refused_with_the_present_state_when_another_was_faster(program, person):
    at = f"/v1/person/{person}/labels/stable"
    assert (await program.put(at, json={"number": 1, "lock_version": 0})).status_code == 200
    assert (await program.put(at, json={"number": 2}, headers={"If-Match": '"1"'})).status_code == 200

    late = await program.put(at, json={"number": 3}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["code"], late.json()["lock_version"]) == (412, "precondition_failed", 2)
    late = await program.put(at, json={"number": 3, "lock_version": 1})
    assert (late.status_code, late.json()["code"], late.json()["lock_version"]) == (409, "version_label_moved", 2)
    late = await program.delete(at, headers={"If-Match": '"1"'})
    assert late.status_code == 412
    assert await _labels(program, person) == {"stable": 2}

    moves = (await program.get(f"{at}/history")).json()["items"]
    assert [(each["from_number"], each["to_number"]) for each in moves] == [(1, 2), (None, 1)]
    assert {each["moved_by"] for each in moves} == {str(program.studio.actor.account_id)}


async def test_a_label_moves_from_wherever_it_is_when_a_program_says_so(program, person):
    at = f"/v1/person/{person}/labels/stable"
    for number in (1, 2):
        assert (await program.put(at, json={"number": number}, headers={"If-Match": "*"})).status_code == 200
    assert (await program.delete(at, headers={"If-Match": "*"})).status_code == 204
    assert await _labels(program, person) == {}
    assert (await program.delete(at, headers={"If-Match": "*"})).json()["code"] == "version_label_not_found"


async def test_the_state_must_be_said_when_a_label_is_moved_or_taken_off(program, person):
    at = f"/v1/person/{person}/labels/stable"
    for answer in (await program.put(at, json={"number": 1}), await program.delete(at)):
        assert (answer.status_code, answer.json()["code"]) == (428, "precondition_missing")


async def test_nothing_of_it_is_there_when_another_account_asks(program, person, stranger):
    await program.put(f"/v1/person/{person}/labels/stable", json={"number": 1, "lock_version": 0})
    other = program.as_other(stranger)
    for path in ("labels", "labels/stable/history", "versions/stable", "versions/latest", "versions/stable/blame"):
        assert (await other.get(f"/v1/person/{person}/{path}")).json()["code"] == "persona_not_found"
    moved = await other.put(f"/v1/person/{person}/labels/stable", json={"number": 2}, headers={"If-Match": "*"})
    assert moved.json()["code"] == "persona_not_found"
    assert await _labels(program, person) == {"stable": 1}


async def test_blame_leads_to_the_version_of_each_passage_when_it_is_asked_for(program, person):
    blame = (await program.get(f"/v1/person/{person}/versions/3/blame")).json()
    assert [(each["text"].strip(), each["number"]) for each in blame["passages"]] == [("# Ada", 1), ("This is draft 3.", 3)]
    assert [each["number"] for each in blame["versions"]] == [3, 1]
