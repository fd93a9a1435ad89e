"""PDF, DOCX and HTML, sound and hostile, and the process that reads them."""

import asyncio
import contextlib
import io
import os
import struct
import time
import zipfile
import zlib

import docx
import fpdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from persona_app.core.errors import AppError
from persona_app.ingestion import errors
from persona_app.ingestion.schemas import Extracted, Limits
from persona_app.ingestion.services import parsing
from persona_app.ingestion.services.files import extract_file, extract_file_async
from tests.faults import fault

LIMITS = Limits()


def read(name: str, content: bytes | str, **limits) -> Extracted:
    content = content.encode() if isinstance(content, str) else content
    return extract_file(name=name, content=content, limits=LIMITS.model_copy(update=limits))


def a_pdf(*pages: str, title: str = "", password: str = "") -> bytes:
    pdf = fpdf.FPDF()
    if title:
        pdf.set_title(title)
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    pdf.set_font("helvetica", size=12)
    for text in pages:
        pdf.add_page()
        if text:
            pdf.multi_cell(0, 8, text)
    return bytes(pdf.output())


def a_docx(*paragraphs: str, title: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("After the table.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


# --- PDF ----------------------------------------------------------------------------------------------------------------


def test_text_and_title_are_read_when_it_is_a_pdf():
    extracted = read("mira.pdf", a_pdf("Mira Falk keeps bees.", "She lives in Bergen.", title="About Mira"))
    assert extracted.text == "Mira Falk keeps bees.\n\nShe lives in Bergen."
    assert (extracted.title, extracted.media_type, extracted.metadata["pages"]) == ("About Mira", "application/pdf", 2)


def test_pdf_is_recognised_when_its_name_says_something_else():
    assert read("mira.txt", a_pdf("Mira Falk keeps bees.")).media_type == "application/pdf"


def test_missing_text_layer_is_named_when_a_pdf_is_a_scan():
    with pytest.raises(errors.NoTextLayer, match=r"scan\.pdf has no text layer"):
        read("scan.pdf", a_pdf("", ""))


def test_password_is_named_when_a_pdf_is_encrypted():
    with pytest.raises(errors.FileEncrypted, match=r"secret\.pdf is protected by a password"):
        read("secret.pdf", a_pdf("hidden", password="open sesame"))


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + os.urandom(2_000), a_pdf("Mira " * 500)[:900]])
def test_pdf_is_refused_when_it_is_damaged(content):
    with pytest.raises(errors.FileDamaged, match=r"a\.pdf cannot be read"):
        read("a.pdf", content)


def test_name_is_contradicted_when_a_pdf_is_none():
    with pytest.raises(errors.FileDamaged, match="it is no PDF, although its name says so"):
        read("a.pdf", bytes(range(256)) * 10)


