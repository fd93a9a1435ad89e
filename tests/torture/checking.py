"""What is in the database, compared with what was acknowledged and with what the model server was asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from tests.model_server.stub import Call

SECONDS_TO_KEEP = 2.0
"""Between the model server's answer and the worker's commit of it, on a busy machine; until then the call is under way."""


@dataclass(frozen=True, kw_only=True)
class Strike:
    """Something that was broken, and until when it stayed so, in seconds of the monotonic clock."""

    what: str
    at: float
    until: float
    under_way: int


def rows(url: str, query: str) -> list[Any]:
    """What the database says, to its superuser."""
    with psycopg.connect(url, row_factory=namedtuple_row) as connection:
        return connection.execute(query).fetchall()  # type: ignore[call-overload,no-any-return]


def active_runs(url: str) -> int:
    """Runs and jobs that have not ended."""
    active = rows(
        url,
        "SELECT (SELECT count(*) FROM run WHERE state IN ('queued', 'running', 'waiting'))"
        " + (SELECT count(*) FROM procrastinate.procrastinate_jobs WHERE status IN ('todo', 'doing')) AS n",
    )
    return int(active[0].n)


def wrongs(url: str, taken: Mapping[str, str]) -> list[str]:
    """Everything that is not as it must be when all runs have ended, in words."""
    return [*_lost_or_doubled(url, taken), *_wrong_versions(url), *_wrong_runs(url), *_locked_jobs(url)]


def _lost_or_doubled(url: str, taken: Mapping[str, str]) -> Iterator[str]:
    found = Counter((row.text, str(row.persona_id)) for row in rows(url, "SELECT text, persona_id FROM persona_data"))
    for text, persona_id in taken.items():
        if found[text, persona_id] != 1:
            yield f"acknowledged and there {found[text, persona_id]} times: {text[:60]}"
    for text, persona_id in found:
        if taken.get(text) != persona_id:
            yield f"there and never acknowledged: {text[:60]}"
    empty = rows(url, "SELECT id FROM persona p WHERE NOT EXISTS (SELECT FROM persona_data d WHERE d.persona_id = p.id)")
    yield from (f"a persona without data: {row.id}" for row in empty)


def _wrong_versions(url: str) -> Iterator[str]:
    query = """
        SELECT p.id, p.version_count, p.data_count,
               count(v.id) AS versions, count(DISTINCT v.run_id) AS runs, coalesce(max(v.number), 0) AS last,
               (SELECT count(*) FROM persona_data d WHERE d.persona_id = p.id) AS data,
               (SELECT cardinality(l.data_ids) FROM persona_version l WHERE l.persona_id = p.id ORDER BY l.number DESC LIMIT 1) AS used,
               (SELECT r.state FROM run r WHERE r.persona_id = p.id ORDER BY r.id DESC LIMIT 1) AS state
        FROM persona p LEFT JOIN persona_version v ON v.persona_id = p.id GROUP BY p.id"""
    for row in rows(url, query):
        if not row.version_count == row.versions == row.runs == row.last:
            yield f"persona {row.id}: {row.versions} versions of {row.runs} runs, the last number is {row.last}"
        if row.data_count != row.data:
            yield f"persona {row.id}: counts {row.data_count} data and has {row.data}"
        if row.state == "done" and row.used != row.data:
            yield f"persona {row.id}: its last version used {row.used} of {row.data} data"


def _wrong_runs(url: str) -> Iterator[str]:
    query = """
        SELECT r.id, r.state, r.error_code, r.crashes, r.version_number, v.number
        FROM run r LEFT JOIN persona_version v ON v.run_id = r.id"""
    for row in rows(url, query):
        if row.state not in {"done", "failed", "cancelled"}:
            yield f"run {row.id} has not ended: {row.state}"
        if (row.state == "done") != (row.number is not None) or row.version_number != row.number:
            yield f"run {row.id} is {row.state}, names version {row.version_number} and made {row.number}"
        if row.state != "done" and not (row.error_code == "run_crashed" and row.crashes >= 5):
            yield f"run {row.id} is {row.state}: {row.error_code} after {row.crashes} crashes"


def _locked_jobs(url: str) -> Iterator[str]:
    for row in rows(url, "SELECT id, status::text, lock FROM procrastinate.procrastinate_jobs WHERE status IN ('todo', 'doing')"):
        yield f"job {row.id} is left {row.status} and holds {row.lock}"


def paid_again(calls: Iterable[Call], strikes: Sequence[Strike], *, latency: float) -> tuple[int, list[str]]:
    """How many calls were asked again because something broke while they were under way; and those asked again without such a reason."""
    asked: dict[str, list[Call]] = {}
    for call in calls:
        asked.setdefault(call.digest, []).append(call)
    repeated, wrong = 0, []
    for same in asked.values():
        for before in same[:-1]:
            ends = before.at + latency + SECONDS_TO_KEEP
            if any(strike.at <= ends and before.at <= strike.until for strike in strikes):
                repeated += 1
            else:
                wrong.append(f"a finished {before.question} call was paid for again: {before.material[:60]}")
    return repeated, wrong


def runs_by_state(url: str) -> dict[str, int]:
    """How the runs ended."""
    return {row.state: row.n for row in rows(url, "SELECT state, count(*) AS n FROM run GROUP BY 1 ORDER BY 1")}
