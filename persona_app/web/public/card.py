"""The picture for social previews, 1200×630: face, name, headline, creator, in the fonts of the pages.

The fonts draw Latin letters. What they can't draw is written in Latin letters as far as there are some (as addresses are), and left
out where there are none (emoji): no text of any script makes empty boxes, or no card.
"""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import Axis
from pydantic import BaseModel, ConfigDict
from text_unidecode import unidecode

from persona_app.publishing.schemas import PublicPersona
from persona_app.web.components.portrait import initial_of
from persona_app.web.public.drawing import colours_of, portrait_pixels
from persona_app.web.public.page import ADULT_ONLY, CARD_HEIGHT, CARD_WIDTH, SITE
from persona_app.web.public.plain import NAMELESS, one_line
from persona_app.web.theme import FONTS, LIGHT

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "fonts"
FACE, MARGIN, GAP = 340, 80, 64
NAME_SIZES, NAME_LINES = (84, 72, 60, 50), 3
LINE_SIZE, LINE_LINES, SMALL = 32, 4, 26
LEADING = 1.2
ABSENT = "\U000f0000"
"""A private character that no font has: what is drawn for it is drawn for all that is not there."""


class Card(BaseModel):
    """What the card shows."""

    model_config = ConfigDict(frozen=True)

    persona_id: UUID
    name: str
    headline: str
    creator: str
    picture: bytes | None = None


def card_of(persona: PublicPersona, *, picture: bytes | None = None) -> Card:
    """Of what is behind the gate: the name, the generated face, and that it is rated."""
    is_open = not persona.is_adult
    return Card(
        persona_id=persona.persona_id,
        name=one_line(persona.face.name, most=120),
        headline=one_line(persona.face.headline, most=200) if is_open else ADULT_ONLY,
        creator=one_line(persona.creator, most=60),
        picture=picture if is_open else None,
    )


def draw(card: Card) -> bytes:
    """The card as PNG."""
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), LIGHT["paper"])
    drawing = ImageDraw.Draw(image)
    _face(image, card)
    left, right = MARGIN + FACE + GAP, CARD_WIDTH - MARGIN
    lines, font = _name(drawable(card.name, "serif") or NAMELESS, right - left)
    headline = _broken(drawable(card.headline, "sans"), _font("sans", LINE_SIZE, 400), right - left, LINE_LINES)
    height = len(lines) * font.size * LEADING + (24 + len(headline) * LINE_SIZE * 1.4 if headline else 0)
    y = (CARD_HEIGHT - height) / 2 - 16
    for line in lines:
        drawing.text((left, y), line, font=font, fill=LIGHT["ink"])
        y += font.size * LEADING
    y += 24
    for line in headline:
        drawing.text((left, y), line, font=_font("sans", LINE_SIZE, 400), fill=LIGHT["muted"])
        y += LINE_SIZE * 1.4
    _foot(drawing, card, left, right)
    written = BytesIO()
    image.save(written, "PNG", compress_level=6)
    return written.getvalue()


def _face(image: Image.Image, card: Card) -> None:
    top = (CARD_HEIGHT - FACE) // 2
    mask = Image.new("L", (FACE * 2, FACE * 2), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, FACE * 2 - 1, FACE * 2 - 1), 48, fill=255)
    image.paste(_picture(card) or _generated(card), (MARGIN, top), mask.resize((FACE, FACE), Image.Resampling.LANCZOS))


def _picture(card: Card) -> Image.Image | None:
    """None for a file that can't be read, too: then the face is the generated one."""
    if card.picture is None:
        return None
    try:
        with Image.open(BytesIO(card.picture)) as opened:
            return opened.convert("RGB").resize((FACE, FACE), Image.Resampling.LANCZOS)
    except OSError:
        return None


def _generated(card: Card) -> Image.Image:
    face = portrait_pixels(card.persona_id, side=FACE)
    letter = drawable(initial_of(card.name), "serif")[:1]
    figure = colours_of(card.persona_id)[1]
    if letter:
        font = _font("serif", FACE * 24 // 64, 400)
        ImageDraw.Draw(face).text((FACE / 2, FACE / 2), letter, font=font, fill=figure, anchor="mm")
    return face


def _foot(drawing: ImageDraw.ImageDraw, card: Card, left: float, right: float) -> None:
    font, y = _font("sans", SMALL, 500), CARD_HEIGHT - MARGIN
    by = drawable(f"by {card.creator}", "sans")
    drawing.line((left, y - 34, right, y - 34), fill=LIGHT["line"], width=2)
    drawing.text((left, y), by, font=font, fill=LIGHT["muted"], anchor="ls")
    drawing.text((right, y), SITE, font=font, fill=LIGHT["evidence-text"], anchor="rs")


def _name(name: str, width: float) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The lines of the name in the largest size that holds them all."""
    for size in NAME_SIZES:
        font = _font("serif", size, 450)
        lines = _broken(name, font, width, NAME_LINES)
        if " ".join(lines) == name or "".join(lines) == name:
            return lines, font
    return lines, font


def _broken(text: str, font: ImageFont.FreeTypeFont, width: float, most: int) -> list[str]:
    """The text in lines of a width; a word that is wider is broken, what does not fit ends in an ellipsis."""
    lines, line = list[str](), ""
    for word in text.split():
        for piece in _pieces(word, font, width):
            longer = f"{line} {piece}".strip()
            if font.getlength(longer) <= width:
                line = longer
            else:
                lines, line = [*lines, line] if line else lines, piece
    lines = [*lines, line] if line else lines
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    pieces, piece = list[str](), ""
    for character in word:
        if piece and font.getlength(piece + character) > width:
            pieces, piece = [*pieces, piece], ""
        piece += character
    return [*pieces, piece]


def drawable(text: str, family: str) -> str:
    """The text in characters that the font has."""
    return " ".join("".join(_drawable(character, family) for character in text).split())


@lru_cache(maxsize=4096)
def _drawable(character: str, family: str) -> str:
    if character.isspace() or _has(character, family):
        return character
    latin = str(unidecode(character))
    return latin if all(one.isspace() or _has(one, family) for one in latin) else ""


@lru_cache(maxsize=8192)
def _has(character: str, family: str) -> bool:
    font = _font(family, 24, 400)
    return bytes(font.getmask(character)) != bytes(font.getmask(ABSENT)) and font.getlength(character) > 0


@lru_cache(maxsize=32)
def _font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FOLDER / FONTS[family].file, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_chosen(axis, size, weight) for axis in font.get_variation_axes()])
    return font


def _chosen(axis: Axis, size: int, weight: int) -> float:
    """Both axes of our fonts: weight, and optical size where there is one."""
    wanted = weight if "weight" in str(axis["name"]).lower() else size
    return min(max(wanted, axis["minimum"] or 0), axis["maximum"] or weight)
