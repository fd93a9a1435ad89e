"""Taking a corpus in: read film by film, written with COPY, in the one transaction of the caller."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.movies import queries
from persona_app.movies.cleaning import clean
from persona_app.movies.errors import CorpusNameTaken, LayoutUnknown, OperatorNeeded
from persona_app.movies.films import Film, Trouble
from persona_app.movies.identity import corpus_id
from persona_app.movies.layouts.detecting import layout_of, whole_of
from persona_app.movies.layouts.layout import Layout
from persona_app.movies.layouts.reading import Reading
from persona_app.movies.loading import COLUMNS, Counts, Loader
from persona_app.movies.models import Corpus
from persona_app.movies.schemas import ImportedCorpus, ImportOptions, ImportPreview, ImportProgress, SampleRow
from persona_app.movies.sources import Source, open_source

READERS_VERSION = 1
"""Grows when the same files are read to other rows: then an import of the same files is a new one."""
SAMPLE_ROWS = 8
LOOKED_AT = 3
"""Films that a preview looks at."""
Told = Callable[[ImportProgress], None]


def _nothing(_progress: ImportProgress) -> None:
    """Nobody wants to know."""


def import_corpus(
    session: Session, *, path: Path, options: ImportOptions | None = None, actor: Actor | None = None, told: Told = _nothing
) -> ImportedCorpus:
    """All films at a path (a file, a folder, a ZIP). The same files again, under the same name, change nothing.

    Everything happens in the caller's transaction: what raises, `told` included, leaves nothing. Without an actor the program itself asks.

    Raises:
        OperatorNeeded: the actor is not the operator.
        SourceMissing, SourceUnreadable, SourceTooLarge, LayoutUnknown, MappingWrong: nothing could be made of it; the sentence says why.
        CorpusNameTaken: another corpus has the name, and `is_replacing` was not said.
    """
    require_operator(actor)
    asked = options or ImportOptions()
    with _opened(path, asked) as (source, layout, reading):
        name = _name_for(source, layout, asked)
        queries.lock_name(session, name)
        digest, before = _digest(source, layout, asked), queries.find_corpus(session, name)
        if before is not None and before.digest == digest:
            return ImportedCorpus(corpus=queries.corpus_view(before), is_new=False)
        if before is not None:
            _make_room(session, before, is_replacing=asked.is_replacing)
        corpus = _corpus(source, layout, asked, name=name, digest=digest, actor=actor)
        session.add(corpus)
        session.flush()
        counts = _load(session, corpus, source, layout, reading, told)
        _finish(session, corpus, counts, reading)
        return ImportedCorpus(corpus=queries.corpus_view(corpus), is_new=True)


def preview_import(*, path: Path, options: ImportOptions | None = None, with_sample: bool = True) -> ImportPreview:
    """What an import would make of it, from a look at its first films. Nothing is written.

    Without a sample only the columns are looked at, which takes no time, and problems of rows stay unknown.

    Raises:
        SourceMissing, SourceUnreadable, SourceTooLarge, LayoutUnknown: nothing can be made of it.
    """
    asked = options or ImportOptions()
    with _opened(path, asked) as (source, layout, reading):
        look = layout.look(source, reading)
        films = list(islice(layout.films(source, reading).films, LOOKED_AT)) if with_sample and not look.problems else []
        return ImportPreview(
            name=_name_for(source, layout, asked),
            layout=layout.name,
            encoding=", ".join(dict.fromkeys(reading.encodings.values())),
            columns=look.columns,
            mapping=dict(look.mapping),
            sample=tuple(islice(_sample(films), SAMPLE_ROWS)),
            problems=(*look.problems, *problems_of(reading)),
        )


def require_operator(actor: Actor | None) -> None:
    """Go on only for the operator, or for the program itself.

    Raises:
        OperatorNeeded: somebody else asks.
    """
    if actor is not None and not actor.is_operator:
        raise OperatorNeeded


def problems_of(reading: Reading) -> tuple[str, ...]:
    """What was wrong, a sentence each, with rows."""
    found = reading.troubles
    return tuple(_sentence(trouble, count, found.rows.get(trouble, [])) for trouble, count in found.counts.items())


def _sentence(trouble: Trouble, count: int, rows: list[str]) -> str:
    named = f" ({', '.join(rows[:5])}{', …' if count > len(rows[:5]) else ''})" if rows else ""
    return f"{count:,} {trouble.value}{named}"


@contextmanager
def _opened(path: Path, asked: ImportOptions) -> Iterator[tuple[Source, Layout, Reading]]:
    with open_source(whole_of(path), most_bytes=get_settings().corpus_max_bytes) as source:
        layout = layout_of(source)
        with (reading := Reading(title=asked.title, encoding=asked.encoding, mapping=asked.mapping)).kept:
            yield source, layout, reading


def _name_for(source: Source, layout: Layout, asked: ImportOptions) -> str:
    if asked.name:
        return slug_of(asked.name)
    return layout.corpus_name or slug_of(Path(source.name).stem)


def slug_of(name: str) -> str:
    """A name in small letters, digits and hyphens; `corpus` when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "corpus"


