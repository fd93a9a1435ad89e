"""Labels of versions as pages show them, and the way they went."""

from pydantic import BaseModel, ConfigDict

from persona_app.personas.schemas import LabelMoveView, LabelView
from persona_app.web import routes


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownLabel(_Frozen):
    """A label and the version that it is on."""

    name: str
    number: int
    lock_version: int
    version: str
    href: str


class ShownMove(_Frozen):
    """One move, told in a sentence."""

    key: str
    sentence: str
    author: str
    moved_at: str


def shown_label(label: LabelView, *, persona_id: str) -> ShownLabel:
    """Where it is."""
    return ShownLabel(
        **label.model_dump(include={"name", "number", "lock_version"}),
        version=f"Version {label.number}",
        href=routes.persona_version(persona_id, label.number),
    )


def shown_move(move: LabelMoveView, *, reader_id: str) -> ShownMove:
    """In words."""
    return ShownMove(
        key=f"{move.name}-{move.sequence}",
        sentence=_sentence(move),
        author="you" if str(move.moved_by) == reader_id else "somebody else",
        moved_at=move.moved_at.isoformat(),
    )


def _sentence(move: LabelMoveView) -> str:
    if move.to_number is None:
        return f"“{move.name}” was taken off version {move.from_number}"
    if move.from_number is None:
        return f"“{move.name}” was put on version {move.to_number}"
    return f"“{move.name}” went from version {move.from_number} to version {move.to_number}"
