"""Folders, ZIPs and compressed files; and those made to do harm."""

import bz2
import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from persona_app.movies.errors import SourceMissing, SourceTooLarge, SourceUnreadable
from persona_app.movies.spooling import FilmSpool
from tests.unit.movies.reading import read

ROWS = b"speaker,line\n" + b"".join(b"%s,This is what number %d says.\n" % (who, n) for n in range(200) for who in (b"Nella", b"Joss"))


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress, bz2.compress], ids=["xz", "gz", "bz2"])
def test_a_compressed_file_is_read_as_it_is(tmp_path: Path, pack: object) -> None:
    path = tmp_path / f"film.csv.{ {lzma.compress: 'xz', gzip.compress: 'gz', bz2.compress: 'bz2'}[pack] }"
    path.write_bytes(pack(ROWS))
    (film,), _ = read(path)
    assert len(film.utterances) == 400


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"bomb.csv.{kind}"
    content = b"speaker,line\n" + b"a,b\n" * 12_000_000
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", content)
    else:
        path.write_bytes(gzip.compress(content))
    with pytest.raises(SourceTooLarge, match="200 times as large"):
        read(path, most_bytes=1_000_000_000)


def test_a_file_larger_than_is_taken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "film.csv"
    path.write_bytes(ROWS)
    with pytest.raises(SourceTooLarge, match="PERSONA_CORPUS_MAX_BYTES"):
        read(path, most_bytes=1_000)


def test_a_zip_of_very_many_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.csv", b"")
    with pytest.raises(SourceTooLarge, match="2,000 files"):
        read(path)


def test_a_damaged_zip_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "film.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("film.csv", ROWS)
    whole = bytearray(path.read_bytes())
    whole[60:200] = bytes(140)
    path.write_bytes(whole)
    with pytest.raises(SourceUnreadable, match="damaged"):
        read(path)


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress], ids=["xz", "gz"])
def test_half_a_compressed_file_is_said_to_be_damaged(tmp_path: Path, pack: object) -> None:
    path = tmp_path / ("film.csv.xz" if pack is lzma.compress else "film.csv.gz")
    packed = pack(ROWS)
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(SourceUnreadable, match="damaged"):
        read(path)


def test_names_that_lead_out_of_a_zip_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "film.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../../film.csv", ROWS)
    assert len(read(path)[0][0].utterances) == 400
    assert [one.name for one in tmp_path.iterdir()] == ["film.zip"]


def test_a_path_with_nothing_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"away\.csv does not exist"):
        read(tmp_path / "away.csv")


def test_rows_beyond_the_memory_wait_in_a_file_in_their_order() -> None:
    with FilmSpool(held_bytes=100) as spool:
        for number in range(60):
            spool.add(b"abc"[number % 3 : number % 3 + 1], b"row %d" % number)
        assert spool.films() == [b"a", b"b", b"c"]
        assert list(spool.take(b"b")) == [b"row %d" % number for number in range(1, 60, 3)]
        assert list(spool.take(b"a"))[-1] == b"row 57"
        assert list(spool.take(b"a")) == []
