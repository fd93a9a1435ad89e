"""Character cards in pictures: the card stands in text chunks, `ccv3` (V3) before `chara` (V2), as base64 of UTF-8 JSON.

Sources: character card V2 and V3 specifications; older assets under `chara-ext-asset_:{path}` are read and not written.
"""

import base64
import binascii
import json
from collections.abc import Sequence

from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.draft import Format, JsonObject, Loss, LossReport, Media, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused, ImportTooLarge, NoCardInPicture
from persona_app.interchange.formats import cards
from persona_app.interchange.png_chunks import TEXT_TYPES, Chunk, PngText, keyword_of, read_chunks, text_of_chunk, with_texts, write_chunks
from persona_app.interchange.sheet import Sheet
from persona_app.interchange.texts import decode, object_of, read_json

PICTURE = "picture"
KEYWORDS = ("ccv3", "chara")
ASSET = "chara-ext-asset_"
MOST_BYTES = 32 * 1024 * 1024


def read(data: bytes, *, name: str = "") -> Reading:
    """The card of a picture, and the picture without it.

    Raises:
        ImportRefused: it holds no card, or a damaged one.
        ImportTooLarge: a text larger than 8 MiB.
    """
    del name
    if len(data) > MOST_BYTES:
        raise ImportTooLarge(f"The picture has {len(data):,} bytes; at most {MOST_BYTES:,} are read.")
    chunks, is_whole = read_chunks(data)
    value, unusable = _card_in(chunks, is_whole=is_whole)
    media, damaged = _media_in(chunks, is_whole=is_whole)
    reading = cards.read_value(value, media=media, unusable=(*unusable, *damaged))
    return reading.model_copy(update={"draft": reading.draft.model_copy(update={"format": Format.CARD_PNG})})


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """The persona's picture, or one made for it, with the card in it as V2 and as V3."""
    third, losses = cards.card_of(snapshot, sheet, Format.CARD_V3)
    second, _ = cards.card_of(snapshot, sheet, Format.CARD_V2)
    picture = next((one.data for one in snapshot.media if one.place == PICTURE and one.media_type == "image/png"), None)
    lost = [Loss(place=one.place, why="a picture carries no other files; charx does") for one in snapshot.media if one.place != PICTURE]
    data = with_cards(picture or blank_picture(snapshot.name), second=second, third=third)
    return Written(data=data, losses=LossReport(mapped=losses.mapped, kept=losses.kept, unusable=(*losses.unusable, *lost)))


def with_cards(picture: bytes, *, second: JsonObject, third: JsonObject) -> bytes:
    """The picture with both cards right before its end, in place of those it had."""
    return with_texts(picture, [PngText("chara", _packed(second)), PngText("ccv3", _packed(third))], without=(ASSET,))


def _packed(value: JsonObject) -> bytes:
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode())


def _card_in(chunks: Sequence[Chunk], *, is_whole: bool) -> tuple[JsonObject, list[Loss]]:
    found = [(keyword, chunk) for keyword in KEYWORDS for chunk in chunks if keyword_of(chunk) == keyword]
    if not found:
        if is_whole:
            raise NoCardInPicture("The picture holds no character card.")
        raise ImportRefused("The picture ends in the middle, before any card.")
    keyword, chunk = found[0]
    if not chunk.is_sound:
        raise ImportRefused(f"The card in the picture ({keyword}) is damaged: its checksum does not fit.")
    text = text_of_chunk(chunk)
    if text is None:
        raise ImportRefused(f"The card in the picture ({keyword}) is damaged: it can't be unpacked.")
    value = object_of(read_json(decode(_unpacked(text.data, keyword))), what="The card in the picture")
    others = [Loss(place=other, why=_why_left(other, keyword)) for other, second in found[1:] if second.data != chunk.data]
    return value, others[:20]


def _why_left(other: str, keyword: str) -> str:
    return f"a second {keyword} chunk; the first one was read" if other == keyword else "ccv3 was read instead; it is written again from it"


def _unpacked(text: bytes, keyword: str) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImportRefused(f"The card in the picture ({keyword}) is damaged: it is not base64.") from error


def _media_in(chunks: Sequence[Chunk], *, is_whole: bool) -> tuple[tuple[Media, ...], list[Loss]]:
    """The picture without cards, and older assets."""
    assets, losses = [], []
    for chunk in chunks:
        if keyword_of(chunk).startswith(ASSET):
            text = text_of_chunk(chunk) if chunk.is_sound else None
            place = chunk.data.partition(b"\x00")[0].decode("latin-1")[len(ASSET) :].lstrip(":")
            asset = _asset(place, text)
            assets += [asset] if asset else []
            losses += [] if asset else [Loss(place=f"asset {place}", why="damaged")]
    bare = [chunk for chunk in chunks if keyword_of(chunk) not in KEYWORDS and not keyword_of(chunk).startswith(ASSET)]
    if is_whole and all(chunk.is_sound for chunk in bare if chunk.type not in TEXT_TYPES) and bare[:1] and bare[0].type == b"IHDR":
        return (Media(place=PICTURE, media_type="image/png", data=write_chunks(bare)), *assets), losses
    return tuple(assets), [*losses, Loss(place=PICTURE, why="the picture is damaged; the card was read")]


def _asset(place: str, text: PngText | None) -> Media | None:
    if text is None:
        return None
    try:
        return Media(place=f"__asset:{place}", media_type="application/octet-stream", data=base64.b64decode(text.data, validate=True))
    except (binascii.Error, ValueError):
        return None
