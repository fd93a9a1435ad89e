"""Publishing by program: asked for, waited for, corrected, changed, withdrawn; and nothing of it for others."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from persona_app.api.app import create_api
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.schemas import Gone, PublicPersona, Rating, Visibility
from persona_app.publishing.services.showing import find_public
from tests.factories.accounts import make_actor
from tests.factories.publications import make_versioned
from tests.integration.api.conftest import token_for

WAIT = {"Prefer": "wait=30"}


async def _built(program: Any) -> str:
    """A person with a version, made without a build: its publication is what is looked at here."""
    with unit_of_work() as session:
        return str(make_versioned(session, actor=program.studio.actor))


def _visit(slug: str) -> object:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        return find_public(session, slug=slug)


async def test_version_is_public_when_a_program_waited_for_it(program: Any) -> None:
    person = await _built(program)
    async with program.working():
        answer = await program.post(f"/v1/person/{person}/publication", json={"visibility": "unlisted"}, headers=WAIT)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Location"].startswith("/v1/runs/")
    public = answer.json()["publication"]
    assert (public["visibility"], public["version_number"], public["public_name"]) == ("unlisted", 1, "Mara Quell")
    assert (answer.json()["state"], answer.json()["attempts"][0]["state"]) == ("done", "done")
    found = _visit(public["slug"])
    assert isinstance(found, PublicPersona) and found.visibility is Visibility.UNLISTED


async def test_nothing_is_public_until_a_program_confirms_when_it_asked_for_a_review(program: Any) -> None:
    person = await _built(program)
    async with program.working():
        waiting = await program.post(f"/v1/person/{person}/publication", json={"review": True}, headers=WAIT)
    assert (waiting.json()["publication"], waiting.json()["open_attempt"]["state"], waiting.json()["state"]) == (None, "review", "review")
    again = await program.post(f"/v1/person/{person}/publication", json={})
    assert (again.status_code, again.json()["code"]) == (409, "publication_underway")
    refused = await program.post(f"/v1/person/{person}/publication/confirm", json={"tags": ["no such tag"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "tag_unknown")
    said = {"tags": ["drama"], "rating": "explicit", "age": 40, "headline": "A baker"}
    for _ in range(2):
        key = {"Idempotency-Key": "confirm-once"}
        confirmed = await program.post(f"/v1/person/{person}/publication/confirm", json=said, headers=key)
        assert confirmed.status_code == 200, confirmed.text
    found = _visit(confirmed.json()["slug"])
    assert isinstance(found, PublicPersona)
    assert ([tag.name for tag in found.tags], found.rating, found.age, found.face.headline) == (["drama"], Rating.EXPLICIT, 40, "A baker")
    called_off = await program.post(f"/v1/person/{person}/publication/decline")
    assert (called_off.status_code, called_off.json()["code"]) == (409, "nothing_to_confirm")


async def test_public_version_is_changed_and_withdrawn_as_far_as_it_may(program: Any) -> None:
    person = await _built(program)
    path = f"/v1/person/{person}/publication"
    assert (await program.get(path)).json()["state"] is None
    early = await program.patch(path, json={"visibility": "unlisted"})
    assert (early.status_code, early.json()["code"]) == (409, "not_published")
    async with program.working():
        slug = (await program.post(path, json={}, headers=WAIT)).json()["slug"]
    refused = await program.post(path, json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_public")
    changed = await program.patch(path, json={"visibility": "unlisted", "rating": "suggestive"})
    assert (changed.json()["publication"]["visibility"], changed.json()["publication"]["rating"]) == ("unlisted", "suggestive")
    milder = await program.patch(path, json={"visibility": "public", "rating": "safe"})
    assert (milder.status_code, milder.json()["code"]) == (422, "rating_too_low")
    assert (await program.get(path)).json()["publication"]["visibility"] == "unlisted"
    for _ in range(2):
        assert (await program.delete(path)).status_code == 204
    assert _visit(slug) == Gone()


@pytest.mark.parametrize(
    "body",
    [{"visibility": "private"}, {"version": 0}, {"version": "1"}, {"replace": "yes"}, {"operator_now": True}, [], {"visibility": None}],
    ids=["private", "no version", "version as text", "not a truth", "unknown field", "no object", "null"],
)
async def test_request_is_refused_when_it_says_something_else(program: Any, body: Any) -> None:
    person = await _built(program)
    assert (await program.post(f"/v1/person/{person}/publication", json=body)).status_code == 422
    assert (await program.get(f"/v1/person/{person}/publication")).json()["attempts"] == []


async def test_persona_of_another_account_is_not_found(program: Any) -> None:
    person = await _built(program)
    with unit_of_work() as session:
        other = make_actor(session, handle="bo1")
    paths = [("POST", ""), ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("GET", "/preflight"), ("POST", "/confirm"), ("POST", "/decline")]
    async with program.as_other(token_for(other)) as stranger:
        for method, path in paths:
            body = {} if method == "GET" or path == "/decline" or method == "DELETE" else {"json": {}}
            answer = await stranger.request(method, f"/v1/person/{person}/publication{path}", **body)
            assert (answer.status_code, answer.json()["code"]) == (404, "persona_not_found"), (method, path)


async def test_operator_publishes_at_once_only_where_the_installation_is_for_developers(program: Any, settings_of: Any) -> None:
    person = await _built(program)
    with unit_of_work() as session:
        operator = make_actor(session, handle="ruth", is_operator=True)
    address = f"/v1/dev/person/{person}/publication"
    async with program.as_other(token_for(operator)) as usual:
        missing = await usual.post(address)
        assert (missing.status_code, missing.json()["code"]) == (404, "address_unknown")
    settings_of(dev=1)
    api = httpx.ASGITransport(app=create_api())
    for actor, status in ((operator, 200), (program.studio.actor, 403)):
        headers = {"Authorization": f"Bearer {token_for(actor)}"}
        async with httpx.AsyncClient(transport=api, base_url="http://test", headers=headers) as client:
            answer = await client.post(address)
            assert answer.status_code == status, answer.text
            if status == 200:
                assert isinstance(_visit(answer.json()["slug"]), PublicPersona)
                assert (await client.post(f"/v1/dev/person/{uuid4()}/publication")).status_code == 404
