"""The time line and the labels on it, as they were read."""

from collections.abc import Sequence
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.core.paging import Page
from persona_app.personas.schemas import LabelView, VersionSummary
from persona_app.personas.services.labelling import list_labels
from persona_app.personas.services.versioning import list_versions
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.labels import ShownLabel, shown_label
from persona_app.web.shown.versions import ShownVersion, shown_version
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 30


class VersionListState(rx.State):
    """Versions, newest first, and where each label is."""

    items: list[ShownVersion] = []
    labels: list[ShownLabel] = []
    next_cursor: str = ""
    is_loaded: bool = False
    of_persona: str = ""


async def list_shown(state: rx.State, persona_id: UUID, *, is_more: bool = False) -> None:
    """Read the list from its start, or its next page."""
    shown, actor = await state.get_state(VersionListState), current_actor()
    if shown.of_persona != str(persona_id):
        shown.items, shown.labels, shown.is_loaded, shown.of_persona = [], [], False, str(persona_id)
    cursor = shown.next_cursor if is_more else ""
    if is_more and not cursor:
        return
    try:
        page, labels = await gateway.call(_read, actor=actor, persona_id=persona_id, cursor=cursor or None)
    except AppError as error:
        await tell_failure(state, error)
        return
    new = [shown_version(one, persona_id=str(persona_id), reader_id=str(actor.account_id)) for one in page.items]
    _show_labels(shown, labels, items=[*shown.items, *new] if cursor else new)
    shown.next_cursor, shown.is_loaded = page.next_cursor or "", True


async def labels_shown(state: rx.State, persona_id: UUID) -> None:
    """Read the labels anew, and put them on the versions that are shown."""
    shown = await state.get_state(VersionListState)
    if shown.of_persona != str(persona_id):
        shown.items, shown.is_loaded, shown.of_persona = [], False, str(persona_id)
    try:
        labels = await gateway.call(list_labels, actor=current_actor(), persona_id=persona_id)
    except AppError as error:
        await tell_failure(state, error)
        return
    _show_labels(shown, labels, items=shown.items)


def _read(session: Session, *, actor: Actor, persona_id: UUID, cursor: str | None) -> tuple[Page[VersionSummary], tuple[LabelView, ...]]:
    page = list_versions(session, actor=actor, persona_id=persona_id, cursor=cursor, limit=PAGE_SIZE)
    return page, list_labels(session, actor=actor, persona_id=persona_id)


def _show_labels(shown: VersionListState, labels: Sequence[LabelView], *, items: Sequence[ShownVersion]) -> None:
    names: dict[int, tuple[str, ...]] = {}
    for label in labels:
        names[label.number] = (*names.get(label.number, ()), label.name)
    shown.labels = [shown_label(each, persona_id=shown.of_persona) for each in labels]
    shown.items = [one.model_copy(update={"labels": names.get(one.number, ())}) for one in items]
