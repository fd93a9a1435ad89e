"""Each format: what is tolerated, what is refused and why, what of it other programs get."""

import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest

from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.converting import WRITERS, read_file, write_file
from persona_app.interchange.detecting import detect
from persona_app.interchange.draft import Format, Snapshot
from persona_app.interchange.errors import FormatReadOnly, ImportRefused, ImportTooLarge
from persona_app.interchange.png_chunks import MOST_TEXT_BYTES, SIGNATURE, Chunk, read_chunks, write_chunks
from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import Profile
from tests.factories import cards

FORMATS = {
    "v1": Format.CARD_V1,
    "v2": Format.CARD_V2,
    "v3": Format.CARD_V3,
    "png-v2": Format.CARD_PNG,
    "png-both": Format.CARD_PNG,
    "charx": Format.CHARX,
    "eliza-oldest": Format.ELIZAOS,
    "eliza-v1": Format.ELIZAOS,
    "eliza-wrapped": Format.ELIZAOS,
    "tinytroupe": Format.TINYTROUPE,
    "letta": Format.LETTA,
    "letta-text": Format.LETTA,
    "modelfile": Format.MODELFILE,
    "markdown": Format.MARKDOWN,
    "agents-md": Format.AGENTS_MD,
    "yaml": Format.PYGMALION,
    "lorebook": Format.LOREBOOK,
    "own": Format.OWN,
}


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_format_is_told_by_the_content(kind: str) -> None:
    assert detect(cards.files()[kind]) is FORMATS[kind]


@pytest.mark.parametrize("kind", sorted(kind for kind, format_ in FORMATS.items() if format_ in WRITERS))
def test_everything_kept_comes_back_when_written_in_the_same_format(kind: str) -> None:
    first = read_file(cards.files()[kind], name="x").draft
    again = read_file(write_file(cards.snapshot_of(read_file(cards.files()[kind], name="x")), first.format).data, name="x").draft
    assert (again.name, again.content, again.media, again.tags) == (first.name, first.content, first.media, first.tags)
    if not kind.startswith("png"):
        assert again.kept == first.kept


def test_fields_come_back_when_a_second_version_travels_in_a_picture() -> None:
    exported = write_file(cards.snapshot_of(read_file(cards.files()["png-v2"])), Format.CARD_PNG).data
    fields = read_file(exported).draft.kept.value["data"]  # type: ignore[union-attr]
    book = fields.pop("character_book")
    expected = cards.card_v2()["data"]
    assert [{key: entry[key] for key in cards.ENTRY} for entry in book["entries"]] == expected.pop("character_book")["entries"]
    assert {key: fields[key] for key in expected} == expected


def test_picture_stays_bit_by_bit_when_its_card_is_replaced() -> None:
    exported = write_file(cards.snapshot_of(read_file(cards.files()["png-both"])), Format.CARD_PNG).data
    chunks, _ = read_chunks(exported)
    assert write_chunks(chunk for chunk in chunks if chunk.type != b"tEXt") == blank_picture("Tollef")
    assert [chunk.data[:5] for chunk in chunks if chunk.type == b"tEXt"] == [b"chara", b"ccv3\x00"]
    assert chunks[-1].type == b"IEND"


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_every_writer_takes_every_kind(kind: str) -> None:
    snapshot = cards.snapshot_of(read_file(cards.files()[kind], name="x"))
    for format_ in WRITERS:
        again = read_file(write_file(snapshot, format_).data, name=snapshot.name)
        assert again.draft.name == snapshot.name, format_


def test_what_a_format_has_no_place_for_is_said_when_written() -> None:
    snapshot = cards.snapshot_of(read_file(cards.files()["v3"]))
    lost = {loss.place for loss in write_file(snapshot, Format.ELIZAOS).losses.unusable}
    assert lost == {"nickname", "first message", "alternate greetings", "greetings in groups", "creator's notes"}
    assert "character_book" in {loss.place for loss in write_file(snapshot, Format.CARD_V1).losses.unusable}


def test_macros_are_resolved_when_the_format_has_none() -> None:
    written = write_file(cards.snapshot_of(read_file(cards.files()["v3"])), Format.MODELFILE).data.decode()
    assert "Tolle weighs salt" in written
    assert not {"{{char}}", "{{user}}", "{{original}}"} & set(written.replace("}", "} ").split())


