"""Films for tests: a test names only the lines that matter to it."""

from collections.abc import Sequence
from itertools import count

from sqlmodel import Session

from persona_app.core.ids import new_id
from persona_app.movies.models import Character, Corpus, Line, Movie

_numbers = count(1)


def make_corpus(session: Session) -> Corpus:
    """An empty corpus."""
    corpus = Corpus(id=new_id(), name=f"corpus-{next(_numbers)}", title="Own films", layout="screenplay", digest="")
    session.add(corpus)
    session.flush()
    return corpus


def make_film(
    session: Session, *, corpus: Corpus | None = None, title: str = "The Salt Office", said: Sequence[tuple[str, str]]
) -> dict[str, Character]:
    """A film of these lines (speaker, words); each answers the one before when somebody else spoke. Its characters by name."""
    corpus = corpus or make_corpus(session)
    film = Movie(id=new_id(), corpus_id=corpus.id, external_id=title, title=title, searched=title.lower(), line_count=len(said))
    session.add(film)
    session.flush()
    names = list(dict.fromkeys(name for name, _ in said))
    cast = {name: _character(film, name, lines=sum(name == each for each, _ in said)) for name in names}
    session.add_all(cast.values())
    session.flush()
    before: tuple[str, Line] | None = None
    for position, (name, words) in enumerate(said):
        answers = before[1].id if before is not None and before[0] != name else None
        line = Line(
            id=new_id(),
            movie_id=film.id,
            character_id=cast[name].id,
            external_id=str(position),
            position=position,
            text=words,
            answers_id=answers,
        )
        session.add(line)
        before = (name, line)
    session.flush()
    return cast


def _character(film: Movie, name: str, *, lines: int) -> Character:
    return Character(
        id=new_id(),
        corpus_id=film.corpus_id,
        movie_id=film.id,
        external_id=name,
        name=name,
        searched=f"{name} {film.title}".lower(),
        line_count=lines,
    )
