"""`persona movies …`: the films whose characters a persona can be enriched with."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from persona_app.cli.terminal import problems

if TYPE_CHECKING:
    from persona_app.core.config import Settings
    from persona_app.movies.schemas import ImportedCorpus, ImportOptions, ImportPreview

commands = typer.Typer(name="movies", help="Films: import dialogue, find characters.", no_args_is_help=True)

CORPORA = {"cornell": "https://www.cs.cornell.edu/~cristian/data/cornell_movie_dialogs_corpus.zip"}
"""Corpora by the name that people know, with their public addresses."""


@commands.callback()
def group() -> None:
    """Films: import dialogue, find characters."""


@commands.command("import")
def import_(
    source: Annotated[str, typer.Argument(metavar="PATH|ZIP|URL", help="A file, a folder, a ZIP, or the address of one.")],
    name: Annotated[str, typer.Option(help="How lists call the corpus; by its file when left out.")] = "",
    title: Annotated[str, typer.Option(help="What it is called for people.")] = "",
    terms: Annotated[str, typer.Option(help="Under which terms it may be used.")] = "",
    columns: Annotated[
        str, typer.Option("--map", help="Which column is what, by name or number: speaker=Character,text=Line,movie=Film,scene=Scene…")
    ] = "",
    encoding: Annotated[str, typer.Option(help="Its encoding, when it is guessed wrong: utf-8, cp1252…")] = "",
    is_replacing: Annotated[bool, typer.Option("--replace", help="Take the place of another corpus of this name.")] = False,
    is_look: Annotated[bool, typer.Option("--look", help="Show what would be imported, and import nothing.")] = False,
) -> None:
    """Import dialogue: the Cornell corpus' files, ConvoKit's, CSV, TSV, JSON, or texts that begin with “title:”. All of it or nothing."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.movies.schemas import ImportOptions

    settings = get_settings()
    options = ImportOptions(name=name, title=title, terms=terms, encoding=encoding, mapping=mapping_in(columns), is_replacing=is_replacing)
    with _stopping(), _fetched(source, settings) as path:
        _show(_look(path, options, with_sample=is_look), with_sample=is_look)
        if is_look:
            return
        with open_database(settings):
            _tell(_import(path, options.model_copy(update={"origin": source if "://" in source else ""})))


@commands.command("list")
def list_() -> None:
    """Show the corpora with their counts and terms."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.movies.services.finding import list_corpora

    with open_database(get_settings()), unit_of_work(for_system=SystemWork.SHARED) as session:
        found = list_corpora(session)
    for corpus in found:
        typer.echo(f"{corpus.name}\t{corpus.title}")
        typer.echo(f"\t{corpus.movie_count:,} films, {corpus.character_count:,} characters, {corpus.line_count:,} lines ({corpus.layout})")
        if corpus.terms:
            typer.echo(f"\t{corpus.terms}")
    if not found:
        problems.print("There is no corpus. Import one: persona movies import PATH")


@commands.command()
def remove(
    name: Annotated[str, typer.Argument(help="The corpus, as the list calls it.")],
    is_sure: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Remove a corpus with its films, characters and lines. Thoughts already made keep their quotes."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.movies.services.finding import get_corpus
    from persona_app.movies.services.removing import remove_corpus

    with open_database(get_settings()):
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            corpus = get_corpus(session, name=name)
        if not is_sure:
            typer.confirm(f"Remove {corpus.title} with {corpus.line_count:,} lines?", abort=True, err=True)
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            remove_corpus(session, name=name)
    problems.print(f"[green]✓[/green] {escape(corpus.title)} was removed.")


@commands.command()
def download(
    name: Annotated[str, typer.Argument(help="Which corpus: cornell.")],
    is_accepted: Annotated[bool, typer.Option("--accept-terms", help="The terms are known and accepted; don't ask.")] = False,
    address: Annotated[str, typer.Option("--from", help="Another address of the same file.")] = "",
) -> None:
    """Fetch a corpus from its public address and import it, after showing its terms. Whether these let you is for you to decide."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.movies.layouts.cornell import Cornell
    from persona_app.movies.schemas import ImportOptions

    if name not in CORPORA:
        problems.print(
            f"[red]✗[/red] No address of {escape(name)} is known. Known: {', '.join(CORPORA)}. Others: persona movies import URL"
        )
        raise typer.Exit(1)
    settings, url = get_settings(), address or CORPORA[name]
    problems.print(f"{escape(url)}\n{escape(Cornell.terms)}")
    if not is_accepted:
        typer.confirm("Fetch it under these terms?", abort=True, err=True)
    with _stopping(), _fetched(url, settings) as path, open_database(settings):
        _tell(_import(path, ImportOptions(name=name, origin=url)))


