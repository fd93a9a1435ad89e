"""What a fresh database is given at each start, after migrating. A seed takes the session.

It looks first, so that it may run any number of times.
"""

from collections.abc import Callable

from persona_app.core.db import configure, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.movies.services.starter import seed_starter

SEEDS: tuple[Callable[..., None], ...] = (seed_starter,)


def seed(url: str) -> None:
    """Run every seed, each in a transaction of its own."""
    configure(url, pool_size=1)
    for one in SEEDS:
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            one(session)
