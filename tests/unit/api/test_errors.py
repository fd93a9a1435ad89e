"""Errors as problem documents."""

import errno
import json

import pytest
from psycopg.errors import ForeignKeyViolation, UniqueViolation
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from persona_app.accounts.errors import ScopeMissing, TooManyRequests
from persona_app.api.dependencies import field_problem, fingerprint_of
from persona_app.api.errors import AddressUnknown, BuildSlow, MethodRefused, PreconditionMissing, TokenNeeded, answer, status_of
from persona_app.api.v1.person import expected
from persona_app.core.errors import AppError, Conflict, Forbidden, Invalid, LimitReached, NotFound, Unavailable
from persona_app.core.failures import DatabaseAway, StorageFull, UnexpectedFailure, as_told
from persona_app.ingestion.errors import FileTooLarge
from persona_app.requests.errors import KeyReused


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (NotFound, 404),
        (Forbidden, 403),
        (Conflict, 409),
        (Invalid, 422),
        (LimitReached, 413),
        (Unavailable, 503),
        (AppError, 500),
        (TokenNeeded, 401),
        (MethodRefused, 405),
        (ScopeMissing, 403),
        (TooManyRequests, 429),
        (FileTooLarge, 413),
        (KeyReused, 422),
        (BuildSlow, 504),
        (PreconditionMissing, 428),
        (UnexpectedFailure, 500),
        (DatabaseAway, 503),
        (StorageFull, 503),
    ],
)
def test_the_status_tells_the_kind(kind: type[AppError], status: int) -> None:
    assert status_of(kind) == status


def test_a_problem_holds_what_a_person_reads_and_what_a_program_branches_on() -> None:
    told = answer(AddressUnknown())
    body = json.loads(told.body)
    assert (told.status_code, told.media_type) == (404, "application/problem+json")
    assert (body["code"], body["title"], body["status"]) == ("address_unknown", "Address unknown", 404)
    assert body["detail"] == AddressUnknown().sentence
    assert body["type"].endswith("/v1/docs#address_unknown")


def test_a_program_is_told_when_to_come_back_when_it_came_too_often() -> None:
    told = answer(TooManyRequests(limit=5, seconds=7))
    assert (told.headers["retry-after"], told.headers["ratelimit-reset"]) == ("7", "7")
    assert answer(DatabaseAway()).headers["retry-after"]


class _Refused(Exception):
    """What the database's driver raises, as far as it matters here."""

    sqlstate = "53100"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), OperationalError("INSERT", {}, _Refused())])
def test_the_disk_is_named_when_it_is_full(error: Exception) -> None:
    told = as_told(error)
    assert (told.code, status_of(type(told))) == ("storage_full", 503)
    assert "disk is full" in told.sentence


@pytest.mark.parametrize("error", [IntegrityError("INSERT", {}, ForeignKeyViolation()), StaleDataError("0 were matched.")])
def test_what_is_gone_is_named_when_somebody_deleted_it_meanwhile(error: Exception) -> None:
    told = as_told(error)
    assert (told.code, status_of(type(told))) == ("deleted_meanwhile", 404)
    assert "deleted at the same moment" in told.sentence


def test_a_rule_of_the_database_that_is_broken_stays_a_fault_of_ours() -> None:
    assert as_told(IntegrityError("INSERT", {}, UniqueViolation())).code == "unexpected"


@pytest.mark.parametrize(
    ("place", "pointer", "parameter"),
    [
        (("body",), "", None),
        (("body", "urls", 3), "/urls/3", None),
        (("body", "a/b~"), "/a~1b~0", None),
        (("query", "limit"), None, "limit"),
        (("path", "persona_id"), None, "persona_id"),
        ((), "", None),
    ],
)
def test_the_part_is_named_by_pointer_or_parameter(place: tuple[str | int, ...], pointer: str | None, parameter: str | None) -> None:
    found = field_problem(place, "is wrong")
    assert (found.pointer, found.parameter) == (pointer, parameter)


def test_equal_requests_have_one_fingerprint_however_their_json_was_written() -> None:
    assert fingerprint_of(json.loads('{"a": 1, "b": 2}')) == fingerprint_of(json.loads('{"b":2,"a":1}'))
    assert fingerprint_of({"a": 1}) != fingerprint_of({"a": "1"})


@pytest.mark.parametrize(
    ("if_match", "lock_version", "state"),
    [
        ('"3"', None, 3),
        ('W/"3"', None, 3),
        ('"3"', 5, 3),
        (None, 5, 5),
        ("*", None, None),
        ('"abc"', None, -1),
        ('"99999999999"', None, -1),
    ],
)
def test_the_state_that_a_change_was_made_from_is_read(if_match: str | None, lock_version: int | None, state: int | None) -> None:
    assert expected(if_match, lock_version, is_needed=True) == state


def test_a_state_must_be_named_when_it_is_needed() -> None:
    with pytest.raises(PreconditionMissing):
        expected(None, None, is_needed=True)
    assert expected(None, None, is_needed=False) is None
