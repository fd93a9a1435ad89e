"""Persons through the interface: made, listed, changed, deleted, and nobody else's."""

from uuid import UUID, uuid4

import pytest

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music"


async def test_a_person_is_made_and_its_build_queued_when_material_is_given(program):
    answer = await program.post("/v1/person", json={"raw_text": ADA})
    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/person/{UUID(body['id'])}"
    run = (await program.get(f"/v1/runs/{body['run_id']}")).json()
    assert (run["state"], run["persona_id"]) == ("queued", body["id"])


async def test_a_person_is_empty_and_nothing_runs_when_nothing_is_given(program):
    answer = await program.post("/v1/person", json={"name": "Mara"})
    body = answer.json()
    assert (answer.status_code, body["run_id"], body["name"]) == (201, None, "Mara")
    assert (await program.get(f"/v1/person/{body['id']}")).json()["data_count"] == 0


async def test_no_build_is_started_when_it_is_not_wanted(program):
    person = (await program.post("/v1/person", json={"raw_text": ADA, "build": False})).json()
    assert person["run_id"] is None
    assert (await program.get(f"/v1/person/{person['id']}/runs")).json() == {"items": [], "next_cursor": None}


async def test_persons_are_listed_page_by_page_when_there_are_more_than_the_limit(program):
    made = [await program.person(f"Like: {number}", build=False) for number in range(5)]
    seen, cursor = [], None
    for _ in range(3):
        page = (await program.get("/v1/person", params={"limit": 2, **({"cursor": cursor} if cursor else {})})).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert (seen, cursor) == (made[::-1], None)


