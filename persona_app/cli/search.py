"""`persona search …`: the index of public personas."""

import typer

commands = typer.Typer(name="search", help="The index of public personas.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """The index of public personas."""


@commands.command()
def rebuild() -> None:
    """Build the index anew from what is public; everybody searches on meanwhile. It follows by itself: this is for repair."""
    from rich.progress import Progress

    from persona_app.cli.terminal import problems
    from persona_app.core.config import get_settings
    from persona_app.core.migrating import migrate
    from persona_app.core.postgres import database
    from persona_app.gallery.rebuilding import rebuild_search

    with database(get_settings()) as url, Progress(console=problems, transient=True) as progress:
        migrate(url)
        task = progress.add_task("Building the index", total=None)
        rebuilt = rebuild_search(url, told=lambda done, of: progress.update(task, completed=done, total=of))
    typer.echo(f"{rebuilt.personas:,} public personas, {rebuilt.words:,} words, in {rebuilt.seconds:.1f} s.")
