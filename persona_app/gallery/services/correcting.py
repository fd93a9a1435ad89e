"""What somebody meant who misspelt a word: words of the vocabulary that are spelt nearly so."""

from collections.abc import Sequence

from sqlmodel import Session

from persona_app.gallery import queries
from persona_app.gallery.wording import Term

SHORTEST_WORD = 3
"""Letters; a shorter word is taken as it is."""


def correct(session: Session, terms: Sequence[Term], *, is_open: bool) -> list[Term]:
    """The terms with each unknown word replaced by the likeliest known one; empty when there is none to replace.

    `is_open`: the last word may still go on, so a beginning of known words is known.
    """
    words = [word for term in terms for word in term.words]
    known = queries.find_known(session, words)
    if is_open and words and queries.find_endings(session, beginning=words[-1], most=1):
        known.add(words[-1])
    better = {word: queries.find_alike(session, word=word) for word in set(words) - known if len(word) >= SHORTEST_WORD}
    if not any(better.values()):
        return []
    return [term.model_copy(update={"words": tuple(better.get(word) or word for word in term.words)}) for term in terms]
