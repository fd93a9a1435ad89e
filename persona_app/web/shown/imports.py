"""An import of many files, and what became of each, as the page shows them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from persona_app.interchange.bulk import BatchState, BatchView, Outcome, ResultView
from persona_app.web import routes
from persona_app.web.shown.quantities import count

_STATES = {
    BatchState.RECEIVING: "Files are arriving",
    BatchState.QUEUED: "Waiting for a worker",
    BatchState.RUNNING: "Importing",
    BatchState.DONE: "Done",
    BatchState.FAILED: "Stopped",
    BatchState.CANCELLED: "Cancelled",
}
_OUTCOMES: dict[Outcome, str] = {"imported": "Imported", "updated": "Updated", "skipped": "Skipped", "failed": "Failed"}
_WORDS: dict[str, str] = {outcome: word for outcome, word in _OUTCOMES.items()}  # noqa: C416 - by plain words
Choice = Literal["all", "imported", "updated", "skipped", "failed"]


class ShownImport(BaseModel):
    """One import; `facts` are its counts in words, `scale` how far its line goes; it has one while it runs and its end can be told.

    `said` is what is announced of it: that it runs, or how it ended. `things` names what became something: files, rows of a table.
    """

    model_config = ConfigDict(frozen=True)

    id: str = ""
    title: str = ""
    state: str = ""
    sentence: str = ""
    facts: tuple[str, ...] = ()
    said: str = ""
    things: str = "Files"
    choices: tuple[tuple[str, str], ...] = ()
    percent: int = 0
    scale: str = "scaleX(0)"
    is_live: bool = False
    is_measured: bool = False
    begun_at: str = ""
    href: str = ""


class ShownResult(BaseModel):
    """What became of one file."""

    model_config = ConfigDict(frozen=True)

    key: str
    file: str
    outcome: str
    mark: str
    note: str
    name: str
    href: str


NO_IMPORT = ShownImport()


def shown_import(view: BatchView) -> ShownImport:
    """The import with its counts."""
    counts: dict[Choice, int] = {
        "all": view.done, "imported": view.imported, "updated": view.updated, "skipped": view.skipped, "failed": view.failed,
    }  # fmt: skip
    words = {"all": "All", **_WORDS}
    share = view.done / view.total if view.total else 1.0 if view.state is BatchState.DONE else 0.0
    told = (f"{number:,} {words[outcome].lower()}" for outcome, number in counts.items() if number and outcome != "all")
    facts = (*_how_far(view), *told)
    return ShownImport(
        id=str(view.id),
        title=view.title,
        state=_STATES[view.state],
        sentence=view.sentence,
        facts=facts,
        said=_said(view, facts),
        things="Files" if not view.rows else "Rows" if view.rows == view.total else "Files and rows",
        choices=tuple((key, f"{words[key]} {number:,}") for key, number in counts.items() if number or key == "all"),
        percent=round(100 * share),
        scale=f"scaleX({min(share, 1.0):.4f})",
        is_live=view.is_active,
        is_measured=view.is_active and not (view.rows and view.done == view.total),
        begun_at=view.created_at.isoformat(),
        href=routes.imports(view.id),
    )


def _how_far(view: BatchView) -> tuple[str, ...]:
    """A table is counted by its rows, and nobody knows how many come before its end."""
    if not view.total:
        return (f"{view.size_bytes / 1_000_000:,.1f} MB",)
    files = view.total - view.rows
    so_far = " so far" if view.is_active else ""
    told = (
        f"{view.done - view.rows:,} of {count(files, 'file')}" if files else "",
        f"{count(view.rows, 'row')}{so_far}" if view.rows else "",
    )
    return tuple(each for each in told if each)


def _said(view: BatchView, facts: tuple[str, ...]) -> str:
    """While it runs nothing but that: its line tells the rest to who asks."""
    if view.is_active:
        return f"{_STATES[view.state]}: {view.title}."
    return " ".join(each for each in (f"{_STATES[view.state]}: {view.title}. {', '.join(facts)}.", view.sentence) if each)


def shown_result(view: ResultView) -> ShownResult:
    """A file: the persona it became and what could not be used of it, or why it became none."""
    parts = [f"{view.mapped:,} taken over", f"{view.kept:,} kept aside" if view.kept else ""]
    parts += [f"{view.unusable:,} not usable"] if view.unusable else []
    report = " · ".join(part for part in (view.format, *parts) if part)
    return ShownResult(
        key=f"{view.number}-{view.row}",
        file=view.file,
        outcome=_OUTCOMES[view.outcome],
        mark=view.outcome,
        note=view.reason or report,
        name=view.name,
        href=routes.persona(view.persona_id) if view.persona_id else "",
    )
