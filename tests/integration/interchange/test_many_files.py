"""Many files become personas: each has its result, whatever happens on the way, and none is imported twice."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.interchange import working
from persona_app.interchange.bulk import BatchState, BatchView, ResultView
from persona_app.interchange.errors import ImportEnded, ImportNotFound
from persona_app.interchange.models import ImportPart
from persona_app.interchange.services import progressing
from persona_app.interchange.services.importing import OnSame
from persona_app.interchange.services.receiving import (
    add_part,
    begin_import,
    cancel_import,
    get_import,
    list_imports,
    list_results,
    open_folder,
    open_import,
)
from persona_app.personas.services.reading import list_personas
from tests.factories import bulk, cards
from tests.factories.accounts import make_actor
from tests.faults import fault
from tests.integration.interchange.test_real_files import DATA, REASONS

PART = 4_000


class Killed(BaseException):
    """The process ends here, as far as the import can tell."""


@pytest.fixture
def ada(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def _send(ada: Actor, data: bytes, *, on_same: OnSame = "keep_both") -> UUID:
    with unit_of_work() as session:
        batch = open_import(session, actor=ada, kind="archive", title="cards.zip", on_same=on_same)
        for start in range(0, len(data), PART):
            add_part(session, actor=ada, batch_id=batch.id, data=data[start : start + PART])
        return begin_import(session, actor=ada, batch_id=batch.id).id


def _work(ada: Actor, batch_id: UUID, *, paths: Sequence[Path] = ()) -> BatchView:
    asyncio.run(working.work_through(batch_id, owner_id=ada.account_id, settings=get_settings(), paths=paths))
    with unit_of_work() as session:
        return get_import(session, actor=ada, batch_id=batch_id)


def _results(ada: Actor, batch_id: UUID) -> dict[str, ResultView]:
    with unit_of_work() as session:
        return {one.file: one for one in list_results(session, actor=ada, batch_id=batch_id, limit=200).items}


def _names(ada: Actor) -> list[str]:
    with unit_of_work() as session:
        return sorted(one.name for one in list_personas(session, actor=ada, limit=200).items)


def test_every_file_of_an_archive_has_its_result_when_imported(ada: Actor) -> None:
    files = {
        "characters/Tollef.png": cards.files()["png-both"],
        "characters/Tollef/joy.png": cards.blank_picture("joy"),
        "characters/broken.json": b'{"name": ',
        "rules/billing/AGENTS.md": b"Answer in one sentence.",
        "prompts.csv": bulk.table(("Linux Terminal", "Act as one."), ("Baker", "Bake.")),
        "__MACOSX/characters/._Tollef.png": b"x",
        ".git/config": b"x",
    }
    batch = _work(ada, _send(ada, bulk.archive(files)))
    assert (batch.state, batch.total, batch.done) == (BatchState.DONE, 6, 6)
    assert (batch.imported, batch.skipped, batch.failed) == (4, 1, 1)
    assert batch.rows == 2, "of the table, which is counted by its rows"
    results = _results(ada, batch.id)
    assert {file: one.outcome for file, one in results.items()} == {
        "characters/Tollef.png": "imported",
        "characters/Tollef/joy.png": "skipped",
        "characters/broken.json": "failed",
        "rules/billing/AGENTS.md": "imported",
        "prompts.csv, row 1": "imported",
        "prompts.csv, row 2": "imported",
    }
    assert "line 1" in results["characters/broken.json"].reason
    assert results["characters/Tollef.png"].kept > 0
    assert _names(ada) == ["Baker", "Linux Terminal", "Tollef Brandt", "billing"]


def test_rows_are_told_apart_from_files_wherever_an_import_is_looked_at(ada: Actor) -> None:
    table = _work(ada, _send(ada, bulk.archive({"prompts.csv": bulk.table(("Linux Terminal", "Act as one."), ("Baker", "Bake."))})))
    cards_alone = _work(ada, _send(ada, bulk.archive({"ada.json": bulk.card("Ada")})))
    assert [(one.total, one.rows) for one in (table, cards_alone)] == [(2, 2), (1, 0)]
    with unit_of_work() as session:
        listed = {one.id: one.rows for one in list_imports(session, actor=ada).items}
    assert listed == {table.id: 2, cards_alone.id: 0}


def test_persona_is_as_if_it_came_alone_when_it_came_with_many(ada: Actor) -> None:
    _work(ada, _send(ada, bulk.archive({f"{kind}.bin": data for kind, data in cards.files().items() if kind != "own"})))
    for name in _names(ada):
        assert name
    with unit_of_work() as session:
        page = list_personas(session, actor=ada, limit=200).items
    assert all((one.version_count, one.data_count) == (1, 1) for one in page)


def test_same_files_are_skipped_or_kept_or_updated_as_told(ada: Actor) -> None:
    files = bulk.archive({"one.json": bulk.card("Ada"), "two.json": bulk.card("Ada", words=3), "three.json": bulk.card("Bo")})
    assert (_work(ada, _send(ada, files)).imported, _names(ada)) == (3, ["Ada", "Ada (2)", "Bo"])
    again = _work(ada, _send(ada, files, on_same="skip"))
    assert (again.imported, again.skipped, _names(ada)) == (0, 3, ["Ada", "Ada (2)", "Bo"])
    updated = _work(ada, _send(ada, files, on_same="update"))
    assert (updated.updated, _names(ada)) == (3, ["Ada", "Ada (2)", "Bo"])
    with unit_of_work() as session:
        assert {one.version_count for one in list_personas(session, actor=ada).items} == {2}


def test_second_of_two_updates_the_first_when_both_come_in_one_archive(ada: Actor) -> None:
    files = bulk.archive({"one.json": bulk.card("Ada"), "two.json": bulk.card("ADA", words=3), "three.json": bulk.card("Bo")})
    batch = _work(ada, _send(ada, files, on_same="update"))
    assert (batch.imported, batch.updated, _names(ada)) == (2, 1, ["Ada", "Bo"])


@fault(
    area="Processes",
    what="The process that imports a thousand files dies in the middle",
    result="The next one goes on where it was: each file is imported once, and has its result.",
)
def test_each_file_is_imported_once_when_the_process_died_in_the_middle(ada: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{number:03}.json": bulk.card(f"Person {number:03}") for number in range(120)} | {
        "zz.csv": bulk.table(*((f"Row {n}", "p") for n in range(60)))
    }
    batch_id = _send(ada, bulk.archive(files))
    stored = 0
    save = progressing.save_portion

    def dying(session: Session, **kwargs: object) -> tuple[ResultView, ...]:
        nonlocal stored
        if stored == 2:
            raise Killed
        stored += 1
        return save(session, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(progressing, "save_portion", dying)
    with pytest.raises(Killed):
        _work(ada, batch_id)
    with unit_of_work() as session:
        half = get_import(session, actor=ada, batch_id=batch_id)
    assert half.state is BatchState.RUNNING and 0 < half.done < 180
    monkeypatch.setattr(progressing, "save_portion", save)
    whole = _work(ada, batch_id)
    assert (whole.state, whole.total, whole.imported) == (BatchState.DONE, 180, 180)
    assert _names(ada) == sorted([*(f"Person {number:03}" for number in range(120)), *(f"Row {number}" for number in range(60))])


def test_import_stops_and_keeps_what_it_has_when_cancelled(ada: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = _send(ada, bulk.archive({f"{number:03}.json": bulk.card(f"Person {number:03}") for number in range(120)}))
    save = progressing.save_portion

    def cancelling(session: Session, **kwargs: object) -> tuple[ResultView, ...]:
        results = save(session, **kwargs)  # type: ignore[arg-type]
        cancel_import(session, actor=ada, batch_id=batch_id)
        return results

    monkeypatch.setattr(progressing, "save_portion", cancelling)
    batch = _work(ada, batch_id)
    assert (batch.state, batch.imported, len(_names(ada))) == (BatchState.CANCELLED, 50, 50)
    with unit_of_work() as session:
        assert session.scalars(select(ImportPart).where(col(ImportPart.batch_id) == batch_id)).all() == []
        with pytest.raises(ImportEnded):
            cancel_import(session, actor=ada, batch_id=batch_id)


def test_files_that_were_sent_one_by_one_are_imported(ada: Actor) -> None:
    with unit_of_work() as session:
        batch = open_import(session, actor=ada, kind="files", title="2 files", on_same="keep_both")
        for name in ("Ada", "Bo"):
            add_part(session, actor=ada, batch_id=batch.id, data=bulk.card(name), file_name=f"{name}.json")
        begin_import(session, actor=ada, batch_id=batch.id)
        with pytest.raises(ImportEnded):
            add_part(session, actor=ada, batch_id=batch.id, data=b"{}", file_name="late.json")
    assert (_work(ada, batch.id).imported, _names(ada)) == (2, ["Ada", "Bo"])


def test_folder_goes_on_when_it_is_given_again(ada: Actor, tmp_path: Path) -> None:
    inside = bulk.archive({"deep/Cy.json": bulk.card("Cy")})
    bulk.folder(
        tmp_path, {"a/Ada.json": bulk.card("Ada"), "b/AGENTS.md": b"Be brief.", "pack.zip": inside, ".hidden.json": bulk.card("No")}
    )

    def begin() -> tuple[BatchView, bool]:
        with unit_of_work() as session:
            same = {"actor": ada, "place": str(tmp_path), "title": tmp_path.name, "is_instructions_only": False}
            return open_folder(session, on_same="keep_both", **same)  # type: ignore[arg-type]

    first, is_again = begin()
    again, goes_on = begin()
    assert (is_again, goes_on, first.id == again.id) == (False, True, True)
    batch = _work(ada, first.id, paths=[tmp_path])
    assert (batch.state, batch.imported, _names(ada)) == (BatchState.DONE, 3, ["Ada", "Cy", "b"])
    assert begin()[0].id != first.id


def test_file_is_left_out_when_the_process_keeps_dying_at_it(ada: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = bulk.archive({"a.json": bulk.card("Ada"), "b.json": bulk.card("Poison"), "c.json": bulk.card("Cy")})
    batch_id = _send(ada, files)
    read = working.read_portions

    def deadly(entries: Sequence[working.Entry], **kwargs: object) -> object:
        def dies(entry: working.Entry) -> bytes:
            data = entry.load()
            if entry.file == "b.json":
                raise Killed
            return data

        return read([working.Entry(file=one.file, load=lambda one=one: dies(one)) for one in entries], **kwargs)  # type: ignore[arg-type, misc]

    monkeypatch.setattr(working, "read_portions", deadly)
    for _ in range(progressing.CAREFUL_AFTER + 1):
        with pytest.raises(Killed):
            _work(ada, batch_id)
    batch = _work(ada, batch_id)
    assert (batch.state, batch.imported, batch.failed) == (BatchState.DONE, 2, 1)
    assert _results(ada, batch_id)["b.json"].reason == progressing.KILLED


def test_import_fails_with_its_reason_when_the_archive_is_none(ada: Actor) -> None:
    for data, why in (
        (b"PK\x03\x04" + b"x" * 50, "not a ZIP"),
        (bulk.archive({}), "no file"),
        (bulk.archive({"a": b"x"})[:-30], "ends in the middle"),
    ):
        batch = _work(ada, _send(ada, data))
        assert batch.state is BatchState.FAILED and why in batch.sentence


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the project (../shared/data)")
def test_every_real_file_is_imported_or_has_its_reason(ada: Actor) -> None:
    with unit_of_work() as session:
        same = {"actor": ada, "place": str(DATA), "title": "real", "is_instructions_only": False}
        begun, _ = open_folder(session, on_same="keep_both", **same)  # type: ignore[arg-type]
    batch = _work(ada, begun.id, paths=[DATA / "cards", DATA / "texts"])
    assert (batch.state, batch.done, batch.failed) == (BatchState.DONE, batch.total, len(REASONS))
    with unit_of_work() as session:
        failed = list_results(session, actor=ada, batch_id=batch.id, outcome="failed", limit=200).items
    assert {Path(one.file).name for one in failed} == set(REASONS)


def test_others_find_nothing_of_it(ada: Actor) -> None:
    batch_id = _send(ada, bulk.archive({"a.json": bulk.card("Ada")}))
    with unit_of_work() as session:
        bo = make_actor(session, handle="bob")
        assert list_imports(session, actor=bo).items == ()
        assert [one.id for one in list_imports(session, actor=ada).items] == [batch_id]
        for look in (get_import, list_results, cancel_import):
            with pytest.raises(ImportNotFound):
                look(session, actor=bo, batch_id=batch_id)


def test_archive_that_is_refused_stops_no_other_file_of_its_folder(ada: Actor, tmp_path: Path) -> None:
    bulk.folder(tmp_path, {"a.zip": bulk.archive({"__MACOSX/x": b"x"}), "b.json": bulk.card("Bo")})
    with unit_of_work() as session:
        begun, _ = open_folder(session, actor=ada, place=str(tmp_path), title="folder", on_same="keep_both", is_instructions_only=False)
    batch = _work(ada, begun.id, paths=[tmp_path])
    assert (batch.state, batch.imported, batch.failed) == (BatchState.DONE, 1, 1)
    (failed,) = (one for one in _results(ada, begun.id).values() if one.outcome == "failed")
    assert failed.file.endswith("a.zip") and "no file in it" in failed.reason
