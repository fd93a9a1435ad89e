"""`persona dev`: hot reload, for working on the pages."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from persona_app.cli.addresses import require_free
from persona_app.cli.serve import ready_database
from persona_app.cli.supervising import Child, Signals, Stopped, supervise
from persona_app.cli.terminal import console, problems
from persona_app.core.config import Settings, get_settings

commands = typer.Typer()
ROOT = Path(__file__).resolve().parents[2]
LOCAL = "127.0.0.1"


def environment(settings: Settings, *, url: str) -> dict[str, str]:
    """Ours, with Node and bun on the path, and a build folder apart from that of `make run`."""
    tools = [str(ROOT / ".node" / "node_modules" / ".bin"), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    return {
        "DATABASE_URL": url,
        "PERSONA_HOME": str(settings.home),
        "PERSONA_DEV": "true",
        "PATH": os.pathsep.join(tools),
        "REFLEX_WEB_WORKDIR": ".web-dev",
        "REFLEX_STATES_WORKDIR": str(settings.home / "states"),
        "REFLEX_UPLOADED_FILES_DIR": str(settings.home / "uploads"),
        "REFLEX_USE_SYSTEM_BUN": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
    }


def run_all(settings: Settings, *, events_port: int) -> None:
    """The database, Reflex's development server and a worker.

    Raises:
        AppError: one of them can't be started.
    """
    for port in (settings.port, events_port):
        require_free(LOCAL, port=port)
    ports = ["--frontend-port", str(settings.port), "--backend-port", str(events_port)]
    with ready_database(settings) as url:
        surroundings = environment(settings, url=url)
        reflex = [sys.executable, "-m", "reflex", "run", "--env", "dev", *ports]
        children = [
            Child("reflex", command=reflex, environment=surroundings, folder=ROOT),
            Child("worker", command=[sys.executable, "-m", "persona_app.cli", "worker"], environment=surroundings, folder=ROOT),
        ]
        console.print(f"Pages at http://localhost:{settings.port}, reloaded when you save (Ctrl-C stops)")
        supervise(
            children,
            on_look=lambda: None,
            on_death=lambda child, code: problems.print(f"[yellow]![/yellow] {child.name} ended (code {code}) and is started again."),
        )


@commands.command()
def dev(events_port: Annotated[int, typer.Option(help="Where the pages' events go.", min=1, max=65535)] = 8000) -> None:
    """Serve the pages with hot reload, and run the jobs, until Ctrl-C."""
    with Signals():
        try:
            run_all(get_settings(), events_port=events_port)
        except Stopped:
            console.print("\nStopped.")
