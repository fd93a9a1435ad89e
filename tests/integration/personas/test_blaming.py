"""Blame over stored versions: who brought each passage and claim, and from which data."""

from uuid import uuid4

import pytest

from persona_app.core.db import unit_of_work
from persona_app.personas.errors import PersonaNotFound, VersionNotFound
from persona_app.personas.services.blaming import AT_ONCE, blame_version
from persona_app.personas.services.editing import edit_content, restore_version
from persona_app.personas.services.reading import get_persona, list_data
from persona_app.personas.services.versioning import append_version, get_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_claim, make_persona, make_profile, make_version


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    with unit_of_work() as session:
        return make_persona(session, actor=ada, texts=("Mara bakes.", "Mara lives in Ulm."))


@pytest.fixture
def data(ada, mara):
    """The ids of both data."""
    with unit_of_work() as session:
        items = list_data(session, actor=ada, persona_id=mara.id).items
        return {one.number: one.id for one in items}


@pytest.fixture
def build(ada, mara):
    def append(content, *, goals=(), data_ids=()):
        profile = make_profile(name="Mara").model_copy(update={"goals": tuple(goals)})
        new = make_version(author_id=ada.account_id, content=content, run_id=uuid4(), profile=profile, data_ids=data_ids)
        with unit_of_work() as session:
            return append_version(session, persona_id=mara.id, new=new)

    return append


@pytest.fixture
def blame(ada, mara):
    def ask(number, actor=ada):
        with unit_of_work() as session:
            return blame_version(session, actor=actor, persona_id=mara.id, number=number)

    return ask


def test_each_passage_leads_to_its_version_and_data_when_builds_and_people_wrote(ada, mara, data, build, blame):
    bread = make_claim("bake bread", data_id=data[1])
    build("# Mara\n\nShe wants to bake bread.", goals=[bread], data_ids=[data[1]])
    build(
        "# Mara\n\nShe wants to bake bread. She lives in Ulm.", goals=[bread, make_claim("rest", data_id=data[2])], data_ids=data.values()
    )
    with unit_of_work() as session:
        edit_content(session, actor=ada, persona_id=mara.id, base=2, content="# Mara\n\nShe wants to bake bread. She lives in Bern.")

    found = blame(3)

    assert [(each.text.strip(), each.number, each.data_ids) for each in found.passages] == [
        ("# Mara", 1, found.passages[0].data_ids),
        ("She wants to bake bread.", 1, (data[1],)),
        ("She lives in Bern.", 3, ()),
    ]
    assert [(each.field, each.value, each.number, each.data_ids) for each in found.claims if each.field == "goals"] == [
        ("goals", "bake bread", 1, (data[1],)),
        ("goals", "rest", 2, (data[2],)),
    ]
    assert [(each.number, each.origin, each.data_ids) for each in found.versions] == [
        (3, "edited", ()),
        (2, "built", (data[2],)),
        (1, "built", (data[1],)),
    ]
    assert all(each.author_id == ada.account_id for each in found.versions)


def test_a_claim_leads_to_the_data_it_had_when_it_came_and_not_to_what_it_rests_on_now(data, build, blame):
    build("a", goals=[make_claim("rest", data_id=data[1])])
    build("a", goals=[make_claim("rest", data_id=data[2])])
    build("a", goals=[])
    build("a", goals=[make_claim("rest", data_id=data[2])])
    build("a", goals=[make_claim("rest", data_id=data[1])])
    told = {number: [(each.number, each.data_ids) for each in blame(number).claims if each.field == "goals"] for number in (2, 5)}
    assert told == {2: [(1, (data[1],))], 5: [(4, (data[2],))]}


def test_what_was_gone_is_of_the_version_that_brought_it_back_when_it_is_restored(ada, mara, build, blame):
    build("One. Two.")
    build("One.")
    with unit_of_work() as session:
        lock_version = get_persona(session, actor=ada, persona_id=mara.id).lock_version
        restore_version(session, actor=ada, persona_id=mara.id, number=1, lock_version=lock_version)
    assert [(each.text, each.number) for each in blame(3).passages] == [("One. ", 1), ("Two.", 3)]
    assert [(each.text, each.number) for each in blame(2).passages] == [("One.", 1)]


def test_every_law_holds_when_there_are_more_versions_than_are_read_at_once(ada, mara, build, blame):
    contents = ["# Mara"]
    for number in range(2, 2 * AT_ONCE + 4):
        kept = [line for line in contents[-1].split("\n") if line != f"Line {number - AT_ONCE - 5}."]
        contents.append("\n".join([*kept, f"Line {number}."]) if number % 5 else contents[-1])
    for content in contents:
        build(content)
    newest = len(contents)

    found = blame(newest)

    assert "".join(each.text for each in found.passages) == contents[-1]
    for each in found.passages:
        assert each.text.strip() in contents[each.number - 1].split("\n")
        assert each.number == 1 or each.text.strip() not in contents[each.number - 2].split("\n")


def test_nothing_is_told_of_others_or_of_what_is_not_there(database, build, blame):
    build("One.")
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo1")
    with pytest.raises(PersonaNotFound):
        blame(1, bo)
    for number in (0, 2, -1, 2**40):
        with pytest.raises(VersionNotFound):
            blame(number)


def test_an_empty_content_has_no_passages_when_it_is_asked_for(ada, mara, build, blame):
    build("")
    assert blame(1).passages == ()
    with unit_of_work() as session:
        assert get_version(session, actor=ada, persona_id=mara.id, number=1).content == ""
