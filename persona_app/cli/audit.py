"""`persona audit …`: is the trail as it was written, and what does it say."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_app.cli.terminal import problems, step

if TYPE_CHECKING:
    from persona_app.core.config import Settings
    from persona_app.events.schemas import Audit, Head

commands = typer.Typer(name="audit", help="The trail of who did what.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """The trail of who did what."""


@commands.command()
def verify(
    heads: Annotated[list[str] | None, typer.Option("--head", help="A link that was printed earlier and must still be there.")] = None,
    backup: Annotated[Path | None, typer.Option(help="A backup file, whose link must still be there.", exists=True, dir_okay=False)] = None,
) -> None:
    """Compute the whole chain again; exit code 1 when an event was changed, removed, put in or moved, or the end was cut off.

    Prints the last link. Keep it somewhere else: with it nobody can write the whole chain anew unnoticed.
    """
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.events.schemas import Head
    from persona_app.events.services.auditing import audit

    settings = get_settings()
    kept = [*(Head.parse(each) for each in heads or []), *_kept_elsewhere(settings, backup)]
    with open_database(settings), step("Look at the trail"), unit_of_work(for_system=SystemWork.AUDIT) as session:
        found = audit(session, heads=kept)
    _say(found)
    if not found.is_whole:
        raise typer.Exit(1)


def _kept_elsewhere(settings: "Settings", backup: Path | None) -> "list[Head]":
    """Links that stand outside the database: in the home folder, and in a backup."""
    from persona_app.events.minding import kept_head
    from persona_app.privacy.backup_file import reading

    of_home = kept_head(settings.home)
    found = [of_home] if of_home else []
    if backup is not None:
        with reading(backup) as (manifest, _):
            found += [manifest.trail] if manifest.trail else []
    return found


def _say(found: "Audit") -> None:
    for finding in found.findings:
        where = " ".join(
            part
            for part in (
                f"link {finding.place}" if finding.place else "",
                f"event {finding.event_id}" if finding.event_id else "",
                f"of {finding.at:%-d %B %Y, %H:%M:%S} UTC" if finding.at else "",
            )
            if part
        )
        problems.print(f"[red]✗[/red] {where}: {finding.sentence}", soft_wrap=True)
    waiting = f", {found.waiting:,} wait for their place" if found.waiting else ""
    typer.echo(f"{found.sealed:,} events in the chain{waiting}")
    typer.echo(f"last link {found.head}" if found.head else "there is no link yet")
