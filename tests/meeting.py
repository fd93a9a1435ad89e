"""Two transactions that meet: one is open while the other comes upon what it holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.errors import AppError
from persona_app.core.failures import as_told
from tests.serving import eventually

WAITS_FOR_ME = text("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")


def told(work: Callable[[Session], object], *, actor: Actor, during: Callable[[Session], object]) -> AppError | None:
    """What the actor is told whose work begins before `during` is committed; None when it is done.

    It is committed as soon as the work waits for it, or has ended without waiting.
    """

    def do() -> AppError | None:
        try:
            with unit_of_work(acting_for=actor.account_id) as session:
                work(session)
        except Exception as error:
            return as_told(error)
        return None

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work() as session:
            during(session)
            doing = pool.submit(do)
            eventually(lambda: doing.done() or session.execute(WAITS_FOR_ME).first(), what="the two to meet")
        return doing.result()
