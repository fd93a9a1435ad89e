"""Logging: one line for a person on the terminal, one JSON object for a program in a file that rotates.

Everything goes through Loguru, the standard library's loggers included, and nothing that opens a door is written: Reflex logs a
failed event together with the browser's Cookie header.
"""

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from loguru import logger
from loguru._file_sink import FileSink

from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.errors import AppError
from persona_app.core.request_id import current_request_id

if TYPE_CHECKING:
    from loguru import Record

HIDDEN = "[hidden]"
SECRETS = (
    re.compile(r"""(?i)(["']?\b(?:set-)?cookie["']?\s*[:=]\s*)(?:b?'[^']*'|b?"[^"]*"|[^\r\n]*)"""),
    re.compile(r"""(?i)(["']?\bauthorization["']?\s*[:=]\s*)(?:b?'[^']*'|b?"[^"]*"|[^\r\n]*)"""),
    re.compile(r"""(?i)(\b[\w-]*(?:password|secret|token|api[_-]?key|session)["']?\s*[:=]\s*["']?)[^\s"',;&)}\]]+"""),
    re.compile(r"(?i)(\bbearer\s+)[\w.~+/=-]+"),
    re.compile(r"(\bps_)[\w-]{8,}"),
    re.compile(r"(\bsk-)[\w-]{8,}"),
    re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s@/]+(?=@)"),
)
"""Headers in either notation, assignments by name, tokens by their prefix, passwords in addresses. Group 1 stays."""
QUOTING = frozenset({"reflex", "reflex_base", "socketio", "engineio", "asyncio", "python_multipart", "_granian"})
"""Loggers that quote what a client sent: of their messages only what comes before the first quotation is written."""
_QUOTED = re.compile(r"\s*[:('\"{\[\n].*", re.DOTALL)
FILE_BYTES = 10_000_000
FILES_KEPT = 10


def redact(text: str) -> str:
    """The text without cookies, keys, tokens and passwords."""
    for secret in SECRETS:
        text = secret.sub(rf"\g<1>{HIDDEN}", text)
    return text


def _make_safe(record: "Record") -> None:
    """Redact the message, and the trace, which Loguru would otherwise render after this point; say to which request it belongs."""
    record["message"] = redact(record["message"])
    request_id = current_request_id()
    record["extra"]["request_id"] = request_id
    record["extra"]["mark"] = f" [{request_id}]" if request_id else ""
    error = record["exception"]
    record["extra"].setdefault("trace", "")
    if error is not None and error.type is not None:
        record["extra"]["trace"] = "\n" + redact(_trace_of(error.value) if error.value is not None else error.type.__name__)
        record["exception"] = None


class _Bearing:
    """Where lines go, borne with when it can't take one: the disk is full, or the terminal is gone.

    Loguru would answer a failed line with the trace of whatever is being handled, unredacted. How many lines were lost is said as
    soon as one can be written again.
    """

    def __init__(self, open_sink: Callable[[], TextIO | FileSink]) -> None:
        self._open_sink = open_sink
        self._sink: TextIO | FileSink | None = None
        self._lost = 0

    def write(self, message: str) -> None:
        """One line, or one more that is lost."""
        try:
            self._sink = self._sink or self._open_sink()
            self._sink.write(self._told(message) + message if self._lost else message)
            self._lost = 0
        except (OSError, ValueError):  # ValueError: the file is closed
            self._sink = None  # what it still holds would fail again
            self._lost += 1

    def stop(self) -> None:
        """Close the file."""
        if isinstance(self._sink, FileSink):
            with suppress(OSError, ValueError):
                self._sink.stop()  # type: ignore[no-untyped-call]

    def _told(self, message: str) -> str:
        """In the form of the line that follows."""
        sentence = f"{self._lost} lines before this one could not be written"
        return json.dumps({"text": sentence}) + "\n" if message.startswith("{") else f"{sentence}\n"


