"""Write docs/CLI.md from the program's own commands: `python -m tools.cli_doc`.

A test fails while the file differs from what this renders, and on a command or an option without a word of help.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from persona_app.cli.app import assemble

TARGET = Path(__file__).parents[1] / "docs" / "CLI.md"
OPENING = """# The program `persona`

Generated from the commands by `python -m tools.cli_doc`; edit `persona_app/cli`, not this page.

After `make install` it is `.venv/bin/persona`. What is configured is in [.env.example](../.env.example). Results go to standard output,
everything said about them to standard error; the exit code is 0 when what was asked for was done. `--help` follows any command.

Three variables are no settings, since they are needed where settings can't be read:

| variable | what it does |
|---|---|
| `PERSONA_POSTGRES_BIN` | the folder with PostgreSQL's programs (`initdb`, `postgres`) to run the embedded database with |
| `PERSONA_TEST_BROWSER` | the Chromium that browser tests start |
| `PERSONA_LIFELINE` | set by `persona serve` for the processes it starts, so that none outlives it; not for people |
"""
NO_COLUMN = "\\|"
"""A bar that ends no cell of a table."""


class Undocumented(Exception):
    """A command or an option says nothing of itself."""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, in the order of the names."""
    program = typer.main.get_command(assemble())

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        below = getattr(command, "commands", None)
        if below is None:
            yield name, command
            return
        for part in sorted(below):
            yield from walk(f"{name} {part}", below[part])

    yield from walk("persona", program)


def render_parameter(name: str, parameter: Any) -> str:
    """A row: what is typed, and what it means.

    Raises:
        Undocumented: it has no help.
    """
    if not getattr(parameter, "help", None):
        raise Undocumented(f"{name}: {parameter.name}")
    is_option = parameter.param_type_name == "option"
    typed = "`, `".join([*parameter.opts, *parameter.secondary_opts]) if is_option else metavar(parameter)
    needed = " Needed." if is_option and parameter.required and not parameter.prompt else ""
    return f"| `{typed.replace('|', NO_COLUMN)}` | {parameter.help}{needed} |"


def metavar(parameter: Any) -> str:
    """How an argument is called in the line to type."""
    return parameter.metavar or str(parameter.name).upper()


def render_command(name: str, command: Any) -> str:
    """A command as a heading, the line to type, its sentence, and a table of what it takes.

    Raises:
        Undocumented: it, or one of its parameters, has no help.
    """
    about = " ".join((command.help or "").split())
    if not about:
        raise Undocumented(name)
    arguments = [metavar(one) for one in command.params if one.param_type_name == "argument"]
    options = ["[OPTIONS]"] if len(arguments) < len(command.params) else []
    rows = [render_parameter(name, one) for one in command.params]
    table = ["| | |", "|---|---|", *rows, ""] if rows else []
    return "\n".join([f"## {name}", "", f"`{' '.join([name, *arguments, *options])}`", "", about, "", *table])


def render() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(render_command(name, command) for name, command in commands())])


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
