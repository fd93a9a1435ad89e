"""`persona worker`: runs the jobs, here or on any number of machines beside the server."""

import typer

from persona_app.cli.lifeline import follow_parent
from persona_app.cli.supervising import Signals, Stopped
from persona_app.core.config import Settings, get_settings

commands = typer.Typer()


@commands.command()
def worker() -> None:
    """Run jobs until Ctrl-C."""
    from persona_app.core.logs import configure_logs
    from persona_app.core.postgres import database

    follow_parent()
    settings = get_settings()
    configure_logs(settings, role="worker")
    with Signals():
        try:
            with database(settings) as url:
                run_jobs(url, settings)
        except Stopped:
            return


def run_jobs(url: str, settings: Settings) -> None:
    """Run jobs until SIGTERM or Ctrl-C; what runs then is put back and goes on when a worker is there again."""
    import asyncio

    from persona_app.core.db import configure

    configure(url)
    asyncio.run(_run_until_told(url, settings))


async def _run_until_told(url: str, settings: Settings) -> None:
    import asyncio
    import signal

    from persona_app.building.working import work
    from persona_app.core.loading import keep_loaded
    from persona_app.events.minding import sealing
    from persona_app.gallery.minding import minding
    from persona_app.personas.minding import deleting
    from persona_app.privacy.minding import retaining
    from persona_app.webhooks.minding import minding as carrying

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    keep_loaded()
    async with sealing(settings.home), retaining(settings), minding(), carrying(settings), deleting():
        await work(url, settings=settings, stop=stop)
