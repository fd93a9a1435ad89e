"""One submission of everything: order, limits, and the rest kept when something fails."""

import asyncio
from pathlib import Path

import pytest
from loguru import logger

from persona_app.core.config import Settings
from persona_app.ingestion.schemas import Gathering
from persona_app.ingestion.services import gathering
from persona_app.ingestion.services.gathering import gather

SHARED = Path(__file__).parents[3].parent / "shared" / "data"


def page(words: str) -> bytes:
    body = f"<html><title>{words[:10]}</title><body><p>{words}</p></body></html>".encode()
    return b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s" % (len(body), body)


def settings_for(site=None, **others) -> Settings:
    pairs = (f"127.0.0.1:{site.port}",) if site else ()
    return Settings(_env_file=None, fetch_allow=pairs, **others)


def texts(result: Gathering) -> list[str]:
    return [item.text for item in result.items]


async def test_order_is_text_then_addresses_then_files_when_the_first_address_is_the_slowest(site):
    async def slow(writer):
        await asyncio.sleep(0.3)
        writer.write(page("The slow page."))

    site.pages = {"/slow": slow, "/fast": page("The fast page.")}
    base = f"http://127.0.0.1:{site.port}"
    result = await gather(
        text="Pasted words.",
        urls=[f"{base}/slow", f"{base}/fast"],
        files=[("b.txt", b"File b."), ("a.txt", b"File a.")],
        settings=settings_for(site),
    )
    assert texts(result) == ["Pasted words.", "The slow page.", "The fast page.", "File b.", "File a."]
    assert [item.kind for item in result.items] == ["text", "url", "url", "file", "file"]
    assert result.failures == ()


async def test_everything_else_is_kept_when_some_items_fail(site):
    site.pages = {"/p": page("A good page.")}
    base = f"http://127.0.0.1:{site.port}"
    result = await gather(
        text="Pasted.",
        urls=[f"{base}/p", f"{base}/missing", "http://169.254.169.254/", "https://me:secret@site.example/"],
        files=[("portrait.png", b"\x89PNG\r\n\x1a\n\x00"), ("good.txt", b"Good file."), ("empty.md", b" ")],
        settings=settings_for(site),
    )
    assert texts(result) == ["Pasted.", "A good page.", "Good file."]
    assert [(failure.source, failure.code) for failure in result.failures] == [
        (f"{base}/missing", "page_missing"),
        ("http://169.254.169.254/", "address_private"),
        ("https://site.example/", "address_invalid"),
        ("portrait.png", "not_text"),
        ("empty.md", "empty_text"),
    ]
    assert all("secret" not in failure.sentence for failure in result.failures)


@pytest.mark.parametrize(
    ("text", "title"), [('{\n  "name": "Mira Falk"\n}', '"name": "Mira Falk"'), ("***\n\n# Mira\n", "# Mira"), ("…!", "Pasted text")]
)
async def test_pasted_text_is_titled_by_its_first_line_with_a_word_when_it_begins_with_signs(text: str, title: str):
    gathered = await gather(text=text, settings=settings_for())
    assert [item.title for item in gathered.items] == [title]


async def test_pasted_text_is_titled_by_its_first_words_and_kept_to_the_letter():
    text = "\n\n  Mira Falk \t keeps bees, " + "and bees, " * 20 + "\nSecond line.\r\n"
    item = (await gather(text=text, settings=settings_for())).items[0]
    assert item.text == text.replace("\r\n", "\n")
    assert item.title.startswith("Mira Falk keeps bees, and")
    assert len(item.title) <= 80
    assert (item.origin, item.media_type, item.size_bytes) == ("", "text/plain", len(text.encode()))


async def test_nothing_comes_back_when_nothing_was_given():
    assert await gather(text=" \n", urls=["", "  "], files=[], settings=settings_for()) == Gathering(items=(), failures=())


async def test_failure_names_the_text_when_only_unstorable_characters_were_pasted():
    result = await gather(text="\x00\x00", settings=settings_for())
    assert [(failure.source, failure.code) for failure in result.failures] == [("Pasted text", "empty_text")]


async def test_lone_surrogates_are_taken_out_when_pasted():
    assert texts(await gather(text="a\ud800b", settings=settings_for())) == ["ab"]


async def test_surplus_is_left_out_with_a_reason_when_there_are_too_many():
    files = [(f"{n}.txt", b"words %d" % n) for n in range(5)]
    result = await gather(text="Pasted.", files=files, settings=settings_for(upload_max_count=3))
    assert texts(result) == ["Pasted.", "words 0", "words 1", "words 2"]
    assert [(failure.source, failure.code) for failure in result.failures] == [("3.txt", "too_many"), ("4.txt", "too_many")]
    assert "at most 3" in result.failures[0].sentence


async def test_size_is_refused_by_name_when_text_or_a_file_is_too_large():
    result = await gather(
        text="x" * 11, files=[("big.txt", b"y" * 11), ("small.txt", b"z" * 10)], settings=settings_for(upload_max_bytes=10)
    )
    assert texts(result) == ["z" * 10]
    assert [(failure.source, failure.code) for failure in result.failures] == [
        ("Pasted text", "file_too_large"),
        ("big.txt", "file_too_large"),
    ]


async def test_rest_is_kept_and_nothing_personal_logged_when_a_reader_breaks_in_an_unknown_way(monkeypatch):
    async def broken(**_):
        raise ZeroDivisionError("Mira's private words")

    lines: list[str] = []
    sink = logger.add(lines.append)
    monkeypatch.setattr(gathering, "extract_file_async", broken)
    result = await gather(text="Pasted.", files=[("a.txt", b"x")], settings=settings_for())
    logger.remove(sink)
    assert texts(result) == ["Pasted."]
    assert [(failure.source, failure.code) for failure in result.failures] == [("a.txt", "error")]
    assert "ZeroDivisionError" in "".join(lines)
    assert "private words" not in "".join(lines)


async def test_only_a_few_pages_are_asked_at_once_when_there_are_many(site):
    now, most = 0, 0

    async def counted(writer):
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.05)
        now -= 1
        writer.write(page("A page."))

    site.pages = {f"/{n}": counted for n in range(14)}
    urls = [f"http://127.0.0.1:{site.port}/{n}" for n in range(14)]
    result = await gather(urls=urls, settings=settings_for(site))
    assert len(result.items) == 14
    assert 2 <= most <= 6


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared/data is not there")
async def test_real_files_are_read_or_refused_by_a_known_reason():
    found = [path for path in sorted(SHARED.rglob("*")) if path.is_file() and path.stat().st_size < 3_000_000]
    files = [(path.name, await asyncio.to_thread(path.read_bytes)) for path in found]
    result = await gather(files=files, settings=settings_for(upload_max_count=len(files)))
    assert len(result.items) + len(result.failures) == len(files)
    assert {failure.code for failure in result.failures} <= {"not_text", "file_damaged", "empty_text", "file_encrypted"}
    plain = {path.name: path for path in found if path.parent.name == "companions"}
    assert plain.keys() <= {item.origin for item in result.items}
    for item in result.items:
        if item.origin in plain:
            given = await asyncio.to_thread(plain[item.origin].read_bytes)
            assert item.text == given.decode().replace("\r\n", "\n")
