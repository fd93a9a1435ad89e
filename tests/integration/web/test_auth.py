"""Registering, logging in and out, as a browser does it."""

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from persona_app.core import config
from persona_app.web import form_notes, session
from persona_app.web.http import auth
from persona_app.web.http.app import create_http_app
from tests.factories.accounts import PASSWORD
from tests.faults import fault
from tests.integration.web.conftest import OWN_PAGE, register

SESSION = "persona_session"


def log_in(client: TestClient, *, password: str = PASSWORD, then: str = ""):
    return client.post("/auth/login", data={"email": "edda@example.com", "password": password, "next": then})


def test_a_new_account_is_logged_in_at_once(browser: TestClient) -> None:
    answer = browser.post("/auth/register", data={"email": "edda@example.com", "handle": "edda", "password": PASSWORD, "next": "/account"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(SESSION))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_the_form_says_why_and_keeps_what_was_typed_when_the_handle_is_taken(owner: TestClient) -> None:
    answer = owner.post("/auth/register", data={"email": "other@example.com", "handle": "Edda", "password": PASSWORD, "next": "/account"})
    assert answer.headers["location"] == "/register?error=handle_taken&next=%2Faccount"
    note = form_notes.find_note(answer.headers["set-cookie"], form="/register")
    assert note is not None
    assert (note.field, note.typed) == ("handle", {"email": "other@example.com", "handle": "Edda"})
    assert "taken" in note.sentence


def test_a_password_is_never_sent_back(browser: TestClient) -> None:
    answer = browser.post("/auth/register", data={"email": "edda@example.com", "handle": "edda", "password": "short"})
    note = form_notes.find_note(answer.headers["set-cookie"], form="/register")
    assert note is not None
    assert note.field == "password"
    assert "short" not in note.typed.values()


def test_the_login_page_is_shown_again_when_the_password_is_wrong(owner: TestClient) -> None:
    answer = log_in(owner, password="not the password")
    assert answer.headers["location"] == "/login?error=login_refused"
    assert SESSION not in answer.headers["set-cookie"]


@fault(
    area="Attackers",
    what="Somebody plants a session's token before a login (session fixation)",
    result="Each login gives a new token, and the old one ends",
)
def test_a_new_token_is_given_at_each_login_and_the_old_one_ends(owner: TestClient) -> None:
    before = owner.cookies[SESSION]
    log_in(owner)
    assert owner.cookies[SESSION] != before
    owner.cookies.clear()
    owner.cookies.set(SESSION, before)
    assert owner.post("/ui/personas", headers={"Accept": "application/json"}).status_code == 401


def drafts_cookie(answer: Response) -> str:
    return next(value for value in answer.headers.get_list("set-cookie") if value.startswith("persona_drafts_of="))


def test_the_browser_knows_whose_drafts_it_keeps_when_the_session_is_over(owner: TestClient) -> None:
    before, after = drafts_cookie(log_in(owner)), drafts_cookie(log_in(owner))
    assert before.partition(";")[0] == after.partition(";")[0]
    assert "Max-Age=34560000" in before
    assert "HttpOnly" not in before
    assert "edda" not in before


def test_two_accounts_keep_their_drafts_apart(owner: TestClient) -> None:
    mine = drafts_cookie(log_in(owner)).partition(";")[0]
    other = owner.post("/auth/register", data={"email": "birk@example.com", "handle": "birk", "password": PASSWORD})
    assert drafts_cookie(other).partition(";")[0] != mine


def test_the_browser_forgets_whose_drafts_it_kept_when_somebody_logs_out(owner: TestClient) -> None:
    assert 'persona_drafts_of=""; expires=' in drafts_cookie(owner.post("/auth/logout"))
    assert "persona_drafts_of" not in owner.cookies


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
@fault(
    area="Attackers",
    what="A link to the login leads on to another site (open redirect)",
    result="It leads on within the site",
)
def test_logging_in_never_leads_to_another_site(owner: TestClient, target: str) -> None:
    assert log_in(owner, then=target).headers["location"] == "/studio"


def test_the_session_is_over_on_the_server_too_after_logging_out(owner: TestClient) -> None:
    kept = owner.cookies[SESSION]
    answer = owner.post("/auth/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    owner.cookies.clear()
    owner.cookies.set(SESSION, kept)
    assert owner.post("/ui/personas", headers={"Accept": "application/json"}).status_code == 401


def test_logging_out_twice_does_no_harm(owner: TestClient) -> None:
    owner.post("/auth/logout")
    assert owner.post("/auth/logout").status_code == 303


def test_the_login_is_locked_after_ten_wrong_passwords(owner: TestClient) -> None:
    for _ in range(10):
        log_in(owner, password="not the password")
    answer = log_in(owner)
    assert answer.headers["location"] == "/login?error=too_many_attempts"


@fault(
    area="Attackers",
    what="Another site's form logs somebody in to the attacker's account",
    result="403, and nobody is logged in",
)
def test_a_form_of_another_site_logs_nobody_in(owner: TestClient) -> None:
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Accept": "text/html"}
    answer = owner.post("/auth/login", data={"email": "edda@example.com", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_bound_to_the_host_when_the_site_is_reached_by_https(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = config.Settings(public_url="https://personas.example")
    monkeypatch.setattr(session, "get_settings", lambda: settings)
    register(browser, "edda")
    answer = log_in(browser)
    cookies = [value for value in answer.headers.get_list("set-cookie") if "Host-persona_" in value]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-persona_session", "__Host-persona_drafts_of"]
    for cookie in cookies:
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_a_lock_concerns_the_forwarded_address_when_the_proxy_is_trusted(owner: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = config.Settings(trusted_proxies=("10.0.0.0/8",))
    monkeypatch.setattr(auth, "get_settings", lambda: settings)
    proxied = TestClient(create_http_app(), follow_redirects=False, headers=OWN_PAGE, client=("10.0.0.2", 40_000))

    def log_in_from(address: str, *, email: str, password: str) -> str:
        form = {"email": email, "password": password}
        return proxied.post("/auth/login", data=form, headers={"X-Forwarded-For": f"9.9.9.9, {address}"}).headers["location"]

    for number in range(settings.login_attempts):
        log_in_from("198.51.100.1", email=f"nobody{number}@example.com", password="a guess of theirs")
    assert "error=" in log_in_from("198.51.100.1", email="edda@example.com", password=PASSWORD)
    assert log_in_from("198.51.100.2", email="edda@example.com", password=PASSWORD) == "/studio"
