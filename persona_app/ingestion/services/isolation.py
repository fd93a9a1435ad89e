"""Runs `parsing` in a process that can be killed, with or without an event loop."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from weakref import WeakKeyDictionary

from pydantic import ValidationError

import persona_app
from persona_app.ingestion.errors import ExtractionTooSlow, FileDamaged, FileEncrypted, FileExpandsTooMuch, NoTextLayer, NotText
from persona_app.ingestion.schemas import Limits
from persona_app.ingestion.services.parsing import Parsed, Task

_COMMAND = (sys.executable, "-m", "persona_app.ingestion.services.parsing")
_FOLDER = Path(persona_app.__file__).resolve().parent.parent
# The parser needs none of our settings, and a hostile file must find no key or database address in its surroundings.
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_AT_ONCE = max(2, os.cpu_count() or 2)
_slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}


def _request(content: bytes, task: Task) -> bytes:
    return task.model_dump_json().encode() + b"\n" + content


def _task(format_: str, limits: Limits) -> Task:
    return Task.model_validate(
        {"format": format_, "max_characters": limits.max_characters, "memory_bytes": limits.memory_bytes, "seconds": limits.seconds}
    )


def _answer(output: bytes, *, name: str) -> Parsed:
    """The child's answer as text or as the error that it names; no answer at all means that the file broke its reader."""
    try:
        parsed = Parsed.model_validate_json(output)
    except ValidationError as error:
        raise FileDamaged(name, what="its reader broke down over it") from error
    match parsed.outcome:
        case "read":
            return parsed
        case "no_text_layer":
            raise NoTextLayer(name)
        case "file_encrypted":
            raise FileEncrypted(name)
        case "file_expands_too_much":
            raise FileExpandsTooMuch(name)
        case "not_text":
            raise NotText(name, what=parsed.detail)
        case "file_damaged":
            raise FileDamaged(name, what=parsed.detail)


def read_document(content: bytes, *, format: str, name: str, limits: Limits) -> Parsed:  # noqa: A002
    """Read a PDF, DOCX or HTML (in UTF-8), blocking until done.

    Raises:
        NoTextLayer, FileEncrypted, FileDamaged, FileExpandsTooMuch, NotText: as the document turns out to be.
        ExtractionTooSlow: the deadline passed; the process was killed.
    """
    request = _request(content, _task(format, limits))
    try:
        done = subprocess.run(
            _COMMAND, input=request, capture_output=True, timeout=limits.seconds, env=_environment(), cwd=_FOLDER, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractionTooSlow(name, seconds=limits.seconds) from error
    return _answer(done.stdout, name=name)


async def read_document_async(content: bytes, *, format: str, name: str, limits: Limits) -> Parsed:  # noqa: A002
    """As `read_document`, without blocking the event loop; at most one process per core at a time, waiting not counted.

    A cancelled call kills its process.
    """
    slots = _slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_ONCE))
    async with slots:
        process = await asyncio.create_subprocess_exec(
            *_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(), cwd=_FOLDER
        )
        try:
            async with asyncio.timeout(limits.seconds):
                output, _ = await process.communicate(_request(content, _task(format, limits)))
        except TimeoutError as error:
            raise ExtractionTooSlow(name, seconds=limits.seconds) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    return _answer(output, name=name)
