"""An account is erased: afterwards nothing in any table, log file or folder leads to it, and everybody else's is as it was."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import Session

from persona_app.accounts.errors import LastOperator, LoginRefused, PasswordWrong, TooManyAttempts
from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.accounts.services.logging_in import log_in
from persona_app.core import db
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from persona_app.core.row_security import SystemWork
from persona_app.events.services.auditing import audit
from persona_app.events.services.sealing import seal
from persona_app.gallery.services.folding import fold
from persona_app.privacy.clearing import clear_after, clear_files, list_marks
from persona_app.privacy.erasing import Erased, confirm_and_erase, erase_account, plan_erasure
from persona_app.privacy.verifying import verify
from tests.factories.accounts import PASSWORD, make_registered
from tests.faults import fault
from tests.integration.core.test_second_wall import OWNED, Owner, _settle

NAME = "quillonquen"
STAYS = {"event": {"actor_id", "owner_id", "persona_id"}}
"""Ids in the trail name nobody any more, and the chain is computed over them (decision 25)."""
COLUMNS = """
SELECT table_schema, table_name, column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema IN ('public', 'procrastinate') AND table_type = 'BASE TABLE' ORDER BY 1, 2, 3
"""
WITH_ID = "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' AND udt_name = 'uuid'"


@pytest.fixture
def household(database_url: str) -> Iterator[tuple[Owner, Owner]]:
    """Two owners with something in every table, of whom one will go; the operator is a third."""
    engine = db.configure(database_url)
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        make_registered(session, handle="keeper")
        goes, stays = _settle(session, NAME), _settle(session, "bo1")
    for handle in (NAME, "bo1"):
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            log_in(session, email=f"{handle}@example.com", password=PASSWORD, address="::1")
    _seal_all()
    yield goes, stays
    engine.dispose()


def _seal_all() -> None:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        while seal(session):
            pass
        while fold(session):
            pass


def _ids_of(owner: Owner) -> set[str]:
    """Every id in a table whose rows are somebody's, as that owner's eyes see them, but those of events."""
    with unit_of_work(acting_for=owner.actor.account_id) as session:
        tables = [name for name in session.connection().execute(text(WITH_ID)).scalars() if name in OWNED and name != "event"]
        found = {str(each) for name in tables for each in session.connection().execute(text(f"SELECT id FROM {name}")).scalars()}
    assert len(found) > 10
    return found | {str(owner.actor.account_id), str(owner.persona_id), str(owner.run_id)}


def _left(session: Session, names: set[str]) -> dict[str, set[str]]:
    """Where a row still says one of these names: by table, the columns."""
    told = [each for name in names for each in (name, name.replace("-", ""))]
    left: dict[str, set[str]] = {}
    for schema, table, column in session.connection().execute(text(COLUMNS)).all():
        asked = text(f'SELECT 1 FROM "{schema}"."{table}" AS each WHERE lower(each."{column}"::text) LIKE ANY (:told) LIMIT 1')
        if session.connection().execute(asked, {"told": [f"%{each}%" for each in told]}).first():
            left.setdefault(table, set()).add(column)
    return left


def _erase(owner: Owner) -> Erased:
    with unit_of_work(acting_for=owner.actor.account_id) as session:
        return erase_account(session, actor=owner.actor)


def _rows(owner: Owner) -> dict[str, list[str]]:
    with unit_of_work(acting_for=owner.actor.account_id) as session:
        asked = {table: text(f"SELECT each::text FROM {table} AS each ORDER BY 1") for table in OWNED}
        return {table: list(session.connection().execute(query).scalars()) for table, query in asked.items()}


def test_every_table_is_filled_before_anything_is_erased(household: tuple[Owner, Owner]) -> None:
    """Otherwise the tests below would look for nothing."""
    goes, _ = household
    assert [table for table, rows in _rows(goes).items() if not rows] == []
    names = {*_ids_of(goes), NAME}
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        left = _left(session, names)
    assert set(OWNED) - {"event"} <= set(left)
    assert "procrastinate_jobs" in left


@fault(area="People", what="Somebody erases their account", result="No table says its ids or words any more but the ids of the trail.")
def test_no_table_says_its_ids_or_words_when_an_account_was_erased(household: tuple[Owner, Owner], tmp_path: Path) -> None:
    goes, _ = household
    names = {*_ids_of(goes), NAME}
    clear_after(_erase(goes), settings=Settings(home=tmp_path))
    _seal_all()
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        assert _left(session, names) == STAYS


def test_rows_of_others_are_untouched_when_an_account_was_erased(household: tuple[Owner, Owner]) -> None:
    goes, stays = household
    before = _rows(stays)
    _erase(goes)
    assert _rows(stays) == before


@fault(area="People", what="Somebody erases their account", result="The chain over the trail stays valid, and so does everything else.")
def test_trail_and_everything_else_are_whole_when_an_account_was_erased(household: tuple[Owner, Owner]) -> None:
    goes, _ = household
    _erase(goes)
    _seal_all()
    with unit_of_work(for_system=SystemWork.AUDIT) as session:
        found = audit(session)
    assert found.findings == ()
    assert found.waiting == 0
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        assert len(verify(session).flaws) == 1  # an import of the other's whose hash this fixture made up
        emptied = session.connection().execute(
            text("SELECT count(*), count(salt) FROM event WHERE owner_id = :me AND kind <> 'account_erased'"), {"me": goes.actor.account_id}
        )
        count, salts = emptied.one()
    assert count > 3
    assert salts == 0


def test_nobody_gets_in_when_the_account_was_erased(household: tuple[Owner, Owner]) -> None:
    goes, _ = household
    _erase(goes)
    with pytest.raises(LoginRefused), unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        log_in(session, email=f"{NAME}@example.com", password=PASSWORD, address="::1")


def test_log_files_and_states_lose_the_ids_when_an_account_was_erased(household: tuple[Owner, Owner], tmp_path: Path) -> None:
    goes, stays = household
    logs, states, settings = tmp_path / "logs", tmp_path / "states", Settings(home=tmp_path)
    for folder in (logs, states):
        folder.mkdir()
    ours, theirs = str(goes.run_id), str(stays.run_id)
    (logs / "worker.log").write_text(f"run {ours} is worked on\nrun {theirs} is worked on\n", "utf-8")
    (logs / "web.2026-01-01.log").write_text(
        f"asked for /studio/{goes.persona_id.hex} {goes.persona_id}\nmail {NAME}@Example.com\n", "utf-8"
    )
    (states / "a.pkl").write_bytes(b"\x80\x04\x95" + str(goes.persona_id).encode())
    (states / "b.pkl").write_bytes(b"\x80\x04\x95" + str(stays.persona_id).encode())
    size = (logs / "worker.log").stat().st_size
    with (logs / "worker.log").open("a") as writing:
        clear_after(_erase(goes), settings=settings)
        writing.write("and on it goes\n")
    worker = (logs / "worker.log").read_text("utf-8")
    assert ours not in worker
    assert f"run {theirs} is worked on\nand on it goes\n" in worker
    assert len(worker) == size + len("and on it goes\n")
    web = (logs / "web.2026-01-01.log").read_text("utf-8")
    assert not {str(goes.persona_id), goes.persona_id.hex, NAME} & set(web.lower().replace("@", " ").replace("/", " ").split())
    assert sorted(path.name for path in states.iterdir()) == ["b.pkl"]


def test_marks_find_the_ids_again_when_another_machine_looks(household: tuple[Owner, Owner], tmp_path: Path) -> None:
    """Of ids the database keeps marks only; a line that was written late, or elsewhere, is found by them."""
    goes, stays = household
    _erase(goes)
    (tmp_path / "logs").mkdir()
    file = tmp_path / "logs" / "worker.log"
    file.write_text(f"{goes.run_id} {stays.run_id}", "utf-8")
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        (marks,) = list_marks(session, known=frozenset()).values()
    assert clear_files(Settings(home=tmp_path), marks=marks) == 1
    assert file.read_text("utf-8") == f"{'0' * 36} {stays.run_id}"


def test_pictures_leave_the_store_when_nobody_else_shows_them(household: tuple[Owner, Owner], tmp_path: Path) -> None:
    from persona_app.media.schemas import Size
    from persona_app.media.stores import store_of

    goes, stays = household
    store = store_of(Settings(home=tmp_path))
    own, others = goes.persona_id.hex * 2, stays.persona_id.hex * 2
    for sha256 in (own, others):
        store.write(sha256, dict.fromkeys(Size, b"picture"))
    clear_after(_erase(goes), settings=Settings(home=tmp_path))
    assert store.read(own, Size.LARGE) is None
    assert store.read(others, Size.LARGE) == b"picture"


def test_nothing_is_erased_when_the_password_is_wrong(household: tuple[Owner, Owner]) -> None:
    goes, _ = household
    before = _rows(goes)
    with pytest.raises(PasswordWrong), unit_of_work(acting_for=goes.actor.account_id) as session:
        confirm_and_erase(session, actor=goes.actor, password="something else", address="::1")
    assert _rows(goes) == before


@fault(
    area="Attackers",
    what="Somebody at an open browser guesses passwords to erase the account",
    result="They are locked out like at the login.",
)
def test_guessing_ends_when_wrong_passwords_were_given_too_often(household: tuple[Owner, Owner]) -> None:
    goes, _ = household
    for expected in (*[PasswordWrong] * Settings().login_attempts, TooManyAttempts):
        with pytest.raises(expected), unit_of_work(acting_for=goes.actor.account_id) as session:
            confirm_and_erase(session, actor=goes.actor, password="something else", address="::1")


def _operator() -> Actor:
    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        return get_actor_by_email(session, email="keeper@example.com")


def test_last_operator_stays_when_others_use_the_installation(household: tuple[Owner, Owner]) -> None:
    keeper = _operator()
    assert keeper.is_operator
    with unit_of_work(acting_for=keeper.account_id) as session:
        plan = plan_erasure(session, actor=keeper)
    assert not plan.can_go
    assert "persona account operator" in plan.why_not
    with pytest.raises(LastOperator), unit_of_work(acting_for=keeper.account_id) as session:
        erase_account(session, actor=keeper)


def test_operator_goes_when_nobody_else_is_there(database: str) -> None:
    with unit_of_work() as session:
        keeper = make_registered(session, handle="keeper")
    with unit_of_work(acting_for=keeper.account_id) as session:
        erase_account(session, actor=keeper)
    with unit_of_work() as session:
        assert session.connection().execute(text("SELECT count(*) FROM account")).scalar_one() == 0


def test_plan_counts_what_would_go(household: tuple[Owner, Owner]) -> None:
    goes, _ = household
    with unit_of_work(acting_for=goes.actor.account_id) as session:
        plan = plan_erasure(session, actor=goes.actor)
    assert (plan.personas, plan.data, plan.tokens, plan.likes, plan.import_files, plan.can_go) == (1, 1, 1, 1, 1, True)


def test_another_account_cannot_empty_the_trail(household: tuple[Owner, Owner]) -> None:
    goes, stays = household
    before = _rows(stays)["event"]
    with unit_of_work(acting_for=goes.actor.account_id) as session:
        session.connection().execute(text("SELECT erase_traces_of(:other)"), {"other": stays.actor.account_id})
    assert _rows(stays)["event"] == before


def test_unknown_id_finds_nothing(tmp_path: Path) -> None:
    assert clear_files(Settings(home=tmp_path), marks=frozenset({UUID(int=0).bytes, new_id().bytes})) == 0
