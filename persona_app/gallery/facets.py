"""Facets as numbers, which the index holds in one array: a tag is its id, another value a number computed as the database does."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import md5

from persona_app.gallery.schemas import Facets, FacetValue, Filters, Source
from persona_app.publishing.schemas import AgeBucket, Gender, Rating
from persona_app.publishing.tagging import Category, Tag, by_word, fold, read_tags

KINDS = ("category", "gender", "age_bucket", "rating", "source", "adult")
"""In this order the database's function `facet_code` knows them."""
FIRST_CODE, FIRST_CREATOR = 1_000_000, 1_000_000_000
MOST_TAGS = 40
"""Tags whose counts are told."""
_VALUES = {"category": Category, "gender": Gender, "age_bucket": AgeBucket, "rating": Rating, "source": Source}


def facet_code(kind: str, value: str) -> int:
    """The number of a value, as the function of the same name in the database has it."""
    digest = md5(value.encode(), usedforsecurity=False).hexdigest()
    if kind == "creator":
        return FIRST_CREATOR + int(digest[:7], 16)
    return FIRST_CODE * (KINDS.index(kind) + 1) + int(digest[:4], 16)


@cache
def _values() -> dict[int, tuple[str, str]]:
    return {facet_code(kind, each.value): (kind, each.value) for kind, values in _VALUES.items() for each in values}


@cache
def _tags() -> Mapping[str, Tag]:
    return by_word(read_tags())


def tag_named(word: str) -> str:
    """The tag that a word or a synonym means; the word itself when it means none."""
    tag = _tags().get(fold(word))
    return tag.name if tag else word


def any_of(filters: Filters, *, without: str = "") -> Iterator[list[int]]:
    """For each field in which something was chosen, the numbers of what was; but for the field `without`."""
    for kind in _VALUES:
        chosen: tuple[str, ...] = getattr(filters, kind)
        if chosen and kind != without:
            yield [facet_code(kind, each) for each in chosen]


def all_of(filters: Filters, *, adult: bool) -> list[int]:
    """The numbers that all must be there, tags aside."""
    codes = [] if adult else [facet_code("adult", "false")]
    return [*codes, facet_code("creator", filters.creator.lower())] if filters.creator else codes


def counted(rows: Iterable[tuple[int, str | None, int]]) -> Facets:
    """Facets from rows of number, tag's name (None for other numbers) and count."""
    values: dict[str, list[FacetValue]] = {}
    for code, tag, count in sorted(rows, key=lambda row: (-row[2], row[0])):
        kind, value = ("tags", tag) if tag is not None else _values().get(code, ("", ""))
        if value:
            values.setdefault(kind, []).append(FacetValue(value=value, count=count))
    values["tags"] = values.get("tags", [])[:MOST_TAGS]
    values.pop("", None)
    return Facets.model_validate({kind: tuple(each) for kind, each in values.items()})
