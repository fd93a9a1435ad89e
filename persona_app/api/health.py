"""Whether the database answers."""

import asyncio

from persona_app.accounts.services.finding import has_accounts
from persona_app.core.db import unit_of_work


async def check() -> None:
    """Ask it something that costs nothing; what it raises tells that it does not answer."""
    await asyncio.to_thread(_ask)


def _ask() -> None:
    with unit_of_work() as session:
        has_accounts(session)
