"""`persona token …`: what programs call the API with."""

from datetime import timedelta
from typing import Annotated

import typer

from persona_app.cli.terminal import problems

commands = typer.Typer(name="token", help="API tokens.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """API tokens."""


@commands.command()
def create(
    email: Annotated[str, typer.Option(help="Whose token; the operator's when left out.")] = "",
    name: Annotated[str, typer.Option(help="What will use it.")] = "command line",
    scope: Annotated[list[str] | None, typer.Option(help="read or write; give the option twice for both, which is the default.")] = None,
    days: Annotated[int, typer.Option(min=0, help="Days until it expires; 0 for never.")] = 0,
) -> None:
    """Make a token and print it: it is shown this once and stored nowhere."""
    from persona_app.accounts.services.tokens import create_token
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.clock import now
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work

    with open_database(get_settings()):
        actor = acting_account(email)
        with unit_of_work(acting_for=actor.account_id) as session:
            expires_at = now() + timedelta(days=days) if days else None
            made = create_token(session, actor=actor, name=name, scopes=scope or ["read", "write"], expires_at=expires_at)
    problems.print(f"A token of {actor.email} for “{made.view.name}”. Keep it: it is not shown again.")
    typer.echo(made.token)
