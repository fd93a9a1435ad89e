"""What an engine derived, as its owner corrects it: pure."""

import re
import unicodedata
from collections.abc import Sequence

from persona_app.publishing.errors import RatingTooLow, TagUnknown, TooManyTags
from persona_app.publishing.rating import rate_line
from persona_app.publishing.schemas import (
    LONGEST_HEADLINE,
    Corrections,
    DescribedTag,
    Description,
    Rating,
    bucket_of,
    rank_of,
    strictest,
)
from persona_app.publishing.tagging import by_word, fold, read_tags

MOST_TAGS = 20
CERTAIN = 100
"""The confidence of what the owner says."""


def corrected(draft: Description, corrections: Corrections) -> Description:
    """The description with what the owner says otherwise. An age sets its bucket; the rating only rises, for the headline too.

    Raises:
        TagUnknown, TooManyTags, RatingTooLow: it cannot be published so.
    """
    changed: dict[str, object] = {"headline": one_line(draft.headline)}
    if corrections.tags is not None:
        changed["tags"] = _tags(draft, corrections.tags)
    if corrections.rating is not None:
        changed["rating"] = _raised(draft.rating, corrections.rating)
    if corrections.gender is not None:
        changed["gender"] = corrections.gender
    if corrections.age is not None:
        changed |= {"age": corrections.age, "age_bucket": bucket_of(corrections.age)}
    if corrections.headline is not None:
        changed["headline"] = one_line(corrections.headline)
    described = draft.model_copy(update=changed)
    return described.model_copy(update={"rating": strictest(described.rating, rate_line(described.headline))})


def given_by_owner(draft: Description, description: Description) -> tuple[str, ...]:
    """The tags that the engine did not give."""
    known = {tag.name for tag in draft.tags}
    return tuple(tag.name for tag in description.tags if tag.name not in known)


def one_line(text: str) -> str:
    """Printable characters on one line, in their composed form, at most 120 of them."""
    composed = unicodedata.normalize("NFC", text)
    line = " ".join("".join(each if each.isprintable() else " " for each in composed).split())
    if len(line) <= LONGEST_HEADLINE:
        return line
    return re.sub(r"\s+\S*$", "", line[:LONGEST_HEADLINE]) or line[:LONGEST_HEADLINE]


def _tags(draft: Description, names: Sequence[str]) -> tuple[DescribedTag, ...]:
    """Tags by any of their words, each once; those of the engine keep its confidence."""
    listed = by_word(read_tags())
    if unknown := tuple(name for name in names if fold(name) not in listed):
        raise TagUnknown(unknown)
    chosen = dict.fromkeys(listed[fold(name)].name for name in names)
    if len(chosen) > MOST_TAGS:
        raise TooManyTags(most=MOST_TAGS)
    sure = {tag.name: tag.confidence for tag in draft.tags}
    tags = [DescribedTag(name=name, confidence=sure.get(name, CERTAIN)) for name in chosen]
    return tuple(sorted(tags, key=lambda tag: -tag.confidence))


def _raised(found: Rating, wanted: Rating) -> Rating:
    if rank_of(wanted) < rank_of(found):
        raise RatingTooLow
    return wanted
