"""`persona import` and `persona export`: files of other programs, one or thousands."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from rich.markup import escape

from persona_app.cli.terminal import problems
from persona_app.interchange.draft import Format

if TYPE_CHECKING:
    from persona_app.accounts.schemas import Actor
    from persona_app.interchange.archive_writing import ArchiveWriter
    from persona_app.interchange.bulk import BatchView, ResultView
    from persona_app.interchange.draft import LossReport
    from persona_app.interchange.services.importing import OnSame

commands = typer.Typer()
_OUTCOMES = {"imported": "created", "updated": "updated", "skipped": "skipped"}
_AT_ONCE = 200


@commands.command("import")
def import_files(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files, folders and ZIP archives with files, of any of the formats.")
    ],
    email: Annotated[str, typer.Option(help="Whose personas they become; the operator's when left out.")] = "",
    on_same: Annotated[str, typer.Option(help="When the same file or name is there: keep_both, update or skip.")] = "keep_both",
    is_instructions_only: Annotated[
        bool, typer.Option("--instructions", help="Only files of instructions for agents: AGENTS.md, CLAUDE.md, GEMINI.md, …")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say what happened as JSON, on standard output.")] = False,
) -> None:
    """Make personas of cards, agents' files, instructions and tables of prompts; each file by itself, so that one that fails stops no
    other. Stopped in the middle, the same command goes on where it was."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings

    chosen = _choice(on_same)
    with open_database(get_settings()), _stopping():
        actor = acting_account(email)
        batch = _work(paths, actor=actor, on_same=chosen, is_instructions_only=is_instructions_only, is_silent=as_json)
        report = _report(batch, actor=actor) if as_json else None
    if report is not None:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    if batch.sentence:
        problems.print(f"[red]✗[/red] {escape(batch.sentence)}")
    if batch.failed or batch.sentence or batch.done == batch.failed:
        raise typer.Exit(1)


