"""Events as pages show them, and what is asked for in their forms."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.core.errors import Invalid
from persona_app.events.schemas import EventKind, EventView, TrailQuery, TrailRow
from persona_app.events.sentences import label_of

Asked = dict[Annotated[str, Field(max_length=20)], Annotated[str, Field(max_length=200)]]
KINDS = tuple((kind.value, label_of(kind.value)) for kind in sorted(EventKind, key=lambda kind: kind.value))


class TrailAskedWrongly(Invalid):
    """A date or an id that is none."""

    code = "trail_query_invalid"

    def __init__(self, what: str) -> None:
        super().__init__(f"“{what}” can't be looked for: a date is written 2026-01-31, an id as it stands in the list.")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownActivity(_Frozen):
    """One event of one's own; `persona_id` is empty when it is about the account."""

    id: str
    sentence: str
    at: str
    by: str
    persona_id: str


class ShownTrailRow(_Frozen):
    """One event of somebody, by ids."""

    id: str
    label: str
    at: str
    actor_id: str
    owner_id: str
    persona_id: str
    change: str
    is_emptied: bool


def shown_activity(event: EventView, *, reader_id: UUID) -> ShownActivity:
    """What happened, and by whom as the reader sees it."""
    by = "by the program" if event.actor_id is None else "" if event.actor_id == reader_id else "by an operator"
    return ShownActivity(id=str(event.id), sentence=event.sentence, at=event.at.isoformat(), by=by, persona_id=str(event.persona_id or ""))


def shown_trail_row(row: TrailRow) -> ShownTrailRow:
    """Ids whole, so that one can look for them; hashes by their first digits."""
    change = f"{(row.before or '–')[:8]} → {(row.after or '–')[:8]}" if row.before or row.after else ""
    return ShownTrailRow(
        id=str(row.id),
        label=label_of(row.kind),
        at=row.at.isoformat(),
        actor_id=str(row.actor_id or ""),
        owner_id=str(row.owner_id or ""),
        persona_id=str(row.persona_id or ""),
        change=change,
        is_emptied=row.is_emptied,
    )


def wanted_of(asked: Mapping[str, str]) -> TrailQuery:
    """What the form's fields ask for; days count from midnight to midnight, UTC.

    Raises:
        TrailAskedWrongly: a date or an id that is none.
    """
    kind = asked.get("kind", "")
    return TrailQuery(
        kind=EventKind(kind) if kind in set(EventKind) else None,
        persona_id=id_in(asked.get("persona", "")),
        since=_midnight(asked.get("since", "")),
        until=_midnight(asked.get("until", ""), days=1),
        text=asked.get("text", ""),
    )


def id_in(written: str) -> UUID | None:
    """An id, or none when nothing is written.

    Raises:
        TrailAskedWrongly: it is something else.
    """
    try:
        return UUID(written.strip()) if written.strip() else None
    except ValueError as error:
        raise TrailAskedWrongly(written) from error


def _midnight(written: str, *, days: int = 0) -> datetime | None:
    try:
        day = date.fromisoformat(written) + timedelta(days=days) if written else None
    except (ValueError, OverflowError) as error:
        raise TrailAskedWrongly(written) from error
    return datetime.combine(day, time(), UTC) if day else None
