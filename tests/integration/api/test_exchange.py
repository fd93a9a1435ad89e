"""Files of other programs through the interface: in, out, and refused with a reason."""

import json
from uuid import UUID

import httpx
import pytest

from persona_app.core.config import get_settings
from persona_app.interchange.working import work_through
from tests.factories import bulk, cards


async def _import(program, kind: str, **params: str) -> httpx.Response:
    return await program.post(
        "/v1/imports", files={"file": (f"{kind}.bin", cards.files()[kind], "application/octet-stream")}, params=params
    )


async def test_a_card_comes_back_when_it_is_imported_and_exported(program):
    answer = await _import(program, "v2")
    body = answer.json()
    assert (answer.status_code, body["outcome"], body["format"]) == (201, "created", "character-card-v2")
    assert answer.headers["location"] == f"/v1/person/{body['id']}"
    exported = (await program.get(f"/v1/person/{body['id']}/export", params={"format": "character-card-v2"})).json()
    assert exported["data"]["extensions"].pop("persona_studio")["id"] == body["id"]
    assert exported == cards.card_v2()


async def test_a_file_is_taken_when_it_is_the_body_itself(program):
    answer = await program.post(
        "/v1/imports", content=cards.AGENTS.encode(), headers={"Content-Type": "text/markdown"}, params={"file_name": "AGENTS.md"}
    )
    assert (answer.status_code, answer.json()["name"], answer.json()["format"]) == (201, "Harbour rules", "agents-md")


@pytest.mark.parametrize("said", [{}, {"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "text/x-yaml"}])
async def test_a_file_is_known_by_what_it_holds_whatever_is_said_of_it(program, said):
    answer = await program.post("/v1/imports", content=cards.files()["yaml"], headers=said)
    assert (answer.status_code, answer.json()["format"]) == (201, "pygmalion")


async def test_the_persona_is_made_once_when_the_request_is_repeated(program):
    key = {"Idempotency-Key": "import-1"}
    files = {"file": ("card.json", cards.files()["v1"], "application/json")}
    first, second = [(await program.post("/v1/imports", files=files, headers=key)).json() for _ in range(2)]
    assert first == second
    assert len((await program.get("/v1/person")).json()["items"]) == 1


async def test_the_file_is_refused_with_its_reason_and_nothing_made_when_it_is_damaged(program):
    answer = await program.post("/v1/imports", files={"file": ("card.json", b'{"name": ', "application/json")})
    assert (answer.status_code, answer.json()["code"]) == (422, "import_refused")
    assert "line 1" in answer.json()["detail"]
    assert (await program.get("/v1/person")).json()["items"] == []


async def test_a_picture_is_sent_when_the_card_is_wanted_in_one(program):
    person = (await _import(program, "png-both")).json()["id"]
    answer = await program.get(f"/v1/person/{person}/export", params={"format": "character-card-png"})
    assert (answer.headers["content-type"], answer.content[:4]) == ("application/octet-stream", b"\x89PNG")
    assert "tollef-brandt.png" in answer.headers["content-disposition"]


async def test_what_found_no_place_is_told_when_exported(program):
    person = (await _import(program, "v3")).json()["id"]
    answer = await program.get(f"/v1/person/{person}/export", params={"format": "character-card-v1"})
    assert "character_book" in [loss["place"] for loss in json.loads(answer.headers["x-persona-losses"])]


async def test_the_export_is_refused_when_the_format_is_only_read(program):
    person = (await _import(program, "yaml")).json()["id"]
    answer = await program.get(f"/v1/person/{person}/export", params={"format": "pygmalion"})
    assert (answer.status_code, answer.json()["code"]) == (422, "format_read_only")


async def _send(program, files: dict[str, bytes], **headers: str) -> httpx.Response:
    sent = {"Content-Type": "application/zip", **headers}
    return await program.post("/v1/imports", content=bulk.archive(files), headers=sent, params={"file_name": "cards.zip"})


async def _work(program, batch_id: str) -> None:
    person = (await program.post("/v1/person", json={"raw_text": "Ada bakes.", "build": False})).json()
    owner = (await program.get(f"/v1/person/{person['id']}/events")).json()["items"][0]["owner_id"]
    await work_through(UUID(batch_id), owner_id=UUID(owner), settings=get_settings())


async def test_an_archive_is_imported_by_a_job_and_each_file_has_its_result(program):
    answer = await _send(program, {"a/tollef.json": cards.files()["v2"], "b/broken.json": b"{", "pic.png": cards.blank_picture("x")})
    batch = answer.json()
    assert (answer.status_code, answer.headers["location"], batch["state"]) == (202, f"/v1/imports/{batch['id']}", "queued")
    await _work(program, batch["id"])
    done = (await program.get(f"/v1/imports/{batch['id']}")).json()
    assert (done["state"], done["total"], done["done"]) == ("done", 3, 3)
    assert (done["imported"], done["skipped"], done["failed"]) == (1, 1, 1)
    failed = (await program.get(f"/v1/imports/{batch['id']}/results", params={"outcome": "failed"})).json()["items"]
    assert [(one["file"], "line 1" in one["reason"]) for one in failed] == [("b/broken.json", True)]
    assert [one["id"] for one in (await program.get("/v1/imports")).json()["items"]] == [batch["id"]]
    late = await program.post(f"/v1/imports/{batch['id']}/cancel")
    assert (late.status_code, late.json()["code"]) == (409, "import_ended")


async def test_a_character_without_its_card_is_refused_and_not_looked_through(program):
    files = {"file": ("tollef.CHARX", bulk.archive({"assets/readme.txt": b"You are the harbour."}), "application/zip")}
    answer = await program.post("/v1/imports", files=files)
    assert (answer.status_code, answer.json()["code"]) == (422, "import_refused")
    assert "no card.json" in answer.json()["detail"]
    assert (await program.get("/v1/person")).json()["items"] == (await program.get("/v1/imports")).json()["items"] == []


async def test_an_archive_is_imported_once_when_the_request_is_repeated(program):
    files = {"tollef.json": cards.files()["v2"]}
    first, second = [(await _send(program, files, **{"Idempotency-Key": "many-1"})).json() for _ in range(2)]
    assert first["id"] == second["id"]


async def test_everything_comes_as_an_archive_that_can_be_imported(program):
    await _import(program, "charx")
    await _import(program, "eliza-v1")
    answer = await program.get("/v1/exports")
    assert (answer.status_code, answer.headers["content-type"], answer.content[:2]) == (200, "application/zip", b"PK")
    again = await program.post("/v1/imports", content=answer.content, headers={"Content-Type": "application/zip"})
    await _work(program, again.json()["id"])
    done = (await program.get(f"/v1/imports/{again.json()['id']}")).json()
    assert (done["state"], done["imported"], done["failed"]) == ("done", 2, 0)


async def test_a_large_file_is_refused_when_it_is_no_archive(program):
    answer = await program.post("/v1/imports", content=b"x" * (get_settings().upload_max_bytes + 1), headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
