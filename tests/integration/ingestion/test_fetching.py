"""Pages from real servers on loopback, well-behaved and not."""

import asyncio
import gzip
import shutil
import ssl
import subprocess
import time

import pytest

from persona_app.core.config import Settings
from persona_app.ingestion import errors
from persona_app.ingestion.services.fetching import fetch_url
from tests.faults import fault

ARTICLE = "".join(
    f"<p>Mira Falk keeps bees on the roof of house number {number}, and she says that the city has more flowers than fields.</p>"
    for number in range(8)
)
HEAD = "<!doctype html><html><head><title>Bees &amp; roofs</title></head><body><nav>Home About</nav>"
PAGE = f"{HEAD}<article><h1>Bees</h1>{ARTICLE}</article></body></html>".encode()


def answer(body: bytes, *, status: str = "200 OK", **headers: str) -> bytes:
    lines = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body)), "connection": "close"} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def redirect(location: str) -> bytes:
    return answer(b"", status="302 Found", location=location)


async def test_main_text_title_and_final_address_are_kept_when_a_page_is_fetched(site):
    site.pages = {"/start": redirect("/bees"), "/bees": answer(PAGE)}
    read = await site.fetch("/start")
    assert read.kind == "url"
    assert read.title == "Bees & roofs"
    assert read.origin == site.url("/start")
    assert read.metadata["final_url"] == site.url("/bees")
    assert "house number 7" in read.text
    assert "About" not in read.text
    assert read.size_bytes == len(PAGE)


async def test_whole_visible_text_is_taken_when_the_main_text_is_tiny(site):
    links = "".join(f"<a href='/{n}'>Chapter {n} of the long road</a> " for n in range(60))
    page = f"<html><head><script>var secret=1</script></head><body><div>{links}</div><div hidden>unseen</div></body></html>"
    site.pages = {"/": answer(page.encode())}
    read = await site.fetch("/")
    assert "Chapter 59" in read.text
    assert "secret" not in read.text
    assert "unseen" not in read.text


@pytest.mark.parametrize(
    ("content_type", "path", "body", "expected", "media_type"),
    [
        ("text/plain; charset=utf-8", "/a.txt", b"She likes tea.\r\n", "She likes tea.\n", "text/plain"),
        ("text/markdown", "/a", b"# Mira\n", "# Mira\n", "text/markdown"),
        ("application/json", "/a", b'{"name": "Mira"}', "name: Mira", "application/json"),
        ("text/csv", "/a", b"name,likes\nMira,bees\n", "name: Mira\nlikes: bees", "text/csv"),
        ("text/plain", "/table.csv", b"name;likes\nMira;bees\n", "name: Mira\nlikes: bees", "text/csv"),
    ],
)
async def test_text_is_read_by_its_stated_type_when_it_is_no_html(site, content_type, path, body, expected, media_type):
    site.pages = {path: answer(body, content_type=content_type)}
    read = await site.fetch(path)
    assert (read.text, read.media_type) == (expected, media_type)


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [
        ("; charset=windows-1252", "cp1252"),
        ("; charset=ISO-8859-1", "cp1252"),
        ("", "utf-8"),
        ("; charset=utf-8", "utf-16"),
        ("; charset=punycode", "utf-8"),
    ],
)
async def test_words_survive_when_pages_come_in_other_encodings(site, stated, encoding):
    site.pages = {"/": answer("Žofie said: “Crème brûlée”".encode(encoding), content_type=f"text/plain{stated}")}
    assert (await site.fetch("/")).text == "Žofie said: “Crème brûlée”"


async def test_charset_of_the_page_is_used_when_the_server_states_none(site):
    page = PAGE.replace(b"<head>", b'<head><meta charset="windows-1251">').replace(b"Mira Falk", "Мира".encode("cp1251"))
    site.pages = {"/": answer(page, content_type="text/html")}
    assert "Мира keeps bees" in (await site.fetch("/")).text


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("404 Not Found", errors.PageMissing), ("410 Gone", errors.PageMissing), ("403 Forbidden", errors.PageForbidden),
        ("401 Unauthorized", errors.PageForbidden), ("500 Internal Server Error", errors.PageUnavailable),
        ("429 Too Many Requests", errors.PageUnavailable), ("304 Not Modified", errors.PageUnavailable),
        ("206 Partial Content", errors.PageUnavailable),
    ],
)  # fmt: skip
async def test_status_is_named_when_the_site_does_not_give_the_page(site, status, error):
    site.pages = {"/p": answer(b"sorry", status=status)}
    with pytest.raises(error) as raised:
        await site.fetch("/p")
    assert site.url("/p") in raised.value.sentence
    assert status[:3] in raised.value.sentence


@pytest.mark.parametrize(
    "content_type",
    ["image/png", "application/zip", "application/octet-stream", "video/mp4", "", "text/html/evil", "application/javascript"],
)
async def test_page_is_refused_when_its_type_is_not_listed(site, content_type):
    site.pages = {"/p": answer(PAGE, content_type=content_type)}
    with pytest.raises(errors.PageTypeRefused, match="/p was not taken"):
        await site.fetch("/p")


async def test_page_is_refused_when_it_is_a_picture_that_claims_to_be_text(site):
    site.pages = {"/p": answer(b"\x89PNG\r\n\x1a\n\x00\x00", content_type="text/plain")}
    with pytest.raises(errors.NotText, match="a picture"):
        await site.fetch("/p")


async def test_page_is_refused_when_nothing_is_written_on_it(site):
    site.pages = {"/p": answer(b"<html><body><script>render()</script><div id=root></div></body></html>")}
    with pytest.raises(errors.EmptyText, match="/p holds no text"):
        await site.fetch("/p")


