"""Imports of many files: what is sent for one, looking at it and at what became of each file, and asking it to stop."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete, func, tuple_
from sqlmodel import Session, col, select

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.core.turns import take_turn
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import clean_line
from persona_app.interchange.bulk import ACTIVE, BatchKind, BatchState, BatchView, Outcome, ResultView
from persona_app.interchange.bulk_sources import shown
from persona_app.interchange.draft import LossReport
from persona_app.interchange.errors import BatchCancelled, ImportEnded, ImportNotFound, ImportTooLarge, TooManyImports
from persona_app.interchange.models import ImportBatch, ImportFile, ImportPart, ImportResult
from persona_app.interchange.services.importing import OnSame
from persona_app.interchange.services.progressing import close, enqueue, notify

LONGEST_TITLE = 200
KEPT_WITHOUT_BEGINNING = timedelta(days=1)
"""What was sent in part, and never begun, goes after that."""


def open_import(
    session: Session, *, actor: Actor, kind: BatchKind, title: str, on_same: OnSame, is_instructions_only: bool = False
) -> BatchView:
    """Begin to receive files; nothing is imported until `begin_import`.

    Raises:
        ScopeMissing: the actor may not write.
        TooManyImports: as many as may be have not ended, those included whose files never came.
    """
    actor.require("write")
    take_turn(session, "imports", account_id=actor.account_id)
    forgotten = (col(ImportBatch.state) == BatchState.RECEIVING.value, col(ImportBatch.created_at) < now() - KEPT_WITHOUT_BEGINNING)
    session.execute(delete(ImportBatch).where(col(ImportBatch.owner_id) == actor.account_id, *forgotten))
    _require_an_end(session, actor=actor)
    named = clean_line(title, limit=LONGEST_TITLE) or "Files"
    batch = ImportBatch(owner_id=actor.account_id, kind=kind, title=named, on_same=on_same, is_instructions_only=is_instructions_only)
    session.add(batch)
    session.flush()
    return view_of(batch)


def _require_an_end(session: Session, *, actor: Actor) -> None:
    """Those of folders do not count: nothing of them is kept here."""
    open_ones = (col(ImportBatch.state).in_(ACTIVE), col(ImportBatch.kind) != "folder")
    most = get_settings().import_most_open
    if session.exec(select(func.count()).where(ImportBatch.owner_id == actor.account_id, *open_ones)).one() >= most:
        raise TooManyImports(most)


def add_part(session: Session, *, actor: Actor, batch_id: UUID, data: bytes, file_name: str = "") -> BatchView:
    """Keep the next piece of the archive, or the next file.

    Raises:
        ImportNotFound: the actor has no such import.
        ImportEnded: it has begun; nothing is added any more.
        FileTooLarge, ImportTooLarge: more than a file, or an import, may have. A file of one byte too many is kept, so that its result
            tells of it.
    """
    actor.require("write")
    batch = _own(session, actor=actor, batch_id=batch_id, is_locked=True)
    if batch.state != BatchState.RECEIVING.value:
        raise ImportEnded("The import has begun, so no file can be added.")
    _require_room(batch, data=data, file_name=file_name)
    session.add(ImportPart(batch_id=batch.id, number=batch.part_count, file_name=shown(file_name) if file_name else "", data=data))
    batch.part_count += 1
    batch.size_bytes += len(data)
    session.flush()
    return view_of(batch)


def _require_room(batch: ImportBatch, *, data: bytes, file_name: str) -> None:
    settings = get_settings()
    if batch.kind == "files" and len(data) > settings.upload_max_bytes + 1:
        raise FileTooLarge(file_name, size=len(data), limit=settings.upload_max_bytes)
    if batch.size_bytes + len(data) > settings.import_max_bytes:
        raise ImportTooLarge(f"The files have more than {settings.import_max_bytes / 1_000_000:,.0f} MB together.")
    if batch.kind == "files" and batch.part_count >= settings.import_max_files:
        raise ImportTooLarge(f"There are more than {settings.import_max_files:,} files.")


def begin_import(session: Session, *, actor: Actor, batch_id: UUID) -> BatchView:
    """Everything is here: queue it. Does nothing when it was queued before.

    Raises:
        ImportNotFound: the actor has no such import.
    """
    actor.require("write")
    batch = _own(session, actor=actor, batch_id=batch_id, is_locked=True)
    if batch.state == BatchState.RECEIVING.value:
        batch.state = BatchState.QUEUED.value
        batch.total = batch.part_count if batch.kind == "files" else 0
        enqueue(session, batch=batch)
        notify(session, batch_id=batch.id)
    return view_of(batch)


def open_folder(
    session: Session, *, actor: Actor, place: str, title: str, on_same: OnSame, is_instructions_only: bool
) -> tuple[BatchView, bool]:
    """An import of files on this machine, and whether it goes on with one of the same place that did not come to its end."""
    actor.require("write")
    known = sha256(f"{place}\0{on_same}\0{is_instructions_only}".encode(errors="replace")).hexdigest()
    same = (ImportBatch.owner_id == actor.account_id, ImportBatch.place_sha256 == known, col(ImportBatch.state).in_(_UNFINISHED))
    there = session.exec(select(ImportBatch).where(*same).order_by(col(ImportBatch.id).desc()).limit(1)).first()
    if there is not None:
        return view_of(there, rows=_rows_of(session, [there.id])), True
    batch = ImportBatch(
        owner_id=actor.account_id,
        kind="folder",
        title=clean_line(title, limit=LONGEST_TITLE) or "Files",
        place_sha256=known,
        on_same=on_same,
        is_instructions_only=is_instructions_only,
        state=BatchState.QUEUED.value,
    )
    session.add(batch)
    session.flush()
    return view_of(batch), False


_UNFINISHED = (BatchState.QUEUED.value, BatchState.RUNNING.value)


def get_import(session: Session, *, actor: Actor, batch_id: UUID) -> BatchView:
    """How far it is.

    Raises:
        ImportNotFound: the actor has no such import.
    """
    actor.require("read")
    batch = _own(session, actor=actor, batch_id=batch_id)
    return view_of(batch, rows=_rows_of(session, [batch.id]))


def list_imports(session: Session, *, actor: Actor, cursor: str | None = None, limit: int = 20) -> Page[BatchView]:
    """The account's imports of many files, newest first.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    query = select(ImportBatch).where(ImportBatch.owner_id == actor.account_id)
    if cursor is not None:
        query = query.where(col(ImportBatch.id) < decode_cursor(cursor, UUID)[0])
    batches = session.exec(query.order_by(col(ImportBatch.id).desc()).limit(page_size(limit) + 1)).all()
    rows = _rows_of(session, [batch.id for batch in batches])
    return page_of(batches, limit=limit, view=lambda batch: view_of(batch, rows=rows), cursor=lambda batch: encode_cursor(batch.id))


