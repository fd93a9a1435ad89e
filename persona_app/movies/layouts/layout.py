"""What every layout can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

from persona_app.movies.films import FilmStream
from persona_app.movies.layouts.reading import Reading
from persona_app.movies.sources import Source


class Look(NamedTuple):
    """The columns of a source, which of them is what, and what keeps it from being imported; layouts with files of their own have none."""

    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = MappingProxyType({})
    problems: tuple[str, ...] = ()


class Layout(ABC):
    """One way in which dialogue is laid out in files.

    Attributes:
        name: how reports call it.
        terms: under which terms such a corpus stands, as far as the layout tells.
        corpus_name: of the only corpus in this layout; empty where there are many.
    """

    name: str
    terms: str = ""
    corpus_name: str = ""

    @abstractmethod
    def fits(self, source: Source) -> bool:
        """Do the files' names, and at most their beginnings, look like it?"""

    @abstractmethod
    def films(self, source: Source, reading: Reading) -> FilmStream:
        """All films, one in memory at a time; what they hold is not cleaned yet.

        Raises:
            LayoutUnknown, MappingWrong, SourceUnreadable, SourceTooLarge: nothing can be made of it.
        """

    def look(self, _source: Source, _reading: Reading) -> Look:
        """The columns of a table; none where the files say what they hold."""
        return Look()

    def title_of(self, source: Source) -> str:
        """What the corpus is called, for people."""
        return PurePath(source.name).stem
