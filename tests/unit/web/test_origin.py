"""Requests of other sites."""

import pytest

from persona_app.core import config
from persona_app.web import origin
from persona_app.web.origin import ForeignOrigin, may_connect, require_own_page

OWN = "http://localhost:3000"


@pytest.fixture
def public_https(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is reached through a proxy with HTTPS."""
    settings = config.Settings(public_url="https://personas.example")
    monkeypatch.setattr(origin, "get_settings", lambda: settings)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": OWN, "host": "localhost:3000"},
        {"origin": OWN, "host": "localhost:3000"},
        {"origin": "http://192.168.0.7:3000", "host": "192.168.0.7:3000"},
    ],
)
def test_a_post_goes_through_when_a_page_of_this_site_sent_it(headers: dict[str, str]) -> None:
    require_own_page(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:3000"},
        {"origin": "https://evil.example", "host": "localhost:3000"},
        {"origin": "null", "host": "localhost:3000"},
        {"origin": "http://localhost:3001", "host": "localhost:3000"},
        {"origin": "http://localhost:3000.evil.example", "host": "localhost:3000"},
        {"sec-fetch-site": "cross-site", "origin": OWN, "host": "localhost:3000"},
        {"sec-fetch-site": "same-site", "host": "localhost:3000"},
        {"sec-fetch-site": "none", "host": "localhost:3000"},
    ],
)
def test_a_post_is_refused_when_it_did_not_come_from_here(headers: dict[str, str]) -> None:
    with pytest.raises(ForeignOrigin):
        require_own_page(headers)


@pytest.mark.usefixtures("public_https")
def test_the_public_address_counts_as_own_when_a_proxy_changes_the_host() -> None:
    require_own_page({"origin": "https://personas.example", "host": "10.0.0.5:3000"})
    assert may_connect("https://personas.example", {"HTTP_HOST": "10.0.0.5:3000"})


def test_a_socket_is_refused_to_a_page_of_another_site() -> None:
    assert may_connect(OWN, {"HTTP_HOST": "localhost:3000"})
    assert not may_connect("https://evil.example", {"HTTP_HOST": "localhost:3000"})
    assert not may_connect(None, {"HTTP_HOST": "localhost:3000"})
