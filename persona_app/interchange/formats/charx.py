"""CHARX: a ZIP with `card.json` (V3) at its root and the card's files beside it; may stand behind a picture or a program.

Source: character card V3 specification. RisuAI adds `x_meta/*.json` and a binary `module.risum`: kept, and not read.
"""

import mimetypes

from persona_app.interchange.archives import read_archive, write_archive
from persona_app.interchange.draft import Format, Loss, LossReport, Media, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats import cards
from persona_app.interchange.formats.png import PICTURE
from persona_app.interchange.sheet import Sheet
from persona_app.interchange.texts import decode, object_of, read_json, write_json

CARD = "card.json"
MODULE = "module.risum"
BEFORE = "before the archive"


def read(data: bytes, *, name: str = "") -> Reading:
    """The card of an archive, and its files.

    Raises:
        ImportRefused, ImportTooLarge: it is no such archive, or not a harmless one.
    """
    del name
    files, before = read_archive(data)
    if CARD not in files:
        raise ImportRefused("The archive has no card.json at its root.")
    value = object_of(read_json(decode(files.pop(CARD))), what="card.json")
    media = [Media(place=place, media_type=_type_of(place), data=held) for place, held in files.items()]
    media += [Media(place=BEFORE, media_type=_kind_before(before), data=before)] if before else []
    unread = [Loss(place=MODULE, why="lorebooks, scripts and triggers in it are not read; the file itself is kept")]
    reading = cards.read_value(value, media=tuple(media), unusable=tuple(unread) if MODULE in files else ())
    return reading.model_copy(update={"draft": reading.draft.model_copy(update={"format": Format.CHARX})})


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """The card as V3, and the files that came with it or were added."""
    value, losses = cards.card_of(snapshot, sheet, Format.CARD_V3)
    files = {CARD: write_json(value)}
    lost: list[Loss] = []
    for one in snapshot.media:
        if one.place == BEFORE:
            lost.append(Loss(place=BEFORE, why="what stood before the archive is kept and not written again"))
        elif one.place == PICTURE:
            files["assets/icon/images/main.png"] = one.data
        else:
            files[one.place.removeprefix("__asset:")] = one.data
    report = LossReport(mapped=losses.mapped, kept=losses.kept, unusable=(*losses.unusable, *lost))
    return Written(data=write_archive(files), losses=report)


def _type_of(place: str) -> str:
    return mimetypes.guess_type(place)[0] or "application/octet-stream"


def _kind_before(data: bytes) -> str:
    return "image/jpeg" if data.startswith(b"\xff\xd8\xff") else "application/octet-stream"
