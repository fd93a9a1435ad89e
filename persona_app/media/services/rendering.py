"""Runs `media.drawing` in a process that can be killed."""

import asyncio
import hashlib
import os
import sys
from pathlib import Path
from weakref import WeakKeyDictionary

from pydantic import ValidationError

import persona_app
from persona_app.core.config import Settings
from persona_app.media.drawing import Drawn, Task
from persona_app.media.errors import PictureDamaged, PictureTooLarge, PictureTooSlow, PictureUnfit, PictureUnreadable
from persona_app.media.schemas import Rendered, Size

LEAST_SIDE, MOST_PIXELS, MOST_RATIO = 64, 25_000_000, 4
MEMORY_BYTES = 1_000_000_000
_COMMAND = (sys.executable, "-m", "persona_app.media.drawing")
_FOLDER = Path(persona_app.__file__).resolve().parent.parent
# The decoders need none of our settings, and a hostile file must find no key or database address in its surroundings.
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_AT_ONCE = max(2, os.cpu_count() or 2)
_slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def render(content: bytes, *, settings: Settings) -> Rendered:
    """The picture drawn anew in every size; at most one process per core at a time, waiting not counted.

    Raises:
        PictureTooLarge, PictureUnreadable, PictureUnfit, PictureDamaged: as it turns out to be.
        PictureTooSlow: the deadline passed; the process was killed.
    """
    if len(content) > settings.picture_max_bytes:
        raise PictureTooLarge(limit=settings.picture_max_bytes)
    seconds = settings.picture_seconds
    task = Task(most_pixels=MOST_PIXELS, least_side=LEAST_SIDE, most_ratio=MOST_RATIO, memory_bytes=MEMORY_BYTES, seconds=seconds)
    slots = _slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_ONCE))
    async with slots:
        output = await _run(task, content)
    return _rendered(output)


async def _run(task: Task, content: bytes) -> bytes:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*_COMMAND, stdin=pipe, stdout=pipe, stderr=nothing, env=environment, cwd=_FOLDER)
    try:
        async with asyncio.timeout(task.seconds):
            output, _ = await process.communicate(task.model_dump_json().encode() + b"\n" + content)
    except TimeoutError as error:
        raise PictureTooSlow(seconds=task.seconds) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return output


def _rendered(output: bytes) -> Rendered:
    """The child's answer; no answer at all means that the file broke its reader."""
    head, _, rest = output.partition(b"\n")
    try:
        drawn = Drawn.model_validate_json(head)
    except ValidationError as error:
        raise PictureDamaged from error
    if drawn.outcome == "unreadable":
        raise PictureUnreadable
    if drawn.outcome == "unfit":
        raise PictureUnfit(width=drawn.width, height=drawn.height, least=LEAST_SIDE, most=MOST_PIXELS, longest=MOST_RATIO)
    if drawn.outcome == "damaged" or sum(drawn.lengths) != len(rest):
        raise PictureDamaged
    files, at = [], 0
    for length in drawn.lengths:
        files.append(rest[at : at + length])
        at += length
    sizes = dict(zip(Size, files, strict=False))
    digest = hashlib.sha256(sizes[Size.LARGE]).hexdigest()
    return Rendered(sha256=digest, width=drawn.width, height=drawn.height, files=sizes, png=files[-1])