@commands.command("export")
def export(
    persona_id: Annotated[UUID | None, typer.Argument(metavar="[ID]", help="The persona's id, as its address shows it.")] = None,
    written_as: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.CARD_V3,
    is_everything: Annotated[
        bool, typer.Option("--all", help="Every persona of the account, as one ZIP that can be imported again to the same state.")
    ] = False,
    email: Annotated[str, typer.Option(help="Whose persona it is; the operator's when left out.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write; named after the persona, here, when left out.")] = None,
    version: Annotated[str, typer.Option(help="Which version: its number, a label that is on it, or `latest`.")] = "latest",
) -> None:
    """Write a version of a persona as a file of another program; what finds no place in it is told. Or write everything."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings

    if is_everything == (persona_id is not None):
        raise typer.BadParameter("Give either a persona's id or --all.")
    with open_database(get_settings()):
        actor = acting_account(email)
        if persona_id is None:
            _export_all(actor, out or Path("personas.zip"))
        else:
            _export_one(actor, persona_id, written_as, out, version=version)


def _export_one(actor: "Actor", persona_id: UUID, written_as: Format, out: Path | None, *, version: str) -> None:
    from persona_app.core.db import unit_of_work
    from persona_app.interchange.services.exporting import export_persona
    from persona_app.personas.services.using import record_use
    from persona_app.personas.studio_schemas import UseKind

    with unit_of_work(acting_for=actor.account_id) as session:
        exported = export_persona(session, actor=actor, persona_id=persona_id, format=written_as, version=version)
    target = out or Path(exported.file_name)
    with _writing(target):
        target.write_bytes(exported.data)
    with unit_of_work(acting_for=actor.account_id) as session:
        record_use(session, actor=actor, persona_id=persona_id, kind=UseKind.EXPORT)
    for loss in exported.losses.unusable:
        problems.print(f"[yellow]![/yellow] {escape(loss.place)}: {escape(loss.why)}.")
    typer.echo(str(target))


def _export_all(actor: "Actor", target: Path) -> None:
    """One persona at a time; a file that is there is replaced when the new one is whole."""
    from persona_app.interchange.archive_writing import ArchiveWriter

    beside, writer = target.with_name(f"{target.name}.part"), ArchiveWriter()
    with _writing(target):
        asyncio.run(_write_all(actor, beside, writer))
        beside.replace(target)
    problems.print(f"{writer.count:,} personas, digest {writer.digest}")
    typer.echo(str(target))


async def _write_all(actor: "Actor", target: Path, writer: "ArchiveWriter") -> None:
    from persona_app.core.db import unit_of_work
    from persona_app.interchange.archive_writing import stream_personas
    from persona_app.interchange.services.exporting import list_everything

    async def call(service: Callable[..., Any], /, **given: Any) -> Any:
        with unit_of_work(acting_for=actor.account_id) as session:
            return service(session, actor=actor, **given)

    ids = await call(list_everything)
    with target.open("wb") as file:
        async for piece in stream_personas(ids, call=call, is_everything=True, writer=writer):
            file.write(piece)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problems.print(f"[red]✗[/red] {escape(str(target))} can't be written: {error.strerror}. The personas are as they were.")
        raise typer.Exit(1) from None


@contextmanager
def _stopping() -> Iterator[None]:
    """Ctrl-C is a sentence."""
    try:
        yield
    except KeyboardInterrupt:
        problems.print("[yellow]![/yellow] Stopped. What was imported is kept; the same command goes on where it was.")
        raise typer.Exit(130) from None


def _choice(on_same: str) -> "OnSame":
    choices: dict[str, OnSame] = {"keep_both": "keep_both", "update": "update", "skip": "skip"}
    if on_same not in choices:
        raise typer.BadParameter("--on-same is keep_both, update or skip")
    return choices[on_same]


def _work(paths: Sequence[Path], *, actor: "Actor", on_same: "OnSame", is_instructions_only: bool, is_silent: bool) -> "BatchView":
    """Import what is left of these files; how it ended."""
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.interchange.services.receiving import get_import, open_folder
    from persona_app.interchange.working import work_through

    place = "\0".join(str(path.resolve()) for path in paths)
    with unit_of_work(acting_for=actor.account_id) as session:
        begun, goes_on = open_folder(
            session, actor=actor, place=place, title=paths[0].name, on_same=on_same, is_instructions_only=is_instructions_only
        )
    if goes_on and not is_silent:
        what = "files" if not begun.rows else "rows" if begun.rows == begun.done else "files and rows"
        problems.print(f"Going on with the import that was stopped: {begun.done:,} {what} are done.")
    told = _quiet if is_silent else _tell
    asyncio.run(work_through(begun.id, owner_id=actor.account_id, settings=get_settings(), paths=paths, told=told))
    with unit_of_work(acting_for=actor.account_id) as session:
        return get_import(session, actor=actor, batch_id=begun.id)


def _quiet(_: Sequence["ResultView"]) -> None:
    """Nothing is said before the end."""


def _tell(results: Sequence["ResultView"]) -> None:
    for one in results:
        if one.outcome == "failed":
            problems.print(f"[red]✗[/red] {escape(one.file)}: {escape(one.reason)}")
        elif one.persona_id is None and one.outcome == "updated":
            typer.echo(one.reason)
        elif one.persona_id is None:
            problems.print(f"[yellow]![/yellow] {escape(one.file)}: {escape(one.reason)}")
        else:
            lost = f", {one.unusable} not usable" if one.unusable else ""
            kept = f", {one.kept} kept aside" if one.kept else ""
            typer.echo(f"{one.persona_id}  {one.name} ({_OUTCOMES[one.outcome]}: {one.mapped} taken over{kept}{lost})")


def _report(batch: "BatchView", *, actor: "Actor") -> dict[str, object]:
    """What became of each file, those of an earlier start too."""
    from persona_app.core.db import unit_of_work
    from persona_app.interchange.services.receiving import get_losses, list_results

    imported: list[dict[str, object]] = []
    skipped: list[dict[str, object]] = []
    failed: list[dict[str, object]] = []
    account: list[dict[str, object]] = []
    cursor: str | None = None
    while True:
        with unit_of_work(acting_for=actor.account_id) as session:
            page = list_results(session, actor=actor, batch_id=batch.id, cursor=cursor, limit=_AT_ONCE)
            losses = get_losses(session, actor=actor, import_file_ids=[one.import_file_id for one in page.items if one.import_file_id])
        for one in page.items:
            if one.outcome == "failed":
                failed.append({"file": one.file, "reason": one.reason})
            elif one.persona_id is None and one.outcome == "updated":
                account.append({"file": one.file, "done": one.reason})
            elif one.persona_id is None:
                skipped.append({"file": one.file, "reason": one.reason})
            else:
                imported.append(_imported(one, losses))
        cursor = page.next_cursor
        if cursor is None:
            beside: dict[str, object] = {"account": account} if account else {}
            return {"imported": imported, "skipped": skipped, "failed": failed, **beside}


def _imported(one: "ResultView", losses: dict[UUID, "LossReport"]) -> dict[str, object]:
    report = losses.get(one.import_file_id) if one.import_file_id else None
    told = report.model_dump(mode="json") if report else {"mapped": [], "kept": [], "unusable": []}
    return {"file": one.file, "id": str(one.persona_id), "outcome": _OUTCOMES[one.outcome], "losses": told}
