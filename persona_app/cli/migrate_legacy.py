"""`persona migrate-legacy`: an older system's personas, taken over into this one."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from persona_app.cli.terminal import problems
from persona_app.core.plurals import counted

if TYPE_CHECKING:
    from rich.progress import Progress

    from persona_app.interchange.schemas import Refusal, Report

commands = typer.Typer()


@commands.command("migrate-legacy")
def migrate_legacy(
    source: Annotated[
        str, typer.Option("--from", help="The older database, postgresql://…; it is only read. A password may come from PGPASSWORD.")
    ],
    email: Annotated[str, typer.Option(help="Whose personas they become; the operator's when left out.")] = "",
    is_trial: Annotated[bool, typer.Option("--dry-run", help="Look at every row, say what would be done, and write nothing.")] = False,
) -> None:
    """Take over the table personas(id, raw_text, persona, created_at, updated_at) of an older system. May be given again at any time."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings
    from persona_app.interchange.legacy_table import open_legacy_table
    from persona_app.interchange.migrating import take_over

    settings = get_settings()
    with open_legacy_table(source, most_bytes=settings.upload_max_bytes) as table, open_database(settings):
        actor = acting_account(email)
        with _progress() as progress:
            bar = progress.add_task("Looking" if is_trial else "Taking over, then comparing", total=table.count() * (1 if is_trial else 2))
            report = take_over(table, actor=actor, is_trial=is_trial, tell=_tell, advance=lambda count: progress.advance(bar, count))
    _say(report, is_trial=is_trial)
    if not report.is_whole:
        raise typer.Exit(1)


def _progress() -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=problems, transient=True
    )


def _tell(refusal: "Refusal") -> None:
    problems.print(f"[yellow]![/yellow] Row {escape(refusal.row)}: {escape(refusal.reason)}.")


def _say(report: "Report", *, is_trial: bool) -> None:
    refused = sum(report.refused.values())
    typer.echo(f"{counted(report.found, 'row')} in the older table")
    typer.echo(
        f"{report.taken} {'would be taken over' if is_trial else 'taken over now'}, {report.without_persona} of them without a persona"
    )
    typer.echo(f"{report.already} taken over before")
    typer.echo(f"{refused} not taken")
    for reason, count in sorted(report.refused.items()):
        typer.echo(f"  {count}: {reason}")
    if is_trial:
        typer.echo("Nothing was written.")
        return
    typer.echo(f"{report.verified} compared and found the same here and there, {len(report.differing)} not")
    for row in report.differing:
        problems.print(f"[red]✗[/red] Row {escape(row)} is not here as it is there. Was it changed or deleted meanwhile?")
