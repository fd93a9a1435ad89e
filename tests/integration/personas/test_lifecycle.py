"""A persona from its making to its end."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import Semaphore

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from persona_app.accounts.errors import ScopeMissing
from persona_app.building.models import EngineAnswer, FoundClaim, Reading
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.jobs.models import Run, RunStep
from persona_app.personas.errors import NameInvalid, PersonaArchived, PersonaChanged, PersonaNotFound
from persona_app.personas.services.deciding import settle_contradiction
from persona_app.personas.services.lifecycle import archive_persona, create_persona, delete_persona, rename_persona, restore_persona
from persona_app.personas.services.reading import get_persona, list_data, list_personas
from persona_app.personas.services.submitting import add_data
from persona_app.personas.services.versioning import append_version, list_versions
from tests.factories.accounts import make_actor
from tests.factories.personas import make_contradiction, make_persona, make_profile, make_text, make_version


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def stranger(database):
    with unit_of_work() as session:
        return make_actor(session, handle="stranger")


@pytest.fixture
def mara(ada):
    with unit_of_work() as session:
        return make_persona(session, actor=ada, name="Mara")


def _kinds(actor, persona):
    with unit_of_work() as session:
        return [event.kind.value for event in list_events(session, actor=actor, persona_id=persona.id).items]


def test_name_stays_as_given_when_there_is_one(ada):
    with unit_of_work() as session:
        persona = create_persona(session, actor=ada, name="  Mara \n Quell ", items=[make_text(title="Notes")])
    assert (persona.name, persona.subject, persona.is_name_provisional) == ("Mara Quell", "Mara Quell", False)
    assert (persona.data_count, persona.version_count, persona.source) == (1, 0, "manual")


def test_persona_is_called_after_its_first_item_when_no_name_is_given(ada):
    with unit_of_work() as session:
        persona = create_persona(session, actor=ada, items=[make_text(title="Letters " * 20), make_text(title="Diary")])
    assert persona.name.startswith("Letters Letters")
    assert len(persona.name) <= 100
    assert (persona.subject, persona.is_name_provisional) == ("", True)


@pytest.mark.parametrize("name", ["n" * 101, "\x00", "\u202e\u200b"])
def test_name_is_refused_when_it_is_none(ada, mara, name):
    with unit_of_work() as session, pytest.raises(NameInvalid):
        rename_persona(session, actor=ada, persona_id=mara.id, name=name, lock_version=mara.lock_version)


def test_persona_has_its_new_name_when_renamed(ada, mara):
    with unit_of_work() as session:
        renamed = rename_persona(session, actor=ada, persona_id=mara.id, name="Mara Q.", lock_version=mara.lock_version)
    assert (renamed.name, renamed.lock_version) == ("Mara Q.", mara.lock_version + 1)
    assert _kinds(ada, mara)[0] == "persona_renamed"


def test_rename_is_refused_and_nothing_lost_when_another_came_first(ada, mara):
    with unit_of_work() as session:
        rename_persona(session, actor=ada, persona_id=mara.id, name="First", lock_version=mara.lock_version)
    with pytest.raises(PersonaChanged, match="now called “First”") as refused, unit_of_work() as session:
        rename_persona(session, actor=ada, persona_id=mara.id, name="Second", lock_version=mara.lock_version)
    assert "“Second”" in refused.value.sentence
    with unit_of_work() as session:
        again = rename_persona(session, actor=ada, persona_id=mara.id, name="Second", lock_version=refused.value.lock_version)
    assert again.name == "Second"


def test_rename_succeeds_when_only_data_came_meanwhile(ada, mara):
    with unit_of_work() as session:
        add_data(session, actor=ada, persona_id=mara.id, items=[make_text()])
        assert rename_persona(session, actor=ada, persona_id=mara.id, name="New", lock_version=mara.lock_version).name == "New"


def test_persona_moves_between_lists_when_archived_and_restored(ada, mara):
    def names(is_archived):
        with unit_of_work() as session:
            return [card.name for card in list_personas(session, actor=ada, is_archived=is_archived).items]

    with unit_of_work() as session:
        assert archive_persona(session, actor=ada, persona_id=mara.id).is_archived
        archive_persona(session, actor=ada, persona_id=mara.id)
    assert (names(False), names(True)) == ([], ["Mara"])
    with unit_of_work() as session:
        assert not restore_persona(session, actor=ada, persona_id=mara.id).is_archived
        restore_persona(session, actor=ada, persona_id=mara.id)
    assert (names(False), names(True)) == (["Mara"], [])
    assert _kinds(ada, mara)[:2] == ["persona_restored", "persona_archived"]


def test_changes_are_refused_when_archived(ada, mara):
    with unit_of_work() as session:
        archived = archive_persona(session, actor=ada, persona_id=mara.id)
    with unit_of_work() as session, pytest.raises(PersonaArchived):
        add_data(session, actor=ada, persona_id=mara.id, items=[make_text()])
    with unit_of_work() as session, pytest.raises(PersonaArchived):
        rename_persona(session, actor=ada, persona_id=mara.id, name="New", lock_version=archived.lock_version)


def _leave_traces_of_a_running_build(session, *, ada, mara):
    """One row in each table below a persona, as a build in progress has them."""
    data_id = list_data(session, actor=ada, persona_id=mara.id).items[0].id
    profile = make_profile(contradictions=[make_contradiction("ages")])
    append_version(session, persona_id=mara.id, new=make_version(author_id=ada.account_id, profile=profile))
    lock_version = get_persona(session, actor=ada, persona_id=mara.id).lock_version
    settle_contradiction(session, actor=ada, persona_id=mara.id, contradiction_id="ages", choice="both", lock_version=lock_version)
    run = Run(persona_id=mara.id, owner_id=ada.account_id, requested_by=ada.account_id, state="running", started_at=datetime.now(UTC))
    session.add(run)
    session.flush()
    session.add(RunStep(run_id=run.id, position=1, name="clean"))
    session.add(EngineAnswer(persona_id=mara.id, key="k", step="clean", answer={}))
    session.add(Reading(persona_id=mara.id, data_id=data_id, reader="r", chunks=1, claims=1, dropped_quotes=0))
    found = {"field": "name", "value": "Mara", "key": "mara", "start_at": 0, "end_at": 4, "quote": "Mara"}
    session.add(FoundClaim(persona_id=mara.id, data_id=data_id, data_number=1, reader="r", **found))


BELOW = ("persona", "persona_data", "persona_version", "decision", "run", "run_step", "engine_answer", "reading", "found_claim")


def _counts():
    with unit_of_work() as session:
        each = ", ".join(f"(SELECT count(*) FROM {table})" for table in BELOW)
        return dict(zip(BELOW, session.execute(text(f"SELECT {each}")).one(), strict=True))


def test_everything_below_goes_when_deleted_while_a_build_runs(ada, mara):
    with unit_of_work() as session:
        _leave_traces_of_a_running_build(session, ada=ada, mara=mara)
    assert set(_counts().values()) == {1}
    with unit_of_work() as session:
        delete_persona(session, actor=ada, persona_id=mara.id)
    assert set(_counts().values()) == {0}
    assert _kinds(ada, mara)[0] == "persona_deleted"


def test_deleting_waits_its_turn_when_a_build_is_writing(ada, mara):
    with unit_of_work() as session:
        run = Run(persona_id=mara.id, owner_id=ada.account_id, requested_by=ada.account_id, state="running")
        session.add(run)
    has_begun = Semaphore(0)

    def keep_answers(worker):
        """As a job does it: an answer that refers to the persona, then the run's row, until the persona is gone."""
        with suppress(IntegrityError):
            for number in range(1_000):
                with unit_of_work() as session:
                    session.add(EngineAnswer(persona_id=mara.id, key=f"{worker}-{number}", step="extract", answer={}))
                    session.flush()
                    session.execute(update(Run).where(col(Run.id) == run.id).values(calls=Run.calls + 1))
                has_begun.release()
            pytest.fail("the persona was never deleted")

    with ThreadPoolExecutor(4) as pool:
        workers = [pool.submit(keep_answers, worker) for worker in range(4)]
        for _ in range(12):
            has_begun.acquire()
        with unit_of_work() as session:
            delete_persona(session, actor=ada, persona_id=mara.id)
        for worker in workers:
            worker.result()
    assert set(_counts().values()) == {0}