def a_pdf_bomb(size: int) -> bytes:
    """A page whose content stream unpacks to `size` bytes, packed twice (ISO 32000-1, 7.4.4)."""

    packed = zlib.compress(zlib.compress(b"BT /F1 9 Tf\n" + b"(a) Tj\n" * (size // 7) + b"ET", 9), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/Contents 4 0 R"
        b"/MediaBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(body))


@fault(
    area="Attackers",
    what="A PDF unpacks to far more than its size",
    result="The process that reads it is stopped, and the file refused",
)
def test_pdf_bomb_is_stopped_when_it_unpacks():
    with pytest.raises((errors.FileExpandsTooMuch, errors.ExtractionTooSlow, errors.FileDamaged)):
        read("bomb.pdf", a_pdf_bomb(400_000_000), seconds=15)


# --- DOCX ---------------------------------------------------------------------------------------------------------------


def test_paragraphs_and_tables_are_read_in_order_when_it_is_a_docx():
    extracted = read("mira.docx", a_docx("Mira Falk.", "", "Keeps bees.", title="About Mira", rows=(("Born", "1984"), ("City", "Bergen"))))
    assert extracted.text == "Mira Falk.\n\nKeeps bees.\nBorn | 1984\nCity | Bergen\nAfter the table."
    assert extracted.title == "About Mira"


def test_password_is_named_when_a_docx_is_encrypted():
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(errors.FileEncrypted):
        read("secret.docx", container)


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\x00" * 50, a_docx("Mira")[:-200], a_zip({"word/document.xml": b"<broken"})])
def test_docx_is_refused_when_it_is_damaged(content):
    with pytest.raises(errors.FileDamaged, match=r"a\.docx cannot be read"):
        read("a.docx", content)


@pytest.mark.parametrize(
    "entries",
    [
        {f"word/{n}.xml": b"x" for n in range(201)},
        {"word/document.xml": b"<a>" + b"\0" * 60_000_000},
        {"word/document.xml": b" " * 5_000_000},
    ],
    ids=["201 entries", "60 MB", "ratio over 100"],
)
@fault(
    area="Attackers",
    what="A DOCX unpacks to far more than its size",
    result="Unpacking stops at the limit, and the file is refused",
)
def test_zip_bomb_is_stopped_when_a_docx_unpacks_too_much(entries):
    with pytest.raises(errors.FileExpandsTooMuch, match=r"bomb\.docx unpacks to more"):
        read("bomb.docx", a_zip(entries))


@fault(
    area="Attackers",
    what="A DOCX lies about its unpacked size",
    result="What comes out is counted, and the file refused",
)
def test_zip_bomb_is_stopped_when_it_lies_about_its_size():
    honest = a_zip({"word/document.xml": b" " * 60_000_000})
    lying = honest.replace(struct.pack("<L", 60_000_000), struct.pack("<L", 1_000))
    assert lying != honest
    with pytest.raises((errors.FileExpandsTooMuch, errors.FileDamaged)):
        read("bomb.docx", lying)


@fault(
    area="Attackers",
    what="A DOCX brings XML entities of its own",
    result="They are not expanded",
)
def test_entities_are_not_expanded_when_a_docx_brings_some():
    source = zipfile.ZipFile(io.BytesIO(a_docx("MARK")))
    entries = {name: source.read(name) for name in source.namelist()}
    body = entries["word/document.xml"]
    start = body.index(b"<w:document")
    entries["word/document.xml"] = (
        body[:start] + b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body[start:].replace(b"MARK", b"a&x;b")
    )
    with contextlib.suppress(errors.FileDamaged):
        assert read("a.docx", a_zip(entries)).text.strip() in ("ab", "a", "b")


# --- HTML ---------------------------------------------------------------------------------------------------------------


def test_main_text_and_title_are_read_when_it_is_html():
    paragraphs = "".join(
        f"<p>Mira keeps bees on roof number {n}, and she says the city has more flowers than the fields.</p>" for n in range(6)
    )
    extracted = read("saved.txt", f"<!DOCTYPE html><title>Bees</title><nav>Menu</nav><script>x=1</script><article>{paragraphs}</article>")
    assert extracted.title == "Bees"
    assert "roof number 5" in extracted.text
    assert "Menu" not in extracted.text
    assert "x=1" not in extracted.text


@pytest.mark.parametrize("content", ["<div>" * 100_000 + "word", "<html>" + "<p><b>" * 50_000 + "word"])
@fault(
    area="Attackers",
    what="A page is nested thousands deep",
    result="Its words, or a known error; the program goes on",
)
def test_html_ends_in_words_or_a_known_error_when_it_is_nested_deep(content):
    try:
        assert "word" in read("a.html", content).text
    except AppError as error:
        assert error.code in ("file_damaged", "empty_text", "file_expands_too_much")


# --- the process that reads -----------------------------------------------------------------------------------------------


def test_reading_is_ended_when_it_takes_longer_than_its_deadline():
    with pytest.raises(errors.ExtractionTooSlow, match=r"Reading mira\.pdf took more than 0\.01 seconds"):
        read("mira.pdf", a_pdf("Mira"), seconds=0.01)


async def test_reading_is_ended_off_the_event_loop_when_it_takes_longer_than_its_deadline():
    with pytest.raises(errors.ExtractionTooSlow):
        await extract_file_async(name="mira.pdf", content=a_pdf("Mira"), limits=Limits(seconds=0.01))


async def test_event_loop_keeps_turning_when_documents_are_read():
    async def longest_pause() -> float:
        longest, last = 0.0, time.monotonic()
        while True:
            try:
                await asyncio.sleep(0.005)
            except asyncio.CancelledError:
                return longest
            longest, last = max(longest, time.monotonic() - last), time.monotonic()

    watch = asyncio.create_task(longest_pause())
    await asyncio.sleep(0)
    page = "<p>" + "Mira keeps bees on a roof. " * 20_000
    both = await asyncio.gather(
        extract_file_async(name="a.pdf", content=a_pdf("Mira keeps bees."), limits=LIMITS),
        extract_file_async(name="a.html", content=page.encode(), limits=LIMITS),
    )
    watch.cancel()
    assert [item.media_type for item in both] == ["application/pdf", "text/html"]
    assert await watch < 0.5


@fault(
    area="Attackers",
    what="A file takes over the process that reads it",
    result="That process knows no key, no database address and no secret of the program",
)
def test_secrets_of_the_parent_are_unknown_to_the_process_that_reads(monkeypatch):
    from persona_app.ingestion.services import isolation

    monkeypatch.setenv("OPENAI_API_KEY", "sk-parent")
    monkeypatch.setenv("DATABASE_URL", "postgresql://parent")
    assert not {"OPENAI_API_KEY", "DATABASE_URL"} & isolation._environment().keys()


@pytest.mark.parametrize(
    ("format_", "content"), [("pdf", a_pdf("Mira keeps bees.")), ("docx", a_docx("Mira keeps bees.")), ("html", b"<p>Mira keeps bees.</p>")]
)
def test_parser_stops_at_its_limit_when_the_text_is_longer(format_, content):
    def task(characters: int) -> parsing.Task:
        return parsing.Task(format=format_, max_characters=characters, memory_bytes=10**9, seconds=10)

    assert parsing.parse(task(100), content).text.strip() == "Mira keeps bees."
    assert parsing.parse(task(5), content).outcome == "file_expands_too_much"


@given(st.sampled_from(["pdf", "docx", "html"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@fault(
    area="Attackers",
    what="A document is damaged at random",
    result="Its text, or a known error",
)
def test_every_outcome_is_known_when_a_document_is_damaged_at_random(format_, place, damage):
    sound = {
        "pdf": a_pdf("Mira keeps bees.", "In Bergen."),
        "docx": a_docx("Mira keeps bees."),
        "html": b"<html><body><p>Mira</p></body></html>" * 5,
    }[format_]
    place %= len(sound)
    task = parsing.Task(format=format_, max_characters=100_000, memory_bytes=10**9, seconds=10)
    assert parsing.parse(task, sound[:place] + damage + sound[place + len(damage) :]).outcome
