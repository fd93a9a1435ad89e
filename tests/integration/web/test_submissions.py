"""Giving material by the form's endpoints."""

from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core import config
from persona_app.core.db import unit_of_work
from persona_app.jobs.services.runs import find_active_run
from persona_app.personas.services.reading import get_data, list_data, list_personas
from persona_app.web.http import submissions
from tests.faults import fault
from tests.integration.web.conftest import register

JSON = {"Accept": "application/json"}
PICTURE = ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "image/png")
NOTES = ("notes.txt", b"Edda winds the clocks on Sundays.", "text/plain")


def give(client: TestClient, *, address: str = "/ui/personas", files: list | None = None, headers: dict | None = None, **fields: str):
    """Send the form, as multipart even when no file is chosen."""
    parts = [("files", file) for file in files or []] or [("files", ("", b"", "application/octet-stream"))]
    return client.post(address, data=fields, files=parts, headers=headers or JSON)


def personas_of(email: str = "edda@example.com") -> list[UUID]:
    with unit_of_work() as session:
        actor = get_actor_by_email(session, email=email)
        return [card.id for card in list_personas(session, actor=actor).items]


def texts_of(persona_id: UUID, email: str = "edda@example.com") -> list[str]:
    """All texts, newest first."""
    with unit_of_work() as session:
        actor = get_actor_by_email(session, email=email)
        listed = list_data(session, actor=actor, persona_id=persona_id).items
        return [get_data(session, actor=actor, persona_id=persona_id, data_id=one.id).text for one in listed]


def made(client: TestClient, text: str = "Edda likes strong tea.") -> UUID:
    """A persona made of one text."""
    return UUID(give(client, text=text).json()["location"].rsplit("/", 1)[1])


def test_a_persona_is_made_and_its_build_queued_from_a_text_and_a_file(owner: TestClient) -> None:
    answer = give(owner, text="Edda likes strong tea.", name="Edda", files=[NOTES])
    assert answer.status_code == 201
    [persona_id] = personas_of()
    assert answer.json() == {"location": f"/studio/{persona_id}"}
    assert sorted(texts_of(persona_id)) == ["Edda likes strong tea.", "Edda winds the clocks on Sundays."]
    with unit_of_work() as session:
        actor = get_actor_by_email(session, email="edda@example.com")
        assert find_active_run(session, actor=actor, persona_id=persona_id) is not None