def _trace_of(error: BaseException) -> str:
    """Where it was raised, and what it is; its words only where they are ours or the system's: others' quote what was sent."""
    whole = traceback.TracebackException.from_exception(error)
    found: list[tuple[traceback.TracebackException | None, BaseException | None]] = [(whole, error)]
    while found:
        told, raised = found.pop()
        if told is None or raised is None:
            continue
        if not isinstance(raised, (AppError, OSError, MemoryError)):
            told._str = HIDDEN  # type: ignore[attr-defined]
        found += [(told.__cause__, raised.__cause__), (told.__context__, raised.__context__)]
        if isinstance(raised, BaseExceptionGroup):
            found += zip(told.exceptions or (), raised.exceptions, strict=False)
    return "".join(whole.format()).rstrip()


class _ToLoguru(logging.Handler):
    """Takes what libraries log through the standard library."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            level: str | int = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno

        def as_logged(entry: "Record") -> None:
            entry["name"], entry["function"], entry["line"] = record.name, record.funcName, record.lineno

        named, message = logger.patch(as_logged), record.getMessage()
        if record.name.partition(".")[0] in QUOTING:
            message = _QUOTED.sub(f" {HIDDEN}", message, count=1)
        named.opt(exception=record.exc_info).log(level, "{}", message)


def configure_logs(settings: Settings, *, role: str) -> None:
    """Send this process's log to the terminal and to `logs/<role>.log` in the home folder: a file a day, of ten megabytes, and ten files.

    Each role has a file of its own, since two processes can't rotate one. Files are deleted at the age that the settings name.
    """
    logger.remove()
    logger.configure(patcher=_make_safe)
    line = "{time:HH:mm:ss} {level: <7} {name}: {message}{extra[mark]}{extra[trace]}"
    plain: dict[str, Any] = {"level": settings.log_level, "backtrace": False, "diagnose": False}
    logger.add(_Bearing(lambda: sys.stderr), format=line, **plain)
    file = settings.home / "logs" / f"{role}.log"
    logger.add(_Bearing(lambda: _open(file)), format="{message}{extra[trace]}", serialize=True, **plain)
    logging.basicConfig(handlers=[_ToLoguru()], level=settings.log_level, force=True)
    delete_old_logs(settings)
    for name in ("_granian", "engineio.server", "socketio.server"):
        _take_over(name)
    for name in ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "procrastinate"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _open(file: Path) -> FileSink:
    """With `watch`: a file that grew too old while nothing was written may have been deleted."""
    return FileSink(file, rotation=_is_full, watch=True, retention=FILES_KEPT)  # type: ignore[no-untyped-call]


def _take_over(name: str) -> None:
    """A logger with a terminal of its own, which would write past all of this, writes here instead."""
    taken = logging.getLogger(name)
    taken.handlers.clear()
    taken.propagate = True


def _is_full(message: str, file: TextIO) -> bool:
    """Is it time for a new file: this one is large, or of another day?"""
    about = os.fstat(file.fileno())
    is_of_today = about.st_size == 0 or datetime.fromtimestamp(about.st_mtime, UTC).date() == now().date()
    return about.st_size + len(message.encode()) > FILE_BYTES or not is_of_today


def delete_old_logs(settings: Settings) -> int:
    """Delete log files, of whatever process, that were last written to before the age of the settings; how many there were.

    Rotation alone would keep the last words of a process for ever. The embedded database's log, which a running server holds open, is
    emptied once its first line is too old; its younger lines go on in `postgres.log.1`.
    """
    oldest = now() - timedelta(days=settings.log_max_days)
    folder = settings.home / "postgres"
    with suppress(FileNotFoundError):
        _empty(folder / "postgres.log", before=oldest)
    deleted = 0
    for file in (*(settings.home / "logs").glob("*.log"), folder / "postgres.log.1"):
        with suppress(FileNotFoundError):
            if datetime.fromtimestamp(file.stat().st_mtime, UTC) < oldest:
                file.unlink()
                deleted += 1
    return deleted


def _empty(file: Path, *, before: datetime) -> None:
    """Lines begin with the time, as `core.postgres` configures it: texts that sort like times."""
    edge = f"{before:%Y-%m-%d %H:%M:%S}"
    lines = file.read_text("utf-8", errors="replace").splitlines(keepends=True)
    if lines and lines[0][:1].isdigit() and lines[0] < edge:
        file.with_suffix(".log.1").write_text("".join(dropwhile(lambda line: line < edge, lines)), "utf-8")
        os.truncate(file, 0)
