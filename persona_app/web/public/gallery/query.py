"""What the gallery's address asks for: `/?q=…&tags=…&tags=…&gender=…&sort=…&shown=48`. All of it, so that a link shows the same."""

from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from pydantic import BaseModel, ConfigDict, ValidationError

from persona_app.gallery.schemas import LONGEST_QUERY, Filters, Sort
from persona_app.web import routes

PAGE_SIZE = 24
SHOWN_MOST = 240
"""How many personas a page may begin with: who scrolled further comes back to the last of these."""
LONGEST_ADDRESS = 2_000
"""Characters of a query string that are read."""
MOST_TAGS = 8
ONE_OF = {"category": "category", "gender": "gender", "age_bucket": "age", "rating": "rating", "source": "source"}
"""Filters that take one value: the field, and its name in the address."""


class GalleryQuery(BaseModel):
    """Which personas, in which order, and how many of them."""

    model_config = ConfigDict(frozen=True)

    words: str = ""
    filters: Filters = Filters()
    sort: Sort | None = None
    shown: int = PAGE_SIZE

    @classmethod
    def read(cls, query: str) -> Self:
        """What a query string asks for. What cannot be meant is left out: an old link still shows something."""
        given = parse_qs(query[:LONGEST_ADDRESS])
        filters = Filters()
        for field, name in ONE_OF.items():
            filters = _with(filters, field, _first(given, name))
        filters = _with(filters, "tags", *tuple(dict.fromkeys(given.get("tags", ())))[:MOST_TAGS])
        sort = _first(given, "sort")
        return cls(
            words=" ".join(_first(given, "q").replace("\0", " ").split())[:LONGEST_QUERY],
            filters=filters,
            sort=Sort(sort) if sort in {one.value for one in Sort} else None,
            shown=_shown(_first(given, "shown")),
        )

    @property
    def order(self) -> Sort:
        """By how well it fits when something is looked for, else by how well liked it is."""
        return self.sort or (Sort.RELEVANCE if self.words else Sort.POPULAR)

    @property
    def is_narrowed(self) -> bool:
        """Is anything looked for or left out?"""
        return bool(self.words) or self.filters != Filters()

    def chosen(self, field: str) -> str:
        """The value of a filter that takes one; empty: any."""
        values = getattr(self.filters, field)
        return str(values[0].value) if values else ""

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the address."""
        values = [("q", self.words), *(("tags", tag) for tag in self.filters.tags)]
        values += [(name, self.chosen(field)) for field, name in ONE_OF.items()]
        values += [("sort", self.sort.value if self.sort else ""), ("shown", str(self.shown) if self.shown > PAGE_SIZE else "")]
        return [(name, value) for name, value in values if value]

    def address(self, path: str = routes.GALLERY) -> str:
        """Where this is shown."""
        pairs = self.pairs()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def toggled(self, tag: str) -> Self:
        """With the tag, or without it when it is chosen."""
        tags = self.filters.tags
        chosen = tuple(one for one in tags if one != tag) if tag in tags else (*tags, tag)
        return self.with_filters(tags=chosen)

    def with_filters(self, **changes: Any) -> Self:
        """With other filters, from the beginning."""
        return self.model_copy(update={"filters": self.filters.model_copy(update=changes), "shown": PAGE_SIZE})

    def with_words(self, words: str) -> Self:
        """With other words, from the beginning."""
        return self.model_copy(update={"words": words, "shown": PAGE_SIZE})

    def longer(self) -> Self:
        """With one page more."""
        return self.model_copy(update={"shown": min(SHOWN_MOST, self.shown + PAGE_SIZE)})


def _with(filters: Filters, field: str, *values: str) -> Filters:
    if not any(values):
        return filters
    try:
        return Filters.model_validate({**filters.model_dump(), field: values})
    except ValidationError:
        return filters


def _first(given: dict[str, list[str]], name: str) -> str:
    return given.get(name, [""])[0]


def _shown(written: str) -> int:
    wanted = int(written) if written.isascii() and written.isdecimal() and len(written) <= 5 else PAGE_SIZE
    pages = -(-max(1, wanted) // PAGE_SIZE)
    return min(SHOWN_MOST, pages * PAGE_SIZE)
