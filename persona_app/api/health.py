"""Whether the program can do its work, and how much of it there is."""

import asyncio
from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from persona_app.accounts.services.finding import has_accounts
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.core.failures import DatabaseAway, as_told
from persona_app.core.migrating import has_known_schema
from persona_app.core.row_security import SystemWork
from persona_app.jobs.schemas import Measures
from persona_app.jobs.services.counting import measure
from persona_app.jobs.workers import count_live_workers
from persona_app.llm.breaker import breaker_states
from persona_app.llm.factory import chosen_engine, described_host

Finding = Literal["ok", "missing", "unknown"]


class Readiness(BaseModel):
    """What `/readyz` says.

    Attributes:
        status: `ready`; `degraded` when builds will wait for a model; `unready` when requests cannot be served.
        database: does it answer?
        migrations: does its schema have every step that this program knows, and none beyond?
        worker: did one give a sign of life in the last twenty seconds?
        model: `offline` when none is configured; `away` while calls to it are held back because it failed.
    """

    model_config = ConfigDict(frozen=True)

    status: Literal["ready", "degraded", "unready"]
    database: Finding
    migrations: Finding
    worker: Finding
    model: Literal["offline", "ok", "away", "unknown"]


async def check() -> None:
    """Ask the database something that costs nothing; what it raises tells that it does not answer."""
    await asyncio.to_thread(_ask)


def find_readiness() -> Readiness:
    """How things stand."""
    try:
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            return _look(session)
    except Exception as error:
        if not isinstance(as_told(error), DatabaseAway):
            raise
        return Readiness(status="unready", database="missing", migrations="unknown", worker="unknown", model="unknown")


def find_measures() -> Measures | None:
    """The database's numbers; None when it does not answer."""
    try:
        with unit_of_work(for_system=SystemWork.RUN_JOBS) as session:
            return measure(session)
    except Exception as error:
        if not isinstance(as_told(error), DatabaseAway):
            raise
        return None


def _look(session: Session) -> Readiness:
    is_current = has_known_schema(session)
    has_worker = is_current and count_live_workers(session) > 0
    model = _model(session) if is_current else "unknown"
    served: Literal["ready", "degraded"] = "degraded" if model == "away" else "ready"
    return Readiness(
        status=served if is_current and has_worker else "unready",
        database="ok",
        migrations="ok" if is_current else "missing",
        worker="ok" if has_worker else "missing",
        model=model,
    )


def _model(session: Session) -> Literal["offline", "ok", "away"]:
    """Whether the endpoint of the settings is called, or left alone because it is down."""
    settings = get_settings()
    if chosen_engine(settings) == "offline":
        return "offline"
    host = described_host(settings)
    return "away" if any(each.host == host and each.rests_until is not None for each in breaker_states(session)) else "ok"


def _ask() -> None:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        has_accounts(session)
