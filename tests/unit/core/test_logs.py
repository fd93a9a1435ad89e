"""Nothing that opens a door reaches a log, whichever library writes it."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest
from loguru import logger

from persona_app.core.config import Settings
from persona_app.core.logs import configure_logs, redact


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
        raise ValueError("cannot reach postgresql://user:s3cr3t-value@host/name")
    except ValueError:
        logger.exception("it broke")
    (line,) = log()
    assert "ValueError: cannot reach" in line["text"]
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
