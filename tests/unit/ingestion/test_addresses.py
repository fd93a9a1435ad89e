"""No form of a private address is ever connected to: the network below the guard notes every attempt."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpcore2
import pytest

from persona_app.core.config import Settings
from persona_app.core.errors import AppError
from persona_app.ingestion import errors
from persona_app.ingestion.services.addresses import (
    GuardedBackend,
    HostNotFoundError,
    PortNotAllowedError,
    allowed_pairs,
    is_public,
    parse_url,
    resolve,
)
from persona_app.ingestion.services.fetching import fetch_url
from tests.faults import fault


class NoNetwork(httpcore2.AsyncNetworkBackend):
    """Notes whereto a connection was attempted, and refuses it."""

    def __init__(self) -> None:
        self.attempts: list[tuple[str, int]] = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.attempts.append((host, port))
        raise httpcore2.ConnectError("no network in this test")


def answers(*addresses: str):
    async def resolver(host: str, port: int):
        return addresses

    return resolver


async def attempted(url: str, *, resolver=resolve, allow=()) -> tuple[str, list[tuple[str, int]]]:
    """The code of the error and the connections that were attempted."""
    dial = NoNetwork()
    guard = GuardedBackend(allow=allowed_pairs(allow), resolver=resolver, dial=dial)
    with pytest.raises(AppError) as raised:
        await fetch_url(url, settings=Settings(_env_file=None, fetch_seconds=5), network=guard)
    return raised.value.code, dial.attempts


PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7F.1",
    "017700000001",
    "0177.0.0.1",
    "0177.1",
    "00000177.0.0.1",
    "0",
    "0.0.0.0",
    "00",
    "10.0.0.1",
    "10.255.255.255",
    "10.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.168.257",
    "169.254.169.254",
    "169.254.0.1",
    "2852039166",
    "0xa9fea9fe",
    "0xA9.0xFE.0xA9.0xFE",
    "0251.0376.0251.0376",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "192.0.0.192",
    "192.0.0.8",
    "198.18.0.1",
    "198.19.255.255",
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.1",
    "192.88.99.1",
    "168.63.129.16",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[fe80::1]",
    "[febf::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fdff::1]",
    "[ff02::1]",
    "[ff0e::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[2001:0:0:0:0:0:80ff:fffe]",
    "[2001::1]",
    "[2001:db8::1]",
    "[2001:20::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[100::1]",
    "[4000::1]",
    "[2620:4f:8000::1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "LocalHost",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "１２７.0.0.1",
    "[fe80::1%25lo]",
    "[fe80::1%25eth0]",
    "[::1%25lo]",
]


def test_matrix_is_broad():
    assert len(set(PRIVATE_HOSTS)) >= 60


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", PRIVATE_HOSTS)
@fault(
    area="Attackers",
    what="A page is asked for at an address inside: loopback, private, link-local, metadata, mapped and tunnelled forms, odd notations",
    result="Refused before any connection is attempted",
)
async def test_nothing_is_contacted_when_the_host_is_private(host, scheme):
    code, attempts = await attempted(f"{scheme}://{host}/ok")
    assert attempts == []
    assert code in ("address_private", "address_invalid", "host_unknown")


MALFORMED = [
    "",
    " ",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://127.0.0.1:6379/_X",
    "dict://example.org",
    "data:text/html,x",
    "jar:http://x",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "mailto:a@example.org",
    "about:blank",
    "blob:https://example.org/1",
    "ws://example.org",
    "http://",
    "https:///x",
    "http://user:p@example.org/",
    "http://user@example.org/",
    "http://:p@example.org/",
    "example.org@127.0.0.1/x:1@y",
    "//example.org",
    "http:/\\127.0.0.1/",
    "http:example.org",
    "http:/example.org",
    "http://127.0.0.1\\@example.org/",
    "http://exa mple.org",
    "http://example.org/\r\nHost: x",
    "http://exam\x00ple.org",
    "http://[::1",
    "http://[zz]/",
    "http://example.org:99999/",
    "http://example.org:abc/",
    "http://example.org:-1/",
    "http://" + "a" * 5_000,
]


@pytest.mark.parametrize("url", MALFORMED)
@fault(
    area="Attackers",
    what="A page is asked for by another scheme, with a user name, or by a malformed address",
    result="Refused before any connection is attempted",
)
async def test_nothing_is_contacted_when_the_address_is_no_web_address(url):
    looked_up = []

    async def resolver(host: str, port: int):
        looked_up.append(host)
        return ["93.184.216.34"]

    code, attempts = await attempted(url, resolver=resolver)
    assert (code, attempts, looked_up) == ("address_invalid", [], [])


@pytest.mark.parametrize("port", [21, 22, 25, 81, 3306, 5432, 6379, 8000, 8080, 8443, 11211])
@fault(
    area="Attackers",
    what="A page is asked for at a port that is none of the web's",
    result="Refused before any connection is attempted",
)
async def test_nothing_is_contacted_when_the_port_is_no_web_port(port):
    assert await attempted(f"http://example.org:{port}/", resolver=answers("93.184.216.34")) == ("address_invalid", [])


async def test_password_is_not_repeated_when_the_address_carries_one():
    with pytest.raises(errors.AddressInvalid) as raised:
        parse_url("https://mira:hunter2@example.org/")
    assert "hunter2" not in raised.value.sentence


async def test_fragment_cannot_hide_the_host_when_it_holds_an_at_sign():
    assert parse_url("http://example.org#@127.0.0.1/").host == "example.org"


# --- the names --------------------------------------------------------------------------------------------------------


async def test_connection_goes_to_the_checked_address_when_the_name_is_public():
    code, attempts = await attempted("http://public.example/", resolver=answers("93.184.216.34"))
    assert (code, attempts) == ("host_unreachable", [("93.184.216.34", 80)])


@fault(
    area="Attackers",
    what="A name points outside when it is checked and inside a moment later (DNS rebinding)",
    result="It is looked up once, and the connection goes to the address that was checked",
)
async def test_name_is_looked_up_once_for_a_connection_when_its_answers_change():
    """Rebinding: whatever the second answer is, it is the first one that is connected to."""
    given = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    looked_up = []

    async def rebinding(host: str, port: int):
        looked_up.append(host)
        return next(given)

    _, attempts = await attempted("https://rebinding.example/", resolver=rebinding)
    assert attempts == [("93.184.216.34", 443)]
    assert looked_up == ["rebinding.example"]


@pytest.mark.parametrize(
    "addresses",
    [("93.184.216.34", "127.0.0.1"), ("127.0.0.1", "93.184.216.34"), ("93.184.216.34", "::1"), ("2606:2800:220:1::1", "fd00::1")],
)
@fault(
    area="Attackers",
    what="A name has one public and one private address",
    result="Refused before any connection is attempted",
)
async def test_nothing_is_contacted_when_only_one_of_several_addresses_is_private(addresses):
    assert await attempted("http://several.example/", resolver=answers(*addresses)) == ("address_private", [])


async def test_next_address_is_tried_when_the_first_does_not_answer():
    _, attempts = await attempted("http://several.example/", resolver=answers("2606:2800:220:1::1", "93.184.216.34"))
    assert attempts == [("2606:2800:220:1::1", 80), ("93.184.216.34", 80)]


async def test_failure_is_a_missing_host_when_a_name_has_no_address():
    assert await attempted("http://empty.example/", resolver=answers()) == ("host_unknown", [])


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example"])
async def test_failure_is_known_when_a_name_cannot_be_looked_up(host):
    code, attempts = await attempted(f"http://{host}/")
    assert attempts == []
    assert code in ("host_unknown", "address_invalid")


async def test_resolver_reports_a_missing_host_when_there_is_none():
    with pytest.raises(HostNotFoundError):
        await resolve("nobody.invalid", 80)


async def test_unix_sockets_are_never_opened():
    dial = NoNetwork()
    with pytest.raises(Exception, match="docker"):
        await GuardedBackend(dial=dial).connect_unix_socket("/var/run/docker.sock")
    assert dial.attempts == []


# --- what is allowed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:2800:220:1::1", "2a00:1450:4001:800::200e", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "example.org", "1.2.3", "::ffff:127.0.0.1", "2606:2800:220:1::1%eth0"])
def test_address_is_not_public_when_it_cannot_be_told(address):
    assert not is_public(address)


async def test_permission_holds_for_exactly_that_pair():
    guard = GuardedBackend(
        allow=allowed_pairs(["localhost:8123", "[::1]:9000", "nonsense"]), resolver=answers("127.0.0.1"), dial=NoNetwork()
    )
    with pytest.raises(httpcore2.ConnectError):
        await guard.connect_tcp("LOCALHOST", 8123)
    with pytest.raises(httpcore2.ConnectError):
        await guard.connect_tcp("::1", 9000)
    for host, port in (("localhost", 8124), ("127.0.0.1", 8123), ("::1", 8123), ("localhost.", 8123)):
        with pytest.raises(PortNotAllowedError):
            await guard.connect_tcp(host, port)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("example.org/page", "https://example.org/page"),
        ("  http://example.org/a#part  ", "http://example.org/a"),
        ("example.org:443/x", "https://example.org/x"),
        ("example.org/go?to=http://b.example/", "https://example.org/go?to=http://b.example/"),
        ("archive.example/http://b.example/", "https://archive.example/http://b.example/"),
        ("HTTPS://Example.ORG/Ä", "https://example.org/%C3%84"),
        ("bücher.example/seite", "https://xn--bcher-kva.example/seite"),
        ("http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
    ],
)
def test_address_is_completed_when_it_is_typed_as_people_do(typed, asked):
    assert str(parse_url(typed).copy_with(host=parse_url(typed).raw_host.decode())) == asked


@fault(
    area="Attackers", what="names whose servers never answer are looked up", result="Nothing else of the program waits for the look-ups."
)
async def test_names_are_looked_up_apart_from_all_other_work() -> None:
    """A look-up cannot be given up: its thread hangs until the system does. With all of the loop's own threads taken, one still answers."""
    other_work = threading.Event()
    with ThreadPoolExecutor(max_workers=1) as threads:
        asyncio.get_running_loop().set_default_executor(threads)
        threads.submit(other_work.wait)
        try:
            async with asyncio.timeout(20):
                assert "127.0.0.1" in await resolve("localhost", 80) or "::1" in await resolve("localhost", 80)
        finally:
            other_work.set()
