"""Likes at once: a thousand likes and unlikes of one persona from two hundred accounts, sums being made meanwhile; the count is exact."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import UUID

import psycopg

from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.accounts.schemas import Actor
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.ids import new_id
from persona_app.core.row_security import SystemWork
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.liking import get_like, like, unlike
from tests.factories.gallery import make_public

ACCOUNTS, AT_ONCE = 200, 20
STEPS = (3, 5, 6, 6)
"""Of the first, second, third and fourth account and so on: after an odd number it likes, after an even one it does not."""


def run(scale: float) -> Iterator[Result]:
    """One benchmark."""
    accounts = max(12, round(ACCOUNTS * scale))
    with studio(latency=0) as at:
        yield _measured(at, accounts, scale)


def _measured(at: BenchStudio, accounts: int, scale: float) -> Result:
    with unit_of_work(acting_for=at.actor.account_id) as session:
        slug = make_public(session, actor=at.actor, name="Mara").slug
    actors = _actors(at.url, accounts)
    seconds, seen = _storm(actors, slug)
    steps, wanted, shown = sum(map(_steps, range(accounts))), sum(_steps(number) % 2 for number in range(accounts)), seen[-1]
    while _fold():
        pass
    with psycopg.connect(libpq_url(at.url)) as connection:
        kept = connection.execute(
            "SELECT likes_count, (SELECT count(*) FROM persona_like), (SELECT count(*) FROM like_change) FROM publication"
        )
        count, rows, waiting = kept.fetchone() or (0, 0, 0)
    figures = {
        "the count that is shown": (shown, wanted),
        "the count once all is added up": (count, wanted),
        "accounts that like it": (rows, wanted),
        "steps that still wait": (waiting, 0),
        "counts seen below none or above all": (sum(not 0 <= each <= accounts for each in seen), 0),
    }
    return result(
        benchmark="likes",
        title="Likes at once",
        size=f"{steps:,} likes and unlikes of one persona from {accounts} accounts, {AT_ONCE} at once, each in a unit of work of its own",
        scale=scale,
        measures=(
            Measure(name="likes and unlikes", value=steps / seconds, unit="/s"),
            *(Measure(name=name, value=value, unit="", aim=f"{aim:,}", is_met=value == aim) for name, (value, aim) in figures.items()),
        ),
    )


def _steps(number: int) -> int:
    return STEPS[number % len(STEPS)]


def _storm(actors: list[Actor], slug: str) -> tuple[float, list[int]]:
    """Seconds, and every count that was seen; an account's steps follow each other."""
    stop = Event()

    def work(number: int) -> list[int]:
        seen = []
        for step in range(_steps(number)):
            with unit_of_work(acting_for=actors[number].account_id) as session:
                seen.append((unlike if step % 2 else like)(session, actor=actors[number], slug=slug).count)
        return seen

    def sum_up() -> None:
        while not stop.wait(0.02):
            _fold()

    with ThreadPoolExecutor(1) as minder, ThreadPoolExecutor(AT_ONCE - 1) as pool:
        minding = minder.submit(sum_up)
        began = time.perf_counter()
        seen = [each for counts in pool.map(work, range(len(actors))) for each in counts]
        seconds = time.perf_counter() - began
        stop.set()
        minding.result()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        seen.append(get_like(session, slug=slug).count)
    return seconds, seen


def _fold() -> int:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        return fold(session)


def _actors(url: str, accounts: int) -> list[Actor]:
    """Accounts without passwords: nobody logs in here."""
    ids: list[UUID] = [new_id() for _ in range(accounts)]
    with psycopg.connect(libpq_url(url)) as connection:
        for number, account_id in enumerate(ids):
            connection.execute(
                "INSERT INTO account (id, email, handle, password_hash, is_operator, created_at) VALUES (%s, %s, %s, '', false, now())",
                [account_id, f"liker{number}@example.org", f"liker{number}"],
            )
    return [
        Actor(account_id=each, email=f"liker{number}@example.org", handle=f"liker{number}", is_operator=False)
        for number, each in enumerate(ids)
    ]
