"""Corpora come in whole or not at all, once however often they are asked for, and go again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from persona_app.core.db import libpq_url, unit_of_work
from persona_app.movies.errors import CorpusNameTaken, CorpusNotFound, LayoutUnknown, OperatorNeeded
from persona_app.movies.schemas import ImportedCorpus, ImportOptions
from persona_app.movies.services.finding import find_characters, list_corpora, list_movies
from persona_app.movies.services.importing import import_corpus
from persona_app.movies.services.removing import remove_corpus
from persona_app.movies.services.starter import seed_starter
from tests.factories.accounts import make_actor
from tests.factories.movies import LINES, cornell, generated_cornell

TABLES = ("corpus", "movie", "character", "exchange", "line")


def taken(path: Path, **said: object) -> ImportedCorpus:
    with unit_of_work() as session:
        return import_corpus(session, path=path, options=ImportOptions(**said))


def counts(url: str) -> dict[str, int]:
    """Rows of every table of the corpora."""
    with psycopg.connect(libpq_url(url)) as connection:
        return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in TABLES}


NOTHING = dict.fromkeys(TABLES, 0)


def test_a_corpus_is_counted_and_its_troubles_are_kept(database: str, tmp_path: Path) -> None:
    imported = taken(cornell(tmp_path))
    assert imported.is_new
    assert counts(database) == {"corpus": 1, "movie": 2, "character": 5, "exchange": 2, "line": 7}
    corpus = imported.corpus
    assert (corpus.name, corpus.movie_count, corpus.character_count, corpus.line_count, corpus.exchange_count) == ("cornell", 2, 5, 7, 2)
    assert {one["count"] for one in corpus.report["troubles"]} == {1}
    with unit_of_work() as session:
        assert list_corpora(session) == (corpus,)


def test_the_same_files_again_change_nothing(database: str, tmp_path: Path) -> None:
    first, before = taken(cornell(tmp_path)), counts(database)
    again = taken(tmp_path)
    assert (again.is_new, again.corpus) == (False, first.corpus)
    assert counts(database) == before


def test_other_files_under_the_same_name_need_a_word_and_keep_the_ids(database: str, tmp_path: Path) -> None:
    taken(cornell(tmp_path / "a"))
    with unit_of_work() as session:
        (before,) = find_characters(session, query="joss").items
    changed = cornell(tmp_path / "b", lines=LINES[:-1])
    with pytest.raises(CorpusNameTaken, match="cornell"):
        taken(changed)
    assert counts(database)["line"] == 7
    assert taken(changed, is_replacing=True).corpus.line_count == 6
    assert counts(database)["corpus"] == 1
    with unit_of_work() as session:
        assert [one.id for one in find_characters(session, query="joss").items] == [before.id]


def test_corpora_stand_side_by_side_and_one_goes_without_the_other(database: str, tmp_path: Path) -> None:
    taken(cornell(tmp_path))
    taken(tmp_path, name="Second One")
    assert counts(database)["line"] == 14
    with unit_of_work() as session:
        remove_corpus(session, name="cornell")
    with unit_of_work() as session:
        assert [corpus.name for corpus in list_corpora(session)] == ["second-one"]
        assert {one.corpus for one in find_characters(session).items} == {"second-one"}
    assert counts(database)["line"] == 7
    with unit_of_work() as session, pytest.raises(CorpusNotFound):
        remove_corpus(session, name="cornell")


def test_a_removed_corpus_comes_back_with_the_same_ids(database: str, tmp_path: Path) -> None:
    taken(cornell(tmp_path))
    with unit_of_work() as session:
        before = {one.id for one in find_characters(session).items}
        remove_corpus(session, name="cornell")
    assert taken(tmp_path).is_new
    with unit_of_work() as session:
        assert {one.id for one in find_characters(session).items} == before


def test_what_fails_on_the_way_leaves_nothing(database: str, tmp_path: Path) -> None:
    folder = generated_cornell(tmp_path, films=30, lines=1_000)

    def stop(progress: object) -> None:
        if progress.lines > 10_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), unit_of_work() as session:
        import_corpus(session, path=folder, told=stop)
    assert counts(database) == NOTHING


def test_mostly_broken_rows_are_refused_and_leave_nothing(database: str, tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    with (folder / "movie_lines.txt").open("a") as file:
        file.write("not a row\n" * 20)
    with pytest.raises(LayoutUnknown, match=r"20 rows that can't be read were left out \(movie_lines.txt:9, "):
        taken(folder)
    assert counts(database) == NOTHING


def test_progress_goes_from_nothing_to_all(database: str, tmp_path: Path) -> None:
    told: list[tuple[float, int]] = []
    with unit_of_work() as session:
        import_corpus(session, path=generated_cornell(tmp_path, films=50, lines=800), told=lambda now: told.append((now.share, now.lines)))
    assert told == sorted(told)
    assert told[-1] == (1.0, 40_000)
    assert any(0 < share < 1 for share, _ in told)


def test_nothing_half_stays_when_the_program_is_killed(database: str, tmp_path: Path) -> None:
    folder = generated_cornell(tmp_path, films=50, lines=1_000)
    code = (
        "import sys; from pathlib import Path; from persona_app.core.db import configure, unit_of_work;"
        "from persona_app.movies.services.importing import import_corpus; configure(sys.argv[1]);"
        "say = lambda now: print(now.lines, flush=True)\n"
        "with unit_of_work() as session: import_corpus(session, path=Path(sys.argv[2]), told=say)"
    )
    program = subprocess.Popen([sys.executable, "-c", code, database, str(folder)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    for said in program.stdout:
        if int(said) >= 20_000:
            break
    os.kill(program.pid, signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    _wait_for_rollback(database)
    assert counts(database) == NOTHING
    assert taken(folder).corpus.line_count == 50_000


def _wait_for_rollback(url: str) -> None:
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"
        deadline = time.monotonic() + 30
        while connection.execute(others).fetchone() != (0,):
            assert time.monotonic() < deadline
            connection.execute("SELECT pg_sleep(0.05)")


def test_only_the_operator_adds_and_removes(database: str, tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    with unit_of_work() as session:
        operator, other = make_actor(session, is_operator=True), make_actor(session)
        with pytest.raises(OperatorNeeded):
            import_corpus(session, path=folder, actor=other)
        assert import_corpus(session, path=folder, actor=operator).corpus.imported_by == operator.account_id
        with pytest.raises(OperatorNeeded):
            remove_corpus(session, name="cornell", actor=other)


def test_the_starter_corpus_comes_once_and_stays_away_when_removed(database: str) -> None:
    for _ in range(2):
        with unit_of_work() as session:
            seed_starter(session)
    with unit_of_work() as session:
        (corpus,) = list_corpora(session)
        assert corpus.name == "starter"
        remove_corpus(session, name="starter")
    with unit_of_work() as session:
        seed_starter(session)
        assert list_corpora(session) == ()
        assert list_movies(session).items == ()


def test_two_imports_at_once_make_one_corpus(database: str, tmp_path: Path) -> None:
    folder = generated_cornell(tmp_path, films=20, lines=200)
    code = (
        "import sys; from pathlib import Path; from persona_app.core.db import configure, unit_of_work;"
        "from persona_app.movies.services.importing import import_corpus; configure(sys.argv[1])\n"
        "with unit_of_work() as session: print(import_corpus(session, path=Path(sys.argv[2])).is_new)"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, database, str(folder)], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sorted(program.communicate(timeout=120)[0].strip() for program in both) == ["False", "True"]
    assert counts(database)["line"] == 4_000
