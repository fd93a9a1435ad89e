"""Pictures, honest and hostile, go in; nothing but pixels comes out."""

import asyncio
import io
import struct
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from persona_app.core.config import Settings
from persona_app.media import drawing, errors
from persona_app.media.schemas import SIDES, Rendered, Size
from persona_app.media.services import rendering
from tests.factories.pictures import draw_picture, encode, make_picture
from tests.faults import fault

SETTINGS = Settings(picture_max_bytes=10_000_000)
TASK = drawing.Task(
    most_pixels=rendering.MOST_PIXELS, least_side=rendering.LEAST_SIDE, most_ratio=rendering.MOST_RATIO, memory_bytes=0, seconds=0
)


def render(content: bytes) -> Rendered:
    return asyncio.run(rendering.render(content, settings=SETTINGS))


def opened(rendered: Rendered, size: Size = Size.LARGE) -> Image.Image:
    return Image.open(io.BytesIO(rendered.files[size]))


def near(pixel: object, wanted: tuple[int, int, int]) -> bool:
    """WebP changes colours a little."""
    return isinstance(pixel, tuple) and all(abs(a - b) <= 12 for a, b in zip(pixel[:3], wanted, strict=True))


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *, rows: bytes = b"", extra: bytes = b"") -> bytes:
    """A PNG that states a size, whatever its rows are."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_three_sizes_come_out_when_a_picture_goes_in(form: str) -> None:
    rendered = render(make_picture(form, width=1600, height=1200))
    shapes = {size: opened(rendered, size).size for size in Size}
    assert shapes == {Size.SMALL: (128, 128), Size.MEDIUM: (384, 384), Size.LARGE: (1024, 768)}
    assert (rendered.width, rendered.height) == (1024, 768)
    assert {opened(rendered, size).format for size in Size} == {"WEBP"}
    assert Image.open(io.BytesIO(rendered.png)).size == (1024, 768)


def test_nothing_is_enlarged_when_a_picture_is_small() -> None:
    rendered = render(make_picture(width=100, height=64))
    assert {size: opened(rendered, size).size for size in Size} == {
        Size.SMALL: (64, 64),
        Size.MEDIUM: (64, 64),
        Size.LARGE: (100, 64),
    }


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_turned_as_its_camera_noted_and_the_note_is_gone(form: str) -> None:
    picture = draw_picture()
    exif = picture.getexif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise
    exif[0x010E] = "taken by Odalind"
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 23.0, 5.0), 3: "E", 4: (5.0, 19.0, 20.0)})
    content = encode(picture, form, exif=exif.tobytes(), **({"quality": 95} if form != "PNG" else {}))
    assert b"Odalind" in content
    rendered = render(content)
    large = opened(rendered)
    assert large.size == (200, 300)
    assert near(large.convert("RGB").getpixel((150, 50)), (250, 240, 200)), "the light quarter is on the right now"
    for file in (*rendered.files.values(), rendered.png):
        assert b"Odalind" not in file
        assert dict(Image.open(io.BytesIO(file)).getexif()) == {}


def test_no_metadata_of_any_kind_is_left() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = chunk(b"tEXt", b"Comment\x00Odalind lives in Bergen") + chunk(b"zTXt", b"More\x00\x00" + zlib.compress(b"at number 9"))
    plain = make_picture(icc_profile=profile)
    content = plain[:33] + told + plain[33:] + b"<script>Odalind</script>"
    rendered = render(content)
    for file in rendered.files.values():
        assert not any(word in file for word in (b"Odalind", b"ICCP", b"EXIF", b"XMP "))
        assert set(Image.open(io.BytesIO(file)).info) <= {"loop", "background", "timestamp", "duration"}
    assert set(Image.open(io.BytesIO(rendered.png)).info) == set()


def test_the_same_picture_has_the_same_hash_whatever_it_carries_along() -> None:
    bare, told = make_picture(), make_picture(pnginfo=None, dpi=(72, 72), compress_level=1)
    webp = make_picture("WEBP", lossless=True)
    assert bare != told
    hashes = {render(content).sha256 for content in (bare, told, webp, bare + b"PK\x03\x04 a zip archive")}
    assert len(hashes) == 1
    assert render(make_picture(colour=(1, 2, 3))).sha256 not in hashes


@given(st.integers(64, 160), st.integers(64, 160), st.tuples(*[st.integers(0, 255)] * 3), st.integers(0, 9))
@settings(max_examples=30, deadline=None)
def test_the_same_pixels_give_the_same_bytes_however_they_were_packed(
    width: int, height: int, colour: tuple[int, int, int], level: int
) -> None:
    first, files = drawing.draw(make_picture(width=width, height=height, colour=colour), TASK)
    second, again = drawing.draw(make_picture(width=width, height=height, colour=colour, compress_level=level), TASK)
    assert (first, files) == (second, again)
    assert first.outcome == "drawn"


def animated(form: str) -> bytes:
    frames = [draw_picture(), draw_picture(colour=(0, 0, 255))]
    return encode(frames[0], form, save_all=True, append_images=frames[1:], duration=100, **({"lossless": True} if form == "WEBP" else {}))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_the_first_frame_stays_when_a_picture_is_animated(form: str) -> None:
    content = animated(form)
    assert Image.open(io.BytesIO(content)).n_frames == 2
    large = opened(render(content))
    assert getattr(large, "n_frames", 1) == 1
    assert near(large.convert("RGB").getpixel((250, 150)), (120, 60, 30))


def cmyk() -> bytes:
    return encode(draw_picture().convert("CMYK"), "JPEG", quality=95)


def palette() -> bytes:
    picture = draw_picture().convert("P", palette=Image.Palette.ADAPTIVE, colors=4)
    light = picture.getpixel((10, 10))
    return encode(picture, "PNG", transparency=light)


def deep() -> bytes:
    return encode(Image.new("I;16", (100, 100), 40_000), "PNG")


def clear() -> bytes:
    picture = draw_picture().convert("RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    return encode(picture)


@pytest.mark.parametrize(
    ("make", "at", "colour"),
    [
        pytest.param(cmyk, (250, 150), (120, 60, 30), id="CMYK"),
        pytest.param(palette, (10, 10), (255, 255, 255), id="palette with a transparent colour"),
        pytest.param(palette, (250, 150), (120, 60, 30), id="palette"),
        pytest.param(deep, (50, 50), (156, 156, 156), id="16 bits"),
        pytest.param(clear, (10, 10), (255, 255, 255), id="all transparent"),
        pytest.param(lambda: encode(draw_picture().convert("1")), (250, 150), (0, 0, 0), id="1 bit"),
        pytest.param(lambda: encode(draw_picture().convert("LA")), (250, 150), (75, 75, 75), id="grey with alpha"),
    ],
)
def test_any_kind_of_pixels_is_read(make: Callable[[], bytes], at: tuple[int, int], colour: tuple[int, int, int]) -> None:
    pixel = opened(render(make())).convert("RGB").getpixel(at)
    assert near(pixel, colour), pixel


def bomb() -> bytes:
    """30,000 by 30,000 pixels in some kilobytes."""
    return png(30_000, 30_000, rows=b"\0" * 2_000_000)


def text_bomb() -> bytes:
    """A comment that unpacks to 200 MB."""
    packed = zlib.compress(b"\0" * 200_000_000, 9)
    return png(100, 100, rows=(b"\0" + b"\x80" * 300) * 100, extra=chunk(b"zTXt", b"a\0\0" + packed))


BROKEN = (errors.PictureUnreadable, errors.PictureDamaged)
HOSTILE = [
    pytest.param(b"", errors.PictureUnreadable, id="nothing"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.PictureUnreadable, id="SVG"),
    pytest.param(b"<!doctype html><img src=x onerror=alert(1)>", errors.PictureUnreadable, id="HTML with another extension"),
    pytest.param(encode(draw_picture(), "GIF"), errors.PictureUnreadable, id="GIF"),
    pytest.param(encode(draw_picture(), "TIFF"), errors.PictureUnreadable, id="TIFF"),
    pytest.param(encode(draw_picture(), "BMP"), errors.PictureUnreadable, id="BMP"),
    pytest.param(b"GIF89a" + make_picture(), errors.PictureUnreadable, id="GIF and PNG in one"),
    pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run", errors.PictureUnreadable, id="PostScript"),
    pytest.param(make_picture()[:200], errors.PictureDamaged, id="PNG cut off"),
    pytest.param(make_picture("JPEG")[:900], errors.PictureDamaged, id="JPEG cut off"),
    pytest.param(make_picture("WEBP")[:100], BROKEN, id="WebP cut off"),
    pytest.param(make_picture()[:20], errors.PictureUnreadable, id="PNG without a head"),
    pytest.param(png(0, 0), (errors.PictureUnfit, errors.PictureUnreadable), id="0 by 0"),
    pytest.param(png(30_000, 1, rows=b"\0" * 90_001), errors.PictureUnfit, id="30,000 by 1"),
    pytest.param(png(30_000, 64, rows=b"\0"), errors.PictureUnfit, id="much longer than wide"),
    pytest.param(png(2**31 - 1, 2**31 - 1), errors.PictureUnfit, id="as large as can be stated"),
    pytest.param(make_picture(width=63, height=63), errors.PictureUnfit, id="too small"),
    pytest.param(bomb(), errors.PictureUnfit, id="pixel bomb"),
    pytest.param(png(4_900, 4_900, rows=b"\0" * 1000), errors.PictureDamaged, id="large, and without its rows"),
    pytest.param(b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 40, (errors.PictureUnfit, errors.PictureUnreadable), id="WebP of lies"),
    pytest.param(
        b"\xff\xd8" + b"\xff\xe1\xff\xff" + b"\0" * 70_000, (errors.PictureUnreadable, errors.PictureDamaged), id="JPEG of one note"
    ),
]


@fault(
    area="Attackers",
    what="A picture is a bomb, cut off, of another format, two files in one, or lies about its size",
    result="It is refused with a sentence, in a process of its own with limits of time and memory; nothing is kept",
)
@pytest.mark.parametrize(("content", "error"), HOSTILE)
def test_a_hostile_file_is_refused(content: bytes, error: type[Exception]) -> None:
    began = time.monotonic()
    with pytest.raises(error):
        render(content)
    assert time.monotonic() - began < SETTINGS.picture_seconds


def test_a_comment_that_unpacks_without_end_costs_no_memory() -> None:
    try:
        rendered = render(text_bomb())
    except (errors.PictureDamaged, errors.PictureUnreadable):
        return
    assert sum(map(len, rendered.files.values())) < 100_000


def test_a_picture_that_needs_more_memory_than_there_is_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MEMORY_BYTES", 250_000_000)
    with pytest.raises(errors.PictureDamaged):
        render(make_picture(width=4900, height=4900))


def test_reading_ends_at_its_deadline() -> None:
    slow = Settings(picture_seconds=0.05)
    with pytest.raises(errors.PictureTooSlow):
        asyncio.run(rendering.render(make_picture(), settings=slow))


def test_a_file_beyond_the_limit_is_not_even_looked_at() -> None:
    with pytest.raises(errors.PictureTooLarge):
        asyncio.run(rendering.render(b"\0" * 5_000, settings=Settings(picture_max_bytes=4_000)))


def test_sizes_are_in_order() -> None:
    assert list(SIDES.values()) == sorted(SIDES.values())