def test_secrets_are_left_out_when_a_character_has_some() -> None:
    value = cards.eliza() | {"secrets": {"KEY": "s3cret"}}
    value["settings"] |= {"secrets": {"A": "s3cret"}, "OPENAI_API_KEY": "s3cret", "voice": {"model": "none"}}
    reading = read_file(cards.as_json(value))
    assert "s3cret" not in reading.model_dump_json()
    assert b"s3cret" not in write_file(cards.snapshot_of(reading), Format.ELIZAOS).data
    assert {loss.place for loss in reading.losses.unusable} == {"secrets", "settings.secrets", "settings.OPENAI_API_KEY"}


def test_tools_are_left_out_when_an_agent_has_some() -> None:
    value = cards.letta() | {"tools": [{"source_code": "import os"}]}
    reading = read_file(cards.as_json(value))
    assert "import os" not in reading.model_dump_json()
    assert [loss.place for loss in reading.losses.unusable] == ["tools"]


TOLERATED = {
    "null fields": {"personality": None, "alternate_greetings": None, "character_book": None, "extensions": None},
    "a number as version": {"character_version": 1.2},
    "tags as a text": {"tags": "harbour, slow"},
    "a greeting as a text": {"alternate_greetings": "Come in."},
}


@pytest.mark.parametrize("what", sorted(TOLERATED))
def test_card_is_read_and_written_right_when_it_has(what: str) -> None:
    card = cards.card_v2()
    card["data"] |= TOLERATED[what]
    written = json.loads(write_file(cards.snapshot_of(read_file(cards.as_json(card))), Format.CARD_V3).data)["data"]
    assert all(isinstance(written[field], str) for field in ("personality", "character_version", "first_mes"))
    assert all(isinstance(written[field], list) for field in ("alternate_greetings", "tags"))


def test_newer_card_is_read_and_the_report_says_so() -> None:
    reading = read_file(cards.as_json(cards.card_v3() | {"spec_version": "4.1"}))
    assert "spec_version" in {loss.place for loss in reading.losses.kept}


def _entry(name: str = "card.json", *, data: bytes = b"{}", mode: int = 0o644, flag: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = mode << 16
        archive.writestr(info, data)
    packed = bytearray(out.getvalue())
    packed[6] |= flag
    packed[packed.rfind(b"PK\x01\x02") + 8] |= flag
    return bytes(packed)


def _wrong_checksum() -> bytes:
    """One letter of the card's base64 is another one, which is base64 still."""
    picture = bytearray(cards.as_png(cards.card_v2()))
    place = picture.index(b"chara\x00") + 40
    picture[place] = ord("A") if picture[place] != ord("A") else ord("B")
    return bytes(picture)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b" \n", "empty"),
    "encrypted RisuAI": (lambda: b"rcc||rccv1||abc", "encrypted"),
    "no name": (lambda: cards.as_json({"spec": "chara_card_v2", "data": {"description": "x"}}), "no name"),
    "unknown JSON": (lambda: b'{"a": 1}', "no format"),
    "broken JSON": (lambda: b'{"a": 1,\n}', "line 2"),
    "infinite": (lambda: b'{"name": NaN}', "NaN"),
    "binary": (lambda: b"abc\x00def", "binary"),
    "no UTF-8": (lambda: b"caf\xe9", "byte 3"),
    "picture without card": (lambda: blank_picture("x"), "holds no character card"),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0 picture", "JPEG"),
    "cut picture": (lambda: cards.as_png(cards.card_v2())[:-400], "middle"),
    "damaged card": (lambda: write_chunks([Chunk(b"IHDR", b"x" * 13), Chunk(b"tEXt", b"chara\x00%%%"), Chunk(b"IEND", b"")]), "base64"),
    "wrong checksum": (_wrong_checksum, "checksum"),
    "archive without card": (lambda: _entry("other.json"), "no card.json"),
    "slip": (lambda: _entry("../card.json"), "leads out"),
    "absolute": (lambda: _entry("/card.json"), "leads out"),
    "link": (lambda: _entry(mode=0o120777), "link"),
    "encrypted archive": (lambda: _entry(flag=1), "encrypted"),
    "Modelfile without end": (lambda: b'FROM x\nSYSTEM """a', "never end"),
    "YAML aliases": (lambda: b"---\na: &a [x]\nb: [*a, *a]\n---\nbody", "aliases"),
    "YAML tags": (lambda: b"---\na: !!python/object:os.system x\n---\nbody", "broken"),
    "page": (lambda: b"<!DOCTYPE html><p>x", "page"),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_file_is_refused_with_its_reason_when_it_is(what: str) -> None:
    make, reason = REFUSED[what]
    with pytest.raises(ImportRefused, match=reason):
        read_file(make())


