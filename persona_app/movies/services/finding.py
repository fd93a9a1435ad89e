"""Finding films and characters, and looking at what is said around a line. The corpora are the installation's: everybody may look."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.movies import matching, queries
from persona_app.movies.errors import CharacterNotFound, LineNotFound, MovieNotFound
from persona_app.movies.models import Character, Corpus, Line, Movie
from persona_app.movies.schemas import CharacterPage, CharacterView, CorpusView, LineView, MovieView, Partner, SceneLine

SAMPLE_LINES = 8
SAMPLE_LENGTH = 20
"""Characters of a line that says something, for a sample."""
WIDEST_SCENE = 50


def list_corpora(session: Session) -> tuple[CorpusView, ...]:
    """All corpora, by name."""
    rows = session.execute(select(Corpus).where(col(Corpus.movie_count) > 0).order_by(col(Corpus.name))).scalars()
    return tuple(queries.corpus_view(row) for row in rows)


def get_corpus(session: Session, *, name: str) -> CorpusView:
    """One corpus, with the report of its import.

    Raises:
        CorpusNotFound: there is none of this name.
    """
    return queries.corpus_view(queries.get_corpus(session, name))


def list_genres(session: Session) -> tuple[str, ...]:
    """Every genre that a film here has, in the order of the alphabet."""
    genre = func.unnest(Movie.genres).label("genre")
    return tuple(session.execute(select(genre).distinct().order_by(genre)).scalars())


def find_characters(
    session: Session,
    *,
    query: str = "",
    genre: str | None = None,
    year: int | None = None,
    corpus: str | None = None,
    movie_id: UUID | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[CharacterView]:
    """Characters who say something: by name and film, the best match first, then by how much they say.

    Where no character has all words of the query, those are found whose names and films are spelt like them.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    wanted = [col(Character.line_count) > 0, *_of_films(genre=genre, year=year, corpus=corpus)]
    if movie_id is not None:
        wanted.append(col(Character.movie_id) == movie_id)
    place = (col(Character.line_count), col(Character.id))
    found = queries.select_characters().where(*wanted)
    rows = _best(session, found, col(Character.searched), place, query=query, cursor=cursor, limit=limit)
    return page_of(rows, limit=limit, view=queries.character_of, cursor=lambda row: encode_cursor(row.best, row.line_count, row.id))


def list_movies(
    session: Session,
    *,
    query: str = "",
    genre: str | None = None,
    year: int | None = None,
    corpus: str | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[MovieView]:
    """Films in which something is said, as `find_characters` does.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    found = queries.select_movies().where(col(Movie.line_count) > 0, *_of_films(genre=genre, year=year, corpus=corpus))
    place = (col(Movie.line_count), col(Movie.id))
    rows = _best(session, found, col(Movie.searched), place, query=query, cursor=cursor, limit=limit)
    return page_of(rows, limit=limit, view=queries.movie_of, cursor=lambda row: encode_cursor(row.best, row.line_count, row.id))


def _of_films(*, genre: str | None, year: int | None, corpus: str | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if genre is not None:
        wanted.append(literal(genre.replace("\x00", " ").lower()) == func.any(Movie.genres))
    if year is not None:
        wanted.append(col(Movie.year) == year)
    if corpus is not None:
        wanted.append(col(Corpus.name) == corpus.replace("\x00", " "))
    return wanted


def _best(
    session: Session,
    found: queries.AnySelect,
    searched: Mapped[str],
    place: tuple[Mapped[int], Mapped[UUID]],
    *,
    query: str,
    cursor: str | None,
    limit: int,
) -> Sequence[queries.AnyRow]:
    """One page's rows and one more, with `best`, their rank."""
    words = matching.words_of(query)
    exact = found.where(matching.has_all(searched, words))
    rank = matching.place_rank(searched, words)
    if words and session.execute(exact.limit(1)).first() is None:
        session.execute(select(func.set_config("pg_trgm.word_similarity_threshold", str(matching.ALIKE), True)))
        exact, rank = found.where(matching.is_alike(searched, words)), matching.alike_rank(searched, words)
    if cursor is not None:
        exact = exact.where(tuple_(rank, *place) < tuple_(*decode_cursor(cursor, int, int, UUID)))
    order = (rank.desc(), *(column.desc() for column in place)) if words else tuple(column.desc() for column in place)
    return session.execute(exact.add_columns(rank.label("best")).order_by(*order).limit(page_size(limit) + 1)).all()


def get_characters(session: Session, *, ids: Sequence[UUID]) -> tuple[CharacterView, ...]:
    """Characters in the order asked.

    Raises:
        CharacterNotFound: one of them is not there.
    """
    rows = session.execute(queries.select_characters().where(col(Character.id).in_(set(ids))))
    found = {row.id: queries.character_of(row) for row in rows}
    if not found.keys() >= set(ids):
        raise CharacterNotFound
    return tuple(found[one] for one in ids)


def get_movie(session: Session, *, movie_id: UUID) -> MovieView:
    """One film.

    Raises:
        MovieNotFound: there is none of this id.
    """
    row = session.execute(queries.select_movies().where(col(Movie.id) == movie_id)).one_or_none()
    if row is None:
        raise MovieNotFound
    return queries.movie_of(row)


def get_character_page(session: Session, *, character_id: UUID) -> CharacterPage:
    """A character with film, partners and a few lines from the whole film.

    Raises:
        CharacterNotFound: there is none of this id.
    """
    (character,) = get_characters(session, ids=[character_id])
    rows = session.execute(queries.select_partners(movie_id=character.movie_id, character_id=character_id)).all()
    partners = tuple(Partner(id=row.id, name=row.name, line_count=row.line_count) for row in rows)
    movie = get_movie(session, movie_id=character.movie_id)
    return CharacterPage(character=character, movie=movie, partners=partners, lines=_sample(session, character_id))


def _sample(session: Session, character_id: UUID) -> tuple[LineView, ...]:
    """Lines at even distances, of those that say something if there are enough."""
    length = func.char_length(col(Line.text))
    query = select(col(Line.id), length).where(col(Line.character_id) == character_id).order_by(col(Line.position))
    rows = session.execute(query).all()
    telling = [row for row in rows if row[1] >= SAMPLE_LENGTH]
    chosen = telling if len(telling) >= SAMPLE_LINES else rows
    count = min(SAMPLE_LINES, len(chosen))
    ids = [chosen[place * len(chosen) // count][0] for place in range(count)]
    lines = session.execute(queries.select_lines().where(col(Line.id).in_(ids)).order_by(col(Line.position)))
    return tuple(LineView.model_validate(row._mapping) for row in lines)


def get_scene(session: Session, *, line_id: UUID, around: int = 4) -> tuple[SceneLine, ...]:
    """The line with up to `around` lines of the film before and after it.

    Raises:
        LineNotFound: there is none of this id.
    """
    found = session.execute(select(col(Line.movie_id), col(Line.position)).where(col(Line.id) == line_id)).one_or_none()
    if found is None:
        raise LineNotFound
    movie_id, position = cast(tuple[UUID, int], tuple(found))
    width = max(0, min(around, WIDEST_SCENE))
    near = (col(Line.movie_id) == movie_id, col(Line.position).between(position - width, position + width))
    rows = session.execute(queries.select_lines().where(*near).order_by(col(Line.position)))
    return tuple(SceneLine.model_validate({**row._mapping, "is_marked": row.id == line_id}) for row in rows)
