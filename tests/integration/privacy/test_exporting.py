"""Everything about an account comes out as an archive that a person can read, and nothing of anybody else."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from persona_app.core import db
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.interchange.converting import read_file
from persona_app.interchange.preparing import Original
from persona_app.interchange.services.importing import import_persona
from persona_app.media.schemas import Size
from persona_app.media.stores import store_of
from persona_app.personas.services.lifecycle import create_empty_persona, delete_persona
from persona_app.privacy.classification import TABLES
from persona_app.privacy.exporting import export_account, file_name, note_export
from tests.factories.accounts import PASSWORD
from tests.faults import fault
from tests.integration.core.test_second_wall import OWNED, Owner, _settle

NAME = "quillonquen"


@pytest.fixture
def household(database_url: str) -> Iterator[tuple[Owner, Owner]]:
    """Two owners with something in every table."""
    engine = db.configure(database_url)
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        mine, other = _settle(session, NAME), _settle(session, "wimblewom")
    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        from persona_app.accounts.services.logging_in import log_in

        log_in(session, email=f"{NAME}@example.com", password=PASSWORD, address="::1")
    yield mine, other
    engine.dispose()


@pytest.fixture
def archive(household: tuple[Owner, Owner], tmp_path: Path) -> zipfile.ZipFile:
    """Of the first one."""
    mine, _ = household
    settings = Settings(home=tmp_path)
    store_of(settings).write(mine.persona_id.hex * 2, dict.fromkeys(Size, b"picture"))
    return zipfile.ZipFile(io.BytesIO(b"".join(export_account(actor=mine.actor, settings=settings))))


def _everything(archive: zipfile.ZipFile) -> str:
    return "\n".join(f"{name}\n{archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist())


def test_every_table_that_is_exported_has_its_rows(archive: zipfile.ZipFile) -> None:
    names = {name.removeprefix("tables/").removesuffix(".jsonl") for name in archive.namelist() if name.startswith("tables/")}
    assert names == {name for name in OWNED if TABLES[name].is_exported}
    for name in names:
        assert all(json.loads(line) for line in archive.read(f"tables/{name}.jsonl").decode().splitlines())


def test_nothing_of_others_is_in_it(household: tuple[Owner, Owner], archive: zipfile.ZipFile) -> None:
    _, other = household
    told = _everything(archive)
    assert NAME in told
    for name in ("wimblewom", str(other.actor.account_id), str(other.persona_id), str(other.run_id)):
        assert name not in told


def test_no_secret_is_in_it(archive: zipfile.ZipFile) -> None:
    told = _everything(archive)
    for secret in ("$argon2", 'password_hash":', 'token_hash":', '"secret":'):
        assert secret not in told


def test_files_lie_in_the_folder_of_their_persona(archive: zipfile.ZipFile) -> None:
    inside = {name.partition("/")[2].partition("/")[2] for name in archive.namelist() if name.startswith("personas/")}
    assert {"persona.json", "picture.webp", "imported/one.json", "versions/version-1.md", "media/picture"} <= inside
    (data,) = [name for name in archive.namelist() if "/data/" in name]
    assert archive.read(data).decode() == f"{NAME} bakes bread."


def test_a_person_finds_the_way(archive: zipfile.ZipFile) -> None:
    told = archive.read("README.txt").decode()
    assert f"{NAME}@example.com" in told
    assert all(name in told for name in TABLES)
    page = archive.read("index.html").decode()
    assert f">{NAME}</a>" in page
    assert "agreed to on" in page


def test_own_json_is_imported_again(household: tuple[Owner, Owner], archive: zipfile.ZipFile) -> None:
    _, other = household
    (own,) = [archive.read(name) for name in archive.namelist() if name.endswith("/persona.json")]
    with unit_of_work(acting_for=other.actor.account_id) as session:
        imported = import_persona(
            session, actor=other.actor, reading=read_file(own, name="persona"), original=Original(file_name="persona.json", data=own)
        )
    assert imported.persona.name == NAME


def test_archive_is_not_opened_when_it_was_cut_off(household: tuple[Owner, Owner], tmp_path: Path) -> None:
    mine, _ = household
    chunks = list(export_account(actor=mine.actor, settings=Settings(home=tmp_path)))
    assert len(chunks) > 3
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(chunks[:-1])))


@fault(area="People", what="A persona is deleted while everything is exported", result="The archive is whole, without it.")
def test_archive_is_whole_when_a_persona_is_deleted_meanwhile(household: tuple[Owner, Owner], tmp_path: Path) -> None:
    mine, _ = household
    with unit_of_work(acting_for=mine.actor.account_id) as session:
        gone = create_empty_persona(session, actor=mine.actor, name="Vanishing")
        create_empty_persona(session, actor=mine.actor, name="Last")
    chunks = export_account(actor=mine.actor, settings=Settings(home=tmp_path))
    begun = next(chunks) + next(chunks)  # what lies where, and the first persona: the list of them was read
    with unit_of_work(acting_for=mine.actor.account_id) as session:
        delete_persona(session, actor=mine.actor, persona_id=gone.id)
    archive = zipfile.ZipFile(io.BytesIO(begun + b"".join(chunks)))
    assert not [name for name in archive.namelist() if gone.id.hex[-8:] in name]
    page = archive.read("index.html").decode()
    assert "2 personas" in page
    assert "Vanishing" not in page


def test_trail_says_that_everything_was_exported(household: tuple[Owner, Owner]) -> None:
    mine, _ = household
    with unit_of_work(acting_for=mine.actor.account_id) as session:
        note_export(session, actor=mine.actor)
    assert file_name(mine.actor).startswith(f"persona-studio-{NAME}-")
