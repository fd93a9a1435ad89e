"""What an erased account left outside the database: lines in log files, states of its pages, files of its pictures.

In log files an id is overwritten in its place by as many zeros, so that whoever writes the file at that moment loses nothing. The
database keeps marks of the ids (their hashes) for as long as log files are kept, so that processes elsewhere do the same, and once more
for what was still under way.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from loguru import logger
from sqlmodel import Session, col, select

from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.events.models import Erasure
from persona_app.media.errors import PictureStoreUnavailable
from persona_app.media.services.sweeping import forget
from persona_app.media.stores import store_of
from persona_app.privacy.erasing import MARK_BYTES, Erased, doom_pictures, mark_of

_NAME = re.compile(rb"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|(?<=/p/)[a-z0-9-]+")
_BARE = re.compile(r"[0-9a-fA-F]{32}")
_LONGEST_FILE = 256_000_000


def clear_after(erased: Erased, *, settings: Settings) -> None:
    """Take what the account left on this machine away, right after its transaction. What fails is tried again by housekeeping."""
    try:
        _remove_pictures(erased.pictures, settings=settings)
        clear_files(settings, marks=erased.marks, words=erased.words)
    except (OSError, PictureStoreUnavailable) as error:
        logger.warning("something of an erased account is left on the disk, trying again soon: {}", type(error).__name__)


def clear_files(settings: Settings, *, marks: frozenset[bytes], words: Iterable[str] = ()) -> int:
    """Overwrite the ids and words in log files, and remove pages' states that have them; how many places there were."""
    told = [word.encode() for word in words if word]
    places = sum(_overwrite(file, marks, told) for file in _log_files(settings))
    for file in _state_files(settings):
        with suppress(FileNotFoundError):
            if next(_found(file.read_bytes(), marks, told), None) is not None:
                file.unlink()
                places += 1
    return places


def list_marks(session: Session, *, known: frozenset[str]) -> dict[str, frozenset[bytes]]:
    """Of each erasure that is not `known`, by its id, the marks to look for."""
    unknown = select(Erasure).where(col(Erasure.id).not_in([UUID(each) for each in known]))
    return {str(row.id): _marks(row.hashes) for row in session.exec(unknown.order_by(col(Erasure.at)))}


def _marks(hashes: bytes) -> frozenset[bytes]:
    return frozenset(hashes[at : at + MARK_BYTES] for at in range(0, len(hashes), MARK_BYTES))


def _remove_pictures(pictures: Iterable[str], *, settings: Settings) -> None:
    store = store_of(settings)
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        unused = doom_pictures(session, wanted=pictures)
    for sha256 in unused:
        store.remove(sha256)
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            forget(session, sha256=sha256)


def _log_files(settings: Settings) -> Iterator[Path]:
    yield from sorted((settings.home / "logs").glob("*.log*"))
    yield from sorted((settings.home / "postgres").glob("postgres.log*"))


def _state_files(settings: Settings) -> Iterator[Path]:
    for folder in ("states", "states-dev"):
        yield from (settings.home / folder).glob("*.pkl")


def _overwrite(file: Path, marks: frozenset[bytes], words: list[bytes]) -> int:
    places = 0
    with suppress(FileNotFoundError), file.open("rb") as opened:
        content = opened.read(_LONGEST_FILE)
        found = list(_found(content, marks, words))
        if not found:
            return 0
        target = os.open(file, os.O_WRONLY)
        try:
            for start, end in found:
                os.pwrite(target, b"0" * (end - start), start)
                places += 1
        finally:
            os.close(target)
    return places


def _found(content: bytes, marks: frozenset[bytes], words: list[bytes]) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(content):
        name = match[0].decode("ascii")
        if mark_of(str(UUID(name)) if _BARE.fullmatch(name) else name) in marks:
            yield match.span()
    for word in words:
        yield from (match.span() for match in re.finditer(re.escape(word), content, re.IGNORECASE))
