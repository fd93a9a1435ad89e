"""Reads a picture and draws it anew, inside a process of its own: `python -m persona_app.media.drawing`.

The decoders meet hostile files, so this runs without the parent's secrets, with limits of time and memory, and is killed at its
deadline. In: one line of JSON (`Task`), then the bytes. Out: one line of JSON (`Drawn`), then the files one after the other.
"""

import io
import struct
import sys
import warnings
from typing import Literal

from PIL import Image, ImageCms, ImageOps
from pydantic import BaseModel, ConfigDict

from persona_app.media.schemas import SIDES, Size

FORMATS = ("PNG", "JPEG", "WEBP")
QUALITY, EFFORT = 82, 4
"""Of WebP: as good as the eye asks, in a tenth of a second."""
DEEP = ("I", "I;16", "I;16B", "I;16L")
"""Modes of 16 bits a pixel, which Pillow would cut off at 255 instead of scaling."""

Outcome = Literal["drawn", "unreadable", "damaged", "unfit"]


class Task(BaseModel):
    """How much of a picture at most: pixels in all, the shorter side at least, the longer one as a multiple of it."""

    model_config = ConfigDict(frozen=True)

    most_pixels: int
    least_side: int
    most_ratio: int
    memory_bytes: int
    seconds: float


class Drawn(BaseModel):
    """What came out; `lengths` are those of the files that follow: each size, then the PNG."""

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    width: int = 0
    height: int = 0
    lengths: tuple[int, ...] = ()


def draw(content: bytes, task: Task) -> tuple[Drawn, tuple[bytes, ...]]:
    """Every way to fail is an outcome."""
    Image.MAX_IMAGE_PIXELS = task.most_pixels
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Drawn(outcome="unfit"), ()
    except Exception:  # noqa: BLE001 - whatever a hostile file brings up in a reader of headers
        return Drawn(outcome="unreadable"), ()
    width, height = picture.size
    if not _fits(width, height, task):
        return Drawn(outcome="unfit", width=width, height=height), ()
    try:
        (width, height), files = _files(_plain(_upright(picture)))
    except Exception:  # noqa: BLE001 - whatever a hostile file brings up in a decoder
        return Drawn(outcome="damaged"), ()
    return Drawn(outcome="drawn", width=width, height=height, lengths=tuple(map(len, files))), files


def _fits(width: int, height: int, task: Task) -> bool:
    short, long = sorted((width, height))
    return short >= task.least_side and long <= short * task.most_ratio and width * height <= task.most_pixels


def _upright(picture: Image.Image) -> Image.Image:
    """The first frame, turned as its camera noted. A large JPEG is decoded at a fraction of its size, as far as that is enough."""
    side = SIDES[Size.LARGE] * 2
    picture.draft("RGB" if picture.mode == "RGB" else None, (side, side))
    picture.seek(0)
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, struct.error, KeyError, TypeError):
        return picture  # a note that cannot be read turns nothing


def _plain(picture: Image.Image) -> Image.Image:
    """In sRGB, on white: what a judge sees is what visitors see, on a dark page too."""
    profile = picture.info.get("icc_profile")
    if picture.mode in DEEP:
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    opaque = _in_srgb(picture, profile)
    if alpha is None:
        return opaque
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(opaque, mask=alpha)
    return ground


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Colours as the embedded profile means them; a profile that cannot be read is ignored."""
    fitting = picture if picture.mode in ("RGB", "CMYK", "L") else picture.convert("RGBA").convert("RGB")
    if not isinstance(profile, bytes) or not profile:
        return fitting.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(fitting, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return fitting.convert("RGB")
    return changed if changed is not None else fitting.convert("RGB")


def _files(picture: Image.Image) -> tuple[tuple[int, int], tuple[bytes, ...]]:
    large = picture.copy()
    large.thumbnail((SIDES[Size.LARGE],) * 2, Image.Resampling.LANCZOS)
    sizes = {Size.SMALL: _square(picture, SIDES[Size.SMALL]), Size.MEDIUM: _square(picture, SIDES[Size.MEDIUM]), Size.LARGE: large}
    return large.size, (*(_encoded(sizes[size], "WEBP") for size in Size), _encoded(large, "PNG"))


def _square(picture: Image.Image, side: int) -> Image.Image:
    side = min(side, *picture.size)
    return ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, form: Literal["WEBP", "PNG"]) -> bytes:
    """A picture of nothing but pixels goes in, so no metadata can come out."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    buffer = io.BytesIO()
    bare.save(buffer, form, **({"quality": QUALITY, "method": EFFORT} if form == "WEBP" else {}))
    return buffer.getvalue()


def _confine(task: Task) -> None:
    """Limits set by the process on itself; where the system has none (Windows), the parent's deadline remains."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(task.seconds) + 2
    resource.setrlimit(resource.RLIMIT_AS, (task.memory_bytes, task.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Answer the one task on standard input."""
    task = Task.model_validate_json(sys.stdin.buffer.readline())
    _confine(task)
    drawn, files = draw(sys.stdin.buffer.read(), task)
    sys.stdout.buffer.write(drawn.model_dump_json().encode() + b"\n" + b"".join(files))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
