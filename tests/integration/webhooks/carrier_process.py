"""A process that carries deliveries until it is killed: the address of the database, and what may be sent to."""

import asyncio
import sys

import persona_app.accounts.models  # noqa: F401 - the table that ours refer to; every process of the product has them all
from persona_app.core.config import Settings
from persona_app.core.db import configure
from persona_app.webhooks.minding import minding


async def carry(allowed: str) -> None:
    """For ever."""
    async with minding(Settings(_env_file=None, webhook_allow=(allowed,)), every=0.02):
        await asyncio.Event().wait()


if __name__ == "__main__":
    configure(sys.argv[1])
    asyncio.run(carry(sys.argv[2]))
