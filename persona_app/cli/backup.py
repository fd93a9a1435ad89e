"""`persona backup`, `persona restore`, `persona verify`: everything kept elsewhere, brought back, and looked at."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_app.cli.terminal import problems, step

if TYPE_CHECKING:
    from persona_app.privacy.verifying import Verification

commands = typer.Typer()
File = Annotated[Path, typer.Argument(help="The backup's file.", dir_okay=False)]


@commands.command()
def backup(file: File) -> None:
    """Write everything to one file while the program serves: the database as of one moment, and the pictures. Keep it like a secret."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.privacy.backing_up import make_backup

    settings = get_settings()
    if file.exists():
        problems.print(f"{file} is there already, and nothing was written. Name another file.")
        raise typer.Exit(1)
    with open_database(settings) as url, step(f"Backup to {file}"):
        manifest = make_backup(file.resolve(), url=url, settings=settings, tell=_tell)
    typer.echo(f"{file.stat().st_size:,} bytes, digest {manifest.digest}")


@commands.command()
def restore(
    file: File,
    is_replacing: Annotated[bool, typer.Option("--replace", help="Take the place of what is there; it is gone then.")] = False,
) -> None:
    """Make the installation what it was when the backup was written. The server must be stopped; a damaged file changes nothing."""
    from persona_app.core.config import get_settings
    from persona_app.core.migrating import migrate
    from persona_app.core.postgres import database
    from persona_app.privacy.backing_up import restore_backup

    settings = get_settings()
    with database(settings) as url:
        migrate(url)
        with step(f"Restore from {file}"):
            manifest = restore_backup(file.resolve(), url=url, settings=settings, is_replacing=is_replacing, tell=_tell)
    typer.echo(f"As of {manifest.made_at:%-d %B %Y, %H:%M} UTC, digest {manifest.digest}")


@commands.command()
def verify(
    is_mending: Annotated[bool, typer.Option("--repair", help="Put right what the rows themselves tell.")] = False,
) -> None:
    """Compute every hash and look every quote up again; exit code 1 when something is not as it was written."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.privacy.verifying import verify as look

    with open_database(get_settings()), step("Look at everything"), unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        found = look(session, is_mending=is_mending)
    _say(found)
    if not found.is_whole:
        raise typer.Exit(1)


def _say(found: "Verification") -> None:
    typer.echo(f"{found.data} data, {found.versions} versions, {found.citations} quotes looked at")
    for flaw in found.mended:
        typer.echo(f"mended: {flaw.where}: {flaw.sentence}")
    for flaw in found.flaws:
        problems.print(f"[red]✗[/red] {flaw.where}: {flaw.sentence}")
    typer.echo(f"{found.events} events in the trail" + (f", last link {found.trail}" if found.trail else ""))
    typer.echo(f"digest {found.digest}")


def _tell(what: str) -> None:
    typer.echo(f"    {what}")
