"""Damaged archives of many files: the archive, and each file in it, is read or refused; nothing crashes, hangs or fills the memory."""

import io
import json
import random
import struct
import time
import tracemalloc
import zipfile
from uuid import UUID

import pytest

from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.interchange.archives import read_archive
from persona_app.interchange.big_archives import BigArchive, is_archive_of_files
from persona_app.interchange.bulk_reading import read_portions
from persona_app.interchange.bulk_sources import entries_of_archive
from persona_app.interchange.draft import Snapshot
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from persona_app.interchange.own_archive import MANIFEST
from persona_app.interchange.whole import Choice, Proposed, validated
from tests.factories import bulk, cards
from tests.factories.former_archive import ArchiveWriter
from tests.unit.interchange.fuzzing import damaged

COUNT, LONGEST_SECONDS, MOST_MEMORY = 200, 2.0, 200_000_000
OWNER = UUID("00000000-0000-7000-8000-000000000009")


def _own() -> bytes:
    writer = ArchiveWriter()
    people = [Snapshot(name=name, content=f"# {name}\n\nWeighs salt.") for name in ("Ada", "Bo")]
    return b"".join(piece for one in people for piece in writer.add(one)) + writer.finish()


def _archives() -> dict[str, bytes]:
    kinds = {name: cards.files()[name] for name in ("v1", "png-both", "charx", "markdown", "letta")}
    return {
        "files": bulk.archive({f"a/{name}.bin": data for name, data in kinds.items()}),
        "table": bulk.archive({"prompts.csv": bulk.table(("Baker", "Bake."), ("Miller", "Mill."))}),
        "own": _own(),
    }


def _read(data: bytes) -> tuple[int, int]:
    """How many files were read, and how many refused; the archive itself counts as one when it is."""
    try:
        entries = entries_of_archive(io.BytesIO(data), settings=get_settings(), is_instructions_only=False, base=OWNER)
    except (ImportRefused, ImportTooLarge) as error:
        assert error.sentence.endswith(".")
        return 0, 1
    found = [one for portion in read_portions(entries, done=(), author_id=OWNER) for one in portion]
    assert all(one.reason.endswith(".") for one in found if one.prepared is None)
    return sum(one.prepared is not None for one in found), sum(one.prepared is None for one in found)


@pytest.mark.parametrize("kind", ["files", "table", "own"])
def test_every_file_is_read_or_refused_when_the_archive_is_damaged(kind: str) -> None:
    whole, read, refused = _archives()[kind], 0, 0
    for data in damaged(whole, count=COUNT, seed=len(kind)):
        began = time.process_time()
        is_archive_of_files(io.BytesIO(data))
        found = _read(data)
        assert time.process_time() - began < LONGEST_SECONDS
        read, refused = read + found[0], refused + found[1]
    assert read and refused


@pytest.mark.parametrize("kind", ["prompts"])
def test_row_is_read_or_refused_when_a_table_is_damaged(kind: str) -> None:
    table = bulk.table(
        *((f"Person {number}", f"You are number {number}.\nBe brief, “plainly”. " + "Weigh the salt. " * 40) for number in range(5))
    )
    for data in damaged(table, count=COUNT, seed=len(kind)):
        began = time.process_time()
        _read(bulk.archive({"prompts.csv": data}))
        assert time.process_time() - began < LONGEST_SECONDS


def test_file_that_unpacks_to_too_much_is_refused_and_the_next_one_read() -> None:
    bomb = bulk.archive({"a.json": b"0" * 100_000_000, "b.json": bulk.card("Ada")})
    tracemalloc.start()
    try:
        assert _read(bomb) == (1, 1)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def test_archive_is_refused_when_its_directory_is_larger_than_is_read() -> None:
    data = bytearray(bulk.archive({"a.json": b"{}"}))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, at + 12, 2**31)
    with pytest.raises(ImportTooLarge, match="directory"):
        BigArchive(io.BytesIO(bytes(data)), most_files=10, most_bytes=10)


def test_archive_is_refused_when_it_has_more_files_than_are_read() -> None:
    data = bulk.archive({f"{number}.json": b"{}" for number in range(11)})
    with pytest.raises(ImportTooLarge, match="11 files"):
        BigArchive(io.BytesIO(data), most_files=10, most_bytes=10)


def test_names_that_lead_out_and_links_are_refused_and_the_others_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../outside.json", bulk.card("Out"))
        link = zipfile.ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inside.json", bulk.card("In"))
    assert _read(out.getvalue()) == (1, 2)


def test_file_without_a_name_is_refused_and_the_others_read() -> None:
    data = bulk.archive({"a": bulk.card("Nameless"), "b.json": bulk.card("Ada")})
    nameless = data.replace(b"\x01\x00\x00\x00a", b"\x00\x00\x00\x00a")  # its own record; the directory says the same below
    at = nameless.find(b"PK\x01\x02")
    directory = bytearray(nameless[at:])
    struct.pack_into("<H", directory, 28, 0)
    del directory[46]
    end = bytes(directory).rfind(b"PK\x05\x06")
    struct.pack_into("<I", directory, end + 12, struct.unpack_from("<I", directory, end + 12)[0] - 1)
    assert _read(nameless[:at] + bytes(directory))[0] == 1
    with pytest.raises(ImportRefused):
        read_archive(nameless[:at] + bytes(directory))


