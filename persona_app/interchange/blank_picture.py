"""A picture for a card whose persona has none: two colours that its name chooses, running into each other."""

import struct
import zlib
from hashlib import sha256

from persona_app.interchange.png_chunks import Chunk, write_chunks

WIDTH, HEIGHT = 400, 600
"""What programs for cards expect of a portrait."""


def blank_picture(name: str) -> bytes:
    """A PNG, the same for the same name."""
    seed = sha256(name.encode(errors="replace")).digest()
    upper, lower = [64 + byte // 2 for byte in seed[:3]], [32 + byte // 3 for byte in seed[3:6]]
    rows = []
    for row in range(HEIGHT):
        colour = bytes((above * (HEIGHT - row) + below * row) // HEIGHT for above, below in zip(upper, lower, strict=True))
        rows.append(b"\x00" + colour * WIDTH)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return write_chunks([Chunk(b"IHDR", header), Chunk(b"IDAT", zlib.compress(b"".join(rows), 9)), Chunk(b"IEND", b"")])
