"""A public persona as a character card: its picture, or its generated face, with the card as V2 and V3 in it."""

from io import BytesIO

from PIL import Image

from persona_app.interchange.public_card import public_card_png
from persona_app.publishing.schemas import PublicPersona
from persona_app.web.public.drawing import portrait_pixels

SIDE = 512


def character_png(persona: PublicPersona, *, picture: bytes | None) -> bytes:
    """The card, of what visitors see and nothing else.

    Args:
        persona: as its page shows it.
        picture: the one that it shows, as it is stored.
    """
    image = Image.open(BytesIO(picture)).convert("RGB") if picture else portrait_pixels(persona.persona_id, side=SIDE)
    tags = tuple(tag.name for tag in persona.tags)
    return public_card_png(persona.face, _png(image), tags=tags, creator=persona.creator)


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", compress_level=6)
    return written.getvalue()
