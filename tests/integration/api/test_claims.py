"""Claims and proposals for programs: the state that was seen is said, and nothing is lost by whoever comes late."""

import asyncio

import pytest

from tests.faults import fault

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music\nResidence: London"


@pytest.fixture
async def person(program):
    """The id of a built persona."""
    return (await program.studio.build(program.studio.create(ADA))).persona_id


async def _age(program, person):
    return (await program.get(f"/v1/person/{person}/persona")).json()["profile"]["identity"]["age"]


async def test_a_claim_is_changed_and_removed_with_the_state_that_was_seen(program, person):
    at = f"/v1/person/{person}/claims/age/{(await _age(program, person))['id']}"
    seen = (await program.get(f"/v1/person/{person}")).headers["etag"]

    blind = await program.put(at, json={"value": "37"})
    put = await program.put(at, json={"value": "37"}, headers={"If-Match": seen})
    late = await program.put(at, json={"value": "38"}, headers={"If-Match": seen})
    later = await program.put(at, json={"value": "38", "lock_version": int(seen.strip('"'))})
    gone = await program.delete(at, headers={"If-Match": "*"})

    assert (blind.status_code, blind.json()["code"]) == (428, "precondition_missing")
    assert (put.status_code, put.json()["profile"]["identity"]["age"]["citations"][0]["kind"]) == (200, "author")
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert "“38” was not saved" in late.json()["detail"]
    assert (later.status_code, later.json()["code"]) == (409, "persona_changed")
    assert (gone.status_code, gone.json()["profile"]["identity"]["age"]) == (200, None)
    words = (await program.get(f"/v1/person/{person}/claims")).json()
    assert [(each["field"], each["choice"], each["before"]) for each in words] == [("age", "removed", "37")]


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("POST", "claims", {"field": "like", "value": " "}, 422, "claim_invalid"),
        ("POST", "claims", {"field": "like", "value": "Music"}, 409, "claim_repeated"),
        ("POST", "claims", {"field": "charm", "value": "tea"}, 422, "request_invalid"),
        ("PUT", "claims/like/none", {"value": "tea"}, 404, "claim_not_found"),
        ("PUT", "claims/charm/none", {"value": "tea"}, 422, "request_invalid"),
        ("DELETE", "claims/like/none", None, 404, "claim_not_found"),
        ("PUT", "scores/charm", {"score": 1}, 422, "request_invalid"),
        ("PUT", "scores/openness", {"score": 101}, 422, "request_invalid"),
        ("POST", "proposals/00000000-0000-0000-0000-000000000001", {"choice": "take"}, 404, "proposal_not_found"),
        ("POST", "proposals/00000000-0000-0000-0000-000000000001", {"choice": "burn"}, 422, "request_invalid"),
        ("GET", "proposals?state=lost", None, 422, "request_invalid"),
    ],
)
async def test_what_cannot_be_is_refused_with_its_code(program, person, method, path, sent, status, code):
    answer = await program.request(method, f"/v1/person/{person}/{path}", json=sent, headers={"If-Match": "*"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await program.get(f"/v1/person/{person}/persona")).json()["number"] == 1


@fault(
    area="People",
    what="Ten programs change a persona at once, each whatever it is by now (If-Match: *)",
    result="All ten changes are made.",
)
async def test_every_change_is_made_when_many_at_once_change_it_whatever_it_is(program):
    person = await program.person(build=False)
    at, always = f"/v1/person/{person}", {"If-Match": "*"}
    await program.put(f"{at}/content", json={"content": "# Ada", "base": 0})
    said = [{"field": "like", "value": f"tea number {number}"} for number in range(10)]
    answers = await asyncio.gather(*(program.post(f"{at}/claims", json=one, headers=always) for one in said))
    assert [answer.status_code for answer in answers] == [200] * 10
    newest = (await program.get(f"{at}/versions/latest")).json()
    assert newest["number"] == 11
    assert all(one["value"] in str(newest["profile"]) for one in said)
