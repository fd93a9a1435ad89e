"""An import of many files as its job lives it: start, portions, end. Each function is part of one transaction that locks its row.

A job owns the import as long as it is active and no later start took it over; every function checks that.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, text
from sqlmodel import Session, col, select

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.interchange.bulk import BatchState, Outcome, ResultView, StartedBatch
from persona_app.interchange.bulk_reading import Key, Read, format_of
from persona_app.interchange.errors import BatchCancelled, BatchLost
from persona_app.interchange.models import ImportBatch, ImportPart, ImportResult
from persona_app.interchange.services.closing import close_archive
from persona_app.interchange.services.importing import Became, Taken, import_personas
from persona_app.jobs.queue import enqueue_task
from persona_app.jobs.services.running import CHANNEL

TASK, QUEUE = "import", "imports"
CAREFUL_AFTER, MOST_CRASHES = 2, 20
"""Crashes after which one file after the other is read, so that the one that ends the process is known; and after which it is given up."""
KILLED = "The program died while it read this file, so it was left out."
CRASHED = "The import was given up: its process died again and again. What was imported is kept; look into the worker's log."
STOPPED = "The worker was stopped; the import goes on where it was as soon as one is there."
_OUTCOMES: dict[Became, Outcome] = {"created": "imported", "updated": "updated", "skipped": "skipped"}
_WORKING = (BatchState.QUEUED.value, BatchState.RUNNING.value)


def enqueue(session: Session, *, batch: ImportBatch) -> None:
    """Put the import's job into the queue; those of one account run one after the other."""
    arguments = {"batch_id": str(batch.id), "owner_id": str(batch.owner_id)}
    batch.job_id = enqueue_task(session, name=TASK, queue=QUEUE, lock=f"import:{batch.owner_id}", arguments=arguments)
    session.add(batch)
    session.flush()


def notify(session: Session, *, batch_id: UUID) -> None:
    """Tell listeners that the import has changed, when the transaction commits."""
    session.execute(text("SELECT pg_notify(:channel, :batch)"), {"channel": CHANNEL, "batch": str(batch_id)})


def start_batch(session: Session, *, batch_id: UUID) -> StartedBatch | None:
    """Take the import over; None when there is nothing to do: it is gone, has ended, was cancelled, or crashed too often."""
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == batch_id).with_for_update()).one_or_none()
    if batch is None or batch.state not in _WORKING:
        return None
    batch.attempts += 1
    batch.crashes += batch.state == BatchState.RUNNING.value
    if batch.is_cancel_requested:
        close(session, batch=batch, state=BatchState.CANCELLED, sentence=BatchCancelled().sentence)
        return None
    if batch.crashes >= MOST_CRASHES:
        close(session, batch=batch, state=BatchState.FAILED, sentence=CRASHED)
        return None
    batch.state, batch.sentence, batch.started_at = BatchState.RUNNING.value, "", batch.started_at or now()
    session.flush()
    notify(session, batch_id=batch.id)
    careful = {"attempt": batch.attempts, "is_careful": batch.crashes >= CAREFUL_AFTER}
    return StartedBatch.model_validate({**batch.model_dump(), **careful})


def own_batch(session: Session, *, started: StartedBatch) -> ImportBatch:
    """The row, locked, for a job about to write.

    Raises:
        BatchLost: it is not the job's any more.
        BatchCancelled: the job should stop.
    """
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == started.id).with_for_update()).one_or_none()
    if batch is None or batch.state not in _WORKING or batch.attempts != started.attempt:
        raise BatchLost
    if batch.is_cancel_requested:
        raise BatchCancelled
    return batch


def note_total(session: Session, *, started: StartedBatch, total: int) -> None:
    """So many files there are; rows of tables that were found before are more."""
    batch = own_batch(session, started=started)
    rows = select(ImportResult.number).where(ImportResult.batch_id == batch.id, col(ImportResult.row) > 1)
    batch.total = total + len(session.exec(rows).all())
    notify(session, batch_id=batch.id)


def find_done(session: Session, *, started: StartedBatch) -> set[Key]:
    """Of which files and rows it is known what became of them."""
    return {
        (number, row)
        for number, row in session.exec(select(ImportResult.number, ImportResult.row).where(ImportResult.batch_id == started.id))
    }


