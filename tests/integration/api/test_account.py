"""The account for programs: its trail searched, everything as an archive, and its end."""

import io
import zipfile
from datetime import timedelta

from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from tests.factories.accounts import PASSWORD, make_registered
from tests.integration.api.conftest import token_for


async def _sentences(program, **asked):
    answer = await program.get("/v1/events", params=asked)
    assert answer.status_code == 200, answer.text
    return [each["sentence"] for each in answer.json()["items"]]


async def test_events_are_found_by_kind_person_time_and_words(program):
    ada, bo = await program.person(build=False, name="Ada"), await program.person("Name: Bo", build=False, name="Bo")
    await program.patch(f"/v1/person/{ada}", json={"name": "Countess"}, headers={"If-Match": "*"})
    assert await _sentences(program, kind="persona_renamed") == ["“Ada” was renamed to “Countess”."]
    assert await _sentences(program, persona=bo, kind="persona_created") == ["The persona “Bo” was made."]
    assert await _sentences(program, q="countess") == ["“Ada” was renamed to “Countess”."]
    assert await _sentences(program, q="renamed") == ["“Ada” was renamed to “Countess”."]
    assert await _sentences(program, q="countess nowhere") == []
    later = (now() + timedelta(hours=1)).isoformat()
    assert await _sentences(program, **{"from": later}) == []
    assert len(await _sentences(program, to=later)) > 3


async def test_pages_of_events_go_on_where_the_last_one_ended(program):
    for number in range(5):
        await program.person(f"Name: Ada {number}", build=False, name=f"Ada {number}")
    first = (await program.get("/v1/events", params={"kind": "persona_created", "limit": 3})).json()
    rest = (await program.get("/v1/events", params={"kind": "persona_created", "limit": 3, "cursor": first["next_cursor"]})).json()
    told = [each["sentence"] for page in (first, rest) for each in page["items"]]
    assert told == [f"The persona “Ada {number}” was made." for number in (4, 3, 2, 1, 0)]


async def test_what_words_mean_to_a_database_means_nothing_here(program):
    await program.person(build=False, name="100%_sure\\")
    assert await _sentences(program, q="0%_sure\\") == ["The persona “100%_sure\\” was made."]
    assert await _sentences(program, q="1%0") == []
    for said in ("yesterday", "1790000000", "-20922789887999"):
        assert (await program.get("/v1/events", params={"from": said})).status_code == 422, said


async def test_nobody_else_sees_the_events(program, stranger):
    await program.person(build=False, name="Ada")
    other = await program.as_other(stranger).get("/v1/events", params={"kind": "persona_created"})
    assert other.json()["items"] == []


async def test_everything_comes_as_an_archive_and_the_trail_says_so(program):
    await program.person(build=False, name="Ada")
    answer = await program.get("/v1/account/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert "attachment" in answer.headers["content-disposition"]
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert {"README.txt", "index.html", "tables/account.jsonl"} <= set(names)
    assert await _sentences(program, kind="account_exported") == ["Everything about the account was exported."]


async def test_account_is_gone_when_its_password_was_given(program):
    with unit_of_work() as session:
        make_registered(session, handle="keeper")
        goes = make_registered(session, handle="quillonquen")
    client = program.as_other(token_for(goes))
    wrong = await client.post("/v1/account/erasure", json={"password": "not this one"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "password_wrong")
    assert (await client.get("/v1/events")).status_code == 200
    assert (await client.post("/v1/account/erasure", json={"password": PASSWORD})).status_code == 204
    assert (await client.get("/v1/events")).status_code == 401


async def test_a_token_that_only_reads_erases_nothing(program):
    with unit_of_work() as session:
        make_registered(session, handle="keeper")
        goes = make_registered(session, handle="quillonquen")
    answer = await program.as_other(token_for(goes, "read")).post("/v1/account/erasure", json={"password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
