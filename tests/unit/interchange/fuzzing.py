"""Damaged files, made of our own ones: bits flipped, ends cut, parts doubled, lengths and numbers changed, texts packed and nested."""

import base64
import json
import random
import zlib
from collections.abc import Callable, Iterator

from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.png_chunks import SIGNATURE, Chunk, read_chunks, text_chunk, write_chunks

Damage = Callable[[bytes, random.Random], bytes]
HUNKS = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"1e999",
    b"-0",
    b"[" * 400,
    b"{" * 400,
    b'"',
    b"null",
    b"\r",
    b"---\n",
    b'"""',
    b"PK\x03\x04",
)


def _flip(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 30))):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _behead(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(1, len(data)) :]


def _insert(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + dice.choice(HUNKS) * dice.choice((1, 1, 50)) + data[place:]


def _double(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    part = data[start : start + dice.randrange(1, 2000)]
    return data[:start] + part * dice.choice((2, 20, 200)) + data[start:]


def _overwrite(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    hunk = dice.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x00", dice.randbytes(8)))
    return data[:place] + hunk + data[place + len(hunk) :]


def _retype(data: bytes, dice: random.Random) -> bytes:
    """JSON of another shape: a value of another type somewhere; other files as `_flip`."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _flip(data, dice)
    where = value
    while isinstance(where, dict | list) and where:
        key = dice.choice(list(where) if isinstance(where, dict) else range(len(where)))  # type: ignore[arg-type]
        if not isinstance(where[key], dict | list) or not where[key] or dice.random() < 0.4:
            where[key] = dice.choice((None, 7, -1.5, True, "x", [], {}, [[["x"]]], {"a": {"b": 1}}, "9" * 5000, ["x", {"y": 2}, None]))
            break
        where = where[key]
    return json.dumps(value).encode()


def _conflict(data: bytes, dice: random.Random) -> bytes:
    """Pictures with several cards that disagree, packed to bombs or broken; other files as `_double`."""
    if not data.startswith(SIGNATURE):
        return _double(data, dice)
    try:
        chunks, _ = read_chunks(data)
    except ImportRefused:
        return data
    packed = zlib.compress(b"A" * dice.choice((10, 100_000, 20_000_000)))
    odd = dice.choice(
        (
            text_chunk("chara", base64.b64encode(json.dumps({"name": "Other", "first_mes": ""}).encode())),
            text_chunk("ccv3", b"!" * 50),
            Chunk(b"zTXt", b"ccv3\x00\x00" + packed),
            Chunk(b"iTXt", b"chara\x00\x01\x00en\x00\x00" + packed),
            Chunk(b"tEXt", b"chara"),
            text_chunk("chara-ext-asset_:0", b"%"),
        )
    )
    place = dice.randrange(1, max(2, len(chunks)))
    return write_chunks([*chunks[:place], odd, *chunks[place:]])


DAMAGES: tuple[Damage, ...] = (_flip, _flip, _cut, _behead, _insert, _double, _overwrite, _retype, _retype, _conflict)


def damaged(data: bytes, *, count: int, seed: int) -> Iterator[bytes]:
    """So many damaged copies, the same for the same seed; some are damaged twice."""
    dice = random.Random(seed)
    for _ in range(count):
        out = dice.choice(DAMAGES)(data, dice)
        yield dice.choice(DAMAGES)(out, dice) if len(out) > 8 and dice.random() < 0.3 else out
