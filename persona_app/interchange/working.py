"""Working through an import of many files: a portion is read while the one before is stored, and two are in memory at most.

It goes on where it was, whatever ended it: a portion and the results of its files are one transaction, and what has a result is not
read again.
"""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

from loguru import logger
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.finding import get_actor
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.errors import AppError, Unavailable
from persona_app.interchange.bulk import BatchState, ResultView, StartedBatch
from persona_app.interchange.bulk_reading import MOST_AT_ONCE, Key, Read, read_portions
from persona_app.interchange.bulk_sources import Entry, entries_of_archive, entries_of_parts, entries_of_paths
from persona_app.interchange.errors import BatchCancelled, BatchLost
from persona_app.interchange.preparing import DrawnPicture, without_picture
from persona_app.interchange.services import progressing
from persona_app.jobs.phases import phase, working_for
from persona_app.media.schemas import PictureRating
from persona_app.publishing.services.picturing import ready_picture

Told = Callable[[Sequence[ResultView]], None]
NOT_STORED = "The file can't be stored: the database refused what it holds. Nothing was imported of it."


async def work_through(
    batch_id: UUID, *, owner_id: UUID, settings: Settings, paths: Sequence[Path] = (), told: Told = lambda _: None
) -> None:
    """Import what is left of it. What fails is told of the file, or on the import; nothing is raised but what the program does not know.

    Args:
        paths: where the files lie, for an import of kind `folder`.
        told: hears of every portion that is stored.
    """
    with working_for(owner_id):
        started = await phase(progressing.start_batch, batch_id=batch_id)
        if started is None:
            return
        try:
            await _Work(started, settings, paths, told).do()
            await phase(progressing.end_batch, started=started, state=BatchState.DONE)
        except BatchLost:
            logger.info("import {} is not this job's any more", batch_id)
        except BatchCancelled as error:
            await phase(progressing.end_batch, started=started, state=BatchState.CANCELLED, sentence=error.sentence)
        except Unavailable:
            raise
        except AppError as error:
            await phase(progressing.end_batch, started=started, state=BatchState.FAILED, sentence=error.sentence)
        except asyncio.CancelledError:
            with suppress(BatchLost, BatchCancelled):
                await phase(progressing.put_back, started=started)
            raise


class _Work:
    def __init__(self, started: StartedBatch, settings: Settings, paths: Sequence[Path], told: Told) -> None:
        self._started, self._settings, self._paths, self._told = started, settings, paths, told

    async def do(self) -> None:
        """All that is not done yet."""
        started = self._started
        actor = await phase(get_actor, account_id=started.owner_id)
        with ExitStack() as opened:
            entries = await asyncio.to_thread(self._entries, opened)
            await phase(progressing.note_total, started=started, total=len(entries))
            done = await phase(progressing.find_done, started=started)
            if started.suspect is not None and not any(number == started.suspect for number, _ in done):
                done.add(await self._leave_out(started.suspect, entries, actor))
            await self._store_all(entries, done=done, actor=actor)

    def _entries(self, opened: ExitStack) -> list[Entry]:
        started, settings = self._started, self._settings
        only = started.is_instructions_only
        if started.kind == "folder":
            return entries_of_paths(self._paths, settings=settings, is_instructions_only=only, opened=opened, base=started.id)
        if started.kind == "files":
            with unit_of_work(acting_for=started.owner_id) as session:
                names = progressing.list_part_names(session, batch_id=started.id)
            return entries_of_parts(names, load=self._part, is_instructions_only=only)
        file = opened.enter_context(tempfile.TemporaryFile(prefix="persona-import-"))  # noqa: SIM115 - the stack closes it
        for number in range(started.part_count):
            file.write(self._part(number))
        return entries_of_archive(file, settings=settings, is_instructions_only=only, base=started.id)

    def _part(self, number: int) -> bytes:
        with unit_of_work(acting_for=self._started.owner_id) as session:
            return progressing.get_part(session, batch_id=self._started.id, number=number)

    async def _leave_out(self, number: int, entries: Sequence[Entry], actor: Actor) -> Key:
        """The file at which the process died, again."""
        file = entries[number].file if number < len(entries) else ""
        await self._store([Read(number, 0, file, reason=progressing.KILLED)], actor=actor)
        return number, 0

    async def _store_all(self, entries: Sequence[Entry], *, done: set[Key], actor: Actor) -> None:
        if self._started.is_careful:
            entries = [self._watched(entry, number) for number, entry in enumerate(entries)]
        most = 1 if self._started.is_careful else MOST_AT_ONCE
        portions = read_portions(entries, done=done, author_id=actor.account_id, most=most)
        following = _next(portions)
        while (portion := await following) is not None:
            if self._started.is_careful:
                await self._store(portion, actor=actor)
                following = _next(portions)
            else:
                following = _next(portions)
                await _both(self._store(portion, actor=actor), following)

    def _watched(self, entry: Entry, number: int) -> Entry:
        """The same, noted before it is read."""

        def load() -> bytes:
            with unit_of_work(acting_for=self._started.owner_id) as session:
                progressing.note_suspect(session, started=self._started, number=number)
            return entry.load()

        return replace(entry, load=load)

    async def _store(self, portion: Sequence[Read], *, actor: Actor) -> None:
        """Together; each by itself when one of them can't be stored, so that it is known which."""
        portion = [await self._pictured(one, actor=actor) for one in portion]
        save = partial(progressing.save_portion, started=self._started, actor=actor)
        try:
            self._told(await phase(save, portion=portion))
        except (BatchLost, BatchCancelled, OperationalError, InterfaceError):
            raise
        except (AppError, DBAPIError) as error:
            if len(portion) > 1:
                for one in portion:
                    await self._store([one], actor=actor)
                return
            reason = error.sentence if isinstance(error, AppError) else NOT_STORED
            one = portion[0]
            self._told(await phase(save, portion=[Read(one.number, one.row, one.file, reason=reason)]))

    async def _pictured(self, one: Read, *, actor: Actor) -> Read:
        """With the picture that came along drawn anew and in the store; one that can't be is left out, and the report says so."""
        whole = one.prepared.whole if one.prepared else None
        said = whole.beside().picture if whole else None
        if one.prepared is None or whole is None or said is None or one.prepared.picture is not None:
            return one
        declared = PictureRating(said.declared) if said.declared else None
        try:
            ready = await ready_picture(whole.file(said.file), call=partial(phase, actor=actor), settings=self._settings)
        except Unavailable:
            raise
        except AppError as error:
            return replace(one, prepared=without_picture(one.prepared, why=error.sentence))
        picture = DrawnPicture(sha256=ready.sha256, judged=ready.judged, declared=declared)
        return replace(one, prepared=one.prepared.model_copy(update={"picture": picture}))


def _next(portions: Iterator[list[Read]]) -> "asyncio.Future[list[Read] | None]":
    """The next portion, read in a thread."""
    return asyncio.ensure_future(asyncio.to_thread(next, portions, None))


async def _both(storing: Coroutine[None, None, None], reading: "asyncio.Future[list[Read] | None]") -> None:
    """Store; if that ends badly, wait for the thread that reads, so that nobody closes its files under it."""
    try:
        await storing
    except BaseException:
        with suppress(BaseException):
            await asyncio.shield(reading)
        raise