async def test_anothers_person_is_not_found_when_read_changed_or_deleted(program, stranger):
    person = await program.person()
    other = program.as_other(stranger)
    asked = [
        await other.get(f"/v1/person/{person}"),
        await other.patch(f"/v1/person/{person}", json={"is_archived": True}),
        await other.delete(f"/v1/person/{person}"),
        await other.get(f"/v1/person/{person}/data"),
        await other.get(f"/v1/person/{person}/runs"),
        await other.get(f"/v1/person/{person}/events"),
        await other.get(f"/v1/person/{person}/persona-with-history"),
        await other.post(f"/v1/person/{person}/data", json={"raw_text": "Like: mischief"}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in asked} == {(404, "persona_not_found")}
    assert (await program.get(f"/v1/person/{person}")).json()["data_count"] == 1


async def test_a_name_is_changed_when_the_etag_is_the_present_one(program):
    person = await program.person()
    read = await program.get(f"/v1/person/{person}")
    answer = await program.patch(f"/v1/person/{person}", json={"name": "Ada"}, headers={"If-Match": read.headers["etag"]})
    assert (answer.status_code, answer.json()["name"]) == (200, "Ada")
    assert answer.headers["etag"] != read.headers["etag"]


async def test_a_stale_change_is_refused_and_the_present_state_told_when_another_came_first(program):
    person = await program.person()
    etag = (await program.get(f"/v1/person/{person}")).headers["etag"]
    await program.patch(f"/v1/person/{person}", json={"name": "First"}, headers={"If-Match": etag})
    by_tag = await program.patch(f"/v1/person/{person}", json={"name": "Second"}, headers={"If-Match": etag})
    by_field = await program.patch(f"/v1/person/{person}", json={"name": "Second", "lock_version": int(etag.strip('"'))})
    assert (by_tag.status_code, by_tag.json()["code"]) == (412, "precondition_failed")
    assert (by_field.status_code, by_field.json()["code"]) == (409, "persona_changed")
    now = (await program.get(f"/v1/person/{person}")).json()
    assert (now["name"], by_tag.json()["lock_version"]) == ("First", now["lock_version"])


async def test_single_values_are_changed_when_no_state_is_named(program):
    person = await program.person()
    answer = await program.patch(f"/v1/person/{person}", json={"name": "Ada", "description": "A note.", "folder": "Work"})
    body = answer.json()
    assert (answer.status_code, body["name"], body["description"], body["folder"]) == (200, "Ada", "A note.", "Work")
    assert (await program.get(f"/v1/person/{person}")).headers["etag"] == answer.headers["etag"]


@pytest.mark.parametrize("whole", [{"labels": ["North"]}, {"metadata": {}}], ids=["labels", "metadata"])
async def test_what_replaces_a_whole_is_refused_when_no_state_is_named(program, whole):
    person = await program.person(build=False)
    answer = await program.patch(f"/v1/person/{person}", json={"name": "Ada", **whole})
    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_missing")
    assert (await program.get(f"/v1/person/{person}")).json()["name"] != "Ada"


async def test_an_archived_person_takes_no_data_until_it_is_restored(program):
    person = await program.person()
    await program.patch(f"/v1/person/{person}", json={"is_archived": True})
    refused = await program.post(f"/v1/person/{person}/data", json={"raw_text": "Like: tea"})
    await program.patch(f"/v1/person/{person}", json={"is_archived": False})
    taken = await program.post(f"/v1/person/{person}/data", json={"raw_text": "Like: tea"})
    assert (refused.status_code, refused.json()["code"], taken.status_code) == (409, "persona_archived", 201)


async def test_a_deleted_person_is_gone_with_its_runs(program):
    created = (await program.post("/v1/person", json={"raw_text": ADA})).json()
    assert (await program.delete(f"/v1/person/{created['id']}")).status_code == 204
    assert (await program.get(f"/v1/person/{created['id']}")).status_code == 404
    assert (await program.get(f"/v1/runs/{created['run_id']}")).status_code == 404


@pytest.mark.parametrize("path", ["/v1/person/{id}", "/v1/runs/{id}", "/v1/person/{id}/persona", "/v1/persona/{id}"])
async def test_what_nobody_made_is_not_found(program, path):
    answer = await program.get(path.format(id=uuid4()))
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_persons_are_found_by_words_label_folder_and_tag(program):
    mara, jon = [(await program.post("/v1/person", json={"name": name})).json()["id"] for name in ("Mara Quell", "Jon")]
    noted = {"labels": ["North"], "folder": "Trips", "metadata": {"customer": {"type": "string", "value": "Nordwind"}}, "lock_version": 1}
    changed = await program.patch(f"/v1/person/{jon}", json=noted)
    assert changed.status_code == 200, changed.text

    async def found(**params):
        return [one["id"] for one in (await program.get("/v1/person", params=params)).json()["items"]]

    assert await found() == [jon, mara]
    assert await found(q="quel") == [mara]
    assert await found(q="nordwind") == await found(label="north") == await found(folder="trips") == [jon]
    assert await found(label="nobody") == await found(tag="nobody") == await found(parent=mara) == []
    assert await found(sort="name") == [jon, mara]
    assert (await program.get("/v1/person", params={"sort": "other"})).status_code == 422


async def test_what_is_noted_replaces_the_state_that_was_seen(program):
    person = await program.person(build=False)
    seen = await program.get(f"/v1/person/{person}")
    noted = {
        "display_name": "The baker",
        "metadata": {"score": {"type": "number", "value": 2.5}, "paid": {"type": "yes_no", "value": True}},
    }

    assert (await program.patch(f"/v1/person/{person}", json=noted)).status_code == 428
    first = await program.patch(f"/v1/person/{person}", json=noted, headers={"If-Match": seen.headers["etag"]})
    stale = await program.patch(f"/v1/person/{person}", json={"description": "x"}, headers={"If-Match": seen.headers["etag"]})

    assert (first.status_code, stale.status_code) == (200, 412)
    body = (await program.get(f"/v1/person/{person}")).json()
    assert (body["display_name"], body["metadata"], body["description"]) == ("The baker", noted["metadata"], "")
    wrong = {"metadata": {"since": {"type": "date", "value": "soon"}}, "lock_version": body["lock_version"]}
    assert (await program.patch(f"/v1/person/{person}", json=wrong)).status_code == 422


async def test_a_taken_name_is_refused_with_one_that_is_free(program):
    for name in ("Mara", "Jon"):
        person = (await program.post("/v1/person", json={"name": name})).json()

    answer = await program.patch(f"/v1/person/{person['id']}", json={"name": "MARA", "lock_version": 1})

    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
    assert "“MARA (2)” is free" in answer.json()["detail"]
