"""What nobody shows goes from the store, whatever dies in between; what somebody takes up stays."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import select

from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.jobs.app import app
from persona_app.media import tasks
from persona_app.media.errors import PictureGoing, PictureStoreUnavailable
from persona_app.media.models import Picture
from persona_app.media.schemas import Size
from persona_app.media.services.keeping import announce, drop, keep
from persona_app.media.services.sweeping import doom_unused, forget
from persona_app.media.stores import FolderStore
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona
from tests.faults import fault
from tests.meeting import WAITS_FOR_ME
from tests.serving import eventually

ONE = "0a" * 32
FILES = dict.fromkeys(Size, b"webp")
KILLED = "The process dies while a picture is taken or swept"
NOTHING_LOST = "Nothing shows a picture that is not in the store, and the next sweep removes what is left over"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, home=tmp_path)


@pytest.fixture
def store(settings: Settings) -> FolderStore:
    return FolderStore(settings.home / "pictures")


@pytest.fixture
def persona_id(database: str) -> Iterator[UUID]:
    with unit_of_work() as session:
        made = make_persona(session, actor=make_actor(session)).id
    yield made


def announced(sha256: str = ONE) -> None:
    with unit_of_work() as session:
        announce(session, sha256=sha256, width=64, height=64)


def kept(persona_id: UUID) -> None:
    with unit_of_work() as session:
        keep(session, persona_id=persona_id, sha256=ONE, judged=None, declared=None)


def an_hour_passes() -> None:
    with unit_of_work() as session:
        session.execute(text("UPDATE picture SET used_at = used_at - interval '1 hour'"))


def rows() -> list[str]:
    with unit_of_work() as session:
        return list(session.exec(select(Picture.sha256)))


def swept(settings: Settings) -> int:
    return asyncio.run(tasks.sweep(settings))


@fault(area="Processes", what=KILLED, result=NOTHING_LOST)
def test_files_that_nobody_took_up_go_when_the_upload_died(database: str, settings: Settings, store: FolderStore) -> None:
    announced()
    store.write(ONE, FILES)
    assert swept(settings) == 0, "it may be taken up yet"
    an_hour_passes()
    assert swept(settings) == 1
    assert (rows(), store.read(ONE, Size.SMALL)) == ([], None)


@fault(area="Processes", what=KILLED, result=NOTHING_LOST)
@pytest.mark.parametrize("died", ["before the files went", "before the row went"])
def test_the_next_sweep_ends_what_one_began_when_it_died(database: str, settings: Settings, store: FolderStore, died: str) -> None:
    announced()
    store.write(ONE, FILES)
    an_hour_passes()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        assert doom_unused(session) == [ONE]
    if died == "before the row went":
        store.remove(ONE)
    assert swept(settings) == 1
    assert (rows(), store.read(ONE, Size.SMALL)) == ([], None)


def test_nobody_takes_up_a_picture_whose_files_are_going(persona_id: UUID) -> None:
    announced()
    an_hour_passes()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        doom_unused(session)
    for act in (announced, lambda: kept(persona_id)):
        with pytest.raises(PictureGoing):
            act()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        forget(session, sha256=ONE)
    announced()
    kept(persona_id)


def test_a_picture_stays_when_it_is_taken_up_while_the_sweep_looks(persona_id: UUID, settings: Settings, store: FolderStore) -> None:
    announced()
    store.write(ONE, FILES)
    an_hour_passes()
    doomed: list[str] = []

    def doom() -> None:
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            doomed.extend(doom_unused(session))

    with unit_of_work() as session:
        keep(session, persona_id=persona_id, sha256=ONE, judged=None, declared=None)
        sweeping = Thread(target=doom)
        sweeping.start()
        eventually(lambda: not sweeping.is_alive() or session.execute(WAITS_FOR_ME).first(), what="the two to meet")
    sweeping.join()
    assert doomed == []
    with unit_of_work() as session:
        drop(session, persona_id=persona_id)
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        assert doom_unused(session, grace=timedelta(0)) == [ONE]


@fault(area="Processes", what="The store does not let go of a picture", result="The row stays, and the next sweep tries again")
def test_a_picture_is_tried_again_when_the_store_does_not_let_go(
    database: str, settings: Settings, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced()
    store.write(ONE, FILES)
    an_hour_passes()

    class Stuck(FolderStore):
        def remove(self, sha256: str) -> None:
            raise PictureStoreUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "store_of", lambda _: Stuck(settings.home / "pictures"))
        assert swept(settings) == 0
    assert rows() == [ONE]
    assert swept(settings) == 1


def test_many_pictures_are_swept_at_once(database: str, settings: Settings) -> None:
    for number in range(120):
        announced(f"{number:064x}")
    an_hour_passes()
    assert swept(settings) == 120
    assert rows() == []


def test_the_sweep_comes_by_itself() -> None:
    app.perform_import_paths()
    assert any(periodic.task.name == "sweep_pictures" for periodic in app.periodic_registry.periodic_tasks.values())