def _bomb_in_picture() -> bytes:
    packed = zlib.compress(b"A" * 50_000_000, 9)
    return write_chunks([Chunk(b"IHDR", b"x" * 13), Chunk(b"zTXt", b"chara\x00\x00" + packed), Chunk(b"IEND", b"")])


BOMBS: dict[str, Callable[[], bytes]] = {
    "zTXt": _bomb_in_picture,
    "ratio": lambda: _entry(data=b" " * 30_000_000),
    "nested JSON": lambda: b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "nested lists": lambda: b'{"name": ' + b"[" * 100 + b"]" * 100 + b"}",
    "many values": lambda: b'{"name": [' + b"[]," * 500_000 + b"[]]}",
    "many chunks": lambda: SIGNATURE + write_chunks([Chunk(b"tEXt", b"a\x00")])[len(SIGNATURE) :] * 30_000,
    "long": lambda: b"# " + b"a" * 9_000_000,
}


@pytest.mark.parametrize("what", sorted(BOMBS))
def test_bomb_is_refused_when_it_is(what: str) -> None:
    with pytest.raises(ImportTooLarge):
        read_file(BOMBS[what]())


def test_a_packed_text_is_unpacked_only_as_far_as_it_may_be_when_it_is_a_bomb() -> None:
    data = _bomb_in_picture()
    tracemalloc.start()
    try:
        with pytest.raises(ImportTooLarge):
            read_file(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * MOST_TEXT_BYTES


def test_card_is_read_when_an_archive_stands_behind_a_picture() -> None:
    draft = read_file(b"\xff\xd8\xff\xe0 a picture" + cards.as_charx()).draft
    assert draft.name == "Tollef Brandt"
    assert draft.media[-1].media_type == "image/jpeg"


def test_card_is_read_when_its_text_is_packed_in_the_picture() -> None:
    (chara,) = [chunk for chunk in read_chunks(cards.as_png(cards.card_v2()))[0] if chunk.type == b"tEXt"]
    packed = zlib.compress(chara.data.removeprefix(b"chara\x00"))
    for chunk in (Chunk(b"zTXt", b"Chara\x00\x00" + packed), Chunk(b"iTXt", b"chara\x00\x01\x00\x00\x00" + packed)):
        picture = write_chunks([Chunk(b"IHDR", b"x" * 13), chunk, Chunk(b"IEND", b"")])
        assert read_file(picture).draft.name == "Tollef Brandt"


def test_what_is_read_only_is_not_written() -> None:
    with pytest.raises(FormatReadOnly):
        write_file(Snapshot(name="x"), Format.PYGMALION)


def test_persona_without_a_version_can_be_written_in_every_format() -> None:
    for format_ in WRITERS:
        written = write_file(Snapshot(name="Tollef", profile=Profile()), format_).data
        assert read_file(written, name="Tollef").draft.name == "Tollef", format_


def test_claims_name_their_fields_when_an_agent_states_them() -> None:
    claims = {(claim.field, claim.value) for claim in read_file(cards.files()["tinytroupe"]).draft.claims}
    assert {
        (ClaimField.AGE, "61"),
        (ClaimField.DISLIKE, "hurry"),
        (ClaimField.RELATIONSHIP, "his sister"),
        (ClaimField.OCCUPATION, "Weigher"),
        (ClaimField.HABIT, "Hums"),
    } <= claims


def test_claims_of_a_file_are_bounded_and_what_stands_beyond_comes_back() -> None:
    value = cards.eliza() | {"topics": [f"topic {number}" for number in range(3_000)]}
    reading = read_file(cards.as_json(value))
    assert len(reading.draft.claims) == 1_001
    assert json.loads(write_file(cards.snapshot_of(reading), Format.ELIZAOS).data) == value


def test_report_stays_readable_when_a_file_has_a_thousand_keys_of_its_own() -> None:
    card = cards.card_v2()
    card["data"] |= {f"{number}{'x' * 500}": 1 for number in range(1_000)}
    kept = read_file(cards.as_json(card)).losses.kept
    assert len(kept) == 201
    assert kept[-1].place.endswith("more places")
    assert max(len(loss.place) for loss in kept) <= 100
