"""Film characters through the interface for programs."""

from typing import Any

import pytest

from persona_app.core.db import unit_of_work
from persona_app.movies.services.starter import seed_starter
from tests.integration.api.conftest import Program

WAITING = {"Prefer": "wait=60"}


@pytest.fixture
async def films(program: Program) -> Program:
    """A program, and the films that ship with the product."""
    with unit_of_work() as session:
        seed_starter(session)
    return program


async def character(films: Program, name: str) -> str:
    """A character's id, by name."""
    return str((await films.get("/v1/characters", params={"q": name})).json()["items"][0]["id"])


async def thoughts(films: Program, person: str, **more: Any) -> list[dict[str, Any]]:
    """All thoughts, page by page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = (
            await films.get(f"/v1/person/{person}/thoughts", params={"limit": 20, **more, **({"cursor": cursor} if cursor else {})})
        ).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


async def test_a_person_is_made_from_characters_and_enriched_with_another(films: Program) -> None:
    ebba, nils, ruth = [await character(films, name) for name in ("Ebba Holmvik", "Nils", "Ruth")]
    made = await films.post("/v1/person", json={"characters": [ebba, ruth]})
    assert made.status_code == 201, made.text
    person = made.json()["id"]
    async with films.working():
        added = await films.post(f"/v1/person/{person}/characters", json={"characters": [nils]}, headers=WAITING)
        assert added.status_code in {200, 409}, added.text
        while added.status_code == 409:
            assert added.json()["code"] == "enrichment_waiting"
            added = await films.post(f"/v1/person/{person}/characters", json={"characters": [nils]}, headers=WAITING)
    assert added.json()["number"] == 2
    all_of_them = await thoughts(films, person)
    assert len({each["text"] for each in all_of_them}) == len(all_of_them) > 50
    assert [each["position"] for each in all_of_them[:50]] == list(range(1, 51))
    for each in all_of_them:
        for line in each["lines"]:
            assert line["text"][line["start"] : line["end"]] == line["quote"]
    first = await thoughts(films, person, run_id=made.json()["run_id"])
    assert len(first) == 50
    assert {each["character_id"] for each in first} == {ebba, ruth}
    enrichments = (await films.get(f"/v1/person/{person}/enrichments")).json()["items"]
    assert [(each["number"], each["state"], each["dialogue_count"]) for each in enrichments] == [(1, "done", 352), (2, "done", 155)]
    assert (await films.get(f"/v1/person/{person}")).json()["source"] == "movie"


async def test_the_same_character_again_is_refused_with_its_name(films: Program) -> None:
    ebba = await character(films, "Ebba Holmvik")
    person = (await films.post("/v1/person", json={"characters": [ebba]})).json()["id"]
    async with films.working():
        await films.post(f"/v1/person/{person}/regenerate", headers=WAITING)
    again = await films.post(f"/v1/person/{person}/characters", json={"characters": [ebba]})
    assert (again.status_code, again.json()["code"]) == (409, "character_taken")
    assert "holmvik" in again.json()["detail"].lower()


async def test_a_hidden_thought_is_left_out_of_the_next_version(films: Program) -> None:
    person = (await films.post("/v1/person", json={"characters": [await character(films, "Ebba Holmvik")]})).json()["id"]
    async with films.working():
        before = (await films.post(f"/v1/person/{person}/regenerate", headers=WAITING)).json()
        one = (await thoughts(films, person))[0]
        hidden = await films.patch(f"/v1/person/{person}/thoughts/{one['id']}", json={"is_hidden": True})
        assert hidden.json()["is_hidden"]
        after = (await films.post(f"/v1/person/{person}/regenerate", headers=WAITING)).json()
    assert one["id"] in before["thought_ids"]
    assert after["thought_count"] == before["thought_count"] - 1
    assert len(await thoughts(films, person)) == before["thought_count"], "hiding is not deleting"


async def test_what_is_anothers_is_not_found(films: Program, stranger: str) -> None:
    ebba = await character(films, "Ebba Holmvik")
    person = (await films.post("/v1/person", json={"raw_text": "Name: Ada"})).json()["id"]
    async with films.as_other(stranger) as other:
        answers = [
            await other.post(f"/v1/person/{person}/characters", json={"characters": [ebba]}),
            await other.get(f"/v1/person/{person}/thoughts"),
            await other.patch(f"/v1/person/{person}/thoughts/{ebba}", json={"is_hidden": True}),
            await other.get(f"/v1/person/{person}/enrichments"),
            await other.post(f"/v1/person/{person}/children", json={}),
        ]
    assert [(each.status_code, each.json()["code"]) for each in answers] == [(404, "persona_not_found")] * 5


@pytest.mark.parametrize("characters", [[], ["no id"], "all", None], ids=["none", "no id", "no list", "null"])
async def test_nothing_is_queued_when_the_characters_cannot_be_read(films: Program, characters: object) -> None:
    person = (await films.post("/v1/person", json={"name": "Ada"})).json()["id"]
    answer = await films.post(f"/v1/person/{person}/characters", json={"characters": characters})
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert (await films.get(f"/v1/person/{person}/runs")).json()["items"] == []


async def test_a_child_begins_with_its_parents_claims(films: Program) -> None:
    person = (await films.post("/v1/person", json={"raw_text": "Name: Ada\nLike: music"})).json()["id"]
    async with films.working():
        await films.post(f"/v1/person/{person}/regenerate", headers=WAITING)
    child = await films.post(f"/v1/person/{person}/children", json={"name": "Ada, younger"})
    assert child.status_code == 201, child.text
    seen = (await films.get(f"/v1/person/{child.json()['id']}")).json()
    assert (seen["source"], seen["parent_id"], seen["name"]) == ("derived", person, "Ada, younger")
    persona = (await films.get(f"/v1/person/{child.json()['id']}/persona")).json()
    assert persona["profile"]["likes"][0]["citations"][0] | {"claim_id": "…"} == {
        "kind": "inherited",
        "persona_id": person,
        "version": 1,
        "claim_id": "…",
    }
