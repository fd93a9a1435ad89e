"""What an import of many files is said to have done."""

from typing import Any

import pytest

from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.interchange.bulk import BatchState, BatchView
from persona_app.web.shown.imports import shown_import


def batch(**told: Any) -> BatchView:
    """An import, as far as it matters here."""
    counts = {"imported": 0, "updated": 0, "skipped": 0, "failed": 0}
    rest = {"id": new_id(), "kind": "files", "on_same": "keep_both", "sentence": "", "size_bytes": 1_500_000, "created_at": now()}
    ends = {"started_at": None, "finished_at": None, "title": "prompts.csv", "state": BatchState.DONE, "total": 0}
    return BatchView.model_validate({**rest, **ends, **counts, **told})


@pytest.mark.parametrize(
    ("told", "facts", "things"),
    [
        ({"total": 46, "imported": 45, "failed": 1}, ("46 of 46 files", "45 imported", "1 failed"), "Files"),
        ({"total": 60, "rows": 60, "imported": 60}, ("60 rows", "60 imported"), "Rows"),
        ({"total": 1, "rows": 1, "skipped": 1}, ("1 row", "1 skipped"), "Rows"),
        ({"total": 62, "rows": 60, "imported": 62}, ("2 of 2 files", "60 rows", "62 imported"), "Files and rows"),
        (
            {"total": 27, "rows": 25, "imported": 26, "state": BatchState.RUNNING},
            ("1 of 2 files", "25 rows so far", "26 imported"),
            "Files and rows",
        ),
        ({"total": 25, "rows": 25, "imported": 25, "state": BatchState.RUNNING}, ("25 rows so far", "25 imported"), "Rows"),
        ({"total": 3, "state": BatchState.QUEUED}, ("0 of 3 files",), "Files"),
        ({"state": BatchState.RECEIVING}, ("1.5 MB",), "Files"),
    ],
    ids=["files", "rows", "one-row", "both", "both-running", "rows-running", "queued", "arriving"],
)
def test_rows_of_a_table_are_called_rows_and_files_files(told: dict[str, Any], facts: tuple[str, ...], things: str) -> None:
    shown = shown_import(batch(**told))
    assert (shown.facts, shown.things) == (facts, things)


def test_it_has_no_line_while_nobody_knows_how_many_rows_come() -> None:
    running = {"state": BatchState.RUNNING}
    assert shown_import(batch(total=46, imported=1, **running)).is_measured
    assert shown_import(batch(total=27, rows=25, imported=26, **running)).is_measured
    assert not shown_import(batch(total=25, rows=25, imported=25, **running)).is_measured
    assert not shown_import(batch(total=46, imported=46)).is_measured


def test_its_beginning_and_its_end_are_announced_and_not_each_step() -> None:
    first, later = (shown_import(batch(state=BatchState.RUNNING, total=46, imported=done, title="46 files")).said for done in (1, 30))
    assert first == later == "Importing: 46 files."
    ended = batch(state=BatchState.CANCELLED, total=46, imported=30, title="46 files", sentence="You stopped it.")
    assert shown_import(ended).said == "Cancelled: 46 files. 30 of 46 files, 30 imported. You stopped it."