def test_a_finishing_build_is_told_when_the_persona_was_deleted(ada, mara):
    with unit_of_work() as session:
        delete_persona(session, actor=ada, persona_id=mara.id)
    with unit_of_work() as session, pytest.raises(PersonaNotFound):
        append_version(session, persona_id=mara.id, new=make_version(author_id=ada.account_id))


def test_nothing_happens_and_nothing_is_told_when_the_transaction_fails(ada, mara):
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        delete_persona(session, actor=ada, persona_id=mara.id)
        _ = 1 / 0
    assert _counts()["persona"] == 1
    assert "persona_deleted" not in _kinds(ada, mara)


@pytest.mark.parametrize(
    "attempt",
    [
        get_persona,
        lambda s, **k: rename_persona(s, **k, name="Mine", lock_version=1),
        archive_persona,
        restore_persona,
        delete_persona,
        lambda s, **k: add_data(s, **k, items=[make_text()]),
        list_data,
        list_versions,
        lambda s, **k: settle_contradiction(s, **k, contradiction_id="ages", choice="left", lock_version=1),
    ],
)
def test_persona_is_not_found_when_it_is_anothers(mara, stranger, attempt):
    with unit_of_work() as session, pytest.raises(PersonaNotFound):
        attempt(session, actor=stranger, persona_id=mara.id)


def test_reading_token_changes_nothing_when_it_tries(ada, mara):
    reader = ada.model_copy(update={"scopes": frozenset({"read"})})
    attempts = [
        lambda s: create_persona(s, actor=reader, items=[make_text()]),
        lambda s: rename_persona(s, actor=reader, persona_id=mara.id, name="New", lock_version=1),
        lambda s: archive_persona(s, actor=reader, persona_id=mara.id),
        lambda s: restore_persona(s, actor=reader, persona_id=mara.id),
        lambda s: delete_persona(s, actor=reader, persona_id=mara.id),
        lambda s: add_data(s, actor=reader, persona_id=mara.id, items=[make_text()]),
    ]
    for attempt in attempts:
        with unit_of_work() as session, pytest.raises(ScopeMissing):
            attempt(session)
    with unit_of_work() as session:
        assert get_persona(session, actor=reader, persona_id=mara.id) == mara


def test_pages_hold_every_persona_once_when_read_to_the_end(ada, stranger):
    with unit_of_work() as session:
        make_persona(session, actor=stranger, name="Not Ada's")
        for number in range(7):
            make_persona(session, actor=ada, name=f"P{number}")
    seen, cursor = [], None
    while True:
        with unit_of_work() as session:
            page = list_personas(session, actor=ada, cursor=cursor, limit=3)
        seen += [card.name for card in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert seen == [f"P{number}" for number in reversed(range(7))]


def test_card_tells_the_newest_versions_summary_when_there_is_one(ada, mara):
    with unit_of_work() as session:
        append_version(session, persona_id=mara.id, new=make_version(author_id=ada.account_id))
        card = list_personas(session, actor=ada).items[0]
    assert (card.summary, card.version_count) == ("A baker", 1)
