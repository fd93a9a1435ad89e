"""Everything kept in a file, lost, and brought back: the same rows, the same walls, the same pictures. A damaged file changes nothing."""

import random
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from persona_app.core import db
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.media.schemas import Size
from persona_app.media.stores import store_of
from persona_app.personas.profile import DataCitation, Profile
from persona_app.personas.services.reading import list_data, list_personas
from persona_app.personas.services.versioning import append_version
from persona_app.privacy.backing_up import AlreadyInUse, StillServing, make_backup, restore_backup
from persona_app.privacy.backup_file import BackupDamaged
from persona_app.privacy.verifying import digest_of, verify
from tests.factories.accounts import make_actor
from tests.factories.personas import make_claim, make_persona, make_version
from tests.faults import fault

PICTURE = "ab" * 32


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    home.mkdir()
    return Settings(home=home, _env_file=None)


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def filled(database, ada, settings):
    """An installation with a persona that has data, a version with a quote, and a picture."""
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada, texts=["Mara Quell likes tea.", "She sings."])
        data = list_data(session, actor=ada, persona_id=persona.id).items[-1]
        likes = make_claim("tea").model_copy(update={"citations": (DataCitation(data_id=data.id, start=17, end=20, quote="tea"),)})
        append_version(session, persona_id=persona.id, new=make_version(author_id=ada.account_id, profile=Profile(likes=(likes,))))
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO picture(sha256, width, height, used_at) VALUES (%s, 10, 10, now())", [PICTURE])
    store_of(settings).write(PICTURE, {size: f"picture {size}".encode() for size in Size})
    return database


@pytest.fixture
def kept(filled, settings, tmp_path):
    """A backup of it."""
    target = tmp_path / "kept.backup"
    make_backup(target, url=filled, settings=settings, tell=lambda _: None)
    return target


def _digest(url: str) -> str:
    db.configure(url, unnamed=SystemWork.MAINTAIN)
    with unit_of_work() as session:
        return digest_of(session)[0]


def _restore(source: Path, url: str, settings: Settings, **how):
    db.get_engine().dispose()
    return restore_backup(source, url=url, settings=settings, tell=lambda _: None, **how)


def test_everything_is_the_same_when_it_comes_back_into_an_empty_installation(filled, kept, settings, empty_database_url, tmp_path, ada):
    before = _digest(filled)
    elsewhere = settings.model_copy(update={"home": tmp_path / "elsewhere"})
    elsewhere.home.mkdir()

    manifest = _restore(kept, empty_database_url, elsewhere)

    assert manifest.digest == before == _digest(empty_database_url)
    assert store_of(elsewhere).read(PICTURE, Size.LARGE) == b"picture large"
    with unit_of_work() as session:
        found = verify(session)
    assert (found.is_whole, found.data, found.versions, found.citations) == (True, 2, 1, 1)
    with unit_of_work(acting_for=ada.account_id) as session:
        assert [each.name for each in list_personas(session, actor=ada).items] == ["Mara"]


def test_the_second_wall_stands_when_the_database_came_from_a_backup(filled, kept, settings, empty_database_url, ada):
    _restore(kept, empty_database_url, settings)
    db.configure(empty_database_url)

    with unit_of_work(acting_for=uuid4()) as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM persona").scalar_one() == 0
    with unit_of_work(acting_for=ada.account_id) as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM persona").scalar_one() == 1
    with psycopg.connect(filled) as one, psycopg.connect(empty_database_url) as other:
        rights = "SELECT relname::text, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
        doors = "SELECT proname::text, proacl::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1"
        assert one.execute(rights).fetchall() == other.execute(rights).fetchall()
        assert one.execute(doors).fetchall() == other.execute(doors).fetchall()


@fault(area="Processes", what="A restore where accounts are already", result="Refused, unless it is said that they may go")
def test_nothing_is_replaced_when_nobody_said_so(kept, filled, settings, ada):
    with unit_of_work() as session:
        make_actor(session, handle="bo")
    now = _digest(filled)

    with pytest.raises(AlreadyInUse, match="2 accounts"):
        _restore(kept, filled, settings)
    assert _digest(filled) == now

    manifest = _restore(kept, filled, settings, is_replacing=True)
    assert _digest(filled) == manifest.digest != now


@fault(area="Processes", what="A restore while the server works", result="It is refused; nothing changes")
def test_nothing_is_restored_when_others_are_connected(kept, empty_database_url, settings):
    db.get_engine().dispose()
    with psycopg.connect(empty_database_url), pytest.raises(StillServing):
        restore_backup(kept, url=empty_database_url, settings=settings, tell=lambda _: None)


@fault(
    area="Processes",
    what="A backup that was cut off, or of which any byte changed",
    result="It is refused before anything changes",
)
def test_nothing_changes_when_the_file_is_damaged(kept, empty_database_url, settings, tmp_path):
    whole, choose = kept.read_bytes(), random.Random(7)
    damaged = tmp_path / "damaged"
    places = [choose.randrange(len(whole)) for _ in range(60)]
    refused = 0
    for turn, place in enumerate(places):
        damaged.write_bytes(whole[:place] if turn % 3 == 0 else whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        try:
            _restore(damaged, empty_database_url, settings)
        except BackupDamaged:
            refused += 1
        else:  # a byte that means nothing (a time stamp of the ZIP): what came back must be the same
            with psycopg.connect(empty_database_url) as connection:
                assert connection.execute("SELECT count(*) FROM persona").fetchone() == (1,)
                connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA procrastinate CASCADE")
    assert refused >= 50


def test_wrong_things_are_named_by_their_ids_when_rows_were_changed_behind_the_program(filled, ada):
    with psycopg.connect(filled) as connection:
        connection.execute("ALTER TABLE persona_data DISABLE TRIGGER USER; ALTER TABLE persona_version DISABLE TRIGGER USER")
        connection.execute("UPDATE persona_data SET text = 'Mara Quell likes gin.' WHERE number = 1")
        connection.execute("UPDATE persona SET version_count = 7")

    with unit_of_work() as session:
        found = verify(session)
    with unit_of_work() as session:
        mended = verify(session, is_mending=True)

    assert [flaw.sentence for flaw in found.flaws] == [
        "its text is not the one that was submitted",
        "1 of its quotes do not stand where it says",
        "it counts its data or versions wrongly",
    ]
    assert [flaw.sentence for flaw in mended.mended] == ["it counts its data or versions wrongly"]
    assert len(mended.flaws) == 2
    assert "gin" not in str(found)
