"""Everything about the account as a file, and its end, by the endpoints of the account page."""

import io
import zipfile

from fastapi.testclient import TestClient

from persona_app.core.db import unit_of_work
from tests.factories.accounts import PASSWORD, make_registered


def test_archive_is_a_file_that_never_runs_as_a_page(owner: TestClient) -> None:
    answer = owner.get("/ui/account/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "README.txt" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_nobody_exports_or_erases_without_a_session(browser: TestClient) -> None:
    assert browser.get("/ui/account/export", headers={"Accept": "application/json"}).status_code == 401
    answer = browser.post("/ui/account/erase", data={"password": PASSWORD}, headers={"Accept": "application/json"})
    assert answer.status_code == 401


def test_page_comes_again_with_the_reason_when_the_password_is_wrong(owner: TestClient) -> None:
    answer = owner.post("/ui/account/erase", data={"password": "not this one"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?error=password_wrong#erase")
    assert owner.get("/ui/account/export").status_code == 200


def test_browser_forgets_when_the_account_is_erased(owner: TestClient) -> None:
    answer = owner.post("/ui/account/erase", data={"password": PASSWORD}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "storage" in answer.headers["clear-site-data"]
    assert owner.get("/ui/account/export", headers={"Accept": "application/json"}).status_code == 401


def test_operator_is_told_to_name_another_when_others_are_there(owner: TestClient) -> None:
    with unit_of_work() as session:
        make_registered(session, handle="other")
    answer = owner.post("/ui/account/erase", data={"password": PASSWORD}, follow_redirects=False)
    assert answer.headers["location"] == "/account?error=last_operator#erase"
