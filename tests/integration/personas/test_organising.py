"""Labels, folders, saved searches, notes and uses; and what is done to many personas at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import (
    DetailsInvalid,
    OrganiserNotFound,
    OrganiserTaken,
    PersonaChanged,
    PersonaNotFound,
    WordInvalid,
)
from persona_app.personas.minding import delete_all_due
from persona_app.personas.services.deleting import delete_later, find_going, keep_going
from persona_app.personas.services.describing import Details, describe_persona
from persona_app.personas.services.finding import find_personas, get_filed
from persona_app.personas.services.organising import (
    Shelf,
    archive_personas,
    delete_organiser,
    label_personas,
    list_folders,
    list_own_labels,
    list_saved_searches,
    make_folder,
    make_label,
    move_personas,
    rename_organiser,
    save_search,
)
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.using import record_use
from persona_app.personas.studio_schemas import Chosen, DateFact, NumberFact, Search, StringFact, StudioSort, UseKind, YesNoFact
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona


@pytest.fixture
def session(database):
    with unit_of_work() as session:
        yield session


def test_a_label_is_made_once_whatever_its_capitals(session):
    actor = make_actor(session)
    first, again = make_label(session, actor=actor, name=" Clients  of mine"), make_label(session, actor=actor, name="clients of mine")

    assert first.id == again.id
    assert [label.name for label in list_own_labels(session, actor=actor)] == ["Clients of mine"]


def test_everything_found_is_labelled_moved_and_put_away_at_once(session):
    actor = make_actor(session)
    for number in range(3):
        make_persona(session, actor=actor, name=f"Bergen {number}")
    make_persona(session, actor=actor, name="Oslo")
    label, folder = make_label(session, actor=actor, name="North"), make_folder(session, actor=actor, name="Trips")
    found = Chosen(search=Search(query="bergen"))

    assert label_personas(session, actor=actor, chosen=found, label_id=label.id) == 3
    assert move_personas(session, actor=actor, chosen=found, folder_id=folder.id) == 3
    assert list_own_labels(session, actor=actor)[0].count == list_folders(session, actor=actor)[0].count == 3
    assert archive_personas(session, actor=actor, chosen=found) == 3
    assert archive_personas(session, actor=actor, chosen=found) == 0, "they are in the archive already"
    assert [card.name for card in find_personas(session, actor=actor, search=Search()).items] == ["Oslo"]
    away = find_personas(session, actor=actor, search=Search(is_archived=True, sort=StudioSort.NAME)).items
    assert [(card.labels, card.folder) for card in away] == [(("North",), "Trips")] * 3
    assert next(event.kind.value for event in list_events(session, actor=actor, persona_id=away[0].id).items) == "persona_archived"


def test_personas_stay_when_their_label_and_folder_go(session):
    actor = make_actor(session)
    mara = make_persona(session, actor=actor)
    label, folder = make_label(session, actor=actor, name="North"), make_folder(session, actor=actor, name="Trips")
    label_personas(session, actor=actor, chosen=Chosen(ids=(mara.id,)), label_id=label.id)
    move_personas(session, actor=actor, chosen=Chosen(ids=(mara.id,)), folder_id=folder.id)

    delete_organiser(session, actor=actor, kind=Shelf.LABEL, organiser_id=label.id)
    delete_organiser(session, actor=actor, kind=Shelf.FOLDER, organiser_id=folder.id)

    filed = get_filed(session, actor=actor, persona_id=mara.id)
    assert (filed.labels, filed.folder) == ((), None)


def test_what_is_anothers_is_neither_used_nor_changed(session):
    mine, others = make_actor(session), make_actor(session)
    theirs = make_persona(session, actor=others)
    label, folder = make_label(session, actor=others, name="North"), make_folder(session, actor=others, name="Trips")
    mara = make_persona(session, actor=mine)

    with pytest.raises(OrganiserNotFound):
        label_personas(session, actor=mine, chosen=Chosen(ids=(mara.id,)), label_id=label.id)
    with pytest.raises(OrganiserNotFound):
        move_personas(session, actor=mine, chosen=Chosen(ids=(mara.id,)), folder_id=folder.id)
    with pytest.raises(OrganiserNotFound):
        rename_organiser(session, actor=mine, kind=Shelf.FOLDER, organiser_id=folder.id, name="Mine")
    assert archive_personas(session, actor=mine, chosen=Chosen(ids=(theirs.id,))) == 0
    assert delete_later(session, actor=mine, chosen=Chosen(ids=(theirs.id,))).count == 0
    record_use(session, actor=mine, persona_id=theirs.id, kind=UseKind.COPY)
    assert get_filed(session, actor=others, persona_id=theirs.id).use_count == 0


def test_names_of_folders_are_checked(session):
    actor = make_actor(session)
    make_folder(session, actor=actor, name="Trips")
    other = make_folder(session, actor=actor, name="Work")

    with pytest.raises(OrganiserTaken):
        rename_organiser(session, actor=actor, kind=Shelf.FOLDER, organiser_id=other.id, name="trips")
    for name in ("", " \n ", "x" * 61):
        with pytest.raises(WordInvalid):
            make_folder(session, actor=actor, name=name)


def test_a_saved_search_comes_back_as_it_was_and_is_replaced_by_its_name(session):
    actor = make_actor(session)
    save_search(session, actor=actor, name="North", search=Search(query="oslo"))
    asked = Search(query="bergen", label_id=uuid4(), sort=StudioSort.NAME)
    save_search(session, actor=actor, name="NORTH", search=asked)

    assert [(one.name, one.search) for one in list_saved_searches(session, actor=actor)] == [("NORTH", asked)]


def test_notes_are_kept_with_their_kinds(session):
    actor = make_actor(session)
    mara = make_persona(session, actor=actor)
    metadata = {
        "customer": StringFact(value="Nordwind"), "since": DateFact(value=date(2024, 2, 29)), "paid": YesNoFact(value=True),
        "score": NumberFact(value=2.5),
    }  # fmt: skip
    details = Details(display_name="The baker", description="One\r\nTwo", metadata=metadata, labels=["North", "Clients"], folder="Trips")
    described = describe_persona(session, actor=actor, persona_id=mara.id, details=details, lock_version=mara.lock_version)

    assert described.metadata == metadata
    assert (described.display_name, described.description, described.folder) == ("The baker", "One\nTwo", "Trips")
    assert described.labels == ("Clients", "North")
    assert described.lock_version == mara.lock_version + 1
    emptied = Details(labels=[], folder="", metadata={})
    left = describe_persona(session, actor=actor, persona_id=mara.id, details=emptied, lock_version=described.lock_version)
    assert (left.labels, left.folder, left.metadata, left.display_name) == ((), None, {}, "The baker")


@pytest.mark.parametrize(
    "details",
    [
        Details(display_name="x" * 201),
        Details(description="x" * 1001),
        Details(metadata={f"key {number}": YesNoFact(value=True) for number in range(51)}),
        Details(labels=[f"label {number}" for number in range(51)]),
    ],
    ids=["display name", "description", "metadata", "labels"],
)
def test_notes_are_refused_when_they_are_too_long_or_too_many(session, details):
    actor = make_actor(session)
    mara = make_persona(session, actor=actor)

    with pytest.raises(DetailsInvalid):
        describe_persona(session, actor=actor, persona_id=mara.id, details=details, lock_version=mara.lock_version)


def test_stale_notes_are_refused(session):
    actor = make_actor(session)
    mara = make_persona(session, actor=actor)
    noted = Details(description="One")
    describe_persona(session, actor=actor, persona_id=mara.id, details=noted, lock_version=mara.lock_version)

    with pytest.raises(PersonaChanged):
        describe_persona(session, actor=actor, persona_id=mara.id, details=noted, lock_version=mara.lock_version)


def test_uses_are_counted_by_kind_and_change_nothing_else(session):
    actor = make_actor(session)
    mara = make_persona(session, actor=actor)
    assert get_filed(session, actor=actor, persona_id=mara.id).uses.last_at is None

    for kind in (UseKind.COPY, UseKind.COPY, UseKind.EXPORT):
        record_use(session, actor=actor, persona_id=mara.id, kind=kind)

    filed = get_filed(session, actor=actor, persona_id=mara.id)
    assert (filed.uses.count, filed.use_count) == (3, 3)
    assert filed.uses.by_kind == {UseKind.COPY: 2, UseKind.EXPORT: 1}
    assert filed.uses.last_at == filed.used_at is not None
    assert (filed.updated_at, filed.lock_version) == (mara.updated_at, mara.lock_version)


@pytest.fixture
def owner(database):
    with unit_of_work() as session:
        return make_actor(session)


async def test_what_goes_is_shown_as_going_and_goes_when_its_time_is_over(owner):
    with unit_of_work() as session:
        mara, jon = (make_persona(session, actor=owner, name=name) for name in ("Mara", "Jon"))
        going = delete_later(session, actor=owner, chosen=Chosen(ids=(mara.id,)))
        shown = {card.name: card.deleted_at for card in find_personas(session, actor=owner, search=Search()).items}
        assert shown == {"Mara": going.due_at, "Jon": None}
        assert find_going(session, actor=owner) == (going,)

    assert await delete_all_due() == 0
    with unit_of_work() as session:
        session.execute(text("UPDATE pending_deletion SET due_at = due_at - interval '10 seconds'"))
    assert await delete_all_due() == 1

    with unit_of_work() as session:
        assert [card.name for card in find_personas(session, actor=owner, search=Search()).items] == ["Jon"]
        assert keep_going(session, actor=owner, batch_id=going.batch_id) == 0, "it is too late"
        assert get_persona(session, actor=owner, persona_id=jon.id)
        with pytest.raises(PersonaNotFound):
            get_persona(session, actor=owner, persona_id=mara.id)


async def test_all_stay_when_the_deletion_is_taken_back(owner):
    with unit_of_work() as session:
        for number in range(3):
            make_persona(session, actor=owner, name=f"Mara {number}")
        going = delete_later(session, actor=owner, chosen=Chosen(search=Search(query="mara")))
        again = delete_later(session, actor=owner, chosen=Chosen(search=Search(query="mara")))
        assert (going.count, again.count) == (3, 0), "who goes already keeps the first time"
        assert keep_going(session, actor=owner, batch_id=going.batch_id) == 3

    with unit_of_work() as session:
        session.execute(text("UPDATE pending_deletion SET due_at = due_at - :past"), {"past": timedelta(hours=1)})
    assert await delete_all_due() == 0
    with unit_of_work() as session:
        assert len(find_personas(session, actor=owner, search=Search()).items) == 3
