"""`persona migrate-legacy` as an operator types it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import psycopg

from persona_app.core.db import unit_of_work
from tests.factories.accounts import make_actor
from tests.factories.legacy import good_row, make_legacy_table


def start(database, source, *words):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), "DATABASE_URL": database}
    command = [sys.executable, "-m", "persona_app.cli", "migrate-legacy", "--from", source, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def run(database, source, *words):
    process = start(database, source, *words)
    stdout, stderr = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def waiting_inserts(connection):
    found = connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT%'"
    )
    return found.fetchone()[0]


def test_counts_are_printed_and_the_exit_code_tells_whether_all_rows_are_here(database, empty_database_url):
    with unit_of_work() as session:
        make_actor(session, is_operator=True)
    make_legacy_table(empty_database_url, [good_row(1), good_row(2), good_row(3, raw_text="")])

    trial = run(database, empty_database_url, "--dry-run")
    done = run(database, empty_database_url)

    assert (trial.returncode, done.returncode) == (1, 1), done.stderr
    assert "Nothing was written." in trial.stdout
    assert "Row row 3: its raw_text is empty." in done.stderr
    assert done.stdout.splitlines()[:2] == ["3 rows in the older table", "2 taken over now, 0 of them without a persona"]
    assert "2 compared and found the same here and there, 0 not" in done.stdout
    assert "likes tea" not in done.stdout + done.stderr


def test_nothing_is_lost_or_doubled_when_the_process_is_killed_in_mid_batch(database, empty_database_url):
    with unit_of_work() as session:
        owner = make_actor(session, is_operator=True)
    ids = [str(UUID(int=number)) for number in range(1, 501)]
    make_legacy_table(empty_database_url, [good_row(number, old_id=old_id) for number, old_id in enumerate(ids, start=1)])
    with psycopg.connect(database) as blocker, psycopg.connect(database, autocommit=True) as watcher:
        blocker.execute(
            "INSERT INTO persona (id, owner_id, name, is_name_provisional, subject, source, data_count, version_count, lock_version,"
            " created_at, updated_at) VALUES (%s, %s, 'In the way', false, '', 'manual', 0, 0, 1, now(), now())",
            (ids[299], owner.account_id),
        )
        process = start(database, empty_database_url)
        while process.poll() is None and not waiting_inserts(watcher):
            pass
        process.kill()
        process.communicate(timeout=60)
        blocker.rollback()
        assert watcher.execute("SELECT count(*) FROM persona").fetchone() == (200,)

    again = run(database, empty_database_url)

    assert again.returncode == 0, again.stderr
    assert "300 taken over now, 0 of them without a persona\n200 taken over before\n" in again.stdout
    assert "500 compared and found the same here and there, 0 not" in again.stdout


def test_exit_code_is_zero_when_every_row_is_here(database, empty_database_url):
    with unit_of_work() as session:
        make_actor(session, handle="keeper")
    make_legacy_table(empty_database_url, [good_row(1)])

    assert run(database, empty_database_url, "--email", "keeper@example.com").returncode == 0
    assert "1 taken over before" in run(database, empty_database_url, "--email", "keeper@example.com").stdout


def test_sentence_names_no_password_when_the_older_database_is_away(database):
    refused = run(database, "postgresql://somebody:secret@127.0.0.1:1/none")

    assert refused.returncode == 1
    assert "The older database does not answer" in refused.stderr
    assert "secret" not in refused.stderr
    assert "Traceback" not in refused.stderr
