"""Nothing that opens a door reaches a log, whichever library writes it."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from loguru import logger

from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.logs import configure_logs, delete_old_logs, redact
from persona_app.core.request_id import request_id_of
from tests.faults import fault


@pytest.fixture
def log(tmp_path) -> Iterator[object]:
    """Logging set up for a role `test`; gives a function that reads its file."""
    handlers, level = logging.root.handlers[:], logging.root.level
    configure_logs(Settings(home=tmp_path, _env_file=None), role="test")
    yield lambda: [json.loads(line) for line in (tmp_path / "logs" / "test.log").read_text().splitlines()]
    logger.remove()
    logger.configure(patcher=lambda _record: None)
    logger.add(sys.stderr)
    logging.root.handlers[:], logging.root.level = handlers, level


@pytest.mark.parametrize(
    "text",
    [
        "{'cookie': 'session=s3cr3t-value; other=s3cr3t-value'}",
        "Cookie: session=s3cr3t-value; a=s3cr3t-value",
        '"Set-Cookie": "__Host-session=s3cr3t-value; Path=/"',
        "headers {b'authorization': b'Bearer s3cr3t-value'}",
        "Authorization: Bearer s3cr3t-value",
        "password=s3cr3t-value&email=a@example.org",
        "openai_api_key='s3cr3t-value'",
        '{"session_token": "s3cr3t-value"}',
        "key sk-s3cr3t-value was refused",
        "token ps_s3cr3t-value",
        "postgresql://user:s3cr3t-value@host/name",
    ],
)
def test_secrets_are_hidden_in_every_notation(text: str) -> None:
    assert "s3cr3t" not in redact(text)


@pytest.mark.parametrize("text", ["The token count is 12.", "Persona 7 was built from 3 data.", "GET /studio 200", "10 tokens: fine"])
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert redact(text) == text


def test_cookie_is_hidden_when_reflex_logs_a_failed_event(log) -> None:
    logging.getLogger("reflex.app").error("failed: %s", {"cookie": "session=s3cr3t-value"})
    (line,) = log()
    assert "failed" in line["text"]
    assert "s3cr3t" not in json.dumps(line)


def test_secret_is_hidden_in_a_trace_when_an_exception_carries_it(log) -> None:
    try:
        raise OSError("cannot reach postgresql://user:s3cr3t-value@host/name")
    except OSError:
        logger.exception("it broke")
    (line,) = log()
    assert "OSError: cannot reach" in line["text"]
    assert "s3cr3t" not in json.dumps(line)


def test_values_of_variables_are_not_written_when_an_exception_is_logged(log) -> None:
    personal = "what somebody wrote in confidence"
    try:
        len(personal) / 0
    except ZeroDivisionError:
        logging.getLogger("any").exception("it broke")
    (line,) = log()
    assert "ZeroDivisionError" in line["text"]
    assert "in confidence" not in json.dumps(line)


def test_braces_in_a_library_message_are_text(log) -> None:
    logging.getLogger("any").warning("a {name} and {0}")
    assert log()[0]["record"]["message"] == "a {name} and {0}"


def test_each_line_names_the_request_it_belongs_to(log) -> None:
    with request_id_of("one-request-7"):
        logger.info("asked")
    logger.info("idle")
    assert [line["record"]["extra"]["request_id"] for line in log()][-2:] == ["one-request-7", ""]


def aged(file: Path, *, days: float) -> Path:
    """A file that was last written to so many days ago."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("old words\n")
    then = (now() - timedelta(days=days)).timestamp()
    os.utime(file, (then, then))
    return file


def test_files_go_when_they_reach_the_age_of_the_settings(tmp_path: Path) -> None:
    old, young = aged(tmp_path / "logs" / "web.2026-01-01.log", days=8), aged(tmp_path / "logs" / "worker.log", days=6)
    assert delete_old_logs(Settings(home=tmp_path, log_max_days=7, _env_file=None)) == 1
    assert not old.exists()
    assert young.exists()


def test_the_databases_log_keeps_young_lines_only_when_its_first_is_too_old(tmp_path: Path) -> None:
    log = tmp_path / "postgres" / "postgres.log"
    log.parent.mkdir()
    log.write_text(
        f"{now() - timedelta(days=9):%Y-%m-%d %H:%M:%S}.001 UTC [1] LOG:  old\n{now():%Y-%m-%d %H:%M:%S}.001 UTC [1] LOG:  young\n"
    )
    with log.open("a") as held_open:
        delete_old_logs(Settings(home=tmp_path, log_max_days=7, _env_file=None))
        held_open.write("and on\n")
    assert log.read_text() == "and on\n"
    assert log.with_suffix(".log.1").read_text().endswith("LOG:  young\n")
    assert "old" not in log.with_suffix(".log.1").read_text()


def test_a_new_file_begins_when_the_last_line_is_of_another_day(log, tmp_path: Path) -> None:
    logger.info("yesterday")
    then = (now() - timedelta(days=1)).timestamp()
    os.utime(tmp_path / "logs" / "test.log", (then, then))
    logger.info("today")
    assert [line["record"]["message"] for line in log()] == ["today"]
    assert len(list((tmp_path / "logs").iterdir())) == 2


def test_writing_goes_on_when_the_file_was_deleted_for_its_age(log, tmp_path: Path) -> None:
    logger.info("before")
    (tmp_path / "logs" / "test.log").unlink()
    logger.info("after")
    assert [line["record"]["message"] for line in log()] == ["after"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@fault(
    area="Processes",
    what="A log file can't be written because the disk is full",
    result="The program goes on, nothing else is said in its place, and the next line that can be written tells how many were lost",
)
def test_lines_are_lost_and_counted_when_the_disk_is_full(log, tmp_path: Path, capsys) -> None:
    file = tmp_path / "logs" / "test.log"
    file.parent.mkdir()
    file.symlink_to("/dev/full")
    try:
        raise ValueError("Nora Vell is a carpenter")
    except ValueError:
        logger.info("the first")
        logger.info("the second")
    assert "Nora" not in capsys.readouterr().err
    file.unlink()
    logger.info("the third")

    assert [line["text"].strip() for line in log()] == ["2 lines before this one could not be written", "the third"]
