"""The card of a public persona: what visitors see of it, as a picture for programs that talk."""

from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.draft import Format, Snapshot
from persona_app.interchange.formats.cards import card_of
from persona_app.interchange.formats.png import with_cards
from persona_app.interchange.sheet import Sheet, from_content
from persona_app.publishing.schemas import Face


def public_card_png(face: Face, picture_png: bytes | None = None, *, tags: tuple[str, ...] = (), creator: str = "") -> bytes:
    """A PNG that holds the card as V2 and as V3, made of the public face and nothing else.

    Args:
        face: what visitors see.
        picture_png: the persona's picture as a PNG; without one a plain picture is made.
        tags: the names of its public tags.
        creator: the handle of whoever published it.

    Raises:
        ImportRefused: the picture is no whole PNG.
    """
    snapshot = Snapshot(name=face.name, content=face.content)
    texts = from_content(face.content)
    sheet = Sheet(name=face.name, **texts, tags=tags, creator=creator, creator_notes=face.headline)
    second, third = (card_of(snapshot, sheet, version)[0] for version in (Format.CARD_V2, Format.CARD_V3))
    return with_cards(picture_png or blank_picture(face.name), second=second, third=third)
