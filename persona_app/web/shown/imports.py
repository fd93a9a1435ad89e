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
    """One import; `facts` are its counts in words, `scale` how far its line goes."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    title: str = ""
    state: str = ""
    sentence: str = ""
    facts: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    percent: int = 0
    scale: str = "scaleX(0)"
    is_live: bool = False
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
    of_total = f"{view.done:,} of {count(view.total, 'file')}" if view.total else f"{view.size_bytes / 1_000_000:,.1f} MB"
    told = (f"{number:,} {words[outcome].lower()}" for outcome, number in counts.items() if number and outcome != "all")
    return ShownImport(
        id=str(view.id),
        title=view.title,
        state=_STATES[view.state],
        sentence=view.sentence,
        facts=(of_total, *told),
        choices=tuple((key, f"{words[key]} {number:,}") for key, number in counts.items() if number or key == "all"),
        percent=round(100 * share),
        scale=f"scaleX({min(share, 1.0):.4f})",
        is_live=view.is_active,
        begun_at=view.created_at.isoformat(),
        href=routes.imports(view.id),
    )


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
