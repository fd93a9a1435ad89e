"""Where a fetch may go: robots.txt, redirects, and addresses that only the settings permit."""

import pytest

from persona_app.core.config import Settings
from persona_app.core.errors import AppError
from persona_app.ingestion import errors
from persona_app.ingestion.services.fetching import fetch_url
from tests.integration.ingestion.test_fetching import PAGE, answer, redirect

# --- robots.txt -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/open", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: PersonaStudio\nAllow: /", "/open", True),
        ("User-agent: PersonaStudio\nDisallow: /", "/open", False),
        ("User-agent: OtherBot\nDisallow: /", "/open", True),
        ("<html>not a robots file</html>", "/open", True),
        ("", "/open", True),
    ],
)
async def test_robots_are_obeyed_when_the_site_has_rules(site, rules, path, is_allowed):
    site.pages = {"/robots.txt": answer(rules.encode(), content_type="text/plain"), path: answer(PAGE)}
    if is_allowed:
        assert "bees" in (await site.fetch(path)).text
    else:
        with pytest.raises(errors.RobotsForbid, match=r"robots\.txt"):
            await site.fetch(path)
        assert site.requests == ["/robots.txt"]


async def test_page_is_left_alone_when_robots_are_broken_on_the_server(site):
    site.pages = {"/robots.txt": answer(b"", status="503 Service Unavailable"), "/p": answer(PAGE)}
    with pytest.raises(errors.RobotsUnavailable):
        await site.fetch("/p")
    assert site.requests == ["/robots.txt"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Unauthorized"])
async def test_page_is_read_when_robots_are_missing(site, status):
    site.pages = {"/robots.txt": answer(b"Disallow: /", status=status), "/p": answer(PAGE)}
    assert "bees" in (await site.fetch("/p")).text


async def test_robots_are_asked_again_when_a_redirect_leads_to_a_forbidden_page(site):
    rules = answer(b"User-agent: *\nDisallow: /secret", content_type="text/plain")
    site.pages = {"/robots.txt": rules, "/a": redirect("/secret"), "/secret": answer(PAGE)}
    with pytest.raises(errors.RobotsForbid):
        await site.fetch("/a")
    assert site.requests == ["/robots.txt", "/a"]


async def test_robots_may_not_lead_to_a_private_host_when_they_redirect(site):
    site.pages = {"/robots.txt": redirect("http://169.254.169.254/latest"), "/p": answer(PAGE)}
    with pytest.raises(errors.AddressPrivate):
        await site.fetch("/p")
    assert {host for host, _ in site.dial.attempts} == {"127.0.0.1"}


# --- redirects ------------------------------------------------------------------------------------------------------


async def test_five_redirects_are_followed_and_a_sixth_is_not(site):
    site.pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": answer(PAGE)}
    assert "bees" in (await site.fetch("/1")).text
    with pytest.raises(errors.RedirectLoop):
        await site.fetch("/0")


async def test_circle_is_noticed_at_once_when_redirects_return(site):
    site.pages = {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(errors.RedirectLoop, match="/a was not fetched"):
        await site.fetch("/a")
    assert site.requests == ["/robots.txt", "/a", "/b"]


PRIVATE_TARGETS = [
    "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1/", "http://[::1]/", "//10.0.0.1/", "http://[::ffff:127.0.0.1]/",
    "http://rebound.example/", "https://192.168.1.1/", "http://0/", "http://2130706433/", "http://localhost./",
]  # fmt: skip


@pytest.mark.parametrize("target", PRIVATE_TARGETS)
async def test_nothing_is_contacted_when_a_redirect_leads_to_a_private_host(site, target):
    site.names |= {"rebound.example": ["10.1.2.3"], "0": ["0.0.0.0"], "2130706433": ["127.0.0.1"], "localhost.": ["127.0.0.1"]}
    site.pages = {"/a": redirect(target)}
    with pytest.raises(errors.AddressPrivate, match=r"/a .which leads to"):
        await site.fetch("/a")
    assert set(site.dial.attempts) == {("127.0.0.1", site.port)}


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://site.example/", "javascript:alert(1)", "data:text/html,x", "http://u:p@site.example/"],
)
async def test_redirect_is_refused_when_it_leads_to_no_web_address(site, target):
    site.pages = {"/a": redirect(target)}
    with pytest.raises(AppError) as raised:
        await site.fetch("/a")
    assert raised.value.code in ("address_invalid", "redirect_loop")
    assert site.requests == ["/robots.txt", "/a"]


async def test_another_port_of_the_permitted_host_is_refused_when_a_redirect_leads_there(site):
    site.pages = {"/a": redirect(f"http://site.example:{site.port + 1}/")}
    with pytest.raises(errors.AddressInvalid, match="ports 80 and 443"):
        await site.fetch("/a")


async def test_permitted_address_is_no_permission_when_another_name_points_there(site):
    site.names["other.example"] = ["127.0.0.1"]
    site.pages = {"/a": redirect(f"http://other.example:{site.port}/b"), "/b": answer(PAGE)}
    with pytest.raises(errors.AddressInvalid):
        await site.fetch("/a")


async def test_pair_from_the_settings_is_enough_when_the_page_lies_on_loopback(site):
    site.pages = {"/p": answer(PAGE)}
    allowed = Settings(_env_file=None, fetch_allow=(f"127.0.0.1:{site.port}",))
    assert "bees" in (await fetch_url(f"http://127.0.0.1:{site.port}/p", settings=allowed)).text
    with pytest.raises(errors.AddressInvalid):
        await fetch_url(f"http://localhost:{site.port}/p", settings=allowed)
