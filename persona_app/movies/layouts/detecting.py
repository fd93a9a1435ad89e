"""Which layout a source is in."""

from pathlib import Path

from persona_app.movies.errors import LayoutUnknown
from persona_app.movies.layouts.convokit import PARTS, ConvoKit
from persona_app.movies.layouts.cornell import FILES, Cornell
from persona_app.movies.layouts.layout import Layout
from persona_app.movies.layouts.screenplay import Screenplay
from persona_app.movies.layouts.tables import Tables
from persona_app.movies.sources import Source

LAYOUTS: tuple[Layout, ...] = (Cornell(), ConvoKit(), Screenplay(), Tables())
"""Those that are told by their files' names first; tables are tried last."""
_PARTS = {*FILES, *PARTS}


def layout_of(source: Source) -> Layout:
    """The first layout that fits.

    Raises:
        LayoutUnknown: none does.
    """
    for layout in LAYOUTS:
        if layout.fits(source):
            return layout
    raise LayoutUnknown(
        source.name,
        what="nothing in it is dialogue in a layout that is known here: the Cornell corpus' files, ConvoKit's, CSV, TSV or JSON with a"
        " speaker and a text in each row, or a text that begins with “title:”.",
    )


def whole_of(path: Path) -> Path:
    """The folder around one of several files that only make a corpus together; else the path itself."""
    name = path.name.lower().removesuffix(".xz").removesuffix(".gz").removesuffix(".bz2")
    return path.parent if name in _PARTS and path.is_file() else path
