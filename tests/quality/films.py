"""Films to measure thoughts on: the Cornell files when they lie beside the project, and the starter corpus.

The Cornell films are third parties': they are read for measuring, and no line of them is printed or kept.
"""

import ast
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

CORNELL = Path(__file__).parents[3] / "shared" / "data" / "cornell"
STARTER = Path(__file__).parents[2] / "persona_app" / "movies" / "starter"
_SEPARATOR = " +++$+++ "
_SPOKEN = re.compile(r"^(?P<name>[^:#=][^:]*):\s*(?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line, and the one it answers (empty: none)."""

    speaker: str
    name: str
    text: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film's lines in their order."""

    id: str
    title: str
    lines: tuple[Spoken, ...]


def cornell(folder: Path = CORNELL) -> list[Film]:
    """The Cornell films by id; empty when the files are not there."""
    if not (folder / "movie_lines.txt.xz").is_file():
        return []
    titles = {row[0]: row[1] for row in _rows(folder / "movie_titles_metadata.txt.xz")}
    lines = {row[0]: row for row in _rows(folder / "movie_lines.txt.xz")}
    answered: dict[str, str] = {}
    for row in _rows(folder / "movie_conversations.txt.xz"):
        said = [each for each in ast.literal_eval(row[3]) if each in lines]
        answered |= {line: before for before, line in pairwise(said) if lines[before][1] != lines[line][1]}
    films: dict[str, list[Spoken]] = {}
    for number in sorted(lines, key=lambda each: int(each[1:])):
        _, speaker, film, name, text = lines[number]
        before = lines[answered[number]][4] if number in answered else ""
        films.setdefault(film, []).append(Spoken(speaker, name, _clean(text), _clean(before)))
    return [Film(film, titles.get(film, film), tuple(films[film])) for film in sorted(films, key=lambda each: int(each[1:]))]


def _rows(path: Path) -> Iterator[list[str]]:
    with lzma.open(path, "rt", encoding="cp1252", errors="replace", newline="\n") as file:
        for row in file:
            yield row.rstrip("\n").split(_SEPARATOR)


def _clean(text: str) -> str:
    return " ".join(re.sub(r"</?(?:u|i|b|pre)>", "", text).split())


def starter(folder: Path = STARTER) -> list[Film]:
    """The films that ship with the product."""
    return [_screenplay(path) for path in sorted(folder.glob("*.txt"))]


def _screenplay(path: Path) -> Film:
    lines: list[Spoken] = []
    title, before = path.stem, ""
    is_head = True
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("title:"):
            title = row.partition(":")[2].strip()
        if row.startswith("=="):
            is_head, before = False, ""
        elif not is_head and (found := _SPOKEN.match(row)):
            name, text = found["name"].strip(), found["text"].strip()
            lines.append(Spoken(f"{path.stem}/{name}", name, text, before if lines and lines[-1].name != name else ""))
            before = text
    return Film(path.stem, title, tuple(lines))