def get_part(session: Session, *, batch_id: UUID, number: int) -> bytes:
    """A piece that was sent.

    Raises:
        BatchLost: the import was cancelled or removed.
    """
    data = session.exec(select(ImportPart.data).where(ImportPart.batch_id == batch_id, ImportPart.number == number)).one_or_none()
    if data is None:
        raise BatchLost
    return data


def list_part_names(session: Session, *, batch_id: UUID) -> list[str]:
    """What the files that were sent are called, in their order."""
    return list(session.exec(select(ImportPart.file_name).where(ImportPart.batch_id == batch_id).order_by(col(ImportPart.number))))


def note_suspect(session: Session, *, started: StartedBatch, number: int) -> None:
    """This file is read next; whoever starts after a crash knows."""
    own_batch(session, started=started).suspect = number


def save_portion(session: Session, *, started: StartedBatch, actor: Actor, portion: Sequence[Read]) -> tuple[ResultView, ...]:
    """Store what was read, and what became of each; both or neither.

    Raises:
        BatchLost, BatchCancelled: nothing was stored.
    """
    batch = own_batch(session, started=started)
    ready = [one for one in portion if one.prepared]
    arrivals = [one.prepared for one in ready if one.prepared]
    taken = import_personas(session, actor=actor, arrivals=arrivals, on_same=started.on_same)
    by_key = {(one.number, one.row): each for one, each in zip(ready, taken, strict=True)}
    closed = {(one.number, one.row): close_archive(session, actor=actor, closing=one.closing) for one in portion if one.closing}
    results = [_result(one, by_key.get((one.number, one.row)), closed=closed.get((one.number, one.row))) for one in portion]
    session.execute(insert(ImportResult), [{"batch_id": batch.id, **one.model_dump()} for one in results])
    for outcome in ("imported", "updated", "skipped", "failed"):
        setattr(batch, outcome, getattr(batch, outcome) + sum(one.outcome == outcome for one in results))
    batch.total += sum(one.row > 1 for one in results)
    notify(session, batch_id=batch.id)
    return tuple(results)


def _result(one: Read, taken: Taken | None, *, closed: str | None) -> ResultView:
    same = {"number": one.number, "row": one.row, "file": one.file}
    if closed is not None:
        return ResultView(**same, outcome="updated", reason=closed)
    if taken is None or one.prepared is None:
        return ResultView(**same, outcome="skipped" if one.is_skipped else "failed", reason=one.reason)
    losses = one.prepared.reading.losses
    return ResultView(
        **same,
        outcome=_OUTCOMES[taken.outcome],
        persona_id=taken.persona_id,
        import_file_id=taken.import_file_id,
        name=taken.name,
        format=format_of(one),
        reason="The same file, or a persona of the same name, is there." if taken.outcome == "skipped" else "",
        mapped=len(losses.mapped),
        kept=len(losses.kept),
        unusable=len(losses.unusable),
    )


def put_back(session: Session, *, started: StartedBatch) -> None:
    """The worker stops; the next one goes on."""
    batch = own_batch(session, started=started)
    batch.state, batch.sentence = BatchState.QUEUED.value, STOPPED
    notify(session, batch_id=batch.id)


def end_batch(session: Session, *, started: StartedBatch, state: BatchState, sentence: str = "") -> None:
    """It is over; nothing when it is not this job's any more."""
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == started.id).with_for_update()).one_or_none()
    if batch is not None and batch.state in _WORKING and batch.attempts == started.attempt:
        close(session, batch=batch, state=state, sentence=sentence)


def close(session: Session, *, batch: ImportBatch, state: BatchState, sentence: str) -> None:
    """End it, let go of what was sent, and note it in the trail."""
    batch.state, batch.sentence, batch.finished_at, batch.suspect = state.value, sentence, now(), None
    session.add(batch)
    session.execute(delete(ImportPart).where(col(ImportPart.batch_id) == batch.id))
    counts = {name: getattr(batch, name) for name in ("imported", "updated", "skipped", "failed")}
    detail = {"import_id": str(batch.id), "state": state.value, **counts}
    record(session, kind=EventKind.FILES_IMPORTED, actor_id=batch.owner_id, owner_id=batch.owner_id, detail=detail)
    session.flush()
    notify(session, batch_id=batch.id)
