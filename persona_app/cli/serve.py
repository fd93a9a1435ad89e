"""`persona serve`: everything that runs, under one roof."""

import http.client
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from persona_app.cli.addresses import browsable, claimed, require_free, resolve
from persona_app.cli.supervising import Child, Signals, Stopped, supervise
from persona_app.cli.terminal import console, problems, step
from persona_app.core.config import Settings, get_settings
from persona_app.core.errors import Unavailable

commands = typer.Typer()
ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / ".web" / "build" / "client" / "index.html"
SECONDS_TO_ANSWER = 120.0


class NotBuilt(Unavailable):
    """There are no pages to serve."""

    code = "not_built"


class DidNotStart(Unavailable):
    """The web process ended, or stayed silent, before it answered once."""

    code = "did_not_start"


@contextmanager
def ready_database(settings: Settings) -> Iterator[str]:
    """The address of a database that runs, and is migrated and seeded.

    Raises:
        PostgresUnavailable: there is none to be had.
    """
    from persona_app.cli.seeds import seed
    from persona_app.core.migrating import migrate
    from persona_app.core.postgres import database

    title = "Connecting to the database" if settings.database_url else "Starting the embedded PostgreSQL"
    opening = database(settings)
    with step(title):
        url = opening.__enter__()
    try:
        with step("Bringing the database up to date"):
            migrate(url)
            seed(url)
        yield url
    finally:
        opening.__exit__(None, None, None)


class Startup:
    """Waits for the first answer, says where it can be had, and tells a death before it from one after."""

    def __init__(self, web: Child, *, address: str, port: int, shown: str) -> None:
        self._web = web
        self._address, self._port, self._shown = address, port, shown
        self._began = time.monotonic()
        self._has_answered = False

    def look(self) -> None:
        """Ask once, until there was an answer.

        Raises:
            DidNotStart: it takes too long.
        """
        if self._has_answered:
            return
        if self._answers():
            self._has_answered = True
            took = time.monotonic() - self._began
            console.print(
                f"  [green]✓[/green] Starting the server ({took:.1f} s)\n\n"
                f"Persona Studio is at [bold]{self._shown}[/bold]  (Ctrl-C stops it)"
            )
        elif time.monotonic() - self._began > SECONDS_TO_ANSWER:
            raise DidNotStart(f"The server did not answer within {SECONDS_TO_ANSWER:.0f} seconds; what it said is above.")

    def child_died(self, child: Child, code: int) -> None:
        """Say that it is started again.

        Raises:
            DidNotStart: the web process never answered; starting it again would not help.
        """
        if child is self._web and not self._has_answered:
            raise DidNotStart("The server ended before it answered; what it said is above.")
        problems.print(f"[yellow]![/yellow] The {child.name} process ended (code {code}) and is started again.")

    def _answers(self) -> bool:
        local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._address, self._address)  # noqa: S104 - compared, not bound
        connection = http.client.HTTPConnection(local, self._port, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def require_pages() -> None:
    """Refuse to start without a front end.

    Raises:
        NotBuilt: no pages were built.
    """
    if not PAGES.is_file():
        raise NotBuilt("The pages are not built yet. Run `make run`, which builds and then serves them.")


def run_all(settings: Settings, *, with_worker: bool) -> None:
    """Start the database, the server and the worker; end them in the other order when told to stop.

    Raises:
        AppError: one of them can't be started.
    """
    require_pages()
    address = resolve(settings.host, port=settings.port)
    require_free(address, port=settings.port)
    with ready_database(settings) as url, claimed(settings.home, port=settings.port):
        surroundings = {"DATABASE_URL": url, "HOST": address, "PORT": str(settings.port), "PERSONA_HOME": str(settings.home)}
        web = Child("web", command=[sys.executable, "-m", "persona_app.serving"], environment=surroundings, folder=ROOT)
        worker = Child("worker", command=[sys.executable, "-m", "persona_app.cli", "worker"], environment=surroundings, folder=ROOT)
        startup = Startup(
            web, address=address, port=settings.port, shown=settings.public_url or browsable(settings.host, port=settings.port)
        )
        console.print("  … Starting the server")
        supervise([web, worker] if with_worker else [web], on_look=startup.look, on_death=startup.child_died)


@commands.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; overrides HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; overrides PORT.", min=1, max=65535)] = None,
    worker: Annotated[bool, typer.Option(help="Run the jobs here too, in a process of their own.")] = True,
) -> None:
    """Serve the pages and the API, and run the jobs, until Ctrl-C."""
    for name, given in (("HOST", host), ("PORT", port)):
        if given is not None:
            os.environ[name] = str(given)
    with Signals():
        try:
            run_all(get_settings(), with_worker=worker)
        except Stopped:
            console.print("\nStopped.")
