"""Pictures for tests, honest ones; hostile ones are made where they are sent."""

import io
from typing import Any

from PIL import Image


def draw_picture(*, width: int = 300, height: int = 200, colour: tuple[int, int, int] = (120, 60, 30)) -> Image.Image:
    """A picture that has a left and a right, an upper and a lower half."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste((250, 240, 200), (0, 0, width // 2, height // 2))
    return picture


def encode(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def make_picture(
    form: str = "PNG", *, width: int = 300, height: int = 200, colour: tuple[int, int, int] = (120, 60, 30), **options: Any
) -> bytes:
    """A file of this format."""
    return encode(draw_picture(width=width, height=height, colour=colour), form, **options)
