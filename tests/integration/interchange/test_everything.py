"""Everything of an account as one archive, and back: the state is the same."""

import asyncio
import io
import json
import zipfile
from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.interchange.bulk import BatchState
from persona_app.interchange.converting import read_file
from persona_app.interchange.own_archive import MANIFEST, ArchiveWriter
from persona_app.interchange.preparing import Original
from persona_app.interchange.services.exporting import find_snapshot, list_everything
from persona_app.interchange.services.importing import import_persona
from persona_app.interchange.services.receiving import add_part, begin_import, get_import, list_results, open_import
from persona_app.interchange.working import work_through
from persona_app.personas.services.describing import Details, describe_persona
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.reading import get_persona, list_personas
from persona_app.personas.services.versioning import append_version
from tests.factories import bulk, cards
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version


@pytest.fixture
def accounts(database: str) -> tuple[Actor, Actor]:
    with unit_of_work() as session:
        return make_actor(session, handle="ada"), make_actor(session, handle="bob")


def _settle(ada: Actor) -> None:
    """Personas of every format, one built here, one archived, one with notes."""
    for kind, data in cards.files().items():
        with unit_of_work() as session:
            reading = read_file(data, name=f"Tollef {kind}")
            made = import_persona(session, actor=ada, reading=reading, original=Original(file_name=f"{kind}.bin", data=data))
    with unit_of_work() as session:
        details = Details(display_name="The weigher", description="Weighs salt.", labels=["harbour"], folder="Salt")
        describe_persona(session, actor=ada, persona_id=made.persona.id, details=details, lock_version=made.persona.lock_version)
        archive_persona(session, actor=ada, persona_id=made.persona.id)
        built = make_persona(session, actor=ada, name="Built here")
        append_version(session, persona_id=built.id, new=make_version(author_id=ada.account_id, content="# Built here\n\nBakes."))
        make_persona(session, actor=ada, name="Not built yet")


def _export(actor: Actor) -> tuple[bytes, str]:
    with unit_of_work() as session:
        ids = list_everything(session, actor=actor)
        snapshots = [one for persona_id in ids if (one := find_snapshot(session, actor=actor, persona_id=persona_id))]
    writer = ArchiveWriter()
    data = b"".join(piece for one in snapshots for piece in writer.add(one)) + writer.finish()
    return data, writer.digest


def _import(actor: Actor, data: bytes) -> UUID:
    with unit_of_work() as session:
        batch = open_import(session, actor=actor, kind="archive", title="all.zip", on_same="keep_both")
        add_part(session, actor=actor, batch_id=batch.id, data=data)
        begin_import(session, actor=actor, batch_id=batch.id)
    asyncio.run(work_through(batch.id, owner_id=actor.account_id, settings=get_settings()))
    return batch.id


def test_state_is_the_same_when_everything_was_exported_and_imported(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    _settle(ada)
    exported, digest = _export(ada)
    batch_id = _import(bob, exported)
    with unit_of_work() as session:
        batch = get_import(session, actor=bob, batch_id=batch_id)
        reasons = [one.reason for one in list_results(session, actor=bob, batch_id=batch_id, outcome="failed").items]
    assert (batch.state, batch.failed, reasons) == (BatchState.DONE, 0, [])
    again, same = _export(bob)
    differing = [
        (one["name"], other["name"])
        for one, other in zip(_listed(exported), _listed(again), strict=True)
        if one["digest"] != other["digest"]
    ]
    assert (differing, same) == ([], digest)
    with unit_of_work() as session:
        counts = {one.name: one.version_count for one in list_personas(session, actor=bob, limit=200).items}
    assert (counts["Built here"], counts["Not built yet"]) == (1, 0)


def test_every_persona_reads_by_itself_what_lies_beside_it(accounts: tuple[Actor, Actor]) -> None:
    ada, _ = accounts
    _settle(ada)
    with zipfile.ZipFile(io.BytesIO(_export(ada)[0])) as archive:
        assert archive.testzip() is None
        folders = [one["folder"] for one in json.loads(archive.read(MANIFEST))["personas"]]
        for folder in folders:
            persona = json.loads(archive.read(f"{folder}/persona.json"))["persona"]
            for beside in (*persona["media"], *persona["data"]):
                archive.getinfo(f"{folder}/{beside['file']}")
    assert len(folders) == len(set(folders)) == len(cards.files()) + 2


def test_only_the_persona_fails_whose_file_is_missing(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    _settle(ada)
    with zipfile.ZipFile(io.BytesIO(_export(ada)[0])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    gone = next(name for name in files if name.endswith("data/0001.txt"))
    del files[gone]
    batch_id = _import(bob, bulk.archive(files))
    with unit_of_work() as session:
        batch = get_import(session, actor=bob, batch_id=batch_id)
        (failed,) = list_results(session, actor=bob, batch_id=batch_id, outcome="failed").items
        assert batch.imported == len(cards.files()) + 1 and "missing" in failed.reason
        (one,) = list_results(session, actor=bob, batch_id=batch_id, outcome="imported", limit=1).items
        assert one.persona_id and get_persona(session, actor=bob, persona_id=one.persona_id).owner_id == bob.account_id


def _listed(data: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed: list[dict[str, str]] = json.loads(archive.read(MANIFEST))["personas"]
    return sorted(listed, key=lambda one: one["name"])
