"""Giving a persona its picture by the form's endpoint."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core import config
from persona_app.core.db import unit_of_work
from persona_app.media.schemas import KeptPicture
from persona_app.publishing.services.picturing import find_own_picture
from tests.factories.pictures import make_picture
from tests.integration.web.conftest import register
from tests.integration.web.test_submissions import JSON, made

LEAST = 20_000


@pytest.fixture(autouse=True)
def kept_in_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Pictures lie in a folder of this test's, and may be small only."""
    monkeypatch.setenv("PERSONA_HOME", str(tmp_path))
    monkeypatch.setenv("PERSONA_PICTURE_MAX_BYTES", str(LEAST))
    config.get_settings.cache_clear()
    yield
    config.get_settings.cache_clear()


def send(client: TestClient, persona_id: UUID, content: bytes, *, headers: dict[str, str] = JSON, declared: str = "") -> Response:
    """The form, as a browser sends it."""
    files = {"picture": ("face.png", content, "image/png")}
    return client.post(f"/ui/personas/{persona_id}/picture", files=files, data={"declared": declared}, headers=headers)  # type: ignore[return-value]


def picture_of(persona_id: UUID) -> KeptPicture | None:
    with unit_of_work() as session:
        actor = get_actor_by_email(session, email="edda@example.com")
        return find_own_picture(session, actor=actor, persona_id=persona_id)


def test_a_picture_is_kept_as_its_owner_declares_it(owner: TestClient) -> None:
    persona_id = made(owner)
    answer = send(owner, persona_id, make_picture(), declared="suggestive")
    kept = picture_of(persona_id)
    assert kept is not None
    assert (answer.status_code, answer.json()) == (201, {"sha256": kept.sha256, "rating": "suggestive"})
    assert kept.declared == "suggestive"


def test_the_browser_is_led_back_to_the_page_when_no_script_runs(owner: TestClient) -> None:
    persona_id = made(owner)
    answer = send(owner, persona_id, make_picture(), headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/studio/{persona_id}/publish")
    kept = picture_of(persona_id)
    assert kept is not None
    assert kept.rating == "unrated"


@pytest.mark.parametrize(
    ("content", "declared", "status", "code"),
    [
        (b"no picture", "", 422, "picture_unreadable"),
        (b"x" * (LEAST + 1), "", 413, "picture_too_large"),
        (b"x" * (LEAST * 20), "", 413, "picture_too_large"),
        (b"x", "harmless", 422, "picture_form_unreadable"),
    ],
    ids=["text", "large", "very large", "declared as nothing there is"],
)
def test_what_is_no_fit_picture_is_told_and_nothing_is_kept(
    owner: TestClient, content: bytes, declared: str, status: int, code: str
) -> None:
    persona_id = made(owner)
    answer = send(owner, persona_id, content, declared=declared)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert picture_of(persona_id) is None


@pytest.mark.parametrize("sent", [{"data": {"declared": "safe"}}, {"files": {"other": ("a.png", b"x", "image/png")}}], ids=["form", "file"])
def test_a_form_without_a_picture_is_told(owner: TestClient, sent: dict[str, dict[str, object]]) -> None:
    answer = owner.post(f"/ui/personas/{made(owner)}/picture", headers=JSON, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (422, "picture_form_unreadable")


def test_another_owners_persona_gets_no_picture(owner: TestClient) -> None:
    persona_id = made(owner)
    owner.cookies.clear()
    register(owner, "stranger")
    answer = send(owner, persona_id, make_picture())
    assert (answer.status_code, answer.json()["code"]) == (404, "persona_not_found")
    assert picture_of(persona_id) is None


def test_another_sites_page_gives_no_picture(owner: TestClient) -> None:
    persona_id = made(owner)
    answer = send(owner, persona_id, make_picture(), headers={**JSON, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert picture_of(persona_id) is None
