"""What stands before every endpoint: tokens, scopes, rates, sizes, types, and one way to tell a failure."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from persona_app.accounts.errors import TooManyRequests
from persona_app.accounts.services.limiting import spend_share, take_share
from persona_app.accounts.services.tokens import list_tokens, revoke_token
from persona_app.core import db
from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from tests.factories.accounts import make_actor
from tests.faults import fault
from tests.integration.api.conftest import token_for

PROBLEM = {"type", "title", "status", "detail", "code"}


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ps_unknown", "Basic YTpi", "Bearer nonsense", "Bearer \xff"])
async def test_a_request_is_refused_when_it_has_no_valid_token(program, authorization):
    answer = await program.get("/v1/person", headers={"Authorization": authorization.encode("latin-1")})
    assert (answer.status_code, answer.json()["code"]) == (401, "token_needed")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert set(answer.json()) == PROBLEM


async def test_a_token_opens_nothing_when_it_was_revoked(program):
    with unit_of_work() as session:
        [token] = list_tokens(session, actor=program.studio.actor).items
        revoke_token(session, actor=program.studio.actor, token_id=token.id)
    assert (await program.get("/v1/person")).status_code == 401


async def test_a_token_does_only_what_its_scope_allows(program):
    person = await program.person()
    reader, writer = (program.as_other(token_for(program.studio.actor, scope)) for scope in ("read", "write"))
    refused = [
        await reader.post("/v1/person", json={"raw_text": "x"}),
        await reader.patch(f"/v1/person/{person}", json={"is_archived": True}),
        await reader.delete(f"/v1/person/{person}"),
        await writer.get(f"/v1/person/{person}"),
        await writer.get("/v1/person"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(403, "scope_missing")}
    assert (await reader.get(f"/v1/person/{person}")).status_code == 200
    assert (await writer.post(f"/v1/person/{person}/data", json={"raw_text": "Like: tea"})).status_code == 201


async def test_nothing_is_begun_when_the_token_may_not_read_what_it_would_be_answered(program):
    person = await program.person(build=False)
    writer = program.as_other(token_for(program.studio.actor, "write"))
    refused = [
        await writer.post("/v1/persona", json={"raw_text": "Like: tea"}),
        await writer.patch(f"/v1/persona/{person}", json={"raw_text": "Like: tea"}),
        await writer.post(f"/v1/person/{person}/data-and-regenerate", json={"raw_text": "Like: tea"}, headers={"Prefer": "wait=5"}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(403, "scope_missing")}
    assert [one["data_count"] for one in (await program.get("/v1/person")).json()["items"]] == [1]
    assert (await writer.post(f"/v1/person/{person}/data-and-regenerate", json={"raw_text": "Like: tea"})).status_code == 202


async def test_a_cookie_opens_nothing(program):
    nobody = program.as_other(None)
    token = token_for(program.studio.actor)
    answer = await nobody.get("/v1/person", headers={"Cookie": f"persona_session={token}"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "address_unknown"),
        ("GET", "/v1", 404, "address_unknown"),
        ("GET", "/v1/", 404, "address_unknown"),
        ("GET", "/v1/person/", 404, "address_unknown"),
        ("PUT", "/v1/person", 405, "method_refused"),
        ("DELETE", "/v1/health", 405, "method_refused"),
        ("GET", "/v1/person/not-an-id", 422, "request_invalid"),
        ("GET", "/v1/person?limit=0", 422, "request_invalid"),
        ("GET", "/v1/person?limit=many", 422, "request_invalid"),
        ("GET", "/v1/person?cursor=nonsense", 422, "cursor_invalid"),
    ],
)
async def test_a_problem_is_told_when_the_address_is_not_right(program, method, path, status, code):
    answer = await program.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"/v1/docs#{code}")
    assert status != 405 or answer.headers["allow"] == ("GET, POST" if method == "PUT" else "GET")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"{", ""),
        (b"[]", ""),
        (b'"text"', ""),
        (b"\xff", ""),
        (b"[" * 20_000, ""),
        (b'{"raw_text": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", None),
        (b'{"raw_text": 5}', "/raw_text"),
        (b'{"urls": "http://example.com"}', "/urls"),
        (b'{"urls": [1]}', "/urls/0"),
        (b'{"a/b~c": 1}', "/a~1b~0c"),
        (b'{"lock_version": "x"}', "/lock_version"),
    ],
)
async def test_the_part_is_named_when_a_body_cannot_be_used(program, body, pointer):
    person = await program.person(build=False)
    made = await program.post("/v1/person", content=body, headers={"Content-Type": "application/json"})
    changed = await program.patch(f"/v1/person/{person}", content=body, headers={"Content-Type": "application/json"})
    assert {made.status_code, changed.status_code} == {422}
    assert {made.json()["code"], changed.json()["code"]} == {"request_invalid"}
    assert pointer is None or made.json()["errors"][0]["pointer"] == pointer or changed.json()["errors"][0]["pointer"] == pointer


async def test_a_body_is_refused_when_it_is_of_another_type(program):
    person = await program.person(build=False)
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    refused = [
        await program.post("/v1/person", content=b"text", headers={"Content-Type": "text/plain"}),
        await program.post("/v1/person", content=b"{}"),
        await program.patch(f"/v1/person/{person}", content=b"x", headers=form),
        await program.post("/v1/persona", content=b"x", headers=form),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(415, "media_type_refused")}


@fault(
    area="Attackers",
    what="A body is larger than allowed, whatever length it states",
    result="413, without reading on",
)
async def test_a_body_is_refused_when_it_is_too_large(program):
    person = await program.person(build=False)
    stated = await program.patch(f"/v1/person/{person}", json={"name": "x" * 64_000})

    async def unstated():
        for _ in range(100):
            yield b" " * 1000

    streamed = await program.patch(f"/v1/person/{person}", content=unstated(), headers={"Content-Type": "application/json"})
    assert {(answer.status_code, answer.json()["code"]) for answer in (stated, streamed)} == {(413, "body_too_large")}


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "é" * 3, "\u202e"])
async def test_odd_characters_do_no_harm_wherever_text_is_taken(program, text):
    import json

    async def send(method, path, **body):
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        return await program.request(method, path, content=json.dumps(body), headers=headers)

    made = await send("POST", "/v1/person", raw_text=text, name=text)
    named = await send("POST", "/v1/person", raw_text=f"Like: {text} tea", name="")
    person = named.json().get("id", uuid4())
    found = await program.get(f"/v1/person/{person}/data", params={"q": text.encode("utf-8", "replace").decode()})
    settled = await send("POST", f"/v1/person/{person}/contradictions/{'%00'}/settle", choice="left", lock_version=1)
    assert {made.status_code, named.status_code, found.status_code, settled.status_code} <= {200, 201, 404, 422}


async def test_every_answer_tells_what_is_left_and_the_last_one_when_to_come_back(program, settings_of):
    settings_of(api_requests_per_minute=3)
    answers = [await program.get("/v1/person") for _ in range(2)] + [await program.get(f"/v1/person/{uuid4()}")]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["2", "1", "0"]
    refused = [await program.get("/v1/person"), await program.post("/v1/person", json={})]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(429, "too_many_requests")}
    assert 1 <= int(refused[0].headers["retry-after"]) <= 60
    assert refused[0].headers["ratelimit-limit"] == "3"


async def test_no_answer_is_kept_on_its_way_or_taken_for_a_page(program):
    person = await program.person(build=False)
    for answer in (await program.get(f"/v1/person/{person}"), await program.get("/v1/runs/x"), await program.get("/v1/nothing")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-type"].startswith("application/")


async def test_another_account_is_not_held_up_when_one_reached_its_limit(program, stranger, settings_of):
    settings_of(api_requests_per_minute=1)
    assert [(await program.get("/v1/person")).status_code for _ in range(2)] == [200, 429]
    assert (await program.as_other(stranger).get("/v1/person")).status_code == 200


@fault(
    area="Attackers",
    what="One account's programs send more requests than a minute allows, at once",
    result="429 for what is beyond, with the time to come back",
)
async def test_no_more_than_the_limit_are_let_through_when_many_come_at_once(program, settings_of):
    settings_of(api_requests_per_minute=30)
    answers = await asyncio.gather(*(program.get("/v1/person") for _ in range(60)))
    assert sum(answer.status_code == 200 for answer in answers) <= 30
    assert {answer.status_code for answer in answers} == {200, 429}


def test_the_count_begins_anew_when_the_minute_has_ended(database, settings_of):
    settings_of(api_requests_per_minute=1)
    begin = now()
    with unit_of_work() as session:
        account_id = make_actor(session).account_id
    with unit_of_work() as session:
        take_share(session, account_id=account_id, at=begin)
    with pytest.raises(TooManyRequests):
        spend_share(account_id, at=begin + timedelta(seconds=59))
    assert spend_share(account_id, at=begin + timedelta(seconds=61)) is None
    with unit_of_work() as session:
        assert take_share(session, account_id=account_id, at=begin + timedelta(seconds=61)).remaining == 0


async def test_the_failure_is_told_as_passing_when_the_database_does_not_answer(program, database):
    db.configure("postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    try:
        for path in ("/v1/person", "/v1/health"):
            answer = await program.get(path)
            assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
            assert answer.headers["retry-after"]
    finally:
        db.configure(database)


@fault(
    area="Attackers",
    what="Something fails that nobody foresaw",
    result="500 with an id that leads to the log, and none of the failure's words",
)
async def test_a_fault_is_told_without_its_words_when_nobody_foresaw_it(program, monkeypatch):
    from persona_app.api.v1 import person

    def broken(_session, **_more):
        raise RuntimeError("Ada's secret")

    monkeypatch.setattr(person, "find_personas", broken)
    answer = await program.get("/v1/person")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "secret" not in answer.text


async def test_description_reference_and_health_need_no_token(program):
    nobody = program.as_other(None)
    assert (await nobody.get("/v1/health")).json() == {"status": "ok"}
    document = (await nobody.get("/v1/openapi.json")).json()
    page = await nobody.get("/v1/docs")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert all(path in page.text for path in document["paths"])
    assert not [mark for mark in ("<script", "src=", "@import", "http://", "https://") if mark in page.text]
