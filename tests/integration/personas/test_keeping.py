"""Versions in memory are never another account's, never older than the database, and never outlive their persona."""

import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.listening import Listener
from persona_app.personas.errors import PersonaNotFound, VersionNotFound
from persona_app.personas.keeping import GONE, VERSIONS
from persona_app.personas.services.editing import edit_content
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.versioning import append_version, find_latest_version, get_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version
from tests.faults import fault
from tests.serving import ROOT, eventually


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def listening(database) -> Iterator[None]:
    """This process hears of personas that go, as a server does."""
    listener = Listener(database, {GONE: VERSIONS})
    listener.start()
    eventually(lambda: VERSIONS.is_heard, what="listening")
    yield
    listener.stop()


@pytest.fixture
def mara(ada, listening):
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
        append_version(session, persona_id=persona.id, new=make_version(author_id=ada.account_id, content="one", run_id=uuid4()))
        return persona


def _open(actor, persona, number=None):
    with unit_of_work(acting_for=actor.account_id) as session:
        if number is None:
            return find_latest_version(session, actor=actor, persona_id=persona.id)
        return get_version(session, actor=actor, persona_id=persona.id, number=number)


def test_a_version_is_read_once_when_it_is_opened_often(ada, mara):
    first = _open(ada, mara)
    assert all(_open(ada, mara) is first for _ in range(3))
    assert _open(ada, mara, 1) is first
    assert len(VERSIONS) == 1


def test_others_find_nothing_when_the_owner_has_it_in_memory(ada, mara):
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo1")
    _open(ada, mara)
    for number in (None, 1):
        with pytest.raises(PersonaNotFound):
            _open(bo, mara, number)


def test_the_newest_is_seen_at_once_when_it_was_appended_in_the_same_transaction(ada, mara):
    _open(ada, mara)
    with unit_of_work() as session:
        edit_content(session, actor=ada, persona_id=mara.id, base=1, content="two")
        assert find_latest_version(session, actor=ada, persona_id=mara.id).content == "two"
    assert _open(ada, mara).content == "two"
    assert _open(ada, mara, 1).content == "one"


def test_nothing_of_it_is_seen_when_a_transaction_was_rolled_back(ada, mara):
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        edit_content(session, actor=ada, persona_id=mara.id, base=1, content="two")
        raise ZeroDivisionError
    assert _open(ada, mara).content == "one"
    with pytest.raises(VersionNotFound):
        _open(ada, mara, 2)


def test_a_persona_is_not_found_from_its_deletion_on_though_its_version_is_still_in_memory(ada, mara):
    _open(ada, mara)
    with unit_of_work() as session:
        delete_persona(session, actor=ada, persona_id=mara.id)
        with pytest.raises(PersonaNotFound):
            find_latest_version(session, actor=ada, persona_id=mara.id)
        assert len(VERSIONS) == 1, "the deletion is not committed yet"
    with pytest.raises(PersonaNotFound):
        _open(ada, mara)
    eventually(lambda: len(VERSIONS) == 0, what="the erasure in memory")


def test_nothing_leaves_memory_when_a_deletion_is_taken_back(ada, mara):
    _open(ada, mara)
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        delete_persona(session, actor=ada, persona_id=mara.id)
        raise ZeroDivisionError
    assert _open(ada, mara).content == "one"


class Other:
    """Another process of the program."""

    def __init__(self, url, actor):
        command = [sys.executable, "-m", "tests.integration.personas.keeping_process", url, str(actor.account_id)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._answer() == "ready"

    def _answer(self):
        return self.process.stdout.readline().strip()

    def ask(self, *words):
        """What it says to a line."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self):
        """Let it go."""
        self.process.stdin.close()
        self.process.wait(60)


@pytest.fixture
def other(database, ada) -> Iterator[Other]:
    process = Other(database, ada)
    yield process
    process.end()


@fault(
    area="Processes",
    what="A persona, or the account that owns it, is erased while other processes have its versions in memory",
    result="No process shows it from the same moment on, and its words leave the memory of all as soon as they are told",
)
@pytest.mark.parametrize("whole", ["persona", "account"])
def test_words_leave_the_memory_of_every_process_when_they_are_erased(ada, mara, other, database, whole):
    assert other.ask("open", mara.id) == "one"
    assert _open(ada, mara).content == "one"
    assert (other.ask("kept"), len(VERSIONS)) == ("1", 1)
    target = {"persona": mara.id, "account": ada.account_id}[whole]
    with psycopg.connect(libpq_url(database), autocommit=True) as connection:
        connection.execute(f"DELETE FROM {whole} WHERE id = %s", [target])

    assert other.ask("open", mara.id) == "not found"
    eventually(lambda: other.ask("kept") == "0" and len(VERSIONS) == 0, what="the erasure in memory")


@fault(
    area="Processes",
    what="The connection that tells a process of erased personas is cut",
    result="It keeps nothing any more, reads every version from the database, and keeps again once it listens",
)
def test_nothing_is_kept_when_the_connection_that_tells_of_erasures_is_cut(ada, mara, other, database):
    assert other.ask("open", mara.id) == "one"
    with psycopg.connect(libpq_url(database), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN persona_gone%'")
        connection.execute("DELETE FROM persona WHERE id = %s", [mara.id])
    eventually(lambda: other.ask("kept") == "0" and len(VERSIONS) == 0, what="the loss being noticed")
    assert other.ask("open", mara.id) == "not found"
