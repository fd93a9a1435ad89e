"""A layout of our own: one film in one text file, as a person writes it.

```
title: The Salt Office
year: 1974
genres: drama, mystery
rating: 7.4
votes: 1200
characters:
  MARIT: female, 1
  OLD TOLLEF: male, 2

== The pier, morning
MARIT: You weighed it wet again.
OLD TOLLEF: Salt is always wet. That is its nature.
```

Two equal signs begin an exchange, a scene's title may follow; `#` begins a comment. One utterance a row. A character's gender and place in
the places may be left out; every speaker is listed.
"""

from pathlib import PurePath

from persona_app.movies.films import Film, FilmStream, Speaker, Talk, Trouble, Utterance
from persona_app.movies.layouts.layout import Layout
from persona_app.movies.layouts.reading import Reading, gender_in, list_in, number_in, rating_in, year_in
from persona_app.movies.sources import Source

_BEGINNING = 4_000
_FIELDS = {"title", "year", "genres", "rating", "votes"}


class Screenplay(Layout):
    """Text files that begin with `title:`, one film each."""

    name = "screenplay"

    def fits(self, source: Source) -> bool:
        """Does one of the text files begin so?"""
        return any(_begins_with_title(source, name) for name in _texts(source))

    def films(self, source: Source, reading: Reading) -> FilmStream:
        """One film for each file, in the order of their names."""
        names = [name for name in _texts(source) if _begins_with_title(source, name)]
        return FilmStream(len(names), (_film(source, reading, name) for name in names))


def _texts(source: Source) -> list[str]:
    return sorted(name for name in source.members if name.endswith(".txt"))


def _begins_with_title(source: Source, name: str) -> bool:
    with source.open(name) as stream:
        rows = (row.strip() for row in stream.read(_BEGINNING).removeprefix(b"\xef\xbb\xbf").splitlines())
        return next((row for row in rows if row and not row.startswith(b"#")), b"").lower().startswith(b"title:")


def _film(source: Source, reading: Reading, name: str) -> Film:
    _encoding, rows = reading.rows(source, name)
    film = Film(PurePath(name).stem, PurePath(name).stem, file=name)
    told = ((number, row.decode(_encoding, "replace").rstrip("\r")) for number, row in enumerate(rows, start=1))
    for number, row in told:
        if row.startswith("=="):
            film.talks.append(Talk(str(len(film.talks) + 1), []))
        elif row.strip() and not row.startswith("#"):
            _take(film, row, number, reading)
    return film


def _take(film: Film, row: str, number: int, reading: Reading) -> None:
    """A row of the head, or what somebody says."""
    key, colon, rest = (part.strip() for part in row.partition(":"))
    if not colon or not key:
        reading.troubles.add(Trouble.BROKEN_ROW, file=film.file, row=number)
    elif film.talks:
        _say(film, key, rest, number, reading)
    elif row[0].isspace():
        words = list_in(rest)
        genders = [gender_in(word) for word in words if gender_in(word) != "unknown"]
        places = [number_in(word, most=30_000) for word in words if word.isdecimal()]
        film.speakers[key] = Speaker(key, key, genders[0] if genders else "unknown", places[0] if places else None)
    elif key.lower() in _FIELDS:
        _note(film, key.lower(), rest)
    elif key.lower() != "characters":
        reading.troubles.add(Trouble.BROKEN_ROW, file=film.file, row=number)


def _say(film: Film, speaker: str, text: str, number: int, reading: Reading) -> None:
    if speaker not in film.speakers:
        reading.troubles.add(Trouble.NO_SUCH_CHARACTER, file=film.file, row=number)
        film.speakers[speaker] = Speaker(speaker, speaker)
    line = str(len(film.utterances) + 1)
    film.utterances.append(Utterance(line, speaker, text, number))
    film.talks[-1].lines.append(line)


def _note(film: Film, field: str, text: str) -> None:
    if field == "title":
        film.title = text or film.title
    elif field == "year":
        film.year = year_in(text)
    elif field == "rating":
        film.rating = rating_in(text)
    elif field == "votes":
        film.votes = number_in(text)
    else:
        film.genres = list_in(text)
