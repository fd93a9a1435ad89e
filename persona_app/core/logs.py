"""Logging: one line for a person on the terminal, one JSON object for a program in a file that rotates.

Everything goes through Loguru, the standard library's loggers included, and nothing that opens a door is written: Reflex logs a
failed event together with the browser's Cookie header.
"""

import logging
import re
import sys
import traceback
from typing import TYPE_CHECKING

from loguru import logger

from persona_app.core.config import Settings

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
FILE_BYTES = "10 MB"
FILES_KEPT = 10


def redact(text: str) -> str:
    """The text without cookies, keys, tokens and passwords."""
    for secret in SECRETS:
        text = secret.sub(rf"\g<1>{HIDDEN}", text)
    return text


def _make_safe(record: "Record") -> None:
    """Redact the message, and the trace, which Loguru would otherwise render after this point."""
    record["message"] = redact(record["message"])
    error = record["exception"]
    record["extra"].setdefault("trace", "")
    if error is not None and error.type is not None:
        lines = traceback.format_exception(error.type, error.value, error.traceback)
        record["extra"]["trace"] = "\n" + redact("".join(lines).rstrip())
        record["exception"] = None


class _ToLoguru(logging.Handler):
    """Takes what libraries log through the standard library."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            level: str | int = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno

        def as_logged(entry: "Record") -> None:
            entry["name"], entry["function"], entry["line"] = record.name, record.funcName, record.lineno

        named = logger.patch(as_logged)
        named.opt(exception=record.exc_info).log(level, "{}", record.getMessage())


def configure_logs(settings: Settings, *, role: str) -> None:
    """Send this process's log to the terminal and to `logs/<role>.log` in the home folder, ten files of ten megabytes.

    Each role has a file of its own, since two processes can't rotate one.
    """
    logger.remove()
    logger.configure(patcher=_make_safe)
    line = "{time:HH:mm:ss} {level: <7} {name}: {message}{extra[trace]}"
    logger.add(sys.stderr, level=settings.log_level, format=line, backtrace=False, diagnose=False)
    logger.add(
        settings.home / "logs" / f"{role}.log",
        level=settings.log_level,
        format="{message}{extra[trace]}",
        serialize=True,
        rotation=FILE_BYTES,
        retention=FILES_KEPT,
        backtrace=False,
        diagnose=False,
    )
    logging.basicConfig(handlers=[_ToLoguru()], level=settings.log_level, force=True)
    for name in ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "procrastinate"):
        logging.getLogger(name).setLevel(logging.WARNING)