def test_random_bytes_are_no_archive() -> None:
    dice = random.Random(1)
    for size in (0, 3, 22, 1_000):
        data = dice.randbytes(size)
        assert not is_archive_of_files(io.BytesIO(data))
        assert not is_archive_of_files(io.BytesIO(b"PK\x03\x04" + data))


def _manifest(*listed: object) -> bytes:
    whole = zipfile.ZipFile(io.BytesIO(_own()))
    files = {name: whole.read(name) for name in whole.namelist()}
    manifest = {**json.loads(files[MANIFEST]), "personas": list(listed)}
    out = io.BytesIO(bulk.archive({name: data for name, data in files.items() if name != MANIFEST}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))  # stored: packed, it would be refused as too tight
    return out.getvalue()


@pytest.mark.parametrize("listed", [{}, {"name": "Ada"}, {"folder": 7}, "personas/0001-ada", None], ids=lambda each: str(each)[:9])
def test_own_archive_is_refused_when_its_list_names_no_folder(listed: object) -> None:
    with pytest.raises(ImportRefused):
        entries_of_archive(io.BytesIO(_manifest(listed)), settings=get_settings(), is_instructions_only=False, base=OWNER)


def test_own_archive_is_refused_when_its_list_is_longer_than_what_is_imported() -> None:
    """One folder of a kilobyte, named a hundred thousand times, is a small file."""
    data = _manifest(*[{"folder": "personas/0001-ada"}] * (get_settings().import_max_files + 1))
    with pytest.raises(ImportTooLarge):
        entries_of_archive(io.BytesIO(data), settings=get_settings(), is_instructions_only=False, base=OWNER)


def test_archive_is_refused_when_it_names_a_small_directory_and_the_library_would_read_a_large_one() -> None:
    """Of two end records the locator names one, and `zipfile` reads the one before the locator."""
    small, large = (_end_record_64(size) for size in (100, 90_000_000))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    with pytest.raises(ImportTooLarge):
        BigArchive(io.BytesIO(small + large + locator + end), most_files=10, most_bytes=1_000)


def _end_record_64(directory_bytes: int) -> bytes:
    return struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, directory_bytes, 0)


def test_character_is_refused_when_its_directory_alone_would_fill_the_memory() -> None:
    """Two hundred files are read of it at most; the library makes an object of every line of the directory first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("card.json", bulk.card("Ada"))
        for number in range(60_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    data = out.getvalue()
    assert len(data) < get_settings().upload_max_bytes
    tracemalloc.start()
    with pytest.raises(ImportTooLarge):
        read_archive(data)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert used < 5_000_000


def test_persona_of_the_form_before_is_refused_when_it_names_a_file_again_and_again() -> None:
    """A file of ten megabytes, named eleven times, is more than one may bring; so is nothing of the kind in memory."""
    named = [{"place": f"{number}", "media_type": "image/png", "file": "media/01"} for number in range(11)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("p/persona.json", json.dumps({"persona_studio": 1, "persona": {"name": "Ada", "content": "", "media": named}}))
        archive.writestr("p/media/01", b"0" * 10_000_000)
        archive.writestr(MANIFEST, json.dumps({"persona_studio_archive": 1, "personas": [{"folder": "p"}]}))
    assert _read(out.getvalue()) == (0, 1)


@pytest.mark.parametrize("field", ["", "soul", "big_five.charm", "contents"])
def test_archive_says_nothing_in_a_field_that_pages_cannot_show(field: str) -> None:
    """Whoever opened the persona's page would read it."""
    choice = {"field": field, "mode": "inherited", "own": None, "chosen_at": now()}
    proposal = {"kind": "build", "field": field, "claim_id": "", "version_number": 1, "parent_version": None, "mine": None, "theirs": None}
    with pytest.raises(ImportRefused):
        validated(Choice, choice)
    with pytest.raises(ImportRefused):
        validated(Proposed, {**proposal, "state": "open", "created_at": now(), "settled_at": None})
    for odd in ({}, {"x": 1}, {"value": 7}):
        with pytest.raises(ImportRefused):
            validated(Proposed, {**proposal, "field": "like", "theirs": odd, "state": "open", "created_at": now(), "settled_at": None})
    with pytest.raises(ImportRefused):
        validated(Proposed, {**proposal, "field": "content", "mine": {"text": 7}, "state": "open", "created_at": now(), "settled_at": None})
    assert validated(Choice, {**choice, "field": "like"})
    assert validated(Proposed, {**proposal, "field": "big_five.openness", "state": "open", "created_at": now(), "settled_at": None})
