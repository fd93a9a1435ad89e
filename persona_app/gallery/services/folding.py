"""What is noted in passing, added up: likes to publications, words and facets to the vocabulary.

Whoever minds the queue calls this every half second; any number may, and one at a time does it. It needs no account: likes go through
a door of the database, the rest is everybody's.
"""

from sqlmodel import Session

from persona_app.gallery import queries

MOST_LIKES = 5_000
MOST_CHANGES = 50
"""Publications whose words are added up in one transaction: each has at most some thousands."""


def fold(session: Session) -> int:
    """Add up what waits, as much as one short transaction bears; how many steps that were."""
    likes = queries.fold_likes(session, most=MOST_LIKES)
    return likes + queries.fold_words(session, most=MOST_CHANGES)
