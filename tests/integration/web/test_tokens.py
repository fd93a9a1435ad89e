"""Making API tokens by the form's endpoint."""

from fastapi.testclient import TestClient

from persona_app.accounts.services.tokens import find_token_actor
from persona_app.core.db import unit_of_work

JSON = {"Accept": "application/json"}


def test_the_secret_works_and_is_kept_by_no_cache(owner: TestClient) -> None:
    answer = owner.post("/ui/tokens", data={"name": "backup", "days": "7", "read": "on"}, headers=JSON)
    assert (answer.status_code, answer.json()["name"]) == (201, "backup")
    assert answer.headers["cache-control"] == "no-store"
    with unit_of_work() as session:
        actor = find_token_actor(session, token=answer.json()["token"])
    assert actor is not None
    assert (actor.handle, actor.scopes) == ("edda", {"read"})


def test_a_sentence_says_what_is_missing_when_a_token_may_do_nothing(owner: TestClient) -> None:
    answer = owner.post("/ui/tokens", data={"name": "backup"}, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "token_invalid")
    assert "at least one" in answer.json()["detail"]


def test_an_expiry_that_is_not_offered_is_refused(owner: TestClient) -> None:
    assert owner.post("/ui/tokens", data={"name": "backup", "days": "99999", "read": "on"}, headers=JSON).status_code == 422


def test_nobody_makes_tokens_without_a_session(browser: TestClient) -> None:
    assert browser.post("/ui/tokens", data={"name": "backup", "read": "on"}, headers=JSON).status_code == 401
