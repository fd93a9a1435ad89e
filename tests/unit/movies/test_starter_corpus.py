"""The films that come with the program: enough of them, in different genres, and written rather than generated."""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from persona_app.movies.films import Film
from persona_app.movies.layouts.reading import Reading
from persona_app.movies.layouts.screenplay import Screenplay
from persona_app.movies.services.starter import FOLDER
from persona_app.movies.sources import open_source

WORDS_IN_A_ROW = 6
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*")


@cache
def read() -> tuple[tuple[Film, ...], Reading]:
    """All films of the folder, and what was wrong with them."""
    reading = Reading()
    with open_source(FOLDER, most_bytes=10_000_000) as source, reading.kept:
        return tuple(Screenplay().films(source, reading).films), reading


def spoken() -> dict[tuple[str, str], list[str]]:
    """What each character says, by film and name."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for film in read()[0]:
        for one in film.utterances:
            said[film.title, one.speaker].append(one.text)
    return said


def test_every_row_is_read() -> None:
    _, reading = read()
    assert {trouble.name: reading.troubles.rows[trouble] for trouble in reading.troubles.counts} == {}


def test_films_are_many_and_different() -> None:
    films, _ = read()
    assert len(films) >= 12
    assert len({film.title for film in films}) == len(films)
    assert len({genre for film in films for genre in film.genres}) >= 8
    assert all(film.year and film.rating and film.votes and film.genres for film in films)


def test_characters_are_many_and_all_speak() -> None:
    listed = {(film.title, speaker.name) for film in read()[0] for speaker in film.speakers.values()}
    assert len(listed) >= 40
    assert listed == set(spoken())
    assert all(speaker.credit_position for film in read()[0] for speaker in film.speakers.values())


def test_lines_are_enough_for_long_and_short_characters() -> None:
    counts = Counter({who: len(lines) for who, lines in spoken().items()})
    assert counts.total() >= 2500
    assert max(counts.values()) >= 250
    assert 12 in counts.values()


def test_exchanges_have_several_lines_and_somebody_answers() -> None:
    lonely = [
        f"{film.file}: {talk.id}"
        for film in read()[0]
        for talk in film.talks
        if len(talk.lines) < 2 or len({one.speaker for one in film.utterances if one.id in set(talk.lines)}) < 2
    ]
    assert not lonely


def test_no_two_lines_share_six_words_in_a_row() -> None:
    first: dict[tuple[str, ...], str] = {}
    shared = []
    for film in read()[0]:
        for one in film.utterances:
            words, place = WORD.findall(one.text.lower()), f"{film.file}:{one.row}"
            for row in {tuple(words[start : start + WORDS_IN_A_ROW]) for start in range(len(words) - WORDS_IN_A_ROW + 1)}:
                if (before := first.setdefault(row, place)) != place:
                    shared.append(f"{before} and {place}: {' '.join(row)}")
    assert not shared


def test_no_line_is_said_twice() -> None:
    said = Counter(" ".join(WORD.findall(text.lower())) for lines in spoken().values() for text in lines)
    assert not [text for text, count in said.items() if count > 1 and len(text.split()) > 4]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_file_is_named_like_its_film(path: Path) -> None:
    title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("title:").strip()
    assert path.stem == re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
