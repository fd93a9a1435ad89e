"""Failures that no domain names: what a person is told of them, and what is logged."""

import errno
import secrets

from loguru import logger
from psycopg.errors import ForeignKeyViolation
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from persona_app.core.errors import AppError, NotFound, Unavailable

_DISK_FULL = "53100"
"""PostgreSQL's SQLSTATE."""


class UnexpectedFailure(AppError):
    """Nobody foresaw this; the id leads to the log."""

    code = "unexpected"

    def __init__(self, error_id: str) -> None:
        super().__init__(sentence_for(error_id))
        self.error_id = error_id


class DatabaseAway(Unavailable):
    """The database does not answer, or has no connection to spare."""

    code = "database_away"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "The database does not answer now, so this could not be finished. What was saved before is safe. Try again in a moment."
        )


class StorageFull(DatabaseAway):
    """The disk has no room: the database refuses to write, or a file can't be written."""

    code = "storage_full"

    def __init__(self) -> None:
        super().__init__("The disk is full, so this was not done. What was saved before is safe. Free space on it, then try again.")


class DeletedMeanwhile(NotFound):
    """What the work refers to, or would change, was there when it began and is not any more: somebody deleted it in between."""

    code = "deleted_meanwhile"

    def __init__(self) -> None:
        super().__init__("What this is about was deleted at the same moment, so nothing was done. Open the page or the list again.")


def sentence_for(error_id: str) -> str:
    """What a person reads when something failed in a way nobody foresaw."""
    return f"Something went wrong here and this was not done. What was saved before is safe. Try again; if it stays, report {error_id}."


def note(error: BaseException) -> str:
    """Log an unforeseen failure under a new id, and return the id.

    Only types and places are logged: messages can hold what people wrote.
    """
    error_id = secrets.token_hex(4)
    logger.error("unexpected failure {} {}: {}", error_id, type(error).__name__, " < ".join(_places(error)))
    return error_id


def as_told(error: Exception) -> AppError:
    """The failure as a person is told of it: itself, a full disk, the database's absence, what is gone, or an id that leads to the log."""
    if isinstance(error, AppError):
        return error
    if is_disk_full(error):
        note(error)
        return StorageFull()
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        note(error)
        return DatabaseAway()
    if is_about_what_is_gone(error):
        note(error)
        return DeletedMeanwhile()
    return UnexpectedFailure(note(error))


def is_about_what_is_gone(error: BaseException) -> bool:
    """Does it come from a row that another transaction deleted since this one read it?

    A reference to it is refused when it is written; a change of it changes nothing.
    """
    return isinstance(error, StaleDataError) or (isinstance(error, IntegrityError) and isinstance(error.orig, ForeignKeyViolation))


def is_disk_full(error: BaseException) -> bool:
    """Does it come from a disk without room, ours or the database's?"""
    if isinstance(error, DBAPIError):
        return getattr(error.orig, "sqlstate", None) == _DISK_FULL
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}


def _places(error: BaseException) -> list[str]:
    places, frame = [], error.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno} {code.co_name}")
        frame = frame.tb_next
    return list(reversed(places))[:12]
