"""Every table has a wall, or a reason to have none; and every unit of work of the product says for whom it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlmodel import SQLModel

from persona_app.core.db import libpq_url
from persona_app.core.row_security import EXEMPT

ROOT = Path(__file__).resolve().parents[3]
DOORS = {
    "account_of_address",
    "company_of",
    "doom_pictures",
    "doom_unused_pictures",
    "end_ties",
    "erase_traces_of",
    "fold_likes",
    "forget_kept_answers",
    "forget_old",
    "line_of",
    "matching_data",
    "matching_personas",
    "note_event",
    "note_for_webhooks",
    "persona_ids_in_use",
    "refuse_circle",
    "retire_events",
    "seal_events",
}
"""Functions that run as the tables' owner, each tested by itself."""
SHOWN_TO_EVERYBODY = {("publication", "visible"), ("persona_tag", "visible")}
"""What visitors without an account may read: each looks at whether the publication can be seen, and at nothing else."""


@pytest.fixture
def catalogue(database_url: str) -> Iterator[psycopg.Connection]:
    """The migrated database, as its owner."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        yield connection


def _tables(catalogue: psycopg.Connection, *, protected: bool) -> set[str]:
    rows = catalogue.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity = %s",
        [protected],
    )
    return {name for (name,) in rows}


def test_every_table_is_protected_or_exempt_with_a_reason(catalogue: psycopg.Connection) -> None:
    open_tables, protected = _tables(catalogue, protected=False), _tables(catalogue, protected=True)
    assert open_tables == set(EXEMPT), "a new table calls protect_by_persona in its migration, or stands in EXEMPT with its reason"
    assert {table.name for table in SQLModel.metadata.tables.values()} <= open_tables | protected
    assert all(reason.strip() for reason in EXEMPT.values())


def test_every_wall_lets_its_owner_through_and_is_asked_in_reading_and_writing(catalogue: psycopg.Connection) -> None:
    rows = catalogue.execute("SELECT tablename, qual, with_check FROM pg_policies WHERE policyname = 'owner' AND cmd = 'ALL'").fetchall()
    assert {table for table, _, _ in rows} == _tables(catalogue, protected=True)
    assert [table for table, reads, writes in rows if reads is None or reads != writes] == []


def test_no_policy_is_open_to_everybody(catalogue: psycopg.Connection) -> None:
    rows = catalogue.execute("SELECT tablename, policyname, cmd, coalesce(qual, with_check) FROM pg_policies").fetchall()
    asked = ("acting_account()", "system_work()", " parent")
    open_ones = {(table, name): (command, condition) for table, name, command, condition in rows if not any(w in condition for w in asked)}
    assert set(open_ones) == SHOWN_TO_EVERYBODY
    for command, condition in open_ones.values():
        assert command == "SELECT" and "hidden_at IS NULL" in condition and "'private'" in condition


def test_doors_through_the_wall_are_those_we_know_and_search_only_our_schema(catalogue: psycopg.Connection) -> None:
    rows = catalogue.execute("SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace").fetchall()
    assert {name for name, _ in rows} == DOORS
    assert [name for name, settings in rows if settings != ["search_path=public, pg_temp"]] == []


def test_doors_through_the_wall_open_to_the_application_alone(catalogue: psycopg.Connection) -> None:
    """Another user of the database reads no table of ours; a function runs as the tables' owner, whoever calls it."""
    rows = catalogue.execute(
        "SELECT proname, has_function_privilege('public', oid, 'EXECUTE'), has_function_privilege(application_role(), oid, 'EXECUTE')"
        " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    assert {name: (everybody, application) for name, everybody, application in rows} == dict.fromkeys(DOORS, (False, True))


def test_no_view_looks_past_the_walls(catalogue: psycopg.Connection) -> None:
    """A view reads as its owner, unless told."""
    rows = catalogue.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')")
    assert rows.fetchall() == []


def test_every_unit_of_work_of_the_product_says_for_whom_it_is() -> None:
    unnamed = []
    for file in sorted((ROOT / "persona_app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "unit_of_work":
                names = {keyword.arg for keyword in node.keywords}
                if not names & {"acting_for", "for_system"}:
                    unnamed.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert unnamed == []


def test_the_product_never_works_past_the_walls() -> None:
    """`MAINTAIN` is for tests, and for an operator's backup of everybody's rows; whoever else needs it has to be named here."""
    users = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "persona_app").rglob("*.py"))
        if "MAINTAIN" in file.read_text("utf-8") or "unnamed=" in file.read_text("utf-8")
    ]
    assert users == ["persona_app/cli/backup.py", "persona_app/core/row_security.py", "persona_app/privacy/backing_up.py"]
