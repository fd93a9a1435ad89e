"""`persona …`: what an operator, or an owner without a browser, does from a terminal.

Each module of this package that has `commands`, a Typer app, adds to the program: a named app becomes a group (`persona token …`),
an unnamed one adds its commands at the top. A module imports what is heavy inside its commands, so that `--help` stays quick.
"""


def main() -> None:
    """The program `persona`."""
    from persona_app.cli.app import run

    run()