def test_the_browser_is_led_to_the_persona_when_no_script_runs(owner: TestClient) -> None:
    answer = give(owner, text="Edda likes strong tea.", headers={"Accept": "text/html,*/*"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/studio/{personas_of()[0]}"


def test_nothing_is_made_and_each_failure_is_told_when_a_file_cannot_be_read(owner: TestClient) -> None:
    answer = give(owner, text="Edda likes strong tea.", urls="ftp://example.org/x", files=[NOTES, PICTURE])
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "some_unreadable"
    assert {failure["source"] for failure in problem["failures"]} == {"ftp://example.org/x", "photo.png"}
    assert all(failure["sentence"] for failure in problem["failures"])
    assert personas_of() == []


def test_the_rest_is_taken_when_the_owner_leaves_out_what_failed(owner: TestClient) -> None:
    answer = give(owner, text="Edda likes strong tea.", files=[PICTURE], leave_out_failed="on")
    assert answer.status_code == 201
    assert texts_of(personas_of()[0]) == ["Edda likes strong tea."]


def test_leaving_out_what_failed_is_refused_when_nothing_is_left(owner: TestClient) -> None:
    assert give(owner, files=[PICTURE], leave_out_failed="on").status_code == 422
    assert personas_of() == []


def test_a_sentence_is_shown_when_nothing_was_given(owner: TestClient) -> None:
    answer = give(owner, text="  \n ")
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_submitted")


def test_a_page_tells_the_failures_when_no_script_runs(owner: TestClient) -> None:
    answer = give(owner, text="<script>alert(1)</script>", files=[("<b>.png", PICTURE[1], "image/png")], headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "<b>" not in answer.text
    assert "is a picture" in answer.text


def test_the_same_content_is_offered_when_it_is_there_already(owner: TestClient) -> None:
    persona_id = made(owner)
    address = f"/ui/personas/{persona_id}/data"
    answer = give(owner, address=address, text="Edda likes strong tea.", files=[NOTES])
    assert (answer.status_code, answer.json()["code"]) == (409, "data_repeated")
    [repeat] = answer.json()["repeats"]
    assert repeat["source"] == "Pasted text"
    assert "is there since" in repeat["sentence"]
    assert len(texts_of(persona_id)) == 1


def test_the_same_content_is_added_when_the_owner_wants_it(owner: TestClient) -> None:
    persona_id = made(owner)
    assert give(owner, address=f"/ui/personas/{persona_id}/data", text="Edda likes strong tea.", allow_repeats="on").status_code == 201
    assert texts_of(persona_id) == ["Edda likes strong tea."] * 2


def test_another_owners_persona_is_not_found(owner: TestClient) -> None:
    persona_id = made(owner)
    owner.cookies.clear()
    register(owner, "stranger")
    answer = give(owner, address=f"/ui/personas/{persona_id}/data", text="I was never here.")
    assert (answer.status_code, answer.json()["code"]) == (404, "persona_not_found")
    assert len(texts_of(persona_id)) == 1


@pytest.mark.parametrize("address", ["/ui/personas", "/ui/personas/01970000-0000-7000-8000-000000000000/data"])
def test_nothing_is_read_without_a_session(browser: TestClient, address: str) -> None:
    assert give(browser, address=address, text="Edda").json()["code"] == "signed_out"
    page = give(browser, address=address, text="Edda", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/login")


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
@fault(
    area="Attackers",
    what="Another site's page sends a form in somebody's name (CSRF)",
    result="403, and nothing is made",
)
def test_nothing_is_made_when_another_site_sends_the_form(owner: TestClient, headers: dict[str, str]) -> None:
    assert give(owner, text="Edda", headers={**JSON, **headers}).status_code == 403
    assert personas_of() == []


@fault(area="People", what="A paste of 10 MB", result="It is taken whole, kept as a chip beside the field, and stored as it was")
def test_ten_megabytes_of_pasted_text_are_taken(owner: TestClient) -> None:
    line = "Edda likes strong tea and winds the clocks on Sundays.\r\n"
    text = line * (9_900_000 // (len(line) - 1))
    assert give(owner, text=text).status_code == 201
    [stored] = texts_of(personas_of()[0])
    assert stored == text.replace("\r\n", "\n")


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most a thousand bytes each, and two files."""
    settings = config.Settings(upload_max_bytes=1000, upload_max_count=2)
    monkeypatch.setattr(submissions, "get_settings", lambda: settings)


@pytest.mark.usefixtures("small_limits")
def test_a_file_beyond_the_limit_is_told_by_name(owner: TestClient) -> None:
    answer = give(owner, text="Edda", files=[("long.txt", b"x" * 1001, "text/plain")])
    [failure] = answer.json()["failures"]
    assert (failure["source"], failure["code"]) == ("long.txt", "file_too_large")


@pytest.mark.usefixtures("small_limits")
@fault(
    area="Attackers",
    what="A form without a stated length never ends",
    result="Reading stops at the limit, and nothing is kept",
)
def test_reading_stops_when_a_body_without_a_stated_length_is_too_large(owner: TestClient) -> None:
    sent = 0

    def endless():
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        while sent < 50_000_000:
            sent += 100_000
            yield b"x" * 100_000

    answer = owner.post("/ui/personas", content=endless(), headers={**JSON, "Content-Type": "multipart/form-data; boundary=x"})
    assert (answer.status_code, answer.json()["code"]) == (413, "submission_too_large")
    assert personas_of() == []


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_body_that_is_no_form_is_refused(owner: TestClient, content_type: str) -> None:
    answer = owner.post("/ui/personas", content=b"{}", headers={**JSON, "Content-Type": content_type})
    assert answer.status_code == 422


def test_a_portrait_is_kept_by_browsers_and_tells_nothing(browser: TestClient) -> None:
    answer = browser.get(f"/portraits/{uuid4()}.svg", params={"initial": "É"})
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "immutable" in answer.headers["cache-control"]
    assert ">É<" in answer.text


@fault(
    area="People",
    what="The answer to a submitted form is lost on its way, and the form is sent again",
    result="One persona is made: the same material has the same key",
)
def test_one_persona_is_made_when_the_form_is_sent_again_with_its_key(owner: TestClient) -> None:
    headers = {**JSON, "Idempotency-Key": "one form"}
    first, again = (give(owner, text="Edda likes strong tea.", files=[NOTES], headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert len(personas_of()) == 1
    other = give(owner, text="Edda likes weak tea.", headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert len(personas_of()) == 1


def test_a_key_is_free_again_when_nothing_was_made(owner: TestClient) -> None:
    headers = {**JSON, "Idempotency-Key": "one form"}
    assert give(owner, text="Edda", files=[PICTURE], headers=headers).status_code == 422
    assert give(owner, text="Edda", files=[PICTURE], headers=headers, leave_out_failed="on").status_code == 201
    persona_id = personas_of()[0]
    address = f"/ui/personas/{persona_id}/data"
    assert give(owner, address=address, text="Edda", headers=headers).status_code == 409
    added = [give(owner, address=address, text="Edda", headers=headers, allow_repeats="on") for _ in range(2)]
    assert [answer.status_code for answer in added] == [201, 201]
    assert texts_of(persona_id) == ["Edda", "Edda"]
