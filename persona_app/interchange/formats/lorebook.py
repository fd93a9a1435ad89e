"""A lorebook that stands alone: `{"spec": "lorebook_v3", "data": {…}}`, or SillyTavern's world info; read only.

It becomes a persona whose content lists what the entries say, and which carries the book: exported as a card, it has it.
"""

from persona_app.interchange.claims import line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Reading
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats.cards import lore_passages, text_of
from persona_app.interchange.sheet import Sheet, to_content
from persona_app.interchange.texts import decode, object_of, read_json

UNNAMED = "Imported lorebook"


def read(data: bytes, *, name: str = "") -> Reading:
    """A lorebook.

    Raises:
        ImportRefused, ImportTooLarge: it is none, or has no entries.
    """
    value = object_of(read_json(decode(data)), what="The lorebook")
    book = book_of(value)
    passages = tuple(passage for passage in lore_passages(book) if passage.text)
    if not passages:
        raise ImportRefused("The lorebook has no entries.")
    called = line_of(text_of(book.get("name")) or name or UNNAMED)
    described = "\n\n".join((text_of(book.get("description")), *(f"## {passage.label}\n\n{passage.text}" for passage in passages))).strip()
    draft = Draft(
        format=Format.LOREBOOK,
        name=called,
        content=to_content(Sheet(name=called, description=described)),
        passages=passages,
        kept=Kept(format=Format.LOREBOOK, value=value),
    )
    return Reading(draft=draft, losses=LossReport(mapped=("name", "entries"), kept=(Loss(place="data", why="kept aside as it is"),)))


def book_of(value: JsonObject) -> JsonObject:
    """The book itself."""
    inner = value.get("data")
    return inner if isinstance(inner, dict) else value


def sheet_of(value: JsonObject) -> Sheet:
    """A sheet that has nothing but the book."""
    return Sheet(name=text_of(book_of(value).get("name")), character_book=book_of(value))
