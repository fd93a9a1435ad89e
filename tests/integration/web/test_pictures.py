"""Pictures, as browsers ask for them."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core import config
from persona_app.core.db import unit_of_work
from persona_app.media.schemas import PictureRating
from persona_app.publishing.services.picturing import take_picture
from persona_app.publishing.services.withdrawing import withdraw_publication
from persona_app.web.components.portrait import portrait_source
from persona_app.web.http.app import create_http_app
from tests.factories.pictures import make_picture
from tests.factories.publications import make_versioned, publish
from tests.integration.web.conftest import OWN_PAGE

NOBODYS = "00" * 32


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PERSONA_HOME", str(tmp_path))
    config.get_settings.cache_clear()
    yield
    config.get_settings.cache_clear()


@pytest.fixture
def visitor(database: str) -> Iterator[TestClient]:
    with TestClient(create_http_app(), follow_redirects=False, headers=OWN_PAGE) as client:
        yield client


@pytest.fixture
def edda(owner: TestClient) -> Actor:
    with unit_of_work() as session:
        return get_actor_by_email(session, email="edda@example.com")


@pytest.fixture
def persona_id(edda: Actor) -> UUID:
    with unit_of_work(acting_for=edda.account_id) as session:
        return make_versioned(session, actor=edda)


def give(actor: Actor, persona_id: UUID) -> str:
    async def call(service: Callable[..., Any], /, **kwargs: Any) -> Any:
        with unit_of_work(acting_for=actor.account_id) as session:
            return service(session, actor=actor, **kwargs)

    settings = config.get_settings()
    taken = take_picture(make_picture(), persona_id=persona_id, declared=PictureRating.SAFE, call=call, settings=settings)
    return asyncio.run(taken).sha256


def test_a_private_picture_is_its_owners_alone(owner: TestClient, visitor: TestClient, edda: Actor, persona_id: UUID) -> None:
    sha256 = give(edda, persona_id)
    answer = owner.get(f"/pictures/{sha256}/small.webp")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert answer.content[8:12] == b"WEBP"
    assert answer.headers["cache-control"].startswith("private")
    assert visitor.get(f"/pictures/{sha256}/small.webp").status_code == 404


def test_a_public_picture_is_everybodys_and_kept_by_caches(owner: TestClient, visitor: TestClient, edda: Actor, persona_id: UUID) -> None:
    sha256 = give(edda, persona_id)
    with unit_of_work(acting_for=edda.account_id) as session:
        publish(session, actor=edda, persona_id=persona_id)
    for size in ("small", "medium", "large"):
        answer = visitor.get(f"/pictures/{sha256}/{size}.webp")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=86400, immutable"
    again = visitor.get(f"/pictures/{sha256}/small.webp", headers={"If-None-Match": f'"{sha256}-small"'})
    assert (again.status_code, again.content) == (304, b"")
    with unit_of_work(acting_for=edda.account_id) as session:
        withdraw_publication(session, actor=edda, persona_id=persona_id)
    assert visitor.get(f"/pictures/{sha256}/small.webp", headers={"If-None-Match": f'"{sha256}-small"'}).status_code == 404


@pytest.mark.parametrize(
    "path", [f"{NOBODYS}/small", f"{NOBODYS}/huge", "x/small", "..%2f..%2fetc/small", f"{NOBODYS.upper()[:-1]}G/small"]
)
def test_there_is_no_other_picture(owner: TestClient, path: str) -> None:
    assert owner.get(f"/pictures/{path}.webp").status_code in {404, 422}


def test_a_portrait_is_the_picture_or_else_the_generated_face() -> None:
    persona_id = UUID(int=7)
    assert portrait_source(persona_id, "Mara", picture=NOBODYS) == f"/pictures/{NOBODYS}/medium.webp"
    assert portrait_source(persona_id, "Mara", picture=None) == f"/portraits/{persona_id}.svg?initial=M"