def _digest(source: Source, layout: Layout, asked: ImportOptions) -> str:
    said = (READERS_VERSION, layout.name, sorted(asked.mapping.items()), asked.encoding, asked.title, source.digest())
    return sha256(repr(said).encode()).hexdigest()


def _make_room(session: Session, before: Corpus, *, is_replacing: bool) -> None:
    """What was removed left only its name."""
    if before.movie_count and not is_replacing:
        raise CorpusNameTaken(before.name)
    queries.delete_corpus(session, before.id)


def _corpus(source: Source, layout: Layout, asked: ImportOptions, *, name: str, digest: str, actor: Actor | None) -> Corpus:
    return Corpus(
        id=corpus_id(name),
        name=name,
        title=asked.title or layout.title_of(source),
        terms=asked.terms or layout.terms,
        layout=layout.name,
        origin=asked.origin or source.name,
        digest=digest,
        imported_by=actor.account_id if actor else None,
    )


def _load(session: Session, corpus: Corpus, source: Source, layout: Layout, reading: Reading, told: Told) -> Counts:
    def write(table: str, rows: str) -> None:
        queries.copy_rows(session, table, COLUMNS[table], rows)
        told(ImportProgress(share=loader.counts.movies / max(1, stream.total), lines=loader.counts.lines))

    reading.told = lambda _share: told(ImportProgress(share=0, lines=0))
    loader = Loader(corpus.name, corpus.id.hex, reading.troubles, write)
    stream = layout.films(source, reading)
    for film in stream.films:
        loader.add(film)
    loader.flush()
    return loader.counts


def _finish(session: Session, corpus: Corpus, counts: Counts, reading: Reading) -> None:
    """Refuse what is mostly damage; else note what was counted."""
    broken = reading.troubles.counts.get(Trouble.BROKEN_ROW, 0)
    if not counts.lines or broken > counts.lines:
        found = "; ".join(problems_of(reading)) or "no line with a speaker and words stands in it"
        raise LayoutUnknown(corpus.origin, what=f"{found}. Is the file whole, and are its columns what they are taken for?")
    corpus.movie_count, corpus.character_count = counts.movies, counts.characters
    corpus.line_count, corpus.exchange_count = counts.lines, counts.exchanges
    troubles = reading.troubles
    corpus.report = {
        "encodings": reading.encodings,
        "troubles": [
            {"what": trouble.value, "count": count, "rows": troubles.rows.get(trouble, [])} for trouble, count in troubles.counts.items()
        ],
    }
    session.add(corpus)
    session.flush()
    queries.count_anew(session)


def _sample(films: list[Film]) -> Iterator[SampleRow]:
    for film in films:
        for one in film.utterances:
            speaker = film.speakers.get(one.speaker)
            yield SampleRow(movie=clean(film.title), character=clean(speaker.name) if speaker else one.speaker, text=clean(one.text))
