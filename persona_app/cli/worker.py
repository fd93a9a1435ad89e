"""`persona worker`: runs the jobs, here or on any number of machines beside the server."""

import typer

from persona_app.cli.lifeline import follow_parent
from persona_app.cli.supervising import Signals, Stopped
from persona_app.core.config import get_settings

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
                run_jobs(url)
        except Stopped:
            return


def run_jobs(url: str) -> None:
    """Run jobs until stopped."""
    import threading

    from persona_app.core.db import configure

    configure(url)
    threading.Event().wait()
