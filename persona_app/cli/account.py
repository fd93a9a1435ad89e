"""`persona account …`: people who may log in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_app.cli.terminal import console, problems, step

if TYPE_CHECKING:
    from persona_app.privacy.erasing import ErasurePlan

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


@commands.command()
def operator(email: Annotated[str, typer.Argument(help="The account's address.")]) -> None:
    """Make somebody an operator, beside those who are."""
    from persona_app.accounts.services.operating import name_operator
    from persona_app.cli.acting import open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork

    with open_database(get_settings()), unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        actor = name_operator(session, email=email)
    console.print(f"{actor.email} (@{actor.handle}) is an operator.")


@commands.command()
def export(
    file: Annotated[Path, typer.Argument(help="The archive to write, a ZIP file.", dir_okay=False)],
    email: Annotated[str, typer.Option(help="Whose account; the operator's when left out.")] = "",
) -> None:
    """Write everything about an account to an archive that a person can read."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.privacy.exporting import export_account, note_export

    settings = get_settings()
    if file.exists():
        problems.print(f"{file} is there already, and nothing was written. Name another file.")
        raise typer.Exit(1)
    aside = file.with_name(f".{file.name}.part")
    with open_database(settings), step(f"Export to {file}"):
        actor = acting_account(email)
        with unit_of_work(acting_for=actor.account_id) as session:
            note_export(session, actor=actor)
        try:
            with aside.open("xb") as target:
                aside.chmod(0o600)
                for block in export_account(actor=actor, settings=settings):
                    target.write(block)
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
    typer.echo(f"{file.stat().st_size:,} bytes")


@commands.command()
def erase(
    email: Annotated[str, typer.Argument(help="The account's address.")],
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase an account with everything that is its own, at once and for good. A backup made before still holds it."""
    from persona_app.cli.acting import acting_account, open_database
    from persona_app.core.config import get_settings
    from persona_app.core.db import unit_of_work
    from persona_app.privacy.clearing import clear_after
    from persona_app.privacy.erasing import erase_account, plan_erasure

    settings = get_settings()
    with open_database(settings):
        actor = acting_account(email)
        with unit_of_work(acting_for=actor.account_id) as session:
            plan = plan_erasure(session, actor=actor)
        _tell(plan)
        if not is_sure:
            typer.confirm(f"Erase {actor.email} (@{actor.handle})?", abort=True)
        with unit_of_work(acting_for=actor.account_id) as session:
            erased = erase_account(session, actor=actor)
        clear_after(erased, settings=settings)
    typer.echo("The account is erased.")


def _tell(plan: "ErasurePlan") -> None:
    from persona_app.core.plurals import counted

    going = ((plan.personas, "persona"), (plan.versions, "version"), (plan.data, "text"), (plan.import_files, "imported file"))
    typer.echo("It takes " + ", ".join(counted(count, what) for count, what in going) + ".")
    if plan.public_personas:
        typer.echo(f"{counted(plan.public_personas, 'public page')} will answer that they are gone.")
