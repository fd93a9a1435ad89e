"""`python -m tests.integration.building.worker_process <database url>`: a real worker that looks for dead ones often."""

import asyncio
import sys

from persona_app.building.working import work
from persona_app.core.config import Settings
from persona_app.core.db import configure
from persona_app.jobs.worker import Timing

QUICK = Timing(heartbeat=0.2, stalled_after=2.0, recover_every=0.3, look_every=0.2, stop_within=0.5, restart_after=0.1)


async def main(url: str) -> None:
    """Work until killed."""
    configure(url)
    await work(url, settings=Settings(_env_file=None), stop=asyncio.Event(), timing=QUICK)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