# --- size and time -------------------------------------------------------------------------------------------------


async def test_page_is_refused_by_its_stated_length_when_that_is_too_large(site):
    site.pages = {"/p": answer(b"x", content_length="99999999999")}
    with pytest.raises(errors.PageTooLarge):
        await site.fetch("/p")


@pytest.mark.parametrize(
    ("layers", "error"), [(1, errors.PageTooLarge), (2, errors.HostUnreachable)], ids=["one layer: cut at the limit", "two layers: refused"]
)
@fault(
    area="Attackers",
    what="A page is a gzip bomb, in one layer or several",
    result="Unpacking stops at the limit, and the page is refused",
)
async def test_gzip_bomb_is_stopped_when_it_unpacks(site, layers, error):
    body = gzip.compress(b"\0" * 100_000_000)
    encoding = "gzip"
    if layers == 2:
        body, encoding = gzip.compress(body), "gzip, gzip"
    site.pages = {"/p": answer(body, content_encoding=encoding)}
    started = time.monotonic()
    with pytest.raises(error):
        await site.fetch("/p")
    assert time.monotonic() - started < 3


async def test_gzip_page_is_unpacked_when_there_is_one_layer(site):
    site.pages = {"/p": answer(gzip.compress(PAGE), content_encoding="gzip")}
    assert "house number 7" in (await site.fetch("/p")).text


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, br"])
async def test_page_is_refused_when_its_encoding_was_not_asked_for(site, encoding):
    site.pages = {"/p": answer(b"whatever", content_encoding=encoding)}
    with pytest.raises(errors.HostUnreachable, match="broken"):
        await site.fetch("/p")


async def test_page_is_refused_when_its_gzip_is_broken(site):
    site.pages = {"/p": answer(b"this is no gzip", content_encoding="gzip")}
    with pytest.raises(errors.HostUnreachable, match="broken"):
        await site.fetch("/p")


@fault(
    area="Attackers",
    what="A page never ends",
    result="Reading stops at the limit, and the page is refused",
)
async def test_page_is_cut_off_when_it_never_ends(site):
    async def endless(writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
        while True:
            writer.write(b"a" * 65_536)
            await writer.drain()

    site.pages = {"/p": endless}
    with pytest.raises(errors.PageTooLarge):
        await site.fetch("/p")


def dripping(first: bytes):
    async def drip(writer):
        writer.write(first)
        while True:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.02)

    return drip


@pytest.mark.parametrize(
    "first", [b"", b"HTTP/1.1 200 OK\r\nx-a: ", b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n"], ids=["status", "header", "body"]
)
@fault(
    area="Attackers",
    what="A page drips in, byte by byte",
    result="One deadline for all of it ends the reading",
)
async def test_one_deadline_holds_when_a_server_drips(site, first):
    site.pages = {"/p": dripping(first)}
    started = time.monotonic()
    with pytest.raises(errors.PageTooSlow, match=r"/p did not arrive within 0\.5 seconds"):
        await site.fetch("/p", fetch_seconds=0.5)
    assert time.monotonic() - started < 2


async def test_one_deadline_holds_when_each_redirect_is_a_little_slow(site):
    def slow(location):
        async def send(writer):
            await asyncio.sleep(0.2)
            writer.write(redirect(location))

        return send

    site.pages = {f"/{n}": slow(f"/{n + 1}") for n in range(5)} | {"/5": answer(PAGE)}
    with pytest.raises(errors.PageTooSlow):
        await site.fetch("/0", fetch_seconds=0.5)


@fault(
    area="Attackers",
    what="A page's headers are huge",
    result="The page is refused",
)
async def test_answer_is_refused_when_its_headers_are_huge(site):
    site.pages = {"/p": b"HTTP/1.1 200 OK\r\n" + b"".join(b"x-%d: aaaaaaaaaaaaaaaaaaaa\r\n" % n for n in range(20_000)) + b"\r\n"}
    with pytest.raises(errors.HostUnreachable):
        await site.fetch("/p")


@pytest.mark.parametrize(
    "raw", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\ncontent-type: text/plain\r\n\r\nshort", b""]
)
async def test_answer_is_refused_when_it_is_no_whole_http(site, raw):
    site.pages = {"/p": raw}
    with pytest.raises(errors.HostUnreachable):
        await site.fetch("/p")


async def test_failure_is_named_when_nobody_listens(site):
    site.names["gone.example"] = ["127.0.0.1"]
    with pytest.raises(errors.HostUnreachable, match=r"gone\.example"):
        await site.fetch("http://gone.example:1/p", allow=["gone.example:1"])


async def test_failure_is_named_when_the_host_does_not_exist():
    with pytest.raises(errors.HostUnknown, match=r"https://nobody\.invalid/page"):
        await fetch_url("nobody.invalid/page", settings=Settings(_env_file=None))


# --- TLS ------------------------------------------------------------------------------------------------------------


async def test_failure_is_named_when_the_site_speaks_no_tls(site):
    with pytest.raises(errors.SecureConnectionFailed):
        await site.fetch(site.url("/").replace("http:", "https:"))


@pytest.mark.skipif(not shutil.which("openssl"), reason="making a certificate needs the openssl program")
async def test_page_is_refused_when_its_certificate_is_self_signed(site, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=site.example -keyout {key} -out {certificate}"
    subprocess.run(command.split(), check=True, capture_output=True)  # noqa: ASYNC221
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(errors.SecureConnectionFailed, match="certificate"):
            await site.fetch(f"https://site.example:{port}/", allow=[f"site.example:{port}"])
    assert site.requests == []
