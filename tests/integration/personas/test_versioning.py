"""Versions are appended once and never change."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Barrier
from uuid import uuid4

import pytest

from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import PersonaNotFound, VersionNotFound
from persona_app.personas.services.lifecycle import create_persona, rename_persona
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version, find_latest_version, get_version, list_versions
from tests.factories.accounts import make_actor
from tests.factories.personas import make_contradiction, make_persona, make_profile, make_text, make_version


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    with unit_of_work() as session:
        return make_persona(session, actor=ada)


@pytest.fixture
def unnamed(ada):
    with unit_of_work() as session:
        return create_persona(session, actor=ada, items=[make_text(title="letters.txt")])


def _append(ada, persona, **what):
    with unit_of_work() as session:
        return append_version(session, persona_id=persona.id, new=make_version(author_id=ada.account_id, **what))


def _persona(ada, persona):
    with unit_of_work() as session:
        return get_persona(session, actor=ada, persona_id=persona.id)


def test_version_comes_back_whole_when_read(ada, mara):
    profile, run_id, data_id = make_profile(name="Mara Quell", contradictions=[make_contradiction()]), uuid4(), uuid4()
    assert _append(ada, mara, profile=profile, content="# Mara\n👋", run_id=run_id, data_ids=[data_id]) == 1
    with unit_of_work() as session:
        version = get_version(session, actor=ada, persona_id=mara.id, number=1)
        assert find_latest_version(session, actor=ada, persona_id=mara.id) == version
    assert (version.profile, version.content, version.run_id, version.data_ids) == (profile, "# Mara\n👋", run_id, (data_id,))
    assert version.content_sha256 == sha256("# Mara\n👋".encode()).hexdigest()
    assert (version.engine, version.is_extractive, version.data_count, version.author_id) == ("offline", True, 1, ada.account_id)


def test_numbers_count_on_and_newest_come_first_when_listed(ada, mara):
    assert [_append(ada, mara) for _ in range(3)] == [1, 2, 3]
    with unit_of_work() as session:
        first = list_versions(session, actor=ada, persona_id=mara.id, limit=2)
        rest = list_versions(session, actor=ada, persona_id=mara.id, limit=2, cursor=first.next_cursor)
    assert [version.number for version in first.items + rest.items] == [3, 2, 1]
    assert _persona(ada, mara).version_count == 3


def test_one_version_is_made_when_a_run_appends_twice(ada, mara):
    run_id = uuid4()
    assert [_append(ada, mara, run_id=run_id), _append(ada, mara), _append(ada, mara, run_id=run_id)] == [1, 2, 1]


def test_one_version_is_made_when_a_run_appends_twice_at_once(ada, mara):
    together, run_id = Barrier(4), uuid4()

    def append(_):
        together.wait()
        return _append(ada, mara, run_id=run_id)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(append, range(4))) == [1, 1, 1, 1]
    assert _persona(ada, mara).version_count == 1


def test_numbers_have_no_gap_when_many_append_at_once(ada, mara):
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: _append(ada, mara), range(16)))
    assert sorted(numbers) == list(range(1, 17))


def test_provisional_name_gives_way_when_a_build_finds_one(ada, unnamed):
    _append(ada, unnamed)
    assert _persona(ada, unnamed).name == "letters.txt"
    _append(ada, unnamed, profile=make_profile(name="Mara Quell"))
    _append(ada, unnamed, profile=make_profile(name="Somebody Else"))
    named = _persona(ada, unnamed)
    assert (named.name, named.is_name_provisional, named.subject) == ("Mara Quell", False, "")


def test_found_name_is_cut_when_it_is_long(ada, unnamed):
    _append(ada, unnamed, profile=make_profile(name="Mara " * 60))
    name = _persona(ada, unnamed).name
    assert len(name) <= 100
    assert name.endswith("…")


def test_given_name_stays_when_a_build_finds_another(ada, mara, unnamed):
    with unit_of_work() as session:
        rename_persona(session, actor=ada, persona_id=unnamed.id, name="My own word", lock_version=unnamed.lock_version)
    for persona, name in [(mara, "Mara"), (unnamed, "My own word")]:
        _append(ada, persona, profile=make_profile(name="Found Name"))
        assert _persona(ada, persona).name == name


def test_version_is_kept_without_what_no_database_holds_when_a_model_wrote_it(ada, mara):
    _append(ada, mara, content="# Ma\x00ra\ud800", profile=make_profile(name="Ma\x00ra\ud800"))
    with unit_of_work() as session:
        version = find_latest_version(session, actor=ada, persona_id=mara.id)
    assert (version.content, version.profile.identity.name.value) == ("# Mara", "Mara")


def test_version_is_told_in_the_trail_when_appended(ada, mara):
    _append(ada, mara)
    with unit_of_work() as session:
        event = list_events(session, actor=ada, persona_id=mara.id).items[0]
    assert (event.kind, event.detail["number"], event.sentence) == ("version_built", 1, "Version 1 was built.")


def test_there_is_no_latest_version_when_nothing_was_built(ada, mara):
    with unit_of_work() as session:
        assert find_latest_version(session, actor=ada, persona_id=mara.id) is None


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 10**30])
def test_version_is_not_found_when_there_is_none_of_this_number(ada, mara, number):
    _append(ada, mara)
    with unit_of_work() as session, pytest.raises(VersionNotFound):
        get_version(session, actor=ada, persona_id=mara.id, number=number)


def test_version_is_not_found_when_it_is_anothers(ada, mara):
    _append(ada, mara)
    with unit_of_work() as session:
        stranger = make_actor(session)
        with pytest.raises(PersonaNotFound):
            get_version(session, actor=stranger, persona_id=mara.id, number=1)
        with pytest.raises(PersonaNotFound):
            find_latest_version(session, actor=stranger, persona_id=mara.id)
