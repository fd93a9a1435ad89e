"""One rating out of what several judges say: the strictest counts, and who has not read it all vouches for nothing.

The provider's moderation is a classifier that no text can talk round, and reads everything. A model reads everything but passages that
give it orders; so where there are such and no classifier, nobody can say `safe`. The word lists know no meaning: beside a model they count
only where they find words without a harmless reading. Without a model they are the judge, by rules of their own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from persona_app.llm.moderation import Verdict
from persona_app.llm.offline.rating import rate_words
from persona_app.publishing.schemas import Rating, rank_of

MOST_PASSAGE_CHARS = 300


class Rated(NamedTuple):
    """A rating, and the words that decided; empty for `safe`, and where no judge named them."""

    rating: Rating
    passage: str = ""


def combine(*, text: str, moderation: Verdict | None, engine: Sequence[Rated], is_extractive: bool, withheld: Sequence[str]) -> Rated:
    """The rating of a text that an engine rated in parts; without a part nothing is known."""
    said = [*engine] or [Rated(Rating.UNRATED)]
    if moderation is not None:
        said.append(Rated(Rating(moderation.rating), moderation.passage))
    if withheld and moderation is None:
        said.append(Rated(Rating.UNRATED, withheld[0]))
    words = rate_words(text)
    if words.rating == "explicit" or is_extractive:
        said.append(Rated(Rating(words.rating), words.passage))
    worst = strictest_of(said)
    return Rated(worst.rating, "" if worst.rating is Rating.SAFE else worst.passage[:MOST_PASSAGE_CHARS])


def strictest_of(ratings: Iterable[Rated]) -> Rated:
    """The one that keeps most people away; of equal ones the first that names its words.

    Raises:
        ValueError: there is none.
    """
    return max(ratings, key=lambda each: (rank_of(each.rating), bool(each.passage)))


def rate_line(words: str) -> Rating:
    """The least rating of a line that an owner wrote in a review: what the word lists find in it for sure, else `safe`."""
    found = Rating(rate_words(words).rating)
    return Rating.SAFE if found is Rating.UNRATED else found
