"""Dialogue of our own in the layouts of others."""

import json
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

SEPARATOR = " +++$+++ "
TITLES = [
    ["m0", "the tin whistle", "1989/I", "6.90", "62847", "['comedy', 'sci-fi']"],
    ["m1", "café at noon", "2001", "7.25", "120", "[]"],
]
CHARACTERS = [
    ["u0", "NELLA", "m0", "the tin whistle", "f", "2"],
    ["u1", "JOSS", "m0", "the tin whistle", "M", "1"],
    ["u2", "", "m1", "café at noon", "?", "?"],
    ["u3", "NELLA", "m1", "café at noon", "F", "?"],
]
LINES = [
    ["L5", "u0", "m0", "NELLA", "You <u>never</u> played it, <I'm> told &quot;once&quot; &amp; that&emdash;badly."],
    ["L4", "u1", "m0", "JOSS", "I play every day.\tEvery\x97single\x92one."],
    ["L3", "u0", "m0", "NELLA", ""],
    ["L2", "u1", "m0", "JOSS", "Then why is it <cardiac red alert> dusty?"],
    ["L1", "u0", "m0", "NELLA", "Because you dust with it."],
    ["L9", "u2", "m1", "", "Two coffees."],
    ["L8", "u3", "m1", "NELLA", "One coffee, R&B and AT&T."],
    ["L7", "u9", "m1", "STRANGER", "I listen at the door."],
]
TALKS = [
    ["u0", "u1", "m0", "['L1', 'L2', 'L3', 'L4', 'L5']"],
    ["u2", "u3", "m1", "['L6', 'L7', 'L8', 'L9']"],
]


def write_rows(path: Path, rows: Sequence[Sequence[str]], *, encoding: str = "latin-1") -> Path:
    """Rows as the Cornell corpus separates them."""
    path.write_bytes("".join(SEPARATOR.join(row) + "\n" for row in rows).encode(encoding))
    return path


def cornell(folder: Path, **rows: Sequence[Sequence[str]]) -> Path:
    """The four files, with the quirks of the real ones; any of them replaced by name: titles, characters, lines, talks."""
    folder.mkdir(exist_ok=True)
    write_rows(folder / "movie_titles_metadata.txt", rows.get("titles", TITLES))
    write_rows(folder / "movie_characters_metadata.txt", rows.get("characters", CHARACTERS))
    write_rows(folder / "movie_lines.txt", rows.get("lines", LINES))
    write_rows(folder / "movie_conversations.txt", rows.get("talks", TALKS))
    return folder


def generated_cornell(folder: Path, *, films: int, lines: int) -> Path:
    """A corpus of that size in the same files; who speaks and what is said follows from numbers alone."""
    words = "salt rope lantern harbour clerk storm ledger window quiet promise winter bread engine letter river".split()
    titles, characters, said, talks = [], [], [], []
    for film in range(films):
        titles.append([f"m{film}", f"film number {film}", str(1950 + film % 70), "6.5", str(100 + film), "['drama']"])
        cast = [f"u{film * 12 + place}" for place in range(12)]
        characters += [[key, f"PERSON {place}", f"m{film}", f"film number {film}", "?", "?"] for place, key in enumerate(cast)]
        first = film * lines
        for pair in range(0, lines - 1, 2):
            ids = [f"L{first + pair}", f"L{first + pair + 1}"]
            for place, key in enumerate(ids):
                text = " ".join(words[(film + pair * 7 + place + step * step) % len(words)] for step in range(4 + (pair + place) % 12))
                said.append([key, cast[(pair + place * 5) % 12], f"m{film}", "PERSON", text.capitalize() + "."])
            talks.append([cast[pair % 12], cast[(pair + 5) % 12], f"m{film}", repr(ids)])
    return cornell(folder, titles=titles, characters=characters, lines=said, talks=talks)


def convokit(folder: Path) -> Path:
    """The same two films as ConvoKit lays them out."""
    folder.mkdir(exist_ok=True)
    films = {row[0]: row for row in TITLES}
    speakers = {
        row[0]: {"meta": {"character_name": row[1], "movie_idx": row[2], "movie_name": row[3], "gender": row[4], "credit_pos": row[5]}}
        for row in CHARACTERS
    }
    chains = [[f"L{number}" for number in range(1, 6)], [f"L{number}" for number in range(6, 10)]]
    of = {line: chain[0] for chain in chains for line in chain}
    before = {line: earlier for chain in chains for earlier, line in pairwise(chain)}
    conversations = {
        chain[0]: {"meta": {"movie_idx": film, "movie_name": films[film][1], "release_year": films[film][2], "genre": films[film][5]}}
        for chain, film in zip(chains, films, strict=True)
    }
    rows = [
        {"id": line, "conversation_id": of[line], "text": text.replace("\x97", "—").replace("\x92", "’"), "speaker": who}
        | {"meta": {"movie_id": film, "parsed": [{"toks": []}]}, "reply-to": before.get(line), "timestamp": None, "vectors": []}
        for line, who, film, _name, text in LINES
    ]
    (folder / "utterances.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "speakers.json").write_text(json.dumps(speakers))
    (folder / "conversations.json").write_text(json.dumps(conversations))
    (folder / "corpus.json").write_text("{}")
    return folder


def zipped(folder: Path, path: Path) -> Path:
    """The files of a folder as a ZIP made on a Mac, below a folder of its own."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"some corpus/{file.name}")
            archive.writestr(f"__MACOSX/some corpus/._{file.name}", b"\x00\x05\x16\x07")
    return path
