"""`persona doctor`: what is configured, what is missing, what to do."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import typer
from rich.markup import escape

from persona_app.cli.addresses import PortTaken, browsable, require_free, resolve
from persona_app.cli.serve import PAGES
from persona_app.cli.terminal import console
from persona_app.core.config import Settings, get_settings
from persona_app.core.errors import AppError

commands = typer.Typer()


class Health(Enum):
    """A sign in front of each line."""

    WELL = "[green]✓[/green]"
    NOTE = "[yellow]![/yellow]"
    ILL = "[red]✗[/red]"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at: how it is, and what to do about it."""

    about: str
    health: Health
    says: str


def look_at_pages() -> Finding:
    """Were the pages built?"""
    if PAGES.is_file():
        return Finding(about="Pages", health=Health.WELL, says="built")
    return Finding(about="Pages", health=Health.ILL, says="not built; `make run` builds them")


def look_at_address(settings: Settings) -> Finding:
    """Can the port be had, or does something, perhaps ourselves, listen there?"""
    shown = settings.public_url or browsable(settings.host, port=settings.port)
    try:
        require_free(resolve(settings.host, port=settings.port), port=settings.port)
    except PortTaken:
        return Finding(about="Address", health=Health.NOTE, says=f"{shown} is in use, by a running Persona Studio or another program")
    except AppError as error:
        return Finding(about="Address", health=Health.ILL, says=error.sentence)
    return Finding(about="Address", health=Health.WELL, says=f"{shown} is free")


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Does the database answer, is its schema this program's, is anybody working?"""
    from persona_app.core.db import configure
    from persona_app.core.migrating import is_at_head
    from persona_app.core.postgres import database

    kind = "DATABASE_URL" if settings.database_url else f"embedded, in {settings.home}"
    try:
        with database(settings) as url:
            yield Finding(about="Database", health=Health.WELL, says=f"{kind}: answers")
            if not is_at_head(url):
                yield Finding(about="Schema", health=Health.NOTE, says="not up to date; `make run` or `persona serve` migrates it")
                return
            yield Finding(about="Schema", health=Health.WELL, says="up to date")
            engine = configure(url, pool_size=1)
            yield look_at_role()
            yield look_at_workers()
            engine.dispose()
    except AppError as error:
        yield Finding(about="Database", health=Health.ILL, says=error.sentence)


def look_at_role() -> Finding:
    """Does PostgreSQL keep accounts apart too?"""
    from persona_app.core.application_role import current_role
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork

    with unit_of_work(for_system=SystemWork.SHARED) as session:
        role = current_role(session)
    if role.is_bound:
        return Finding(about="Role", health=Health.WELL, says=f"works as {role.name}, who sees only the rows of the account it acts for")
    return Finding(
        about="Role", health=Health.ILL, says=f"works as {role.name}, whom row-level security does not bind (docs/decisions, 12)"
    )


def look_at_workers() -> Finding:
    """Did a worker speak within the last seconds?"""
    from persona_app.core.db import unit_of_work
    from persona_app.core.row_security import SystemWork
    from persona_app.jobs.workers import count_live_workers

    with unit_of_work(for_system=SystemWork.SHARED) as session:
        number = count_live_workers(session)
    if number:
        return Finding(about="Workers", health=Health.WELL, says=f"{number} at work")
    return Finding(about="Workers", health=Health.NOTE, says="none at work: jobs wait until `persona serve` or `persona worker` runs")


def look_at_engine(settings: Settings) -> Finding:
    """Which engine writes, and does it answer?"""
    from persona_app.llm.factory import describe_engine
    from persona_app.llm.probing import probe_model_server

    engine = describe_engine(settings)
    if engine.name == "offline":
        return Finding(about="Engine", health=Health.WELL, says=f"offline, extractive. {engine.advice}".strip())
    try:
        asyncio.run(probe_model_server(settings))
    except AppError as error:
        return Finding(about="Engine", health=Health.ILL, says=error.sentence)
    health = Health.NOTE if engine.advice else Health.WELL
    return Finding(about="Engine", health=health, says=f"{engine.model} at {engine.endpoint}: answers. {engine.advice}".strip())


def look_at_everything(settings: Settings) -> Iterator[Finding]:
    """One finding after the other, as soon as it is known."""
    yield Finding(about="Python", health=Health.WELL, says=sys.version.split()[0])
    yield Finding(about="Home", health=Health.WELL, says=f"{settings.home} (PERSONA_HOME)")
    yield look_at_pages()
    yield look_at_address(settings)
    yield from look_at_database(settings)
    yield look_at_engine(settings)


@commands.command()
def doctor() -> None:
    """Look at everything that is needed, and say what to do about what is missing."""
    is_ill = False
    for finding in look_at_everything(get_settings()):
        is_ill = is_ill or finding.health is Health.ILL
        console.print(f"{finding.health.value} {finding.about:<9} {escape(finding.says)}")
    if is_ill:
        raise typer.Exit(code=1)
