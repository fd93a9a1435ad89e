"""`persona worker`: runs the jobs, here or on any number of machines beside the server."""

import asyncio
import signal

import typer

from persona_app.cli.lifeline import follow_parent
from persona_app.core.config import Settings, get_settings

commands = typer.Typer()


@commands.command()
def worker() -> None:
    """Run jobs until Ctrl-C; what runs then is put back into the queue."""
    from persona_app.core.db import configure
    from persona_app.core.logs import configure_logs
    from persona_app.core.postgres import database

    settings = get_settings()
    configure_logs(settings, role="worker")
    with database(settings) as url:
        configure(url)
        asyncio.run(run_jobs(url, settings=settings))


async def run_jobs(url: str, *, settings: Settings) -> None:
    """Run jobs until SIGTERM, Ctrl-C, or the end of the process that started this one."""
    from persona_app.jobs.worker import run_worker

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    follow_parent()
    await run_worker(url, concurrency=settings.worker_jobs, stop=stop)
