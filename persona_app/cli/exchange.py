"""`persona import` and `persona export`: files of other programs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.markup import escape

from persona_app.cli.terminal import problems
from persona_app.interchange.draft import Format

if TYPE_CHECKING:
    from persona_app.accounts.schemas import Actor
    from persona_app.interchange.services.importing import Imported, OnSame

commands = typer.Typer()


@commands.command("import")
def import_files(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, and folders with files, of any of the formats.")],
    email: Annotated[str, typer.Option(help="Whose personas they become; the operator's when left out.")] = "",
    on_same: Annotated[str, typer.Option(help="When the same file or name is there: keep_both, update or skip.")] = "keep_both",
    as_json: Annotated[bool, typer.Option("--json", help="Say what happened as JSON, on standard output.")] = False,
) -> None:
    """Make personas of cards, agents' files and instructions; each file by itself, so that one that fails stops no other."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings

    chosen = _choice(on_same)
    imported: list[dict[str, object]] = []
    failed: list[dict[str, str]] = []
    with open_database(get_settings()):
        actor = acting_account(email)
        for file in _files(paths):
            answer = _import_one(file, actor=actor, on_same=chosen)
            if isinstance(answer, str):
                failed.append({"file": str(file), "reason": answer})
            else:
                losses = answer.losses.model_dump(mode="json")
                imported.append({"file": str(file), "id": str(answer.persona.id), "outcome": answer.outcome, "losses": losses})
            if not as_json:
                _tell(file, answer)
    if as_json:
        typer.echo(json.dumps({"imported": imported, "failed": failed}, ensure_ascii=False, indent=2))
    if failed or not imported:
        raise typer.Exit(1)


@commands.command("export")
def export(
    persona_id: Annotated[UUID, typer.Argument(metavar="ID", help="The persona's id, as its address shows it.")],
    written_as: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.CARD_V3,
    email: Annotated[str, typer.Option(help="Whose persona it is; the operator's when left out.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write; named after the persona, here, when left out.")] = None,
) -> None:
    """Write a persona's newest version as a file of another program; what finds no place in it is told."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.interchange.services.exporting import export_persona

    with open_database(get_settings()):
        actor = acting_account(email)
        with unit_of_work(acting_for=actor.account_id) as session:
            exported = export_persona(session, actor=actor, persona_id=persona_id, format=written_as)
    target = out or Path(exported.file_name)
    try:
        target.write_bytes(exported.data)
    except OSError as error:
        problems.print(f"[red]✗[/red] {escape(str(target))} can't be written: {error.strerror}. The persona is as it was.")
        raise typer.Exit(1) from None
    for loss in exported.losses.unusable:
        problems.print(f"[yellow]![/yellow] {escape(loss.place)}: {escape(loss.why)}.")
    typer.echo(str(target))


def _choice(on_same: str) -> "OnSame":
    choices: dict[str, OnSame] = {"keep_both": "keep_both", "update": "update", "skip": "skip"}
    if on_same not in choices:
        raise typer.BadParameter("--on-same is keep_both, update or skip")
    return choices[on_same]


def _files(paths: list[Path]) -> Iterator[Path]:
    """Every file once, those of folders in the order of their names; links that lead out of a folder are not followed."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                each for each in path.rglob("*") if each.is_file() and not each.is_symlink() and not each.name.startswith(".")
            )
        else:
            yield path


def _import_one(file: Path, *, actor: "Actor", on_same: "OnSame") -> "Imported | str":
    """What became of the file, or why nothing."""
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.errors import AppError
    from persona_app.ingestion.errors import FileTooLarge
    from persona_app.interchange.preparing import Original
    from persona_app.interchange.reading import read_named
    from persona_app.interchange.services.importing import import_persona

    try:
        size, most = file.stat().st_size, get_settings().upload_max_bytes
        if size > most:
            raise FileTooLarge(file.name, size=size, limit=most)
        data = file.read_bytes()
        reading = read_named(data, file_name=file.name)
        with unit_of_work(acting_for=actor.account_id) as session:
            original = Original(file_name=file.name, data=data)
            return import_persona(session, actor=actor, reading=reading, original=original, on_same=on_same)
    except AppError as error:
        return error.sentence
    except OSError as error:
        return f"It can't be read: {error.strerror}."


def _tell(file: Path, answer: "Imported | str") -> None:
    if isinstance(answer, str):
        problems.print(f"[red]✗[/red] {escape(str(file))}: {escape(answer)}")
        return
    lost = f", {len(answer.losses.unusable)} not usable" if answer.losses.unusable else ""
    kept = f", {len(answer.losses.kept)} kept aside" if answer.losses.kept else ""
    typer.echo(f"{answer.persona.id}  {answer.persona.name} ({answer.outcome}: {len(answer.losses.mapped)} taken over{kept}{lost})")