@commands.command()
def characters(
    query: Annotated[
        list[str] | None, typer.Argument(help="Beginnings of the words of names and films; spelt nearly right is enough.")
    ] = None,
    genre: Annotated[str | None, typer.Option(help="Only films of this genre.")] = None,
    year: Annotated[int | None, typer.Option(help="Only films of this year.")] = None,
    corpus: Annotated[str | None, typer.Option(help="Only this corpus.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Most characters to show.")] = 20,
) -> None:
    """Find characters, with the number of their lines and their ids."""
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.movies.services.finding import find_characters

    with open_database(get_settings()), unit_of_work(for_system=SystemWork.SHARED) as session:
        found = find_characters(session, query=" ".join(query or ()), genre=genre, year=year, corpus=corpus, limit=limit)
    for one in found.items:
        film = f"{one.movie} ({one.year})" if one.year else one.movie
        typer.echo(f"{one.id}\t{one.name}\t{film}\t{one.line_count} lines")
    if not found.items:
        problems.print("No character is named or spelt like that.")


def mapping_in(columns: str) -> dict[str, str]:
    """`speaker=Character,text=Line` by role."""
    pairs = (pair.partition("=") for pair in columns.split(",") if pair.strip())
    return {role.strip(): column.strip() for role, _, column in pairs}


@contextmanager
def _stopping() -> Iterator[None]:
    """Ctrl-C is a sentence: the transaction is rolled back, so nothing half stays."""
    try:
        yield
    except KeyboardInterrupt:
        problems.print("[yellow]![/yellow] Stopped. Nothing was changed.")
        raise typer.Exit(130) from None


@contextmanager
def _fetched(source: str, settings: "Settings") -> Iterator[Path]:
    """The path itself, or what its address gives, in a folder that goes afterwards."""
    if not source.startswith(("http://", "https://")):
        yield Path(source)
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from persona_app.ingestion.services.downloading import download as fetch

    with tempfile.TemporaryDirectory(prefix="persona-corpus-") as folder:
        path = Path(folder) / (Path(source.partition("?")[0]).name[-100:] or "corpus")
        columns = (TextColumn("Fetching"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=problems, transient=True) as progress:
            bar = progress.add_task("Fetching", total=None)
            told = lambda arrived, whole: progress.update(bar, completed=arrived, total=whole)  # noqa: E731 - it closes over the bar
            asyncio.run(fetch(source, to=path, max_bytes=settings.corpus_max_bytes, settings=settings, told=told))
        yield path


def _look(path: Path, options: "ImportOptions", *, with_sample: bool) -> "ImportPreview":
    from persona_app.movies.services.importing import preview_import

    return preview_import(path=path, options=options, with_sample=with_sample)


def _show(look: "ImportPreview", *, with_sample: bool) -> None:
    """What it is taken for, so that a wrong guess is seen."""
    mapped = "; " + ", ".join(f"{role} = {column}" for role, column in look.mapping.items()) if look.mapping else ""
    problems.print(f"{escape(look.name)}: {look.layout}{', ' if look.encoding else ''}{look.encoding}{escape(mapped)}")
    if with_sample:
        for row in look.sample:
            typer.echo(f"{row.movie}\t{row.character}\t{row.text}")
        for problem in look.problems:
            problems.print(f"[yellow]![/yellow] {escape(problem)}")


def _import(path: Path, options: "ImportOptions") -> "ImportedCorpus":
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.movies.services.importing import import_corpus

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=problems, transient=True) as progress:
        bar = progress.add_task("Reading", total=1.0)
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            return import_corpus(
                session,
                path=path,
                options=options,
                told=lambda now: progress.update(bar, completed=now.share, description=f"{now.lines:,} lines" if now.lines else "Reading"),
            )


def _tell(imported: "ImportedCorpus") -> None:
    corpus = imported.corpus
    if not imported.is_new:
        problems.print(f"[green]✓[/green] {escape(corpus.title)} is here already, from the same files. Nothing was changed.")
        return
    for trouble in corpus.report["troubles"]:
        rows = ", ".join(trouble["rows"][:5]) + (", …" if trouble["count"] > 5 else "")
        problems.print(
            f"[yellow]![/yellow] {trouble['count']:,} {escape(trouble['what'])}" + (f" ({escape(rows)})" if trouble["rows"] else "")
        )
    typer.echo(f"{corpus.name}\t{corpus.movie_count} films, {corpus.character_count} characters, {corpus.line_count} lines")
