"""The editor's requests: what it is given, what it sees before saving, and what comes of saving."""

from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.core.markdown import to_html
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.versioning import get_version
from tests.faults import fault
from tests.integration.web.conftest import register

TOWNS = ("Bergen", "Voss", "Oslo")
WAS = "# Edda\n\nYou are Edda. You wind the clocks. You live in Bergen.\n"


@pytest.fixture
def persona_id(owner: TestClient) -> UUID:
    """A persona whose build has not ended: it has no version."""
    form = {"data": {"text": "Edda winds the clocks."}, "files": [("files", ("", b"", "application/octet-stream"))]}
    answer = owner.post("/ui/personas", **form, headers={"Accept": "application/json"})
    return UUID(answer.json()["location"].rsplit("/", 1)[1])


def address(persona_id: UUID) -> str:
    return f"/ui/personas/{persona_id}/content"


def save(client: TestClient, persona_id: UUID, content: str, *, base: int = 1, **more: object):
    return client.post(address(persona_id), json={"content": content, "base": base, **more})


@pytest.fixture
def edda(owner: TestClient, persona_id: UUID) -> UUID:
    """The persona with a first version by hand."""
    assert save(owner, persona_id, WAS, base=0).status_code == 201
    return persona_id


def test_the_limits_and_no_text_are_given_when_there_is_no_version(owner: TestClient, persona_id: UUID) -> None:
    given = owner.get(address(persona_id)).json()
    assert (given["number"], given["content"], given["is_archived"]) == (0, "", False)
    assert given["most_bytes"] == get_settings().content_max_bytes


def test_the_first_version_is_kept_when_nothing_was_built_yet(owner: TestClient, edda: UUID) -> None:
    given = owner.get(address(edda)).json()
    assert (given["number"], given["content"]) == (1, WAS)


def test_a_summary_is_kept_with_what_was_saved(owner: TestClient, edda: UUID) -> None:
    answer = save(owner, edda, WAS.replace("Bergen", "Oslo"), summary="She moved.")
    assert answer.json() == {"number": 2, "content": WAS.replace("Bergen", "Oslo")}
    with unit_of_work() as session:
        actor = get_actor_by_email(session, email="edda@example.com")
        assert get_version(session, actor=actor, persona_id=edda, number=2).summary == "She moved."


def test_a_stale_save_is_joined_when_it_touches_other_sentences(owner: TestClient, edda: UUID) -> None:
    save(owner, edda, WAS.replace("Bergen", "Oslo"))
    answer = save(owner, edda, WAS.replace("clocks", "watches"))
    assert answer.json() == {"number": 3, "content": WAS.replace("Bergen", "Oslo").replace("clocks", "watches")}


@fault(
    area="People",
    what="Somebody saves a content while a newer version has other words for the same sentences",
    result="Nothing is saved or lost: both sides and what was there are shown place by place, each with a choice",
)
def test_all_sides_are_told_when_both_changed_the_same(owner: TestClient, edda: UUID) -> None:
    save(owner, edda, WAS.replace("Bergen", "Oslo"))
    refused = save(owner, edda, WAS.replace("Bergen", "Voss"))
    assert (refused.status_code, refused.json()["code"], refused.json()["number"]) == (409, "edits_overlap", 2)
    parts = refused.json()["parts"]
    [place] = [part for part in parts if "mine" in part]
    assert [place[side].strip() for side in ("ancestor", "mine", "theirs")] == [
        f"You live in {town}." for town in ("Bergen", "Voss", "Oslo")
    ]
    assert [word["text"] for word in place["words"]["mine"] if word["is_new"]] == ["Voss"]
    chosen = "".join(part.get("mine", part.get("text")) for part in parts)
    assert save(owner, edda, chosen, base=2).json() == {"number": 3, "content": WAS.replace("Bergen", "Voss")}


def test_each_problem_names_its_line_when_a_content_could_run(owner: TestClient, edda: UUID) -> None:
    refused = save(owner, edda, WAS + "\n<script>steal()</script>\n")
    assert (refused.status_code, refused.json()["code"]) == (422, "content_invalid")
    assert [problem["line"] for problem in refused.json()["problems"]] == [5]
    assert owner.get(address(edda)).json()["number"] == 1


def test_nothing_is_saved_when_it_is_longer_than_the_settings_allow(owner: TestClient, edda: UUID) -> None:
    most = get_settings().content_max_bytes
    assert save(owner, edda, "a" * (most + 1)).json()["problems"][0]["line"] == 0
    assert save(owner, edda, "a" * most).status_code == 201


def test_a_body_is_not_read_to_its_end_when_it_is_far_too_long(owner: TestClient, edda: UUID) -> None:
    answer = owner.post(address(edda), content=(b"[" * 1_000_000 for _ in range(50)))
    assert (answer.status_code, answer.json()["code"]) == (422, "content_invalid")


def test_an_archived_persona_is_read_and_not_written(owner: TestClient, edda: UUID) -> None:
    with unit_of_work() as session:
        actor = get_actor_by_email(session, email="edda@example.com")
        archive_persona(session, actor=actor, persona_id=edda)
    assert owner.get(address(edda)).json()["is_archived"] is True
    assert save(owner, edda, WAS + "More.").json()["code"] == "persona_archived"


def test_another_owner_finds_nothing(owner: TestClient, edda: UUID) -> None:
    owner.cookies.clear()
    register(owner, "stranger")
    assert owner.get(address(edda)).status_code == 404
    assert save(owner, edda, "Mine now.").json()["code"] == "persona_not_found"


def test_nobody_in_particular_is_sent_away(browser: TestClient) -> None:
    assert browser.get(address(uuid4())).status_code == 401
    assert browser.post("/ui/preview", json={"content": "# Edda"}).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"content": 5, "base": 1}',
        b'{"content": "a", "base": "1"}',
        b'{"content": "a", "base": -1}',
        b'{"content": "\\ud800", "base": 1}',
        b'{"content": "a", "base": 1, "actor": "me"}',
    ],
    ids=["empty", "nothing", "list", "no-utf8", "number", "converted", "negative", "half-a-character", "unknown"],
)
def test_a_sentence_answers_what_the_editor_would_never_send(owner: TestClient, edda: UUID, body: bytes) -> None:
    answer = owner.post(address(edda), content=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "body_unreadable")
    assert owner.get(address(edda)).json()["number"] == 1


def test_the_preview_is_what_pages_will_show(owner: TestClient) -> None:
    hostile = WAS + "\n<img src=x onerror=steal()>\n\n[a](javascript:steal())\n\n| a |\n|---|\n| b |\n"
    looked = owner.post("/ui/preview", json={"content": hostile}).json()
    assert looked["html"] == to_html(hostile, top_heading=3)
    assert "<img" not in looked["html"]
    assert [problem["line"] for problem in looked["problems"]] == [5, 7]
    assert looked["is_instruction"] is True


def test_the_preview_goes_on_when_the_text_is_too_long_to_be_kept(owner: TestClient) -> None:
    looked = owner.post("/ui/preview", json={"content": "word " * (get_settings().content_max_bytes // 4)}).json()
    assert looked["html"].startswith("<p>word")
    assert "at most" in looked["problems"][0]["sentence"]


def test_answers_are_kept_by_no_cache(owner: TestClient, edda: UUID) -> None:
    assert owner.get(address(edda)).headers["cache-control"] == "private, no-store"
