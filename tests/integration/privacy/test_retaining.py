"""What is kept for a time only goes when it is over, and the chain of the trail holds."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.events.models import Erasure
from persona_app.events.services.auditing import audit
from persona_app.events.services.listing import list_events
from persona_app.events.services.recording import record
from persona_app.events.services.sealing import seal
from persona_app.privacy.erasing import mark_of
from persona_app.privacy.minding import LOOKS_APART, Looks, clear_erased
from persona_app.privacy.retaining import forget_old, retire_words
from tests.factories.accounts import make_actor


def _actor_with_event() -> Actor:
    with unit_of_work() as session:
        actor = make_actor(session)
        record(session, kind="persona_created", actor_id=actor.account_id, owner_id=actor.account_id, detail={"name": "Ada"})
    return actor


def test_names_leave_old_events_and_the_chain_holds(database: str) -> None:
    actor, settings = _actor_with_event(), Settings(event_words_days=10)
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        assert retire_words(session, settings=settings, at=now() + timedelta(days=9)) == 0
        assert retire_words(session, settings=settings, at=now() + timedelta(days=11)) > 0
        while seal(session):
            pass
    with unit_of_work(acting_for=actor.account_id) as session:
        (event,) = list_events(session, actor=actor).items
    assert (event.kind, event.detail, event.sentence) == ("persona_created", {}, "The persona “?” was made.")
    with unit_of_work(for_system=SystemWork.AUDIT) as session:
        assert audit(session).findings == ()


def test_audit_finds_words_that_were_emptied_as_if_by_age(database: str, database_url: str) -> None:
    import psycopg

    from persona_app.core.db import libpq_url

    _actor_with_event()
    with psycopg.connect(libpq_url(database_url), autocommit=True) as owner:
        owner.execute("UPDATE event SET detail = '{}', salt = NULL")
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        while seal(session):
            pass
    with unit_of_work(for_system=SystemWork.AUDIT) as session:
        assert [finding.sentence for finding in audit(session).findings] == ["its words were changed"]


def test_marks_of_erased_ids_go_when_log_files_of_that_time_are_gone(database: str) -> None:
    with unit_of_work() as session:
        session.add(Erasure(at=now() - timedelta(days=40), hashes=b"a" * 16))
        session.add(Erasure(hashes=b"b" * 16))
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        assert forget_old(session, settings=Settings(log_max_days=30)) == 1
        assert session.connection().execute(text("SELECT count(*) FROM erasure")).scalar_one() == 1


async def test_each_machine_clears_its_files_when_an_account_was_erased(database: str, tmp_path: Path) -> None:
    erased = "01a203a1-cc56-71cc-a77b-0a3b128a083a"
    with unit_of_work() as session:
        session.add(Erasure(hashes=mark_of(erased)))
    (tmp_path / "logs").mkdir()
    file, looks = tmp_path / "logs" / "worker.log", Looks()
    file.write_text(f"run {erased} is worked on", "utf-8")
    await clear_erased(Settings(home=tmp_path), looks)
    assert erased not in file.read_text("utf-8")
    assert len(looks.done()) == 1
    assert len(LOOKS_APART) == 3
