"""The four files of the Cornell Movie-Dialogs Corpus (Danescu-Niculescu-Mizil and Lee, 2011; the fields stand in its README.txt)."""

import re
from collections.abc import Iterator

from persona_app.movies.errors import LayoutUnknown
from persona_app.movies.films import Film, FilmStream, Speaker, Talk, Trouble, Utterance
from persona_app.movies.layouts.layout import Layout
from persona_app.movies.layouts.reading import Reading, gender_in, in_order, list_in, number_in, rating_in, year_in
from persona_app.movies.sources import Source
from persona_app.movies.spooling import FilmSpool

LINES, TALKS = "movie_lines.txt", "movie_conversations.txt"
TITLES, CHARACTERS = "movie_titles_metadata.txt", "movie_characters_metadata.txt"
FILES = (TITLES, CHARACTERS, LINES, TALKS)
_SEPARATOR = b" +++$+++ "
_ID = re.compile(r"'([^']*)'")
_TELL_EVERY = 20_000


def _fields(source: Source, reading: Reading, name: str, *, count: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a small file, numbered from 1. Rows are not stripped: an empty last field ends in the separator's space."""
    encoding, rows = reading.rows(source, name)
    for number, row in enumerate(rows, start=1):
        fields = row.rstrip(b"\r").decode(encoding, "replace").split(" +++$+++ ")
        if len(fields) == count:
            yield number, fields
        elif row.strip():
            reading.troubles.add(Trouble.BROKEN_ROW, file=name, row=number)


def _titles(source: Source, reading: Reading) -> dict[str, Film]:
    found: dict[str, Film] = {}
    for number, (key, title, year, rating, votes, genres) in _fields(source, reading, TITLES, count=6):
        if key in found:
            reading.troubles.add(Trouble.TWICE, file=TITLES, row=number)
            continue
        found[key] = Film(key, title, year_in(year), rating_in(rating), number_in(votes.partition(".")[0]), list_in(genres), file=LINES)
    if not found:
        raise LayoutUnknown(source.name, what=f"no row of {TITLES} has six fields between “ +++$+++ ”. Is it the original file?")
    return found


def _characters(source: Source, reading: Reading, listed: dict[str, Film]) -> None:
    for number, (key, name, film, _title, gender, credit) in _fields(source, reading, CHARACTERS, count=6):
        if film not in listed:
            _add_unlisted(listed, film, reading)
        if key in listed[film].speakers:
            reading.troubles.add(Trouble.TWICE, file=CHARACTERS, row=number)
            continue
        listed[film].speakers[key] = Speaker(key, name, gender_in(gender), number_in(credit, most=30_000))


def _add_unlisted(listed: dict[str, Film], key: str, reading: Reading) -> None:
    reading.troubles.add(Trouble.NO_SUCH_FILM, row=key)
    listed[key] = Film(key, key, file=LINES)


def _spool(source: Source, reading: Reading, name: str, *, into: FilmSpool, fields: int) -> str:
    """Put the rows of a large file together by film (the third field), each behind its number; they stay bytes until then."""
    encoding, rows = reading.rows(source, name)
    for number, given in enumerate(rows, start=1):
        row = given + b" " if given.endswith(b" +++$+++") else given
        parts = row.split(_SEPARATOR, fields - 1)
        if len(parts) == fields:
            into.add(parts[2], b"%d %b" % (number, row))
        elif row.strip():
            reading.troubles.add(Trouble.BROKEN_ROW, file=name, row=number)
        if not number % _TELL_EVERY:
            reading.told(0)
    return encoding


def _film(film: Film, lines: FilmSpool, talks: FilmSpool, encoding: str, reading: Reading) -> Film:
    key = film.id.encode(encoding, "replace")
    for row in _decoded(lines.take(key), encoding):
        number, _, rest = row.partition(" ")
        line, speaker, _film_key, name, text = rest.split(" +++$+++ ", 4)
        if speaker not in film.speakers:
            film.speakers[speaker] = Speaker(speaker, name)
            reading.troubles.add(Trouble.NO_SUCH_CHARACTER, file=LINES, row=number)
        film.utterances.append(Utterance(line, speaker, text, int(number)))
    film.utterances = in_order(film.utterances)
    for row in _decoded(talks.take(key), encoding):
        ids = _ID.findall(row.rpartition(" +++$+++ ")[2])
        if ids:
            film.talks.append(Talk(ids[0], ids))
    return film


def _decoded(rows: Iterator[bytes], encoding: str) -> list[str]:
    """All at once, which is much faster than one by one."""
    whole = b"\n".join(rows).decode(encoding, "replace")
    return whole.split("\n") if whole else []


class Cornell(Layout):
    """The corpus in the layout of its authors."""

    name = "cornell"
    corpus_name = "cornell"
    terms = (
        "The authors state no licence, and ask for an e-mail when results are reported. The films belong to others: keep what is"
        " said in them for research and trials of your own, and publish none of it."
    )

    def fits(self, source: Source) -> bool:
        """Is one of its files there?"""
        return any(name in source for name in FILES)

    def films(self, source: Source, reading: Reading) -> FilmStream:
        """The films in the order of their list.

        Raises:
            LayoutUnknown: one of the four files is missing, or has another separator.
            SourceUnreadable: one is empty or no text.
        """
        if missing := [name for name in FILES if name not in source]:
            raise LayoutUnknown(source.name, what=f"{', '.join(missing)} is missing beside the corpus' other files. Put all four together.")
        listed = _titles(source, reading)
        _characters(source, reading, listed)
        lines, talks = reading.kept.enter_context(FilmSpool()), reading.kept.enter_context(FilmSpool())
        encoding = _spool(source, reading, LINES, into=lines, fields=5)
        _spool(source, reading, TALKS, into=talks, fields=4)
        for key in dict.fromkeys(one.decode(encoding, "replace") for one in (*lines.films(), *talks.films())):
            if key not in listed:
                _add_unlisted(listed, key, reading)
        return FilmStream(len(listed), (_film(film, lines, talks, encoding, reading) for film in listed.values()))

    def title_of(self, _source: Source) -> str:
        """Its authors' name for it."""
        return "Cornell Movie-Dialogs Corpus"
