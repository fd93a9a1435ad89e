"""Films into rows for PostgreSQL's COPY, in its text format (https://www.postgresql.org/docs/current/sql-copy.html, "Text Format")."""

from collections.abc import Callable
from dataclasses import dataclass, field

from persona_app.movies.cleaning import clean, searchable
from persona_app.movies.films import Film, Speaker, Trouble, Troubles
from persona_app.movies.identity import FilmIds

LONGEST_LINE = 20_000
LONGEST_NAME = 200
BATCH_LINES = 20_000
COLUMNS = {
    "movie": "id, corpus_id, external_id, title, searched, year, rating, votes, genres, line_count",
    "character": "id, corpus_id, movie_id, external_id, name, searched, gender, credit_position, line_count",
    "exchange": "id, movie_id, external_id, position, line_count",
    "line": "id, movie_id, character_id, external_id, position, text, answers_id, exchange_id",
}
"""The tables in the order of their references, with the columns in the order of the rows."""
_NULL = "\\N"
_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": None})


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def _or_null(value: object) -> str:
    return _NULL if value is None else str(value)


def _name(text: str) -> str:
    return clean(text)[:LONGEST_NAME]


@dataclass(slots=True)
class Counts:
    """What was written so far."""

    movies: int = 0
    characters: int = 0
    lines: int = 0
    exchanges: int = 0


@dataclass(slots=True)
class _Said:
    """A line that is written: its id, who says it, its place, its text, and what is found out from the exchanges."""

    id: str
    speaker: str
    position: int
    text: str
    external_id: str
    answers: str = _NULL
    exchange: str = _NULL


@dataclass(slots=True)
class Loader:
    """Collects rows and hands them over in batches: `write(table, rows)`."""

    corpus: str
    corpus_id: str
    troubles: Troubles
    write: Callable[[str, str], None]
    counts: Counts = field(default_factory=Counts)
    _rows: dict[str, list[str]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def add(self, film: Film) -> None:
        """One film with all that belongs to it."""
        ids = FilmIds(self.corpus, film.id)
        said = self._said(film, ids)
        self._add_exchanges(film, ids, said)
        self._add_film(film, ids, len(said))
        self._add_characters(film, ids, said)
        self._add_lines(ids, said)
        if len(self._rows["line"]) >= BATCH_LINES:
            self.flush()

    def flush(self) -> None:
        """Hand over what is collected."""
        for table, rows in self._rows.items():
            if rows:
                self.write(table, "".join(rows))
                rows.clear()

    def _said(self, film: Film, ids: FilmIds) -> dict[str, _Said]:
        """Lines with words by their ids there, in the film's order."""
        found: dict[str, _Said] = {}
        for one in film.utterances:
            if one.id in found:
                self.troubles.add(Trouble.TWICE, file=film.file, row=one.row)
                continue
            text = clean(one.text)
            if not text or len(text) > LONGEST_LINE:
                self.troubles.add(Trouble.LINE_CUT if text else Trouble.NO_WORDS, file=film.file, row=one.row)
                continue
            found[one.id] = _Said(ids.line(one.id), one.speaker, len(found), text, one.id)
        return found

    def _add_exchanges(self, film: Film, ids: FilmIds, said: dict[str, _Said]) -> None:
        """A line answers the one before it in the exchange, when somebody else says that and it is there."""
        known = {one.id for one in film.utterances}
        position = 0
        for talk in {talk.id: talk for talk in film.talks}.values():
            exchange, before, count = ids.exchange(talk.id), None, 0
            for key in talk.lines:
                line = said.get(key)
                if line is not None and line.exchange is _NULL:
                    line.exchange = exchange
                    line.answers = before.id if before is not None and before.speaker != line.speaker else _NULL
                    count += 1
                elif line is None and key not in known:
                    self.troubles.add(Trouble.NO_SUCH_LINE, file=film.title, row=key)
                before = line
            if count:
                self._rows["exchange"].append(f"{exchange}\t{ids.movie}\t{_escaped(talk.id)}\t{position}\t{count}\n")
                position += 1
        self.counts.exchanges += position

    def _add_film(self, film: Film, ids: FilmIds, line_count: int) -> None:
        title = _name(film.title) or "Untitled"
        genres = "{" + ",".join(_quoted(genre) for genre in film.genres) + "}"
        self._rows["movie"].append(
            f"{ids.movie}\t{self.corpus_id}\t{_escaped(film.id)}\t{_escaped(title)}\t{_escaped(searchable(title))}\t"
            f"{_or_null(film.year)}\t{_or_null(film.rating)}\t{_or_null(film.votes)}\t{_escaped(genres)}\t{line_count}\n"
        )
        self.counts.movies += 1

    def _add_characters(self, film: Film, ids: FilmIds, said: dict[str, _Said]) -> None:
        counts: dict[str, int] = {}
        for line in said.values():
            counts[line.speaker] = counts.get(line.speaker, 0) + 1
        title = _name(film.title)
        for speaker in film.speakers.values():
            name = self._name_of(speaker)
            self._rows["character"].append(
                f"{ids.character(speaker.id)}\t{self.corpus_id}\t{ids.movie}\t{_escaped(speaker.id)}\t{_escaped(name)}\t"
                f"{_escaped(searchable(f'{name} {title}'))}\t{speaker.gender}\t{_or_null(speaker.credit_position)}\t"
                f"{counts.get(speaker.id, 0)}\n"
            )
        self.counts.characters += len(film.speakers)

    def _name_of(self, speaker: Speaker) -> str:
        name = _name(speaker.name)
        if not name:
            self.troubles.add(Trouble.NO_NAME, row=speaker.id)
        return name or "Unnamed"

    def _add_lines(self, ids: FilmIds, said: dict[str, _Said]) -> None:
        rows = self._rows["line"]
        speakers: dict[str, str] = {}
        for line in said.values():
            character = speakers.get(line.speaker)
            if character is None:
                character = speakers[line.speaker] = ids.character(line.speaker)
            text = line.text.replace("\\", "\\\\") if "\\" in line.text else line.text
            rows.append(
                f"{line.id}\t{ids.movie}\t{character}\t{_escaped(line.external_id)}\t{line.position}\t{text}\t{line.answers}\t{line.exchange}\n"
            )
        self.counts.lines += len(said)


def _quoted(genre: str) -> str:
    """An element of an array, as PostgreSQL writes it."""
    return '"' + genre.replace("\\", "\\\\").replace('"', '\\"') + '"'
