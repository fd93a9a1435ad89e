"""What commands that act for somebody share: a migrated database, and who acts."""

from collections.abc import Iterator
from contextlib import contextmanager

from persona_app.accounts.schemas import Actor
from persona_app.core.config import Settings


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """A migrated database that this process is pointed at, without a word on the screen.

    Raises:
        PostgresUnavailable: there is none to be had.
    """
    from persona_app.cli.seeds import seed
    from persona_app.core.db import configure
    from persona_app.core.migrating import migrate
    from persona_app.core.postgres import database

    with database(settings) as url:
        migrate(url)
        seed(url)
        configure(url)
        yield url


def acting_account(email: str) -> Actor:
    """The account with this address; the operator when no address is given.

    Raises:
        AccountNotFound: there is none.
    """
    from persona_app.accounts.services.finding import get_actor_by_email, get_operator
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork

    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        return get_actor_by_email(session, email=email) if email else get_operator(session)
