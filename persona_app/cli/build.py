"""`persona build FILE|URL…`: the main job without a browser."""

import asyncio
import json
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from persona_app.cli.terminal import problems

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from persona_app.accounts.schemas import Actor
    from persona_app.core.config import Settings
    from persona_app.ingestion.schemas import Extracted
    from persona_app.jobs.schemas import RunView
    from persona_app.personas.schemas import VersionView

commands = typer.Typer()


class Format(StrEnum):
    """What is written."""

    MD = "md"
    JSON = "json"


@commands.command()
def build(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|URL…", help="Files and addresses; - reads standard input.")],
    email: Annotated[str, typer.Option(help="For whom; the operator when left out.")] = "",
    name: Annotated[str, typer.Option(help="Whom it is about; found in the texts when left out.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output when left out.")] = None,
    written_as: Annotated[
        Format | None, typer.Option("--format", help="md or json; told by the file's name when left out, else md.")
    ] = None,
) -> None:
    """Make a persona from files and web pages, and write it as Markdown or JSON."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings

    settings = get_settings()
    _quieten()
    _require_writable(out)
    with open_database(settings) as url:
        actor = acting_account(email)
        items = asyncio.run(_gather(sources, settings))
        run = asyncio.run(_build(url, settings, actor=actor, name=name, items=items))
        version = _get_version(actor, run)
    _write(version, out=out, written_as=written_as or (Format.JSON if out and out.suffix == ".json" else Format.MD))
    problems.print(f"[green]✓[/green] {escape(version.summary)} [dim]{_took(run)}[/dim]")


def _quieten() -> None:
    """Of the log, only errors reach the terminal; what matters is told in sentences."""
    import sys

    from loguru import logger

    logger.remove()
    logger.add(sys.stderr, level="ERROR", format="{level}: {message}", backtrace=False, diagnose=False)


def _require_writable(out: Path | None) -> None:
    """Before anything is read or paid for: is there a place for what is to be written?"""
    if out is None:
        return
    wrong = "it is a folder" if out.is_dir() else "there is no such folder" if not out.parent.is_dir() else ""
    if not wrong and not os.access(out if out.exists() else out.parent, os.W_OK):
        wrong = "that is not permitted"
    if wrong:
        problems.print(f"[red]✗[/red] {escape(str(out))} can't be written: {wrong}. Nothing was built; name another file with --out.")
        raise typer.Exit(1)


async def _gather(sources: Sequence[str], settings: "Settings") -> Sequence["Extracted"]:
    """Read everything; what can't be read is told, and the rest goes on."""
    from persona_app.ingestion.services.gathering import gather

    urls = [source for source in sources if source.startswith(("http://", "https://"))]
    files = [_read(source) for source in sources if source not in urls]
    found = await gather(urls=urls, files=[file for file in files if file is not None], settings=settings)
    for failure in found.failures:
        problems.print(f"[yellow]![/yellow] {escape(failure.sentence)}")
    if not found.items:
        problems.print("[red]✗[/red] Nothing could be read, so nothing was built.")
        raise typer.Exit(1)
    return found.items


def _read(source: str) -> tuple[str, bytes] | None:
    import sys

    if source == "-":
        return "standard input.txt", sys.stdin.buffer.read()
    try:
        return Path(source).name, Path(source).read_bytes()
    except OSError as error:
        problems.print(f"[yellow]![/yellow] {escape(source)} can't be read: {error.strerror}.")
        return None


async def _build(url: str, settings: "Settings", *, actor: "Actor", name: str, items: Sequence["Extracted"]) -> "RunView":
    """Make the persona, and work here until its build has ended; a worker elsewhere may be the one that takes it."""
    from persona_app.building.services.requesting import create_and_build
    from persona_app.building.working import work
    from persona_app.core.db import unit_of_work
    from persona_app.jobs.progress import stop_listening

    with unit_of_work(acting_for=actor.account_id) as session:
        _, run = create_and_build(session, actor=actor, name=name, items=items, allow_repeats=True)
    stop = asyncio.Event()
    working = asyncio.create_task(work(url, settings=settings, stop=stop))
    try:
        return await _follow(actor, run)
    finally:
        stop.set()
        await working
        await stop_listening()


async def _follow(actor: "Actor", run: "RunView") -> "RunView":
    """Show the steps until the run has ended."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from persona_app.core.db import unit_of_work
    from persona_app.jobs.progress import wait_for_progress
    from persona_app.jobs.services.runs import get_run

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=problems, transient=True) as progress:
        bars = {step.name: progress.add_task(step.title, total=None, start=False) for step in run.steps}
        while run.is_active:
            _show(progress, bars, run)
            await wait_for_progress(run.id, timeout=1.0)
            with unit_of_work(acting_for=actor.account_id) as session:
                run = get_run(session, actor=actor, run_id=run.id)
    return run


def _show(progress: "Progress", bars: "dict[str, TaskID]", run: "RunView") -> None:
    for step in run.steps:
        if step.state != "pending":
            progress.start_task(bars[step.name])
        waits = f" [yellow]{escape(run.sentence)}[/yellow]" if run.state == "waiting" and step.state == "running" else ""
        progress.update(bars[step.name], completed=step.done, total=step.total or None, description=escape(step.title) + waits)


def _get_version(actor: "Actor", run: "RunView") -> "VersionView":
    """The version that was built; otherwise why there is none."""
    from persona_app.core.db import unit_of_work
    from persona_app.personas.services.versioning import get_version

    if run.version_number is None:
        problems.print(f"[red]✗[/red] {escape(run.sentence)}")
        raise typer.Exit(1)
    with unit_of_work(acting_for=actor.account_id) as session:
        return get_version(session, actor=actor, persona_id=run.persona_id, number=run.version_number)


def _write(version: "VersionView", *, out: Path | None, written_as: Format) -> None:
    text = version.content if written_as is Format.MD else _as_json(version)
    if out is None:
        typer.echo(text.rstrip("\n"))
        return
    try:
        out.write_text(text if text.endswith("\n") else f"{text}\n", "utf-8")
    except OSError as error:
        problems.print(
            f"[red]✗[/red] {escape(str(out))} can't be written: {error.strerror}. The persona was built and is kept in the studio."
        )
        raise typer.Exit(1) from None


def _as_json(version: "VersionView") -> str:
    return json.dumps(version.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)


def _took(run: "RunView") -> str:
    tokens = run.prompt_tokens + run.completion_tokens
    cost = f", ${run.cost_usd:.4f}" if run.cost_usd else ""
    return f"{run.elapsed_seconds or 0:.1f} s" + (f", {tokens:,} tokens{cost}" if tokens else "")