def list_results(
    session: Session, *, actor: Actor, batch_id: UUID, outcome: Outcome | None = None, cursor: str | None = None, limit: int = 50
) -> Page[ResultView]:
    """What became of the files, in their order.

    Raises:
        ImportNotFound: the actor has no such import.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    _own(session, actor=actor, batch_id=batch_id)
    place = (col(ImportResult.number), col(ImportResult.row))
    query = select(ImportResult).where(ImportResult.batch_id == batch_id)
    if outcome is not None:
        query = query.where(ImportResult.outcome == outcome)
    if cursor is not None:
        query = query.where(tuple_(*place) > tuple_(*decode_cursor(cursor, int, int)))
    rows = session.exec(query.order_by(*place).limit(page_size(limit) + 1)).all()
    return page_of(rows, limit=limit, view=_result_of, cursor=lambda row: encode_cursor(row.number, row.row))


def get_losses(session: Session, *, actor: Actor, import_file_ids: Sequence[UUID]) -> dict[UUID, LossReport]:
    """The reports of these imported files, as far as they are the actor's."""
    actor.require("read")
    query = select(ImportFile.id, ImportFile.losses).where(
        col(ImportFile.id).in_(import_file_ids), ImportFile.created_by == actor.account_id
    )
    return {file_id: LossReport.model_validate(losses) for file_id, losses in session.exec(query)}


def cancel_import(session: Session, *, actor: Actor, batch_id: UUID) -> BatchView:
    """Ask it to stop; what it imported is kept. One that has not begun ends at once, and one of a command, which may be gone.

    Raises:
        ImportNotFound: the actor has no such import.
        ImportEnded: it has ended already.
    """
    actor.require("write")
    batch = _own(session, actor=actor, batch_id=batch_id, is_locked=True)
    if batch.state not in ACTIVE:
        raise ImportEnded("The import has ended already.")
    batch.is_cancel_requested = True
    if batch.state != BatchState.RUNNING.value or batch.kind == "folder":
        close(session, batch=batch, state=BatchState.CANCELLED, sentence=BatchCancelled().sentence)
    notify(session, batch_id=batch.id)
    return view_of(batch, rows=_rows_of(session, [batch.id]))


def view_of(batch: ImportBatch, *, rows: Mapping[UUID, int] = MappingProxyType({})) -> BatchView:
    """As its owner sees it; `rows` has how many rows of tables were gone through, by import."""
    return BatchView.model_validate({**batch.model_dump(), "rows": rows.get(batch.id, 0)})


def _rows_of(session: Session, batch_ids: Sequence[UUID]) -> dict[UUID, int]:
    counted = select(ImportResult.batch_id, func.count()).where(col(ImportResult.batch_id).in_(batch_ids), col(ImportResult.row) > 0)
    return dict(session.exec(counted.group_by(col(ImportResult.batch_id))).all())


def _result_of(row: ImportResult) -> ResultView:
    return ResultView.model_validate(row.model_dump())


def _own(session: Session, *, actor: Actor, batch_id: UUID, is_locked: bool = False) -> ImportBatch:
    query = select(ImportBatch).where(ImportBatch.id == batch_id, ImportBatch.owner_id == actor.account_id)
    batch = session.exec(query.with_for_update() if is_locked else query).one_or_none()
    if batch is None:
        raise ImportNotFound
    return batch
