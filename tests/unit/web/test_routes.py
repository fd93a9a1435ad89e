"""Addresses."""

import pytest

from persona_app.web import routes


@pytest.mark.parametrize("path", ["/studio", "/studio/018f/data", "/account?tab=tokens"])
def test_a_local_path_is_followed_after_logging_in(path: str) -> None:
    assert routes.local_path(path) == path


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "studio",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/ok\\..\\evil",
        "/%0a\n",
        "https://evil.example",
        "javascript:alert(1)",
        " /studio",
        "/" + "a" * 600,
    ],
)
def test_the_studio_is_opened_when_a_target_could_lead_elsewhere(target: str | None) -> None:
    assert routes.local_path(target) == routes.STUDIO


def test_a_slash_at_the_end_is_left_out() -> None:
    assert routes.local_path("/account/") == "/account"
    assert routes.local_path("/") == "/"


def test_the_login_page_leads_on_to_where_somebody_was() -> None:
    assert routes.login(then="/studio/1?x=y&z") == "/login?next=%2Fstudio%2F1%3Fx%3Dy%26z"
