"""The two doors: bytes of any format to a draft, and a persona's present state to bytes of the format that is wanted."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from persona_app.interchange.detecting import detect
from persona_app.interchange.draft import Format, Reading, Snapshot, Written
from persona_app.interchange.errors import FormatReadOnly
from persona_app.interchange.formats import (
    cards,
    charx,
    elizaos,
    letta,
    lorebook,
    markdown,
    modelfile,
    own,
    png,
    prompts,
    pygmalion,
    tinytroupe,
)
from persona_app.interchange.present import SheetOf, present_sheet
from persona_app.interchange.sheet import Sheet


class _Reader(Protocol):
    def __call__(self, data: bytes, *, name: str = "") -> Reading: ...


READERS: dict[Format, _Reader] = {
    Format.CARD_V1: cards.read,
    Format.CARD_V2: cards.read,
    Format.CARD_V3: cards.read,
    Format.CARD_PNG: png.read,
    Format.CHARX: charx.read,
    Format.ELIZAOS: elizaos.read,
    Format.TINYTROUPE: tinytroupe.read,
    Format.MODELFILE: modelfile.read,
    Format.LETTA: letta.read,
    Format.MARKDOWN: markdown.read,
    Format.AGENTS_MD: markdown.read,
    Format.OWN: own.read,
    Format.PYGMALION: pygmalion.read,
    Format.LOREBOOK: lorebook.read,
    Format.PROMPTS: prompts.read,
}
WRITERS: dict[Format, Callable[[Snapshot, Sheet], Written]] = {
    **{one: partial(cards.write, wanted=one) for one in (Format.CARD_V1, Format.CARD_V2, Format.CARD_V3)},
    Format.CARD_PNG: png.write,
    Format.CHARX: charx.write,
    Format.ELIZAOS: elizaos.write,
    Format.TINYTROUPE: tinytroupe.write,
    Format.MODELFILE: modelfile.write,
    Format.LETTA: letta.write,
    **{one: partial(markdown.write, wanted=one) for one in (Format.MARKDOWN, Format.AGENTS_MD)},
    Format.OWN: own.write,
}
SHEETS: dict[Format, SheetOf] = {
    **dict.fromkeys((Format.CARD_V1, Format.CARD_V2, Format.CARD_V3), cards.sheet_of),
    Format.ELIZAOS: elizaos.sheet_of,
    Format.TINYTROUPE: tinytroupe.sheet_of,
    Format.MODELFILE: modelfile.sheet_of,
    Format.LETTA: letta.sheet_of,
    **dict.fromkeys((Format.MARKDOWN, Format.AGENTS_MD), markdown.sheet_of),
    Format.PYGMALION: pygmalion.sheet_of,
    Format.LOREBOOK: lorebook.sheet_of,
    Format.PROMPTS: prompts.sheet_of,
}
"""How what was kept aside reads as a sheet; PNG and CHARX keep a card."""
VERSIONED = {Format.CARD_V2, Format.CARD_V3, Format.CARD_PNG, Format.CHARX, Format.ELIZAOS, Format.LETTA, Format.MODELFILE}
"""Formats with a field for a version: it holds the semantic one, unless the persona came with a file of its own words."""
MEDIA_TYPES = {
    Format.CARD_PNG: ("image/png", ".png"),
    Format.CHARX: ("application/zip", ".charx"),
    Format.MODELFILE: ("text/plain; charset=utf-8", ".Modelfile"),
    Format.MARKDOWN: ("text/markdown; charset=utf-8", ".md"),
    Format.AGENTS_MD: ("text/markdown; charset=utf-8", ".AGENTS.md"),
    Format.LETTA: ("application/json", ".af"),
}
JSON_TYPE = ("application/json", ".json")


def read_file(data: bytes, *, name: str = "") -> Reading:
    """A file of any format that is known.

    Args:
        name: what to call a persona whose file says no name, the file's own for example; never asked for the format.

    Raises:
        ImportRefused: it is of no format that is known, or damaged; the sentence says which and where.
        ImportTooLarge: more than is read, packed or unpacked.
    """
    reading = READERS[detect(data)](data, name=name)
    return reading.model_copy(update={"losses": reading.losses.shortened()})


def write_file(snapshot: Snapshot, format_: Format) -> Written:
    """The persona as a file of this format.

    Raises:
        FormatReadOnly: this format is read and never written.
    """
    if format_ not in WRITERS:
        raise FormatReadOnly(format_.value)
    sheet = present_sheet(snapshot, sheets=SHEETS)
    if format_ in VERSIONED and snapshot.kept is None:
        sheet = sheet.model_copy(update={"character_version": snapshot.semantic})
    return WRITERS[format_](snapshot, sheet)
