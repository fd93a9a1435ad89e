"""From bytes to words: what is read, what is refused, and with which sentence."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from persona_app.core.errors import AppError
from persona_app.ingestion import errors
from persona_app.ingestion.schemas import Extracted, Limits, clean_text
from persona_app.ingestion.services.files import display_name, extract_file

LIMITS = Limits()


def read(name: str, content: bytes | str, **limits) -> Extracted:
    content = content.encode() if isinstance(content, str) else content
    return extract_file(name=name, content=content, limits=LIMITS.model_copy(update=limits))


def a_zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


# --- plain text -------------------------------------------------------------------------------------------------------

STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), min_size=1).filter(
    lambda text: text.strip() and not text.startswith("\ufeff") and "<" not in text
)


@given(STORABLE)
def test_stored_text_equals_the_text_given_when_it_is_a_text_file(text):
    control = sum((character < " " and character not in "\t\n\f") or character == "\x7f" for character in text)
    if control * 50 <= len(text.encode()):
        assert read("notes.txt", text).text == text


@given(st.text() | st.text(alphabet="\ufeff\x00\r\na\ud800"))
def test_cleaning_twice_changes_nothing_more(text):
    """Offsets count in the cleaned text, so cleaning it again must not move them."""
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode()
    assert "\x00" not in once
    assert "\r" not in once


def test_words_stay_as_submitted_when_they_are_not_in_normal_form():
    decomposed = "Zoe\u0308 \u212b \ufb01ne\u00a0day \u200bx"
    assert read("a.txt", decomposed).text == decomposed


def test_newlines_nul_and_byte_order_mark_are_cleaned_when_present():
    assert read("a.txt", "\ufeffone\r\ntwo\rthree\n" + "words " * 20 + "\x00end").text == "one\ntwo\nthree\n" + "words " * 20 + "end"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_words_survive_when_text_is_in_another_encoding(encoding):
    text = "Zoë drinks café crème in Köln. She said: “naïve”.\nThen she left the house and walked home."
    assert read("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Меня зовут Анна, я живу в Москве и очень люблю чай."),
        ("koi8-r", "Меня зовут Анна, я живу в Москве и очень люблю чай."),
        ("shift_jis", "私の名前は花子です。東京に住んでいます。お茶が好きです。"),
        ("gb18030", "我叫李明，住在北京，喜欢喝茶和读书。"),
    ],
)
def test_encoding_is_guessed_when_nothing_states_it(encoding, text):
    assert read("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.txt", "text/plain"), ("a.md", "text/markdown"), ("a.log", "text/plain"), ("README", "text/plain")]
)
def test_text_is_taken_as_it_is_when_its_format_is_text(name, media_type):
    extracted = read(name, "# Mira\n\n*likes* bees\n")
    assert (extracted.text, extracted.media_type, extracted.kind) == ("# Mira\n\n*likes* bees\n", media_type, "file")
    assert (extracted.title, extracted.origin, extracted.size_bytes) == (name, name, 21)


@pytest.mark.parametrize("content", [b"", b"   \n\t\r\n", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16")])
def test_file_is_refused_when_it_is_blank(content):
    with pytest.raises(errors.EmptyText, match=r"empty\.txt holds no text"):
        read("empty.txt", content)


def test_datum_is_refused_when_its_text_is_blank():
    with pytest.raises(ValidationError):
        Extracted(kind="text", title="x", origin="", media_type="text/plain", text=" \x00\n", size_bytes=1)


def test_file_is_refused_when_it_is_larger_than_allowed():
    assert read("a.txt", "x" * 100, max_bytes=100)
    with pytest.raises(errors.FileTooLarge, match=r"a\.txt has 101 bytes; at most 100 bytes"):
        read("a.txt", "x" * 101, max_bytes=100)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\bio.txt", "bio.txt"),
        ("a\x00b\n.txt", "a b .txt"),
        ("", "file"),
        ("\u202etxt.exe", "txt.exe"),
        ("..", ".."),
    ],
)
def test_name_is_made_harmless_when_it_carries_folders_or_controls(name, shown):
    assert display_name(name) == shown


# --- what is not text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("portrait.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        ("portrait.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        ("p.webp", b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture"),
        ("p.svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>", "a picture"),
        ("p.heic", b"\x00\x00\x00\x18ftypheic\x00", "a picture"),
        ("p.bmp", b"BM\x36\x00\x00\x00\x00\x00", "a picture"),
        ("voice.mp3", b"ID3\x04\x00\x00\x00", "a sound recording"),
        ("voice.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "a sound recording"),
        ("clip.mp4", b"\x00\x00\x00\x18ftypisom\x00", "a film"),
        ("a.gz", b"\x1f\x8b\x08\x00", "a packed archive"),
        ("setup.exe", b"MZ\x90\x00\x03\x00", "a program"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "an old Office document"),
        ("a.rtf", rb"{\rtf1\ansi Hello}", "a rich-text document"),
        ("blob.dat", bytes(range(256)) * 20, "binary data"),
    ],
)
def test_file_says_what_it_is_when_it_is_not_text(name, content, what):
    with pytest.raises(errors.NotText) as raised:
        read(name, content)
    assert raised.value.sentence.startswith(f"{name} is {what}")
    assert "not text" in raised.value.sentence


@pytest.mark.parametrize(
    ("entry", "what"), [("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation"), ("notes.txt", "a packed archive")]
)
def test_archive_says_what_it_is_when_it_is_no_docx(entry, what):
    with pytest.raises(errors.NotText, match=what):
        read("file.docx", a_zip({entry: b"x"}))


def test_text_that_begins_like_a_signature_is_text_when_nothing_else_is_binary():
    assert read("a.txt", "BMW drivers are people too.").text.startswith("BMW")
    assert read("b.txt", "MZ was his nickname.").text.startswith("MZ")


# --- anything at all --------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["a.txt", "a.md", "a.csv", "a.json", "a.xyz", "a.pdf", "a.docx", "a", ""])


@given(NAMES, st.binary(max_size=600))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_only_known_errors_come_when_the_bytes_are_random(name, content):
    try:
        extracted = read(name, content)
    except AppError as error:
        assert (name or "file") in error.sentence
    else:
        assert extracted.text.strip()
        extracted.text.encode()
