"""`persona account …`: people who may log in."""

from typing import Annotated

import typer

from persona_app.cli.terminal import console

commands = typer.Typer(name="account", help="Accounts.", no_args_is_help=True)


def proposed_handle(email: str) -> str:
    """A handle made of the part before the @: `Ada.Byron@example.org` gives `ada-byron`."""
    from slugify import slugify

    return slugify(email.partition("@")[0], max_length=30).ljust(3, "0")


@commands.callback()
def group() -> None:
    """Accounts."""


@commands.command()
def create(
    email: Annotated[str, typer.Option(help="The address to log in with.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")],
    handle: Annotated[str, typer.Option(help="The public name; made from the address when left out.")] = "",
) -> None:
    """Make an account. The first one on an installation becomes its operator."""
    from persona_app.accounts.services.registering import register
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork

    with open_database(get_settings()), unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        actor = register(session, email=email, handle=handle or proposed_handle(email), password=password)
    console.print(f"Account {actor.email} (@{actor.handle}) was made{', as the operator' if actor.is_operator else ''}.")
