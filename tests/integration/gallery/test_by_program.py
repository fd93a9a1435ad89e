"""Public personas by program: without a token, counted by address."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from persona_app.api.app import create_api
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.gallery.services.liking import like, unlike
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public, show, withdraw


@pytest.fixture
def program(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Somebody at one address, who may ask forty times a minute."""
    monkeypatch.setenv("PERSONA_VISITOR_REQUESTS_PER_MINUTE", "40")
    get_settings.cache_clear()
    with TestClient(create_api(), follow_redirects=False, client=("2001:db8::1", 1)) as client:
        yield client
    get_settings.cache_clear()


def test_anybody_searches_and_reads_page_by_page_and_is_told_what_became_of_an_address(program: TestClient) -> None:
    with unit_of_work() as session:
        ada = make_actor(session, handle="ada")
        rows = [make_public(session, actor=ada, name=name, headline="bakes bread") for name in ("Mara", "Otto")]
    first = program.get("/v1/public/personas", params={"q": "bread", "limit": 1})
    assert first.json()["total"] == 2
    following = first.headers["Link"].removeprefix("<").partition(">")[0]
    names = [answer["items"][0]["name"] for answer in (first.json(), program.get(following).json())]
    assert sorted(names) == ["Mara", "Otto"]
    slug = rows[0].slug
    assert program.get(f"/v1/public/personas/{slug}").json()["face"]["name"] == "Mara"
    assert program.put(f"/v1/public/personas/{slug}/like").status_code == 401
    with unit_of_work() as session:
        withdraw(session, rows[0].persona_id)
    assert program.get(f"/v1/public/personas/{slug}").json()["code"] == "public_persona_gone"
    with unit_of_work() as session:
        rows[0] = session.merge(rows[0])
        rows[0].slug = "elsewhere-abc123"
        session.flush()
        show(session, rows[0].persona_id)
    moved = program.get(f"/v1/public/personas/{slug}")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/v1/public/personas/elsewhere-abc123")
    assert program.get("/v1/public/personas/nobody").status_code == 404


def test_a_like_is_counted_in_what_is_read_right_after_it(program: TestClient) -> None:
    with unit_of_work() as session:
        mara = make_public(session, actor=make_actor(session, handle="ada"), name="Mara", headline="bakes bread")
        bo = make_actor(session, handle="bo")
        like(session, actor=bo, slug=mara.slug)
    assert program.get(f"/v1/public/personas/{mara.slug}").json()["likes"] == 1
    with unit_of_work(acting_for=bo.account_id) as session:
        unlike(session, actor=bo, slug=mara.slug)
    assert program.get(f"/v1/public/personas/{mara.slug}").json()["likes"] == 0


def test_an_address_is_told_to_wait_when_it_asked_too_often_and_its_network_with_it(program: TestClient) -> None:
    answers = [program.get("/v1/public/personas") for _ in range(41)]
    assert {answer.status_code for answer in answers[:40]} == {200}
    assert answers[0].headers["RateLimit-Limit"] == "40"
    last = answers[-1]
    assert (last.status_code, last.json()["code"]) == (429, "too_many_visits")
    assert 1 <= int(last.headers["Retry-After"]) <= 60
    neighbour, stranger = (TestClient(create_api(), client=(address, 1)) for address in ("2001:db8::2", "2001:db8:0:1::2"))
    assert [each.get("/v1/public/personas").status_code for each in (neighbour, stranger)] == [429, 200]
