"""Reading the corpora, and writing whole ones."""

from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, delete, func, or_, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from persona_app.movies.errors import CorpusNotFound
from persona_app.movies.models import Character, Corpus, Line, Movie
from persona_app.movies.schemas import CharacterView, CorpusView, MovieView

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]


def lock_name(session: Session, name: str) -> None:
    """Imports and removals of one name follow each other; held until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"corpus {name}", 0))))


def find_corpus(session: Session, name: str) -> Corpus | None:
    """The corpus of this name, if there is one."""
    found: Corpus | None = session.execute(select(Corpus).where(col(Corpus.name) == name)).scalar_one_or_none()
    return found


def get_corpus(session: Session, name: str) -> Corpus:
    """The corpus of this name.

    Raises:
        CorpusNotFound: there is none.
    """
    found = find_corpus(session, name)
    if found is None:
        raise CorpusNotFound(name)
    return found


def delete_corpus(session: Session, corpus_id: UUID) -> None:
    """The corpus, with all that it holds."""
    session.execute(delete(Corpus).where(col(Corpus.id) == corpus_id))
    session.expunge_all()


def empty_corpus(session: Session, corpus: Corpus) -> None:
    """The corpus stays, by its name; all that it holds goes."""
    session.execute(delete(Movie).where(col(Movie.corpus_id) == corpus.id))
    corpus.digest, corpus.report = "", {}
    corpus.movie_count = corpus.character_count = corpus.line_count = corpus.exchange_count = 0
    session.add(corpus)
    session.flush()


def copy_rows(session: Session, table: str, columns: str, rows: str) -> None:
    """Rows in COPY's text format, in the session's transaction."""
    connection = session.connection().connection.driver_connection
    assert connection is not None  # noqa: S101 - the transaction is open
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        copy.write(rows)


def count_anew(session: Session) -> None:
    """PostgreSQL's statistics of the tables, which its plans rest on; where the role may not, autovacuum does it."""
    for table in ("movie", "character", "exchange", "line"):
        session.execute(text(f'ANALYZE "{table}"'))


def corpus_view(corpus: Corpus) -> CorpusView:
    """A corpus as others see it."""
    return CorpusView.model_validate(corpus, from_attributes=True)


def _columns(table: type, *names: str) -> list[ColumnElement[Any]]:
    return [getattr(table, name) for name in names]


def _as(name: str, column: object) -> ColumnElement[Any]:
    return cast(ColumnElement[Any], column).label(name)


@cache
def select_movies() -> AnySelect:
    """Films as `movie_of` reads them."""
    own = _columns(Movie, "id", "title", "year", "rating", "votes", "genres", "line_count")
    return select(*own, _as("corpus", Corpus.name)).join(Corpus, col(Corpus.id) == col(Movie.corpus_id))


def movie_of(row: AnyRow) -> MovieView:
    """A row of `select_movies`."""
    return MovieView.model_validate(row._mapping)


@cache
def select_characters() -> AnySelect:
    """Characters with film and corpus, as `character_of` reads them."""
    own = _columns(Character, "id", "name", "movie_id", "gender", "line_count", "credit_position")
    theirs = (_as("movie", Movie.title), *_columns(Movie, "year", "genres"), _as("corpus", Corpus.name))
    joined = select(*own, *theirs).join(Movie, col(Movie.id) == col(Character.movie_id))
    return joined.join(Corpus, col(Corpus.id) == col(Movie.corpus_id))


def character_of(row: AnyRow) -> CharacterView:
    """A row of `select_characters`."""
    return CharacterView.model_validate(row._mapping)


@cache
def select_lines() -> AnySelect:
    """Lines with who says them where, as `LineView` reads them."""
    own = _columns(Line, "id", "character_id", "movie_id", "position", "text", "exchange_id")
    joined = select(*own, _as("character", Character.name), _as("movie", Movie.title))
    by = joined.join(Character, col(Character.id) == col(Line.character_id))
    return by.join(Movie, col(Movie.id) == col(Line.movie_id))


def select_partners(*, movie_id: UUID, character_id: UUID) -> AnySelect:
    """Whom a character answers and who answers them, those with most lines first. Read from the film's lines: a thousand or so."""
    answer, answered = aliased(Line), aliased(Line)
    other = case((col(answer.character_id) == character_id, answered.character_id), else_=answer.character_id).label("other")
    is_of_both = or_(col(answer.character_id) == character_id, col(answered.character_id) == character_id)
    pairs = select(other, func.count().label("line_count")).select_from(answer).join(answered, col(answered.id) == col(answer.answers_id))
    counted = pairs.where(col(answer.movie_id) == movie_id, is_of_both).group_by(other).subquery()
    named: AnySelect = select(*_columns(Character, "id", "name"), _as("line_count", counted.c.line_count))
    return named.join(counted, counted.c.other == col(Character.id)).order_by(counted.c.line_count.desc(), col(Character.id))
