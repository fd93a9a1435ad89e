"""Accounts, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.factories.accounts import PASSWORD


def test_somebody_registers_leaves_and_comes_back(page: Page, sign_up: Callable[[], str]) -> None:
    handle = sign_up()
    expect(page.get_by_text("Nobody here yet")).to_be_visible()
    page.get_by_label("Account menu").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("banner").get_by_role("link", name="Log in").click()
    page.get_by_label("E-mail").fill(f"{handle}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible()


def test_a_page_for_members_leads_to_the_login_and_back(page: Page, sign_up: Callable[[], str]) -> None:
    handle = sign_up()
    page.context.clear_cookies()
    page.goto("/account")
    page.get_by_role("heading", name="Welcome back").wait_for()
    page.get_by_label("E-mail").fill(f"{handle}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()


def test_the_form_says_at_the_field_what_is_wrong_and_keeps_the_rest(page: Page) -> None:
    page.goto("/register")
    page.get_by_label("E-mail").fill("reader@example.com")
    page.get_by_label("Handle").fill("x")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("alert")).to_contain_text("3 to 30 characters")
    expect(page.get_by_label("E-mail")).to_have_value("reader@example.com")
    expect(page.get_by_label("Handle")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Password")).to_have_value("")


def test_a_token_is_shown_once_and_can_be_revoked(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    page.goto("/account")
    page.get_by_label("What is it for?").fill("backup script")
    page.get_by_role("button", name="Create the token").click()
    shown = page.get_by_role("status").filter(has_text="only this once")
    expect(shown).to_contain_text("backup script")
    secret = shown.get_by_role("code").inner_text()
    assert secret.startswith("ps_")
    expect(page.get_by_text("never used")).to_be_visible()
    page.reload()
    expect(page.get_by_text("never used")).to_be_visible()
    expect(page.get_by_text(secret)).to_have_count(0)
    page.get_by_role("button", name="Revoke backup script").click()
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("status").filter(has_text="revoked")).to_be_visible()
    expect(page.get_by_text("No token yet")).to_be_visible()
