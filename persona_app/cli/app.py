"""The program put together, and the edge where its errors become sentences."""

import pkgutil
import re
import sys
from importlib import import_module

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.markup import escape

import persona_app.cli
from persona_app.cli.terminal import problems
from persona_app.core.errors import AppError


def assemble() -> typer.Typer:
    """Every `commands` in this package, in the order of the modules' names."""
    program = typer.Typer(
        name="persona",
        help="Persona Studio, from the terminal.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for module in pkgutil.iter_modules(persona_app.cli.__path__):
        if module.name == "__main__":
            continue
        commands = getattr(import_module(f"persona_app.cli.{module.name}"), "commands", None)
        if isinstance(commands, typer.Typer):
            program.add_typer(commands)
    return program


def explain(error: ValidationError) -> str:
    """One sentence for each setting that can't be used, by the name it has in the environment."""
    from persona_app.cli.settings import environment_name

    said = [
        f"{environment_name(str(problem['loc'][0])) if problem['loc'] else 'The settings'}: {problem['msg']}."
        for problem in error.errors(include_input=False)
    ]
    return "A setting can't be used. " + " ".join(said) + " Correct it in the environment or in .env."


def explain_unreadable(error: SettingsError) -> str:
    """The same for a setting that is JSON and can't be read as such; the library names the field in its message."""
    from persona_app.cli.settings import environment_name

    field = re.search(r'field "(\w+)"', str(error))
    name = environment_name(field[1]) if field else "One of them"
    return f"A setting can't be used. {name}: it is not the JSON it should be. Correct it in the environment or in .env."


def run() -> None:
    """Run the program; a known failure is a sentence and exit code 1, without a trace."""
    try:
        assemble()()
    except AppError as error:
        problems.print(f"[red]✗[/red] {escape(error.sentence)}")
    except ValidationError as error:
        if error.title != "Settings":
            raise
        problems.print(f"[red]✗[/red] {escape(explain(error))}")
    except SettingsError as error:
        problems.print(f"[red]✗[/red] {escape(explain_unreadable(error))}")
    else:
        return
    sys.exit(1)
