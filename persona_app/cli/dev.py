"""`persona dev`: hot reload, for working on the pages."""

import os
import sys
from pathlib import Path

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
        "HOST": LOCAL,
        "PORT": str(settings.port),
        "PATH": os.pathsep.join(tools),
        "REFLEX_WEB_WORKDIR": ".web-dev",
        "REFLEX_STATES_WORKDIR": str(settings.home / "states-dev"),
        "REFLEX_UPLOADED_FILES_DIR": str(settings.home / "uploads"),
        "REFLEX_USE_SYSTEM_BUN": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
    }


def run_all(settings: Settings) -> None:
    """The database, a worker, and Reflex in its preview mode: it builds again on every save, and unlike its development mode serves
    pages, forms and sockets from one address, as the product does.

    Raises:
        AppError: one of them can't be started.
    """
    require_free(LOCAL, port=settings.port)
    address = ["--backend-host", LOCAL, "--frontend-port", str(settings.port), "--backend-port", str(settings.port)]
    with ready_database(settings) as url:
        surroundings = environment(settings, url=url)
        reflex = [sys.executable, "-m", "reflex", "run", "--env", "preview", *address]
        children = [
            Child("reflex", command=reflex, environment=surroundings, folder=ROOT),
            Child("worker", command=[sys.executable, "-m", "persona_app.cli", "worker"], environment=surroundings, folder=ROOT),
        ]
        console.print(f"Pages at http://localhost:{settings.port}, built again when you save (Ctrl-C stops)")
        supervise(
            children,
            on_look=lambda: None,
            on_death=lambda child, code: problems.print(f"[yellow]![/yellow] {child.name} ended (code {code}) and is started again."),
        )


@commands.command()
def dev() -> None:
    """Serve the pages with hot reload, and run the jobs, until Ctrl-C."""
    with Signals():
        try:
            run_all(get_settings())
        except Stopped:
            console.print("\nStopped.")
