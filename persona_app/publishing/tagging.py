"""The curated list of tags: read from `tags.toml`, held to its rules, and found again by any of its words."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FILE = files(__package__) / "tags.toml"
MOST_CHARACTERS = 40
"""Of a tag's name or synonym: what still fits on a chip in the gallery."""


class Category(StrEnum):
    """What a tag speaks of, in the order in which the categories are shown."""

    GENRE = "genre"
    BEING = "being"
    ROLE = "role"
    TRAIT = "trait"
    PROFESSION = "profession"
    TONE = "tone"
    SPEECH = "speech"
    ERA = "era"
    DOMAIN = "domain"
    LANGUAGE = "language"
    SETTING = "setting"
    RELATIONSHIP = "relationship"
    PURPOSE = "purpose"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tag(_Frozen):
    """One tag of the list.

    Attributes:
        name: in lower-case ASCII, words parted by single spaces or hyphens.
        order: its place within the category; gaps are meant.
        when: a sentence about the persona ("it"); the tag applies when it is true.
        synonyms: other words for the same, in any script.
    """

    name: str = Field(pattern=r"^[a-z0-9]+(?:[ -][a-z0-9]+)*$", max_length=MOST_CHARACTERS)
    category: Category
    order: int = Field(ge=1)
    when: str = Field(pattern=r"^\S.*\.$", max_length=140)
    synonyms: tuple[str, ...] = ()


class TagListWrong(ValueError):
    """The list breaks its own rules: a fault of whoever edited the file, never of somebody who uses the program.

    Attributes:
        faults: one sentence each.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("tags.toml cannot be used: " + " ".join(self.faults))


def fold(word: str) -> str:
    """The form in which two spellings of a tag are the same: lower case, no leading #, one space for spaces, hyphens, underscores."""
    return re.sub(r"[\s_-]+", " ", word.strip().removeprefix("#")).strip().lower()


@cache
def read_tags() -> tuple[Tag, ...]:
    """All tags that come with the program, by category and order.

    Raises:
        TagListWrong: see `parse_tags`.
    """
    return parse_tags(FILE.read_text("utf-8"))


def parse_tags(text: str) -> tuple[Tag, ...]:
    """The tags of a list in the form of `tags.toml`, by category and order.

    Raises:
        TagListWrong: the text is not TOML, a category is unknown, a tag is malformed, a word is not in lower case or stands twice, or
            two tags of a category have the same place. Repeated words and places are all told at once.
    """
    tags = tuple(_tags(_tables(text)))
    if faults := [*_case_faults(tags), *_repeat_faults(tags), *_order_faults(tags)]:
        raise TagListWrong(faults)
    places = list(Category)
    return tuple(sorted(tags, key=lambda tag: (places.index(tag.category), tag.order)))


def by_word(tags: Iterable[Tag]) -> Mapping[str, Tag]:
    """Each tag under its folded name and synonyms: look up `fold(word)`."""
    return {fold(word): tag for tag in tags for word in (tag.name, *tag.synonyms)}


def _tables(text: str) -> Mapping[str, Mapping[str, object]]:
    """The categories by name, each a table."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TagListWrong([f"It is not TOML: {error}."]) from None
    if unknown := [name for name, table in tables.items() if name not in set(Category) or not isinstance(table, dict)]:
        raise TagListWrong(f"“{name}” is no category; there are {', '.join(Category)}." for name in unknown)
    return tables


def _tags(tables: Mapping[str, Mapping[str, object]]) -> Iterator[Tag]:
    for category, table in tables.items():
        for name, fields in table.items():
            if not isinstance(fields, dict):
                raise TagListWrong([f"“{name}” is no table of order, when and synonyms."])
            try:
                yield Tag.model_validate({**fields, "name": name, "category": category})
            except ValidationError as error:
                raise TagListWrong(f"“{name}”, {'.'.join(map(str, one['loc']))}: {one['msg']}." for one in error.errors()) from None


def _case_faults(tags: Iterable[Tag]) -> Iterator[str]:
    for tag in tags:
        for word in tag.synonyms:
            if word != " ".join(word.lower().split()) or not 0 < len(word) <= MOST_CHARACTERS:
                yield f"The synonym “{word}” of “{tag.name}” is not 1 to {MOST_CHARACTERS} characters of lower case with single spaces."


def _repeat_faults(tags: Iterable[Tag]) -> Iterator[str]:
    words = Counter(fold(word) for tag in tags for word in (tag.name, *tag.synonyms))
    yield from (f"“{word}” stands {count} times." for word, count in words.items() if count > 1)


def _order_faults(tags: Iterable[Tag]) -> Iterator[str]:
    places = Counter((tag.category, tag.order) for tag in tags)
    yield from (f"{count} tags of “{category}” have the order {order}." for (category, order), count in places.items() if count > 1)
