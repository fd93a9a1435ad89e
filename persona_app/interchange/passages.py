"""A datum's text from a file's passages, and where in it each passage's words stand."""

from collections.abc import Sequence
from typing import NamedTuple

from persona_app.ingestion.schemas import clean_text
from persona_app.interchange.draft import Passage


class Words(NamedTuple):
    """A passage's words at their place in the whole."""

    start: int
    text: str


def compose(passages: Sequence[Passage]) -> tuple[str, dict[str, Words]]:
    """One text, `Label: words` for one line and the label on a line of its own for several; and by place where the words begin.

    A passage without a label stands alone. The text is as data are stored; offsets are code points of it.
    """
    written, length, places = list[str](), 0, dict[str, Words]()
    for passage in passages:
        words = clean_text(passage.text)
        if not words.strip():
            continue
        gap = "\n\n" if written else ""
        label = f"{passage.label}:{chr(10) if chr(10) in words else ' '}" if passage.label else ""
        places.setdefault(passage.place, Words(length + len(gap) + len(label), words))
        written.append(f"{gap}{label}{words}")
        length += len(written[-1])
    return "".join(written), places
