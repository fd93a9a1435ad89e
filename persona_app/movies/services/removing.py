"""Taking a corpus out again."""

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.movies import queries
from persona_app.movies.errors import CorpusNotFound
from persona_app.movies.schemas import CorpusView
from persona_app.movies.services.importing import require_operator


def remove_corpus(session: Session, *, name: str, actor: Actor | None = None) -> CorpusView:
    """Delete the corpus with its films, characters and lines; thoughts already made keep their quotes. Says what it was.

    An empty row stays, by which `was_removed` knows: what comes with the program must not come back at the next start.

    Raises:
        OperatorNeeded: the actor is not the operator.
        CorpusNotFound: there is none of this name.
    """
    require_operator(actor)
    queries.lock_name(session, name)
    corpus = queries.get_corpus(session, name)
    if corpus.movie_count == 0:
        raise CorpusNotFound(name)
    shown = queries.corpus_view(corpus)
    queries.empty_corpus(session, corpus)
    return shown


def was_removed(session: Session, *, name: str) -> bool:
    """Was there a corpus of this name, which somebody removed?"""
    corpus = queries.find_corpus(session, name)
    return corpus is not None and corpus.movie_count == 0
