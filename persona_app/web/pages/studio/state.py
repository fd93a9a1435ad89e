"""The list of one's own personas: a page at a time, those put away apart."""

from typing import NamedTuple
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.core.paging import Page
from persona_app.jobs.schemas import RunState, RunView
from persona_app.jobs.services.runs import find_current_runs
from persona_app.personas.schemas import PersonaCard, PersonaView
from persona_app.personas.services.naming import find_names
from persona_app.personas.services.reading import list_personas
from persona_app.publishing.schemas import Visibility
from persona_app.publishing.services.listing import find_visibilities
from persona_app.web import gateway, routes, session
from persona_app.web.components.portrait import initial_of
from persona_app.web.shown.personas import source_words
from persona_app.web.shown.quantities import count
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 24
NOT_BUILT = "Not built yet"


class Listed(NamedTuple):
    """A page of personas, and for each the run that goes on, or how the newest ended; what the parents of children are called,
    and who else can see them."""

    page: Page[PersonaCard]
    runs: dict[UUID, RunView]
    parents: dict[UUID, str]
    visibilities: dict[UUID, Visibility]


def list_with_runs(session: Session, *, actor: Actor, is_archived: bool, cursor: str | None) -> Listed:
    """Both in one unit of work, so that they fit each other."""
    page = list_personas(session, actor=actor, is_archived=is_archived, cursor=cursor, limit=PAGE_SIZE)
    parents = find_names(session, actor=actor, persona_ids={parent for card in page.items if (parent := _parent_of(card))})
    ids = [card.id for card in page.items]
    runs = find_current_runs(session, actor=actor, persona_ids=ids)
    return Listed(page, runs, parents, find_visibilities(session, actor=actor, persona_ids=ids))


def _parent_of(card: PersonaCard) -> UUID | None:
    return card.parent_id if isinstance(card, PersonaView) else None


class Card(BaseModel):
    """One persona as the list shows it; `failure` says why the newest build did not come to its end, `visible` who else sees it."""

    model_config = ConfigDict(frozen=True)

    id: str
    href: str
    name: str
    initial: str
    picture: str
    summary: str
    source: str
    data: str
    version: str
    activity: str
    is_live: bool
    failure: str
    visible: str
    changed_at: str

    @classmethod
    def of(cls, persona: PersonaCard, run: RunView | None, *, parent: str = "", visibility: Visibility | None = None) -> "Card":
        """What is shown of a persona."""
        return cls(
            id=str(persona.id),
            href=routes.persona(persona.id),
            name=persona.name,
            initial=initial_of(persona.name),
            picture=persona.picture_sha256 or "",
            summary=persona.summary,
            source=source_words(persona.source, parent=parent) if persona.source != "manual" else "",
            data=count(persona.data_count, "text") if persona.data_count or persona.source == "manual" else "",
            version=f"Version {persona.version_count}" if persona.version_count else "",
            activity=_activity(run, has_version=persona.version_count > 0),
            is_live=run is not None and run.is_active,
            failure=f"The build failed: {run.sentence}" if run is not None and run.state is RunState.FAILED else "",
            visible=visibility.value.capitalize() if visibility is not None else "",
            changed_at=persona.updated_at.isoformat(),
        )


def _activity(run: RunView | None, *, has_version: bool) -> str:
    if run is not None and run.is_active:
        return "Building" if run.state is not RunState.QUEUED else "In the queue"
    has_failed = run is not None and run.state is RunState.FAILED
    return "" if has_version or has_failed else NOT_BUILT


def _card(one: PersonaCard, listed: Listed) -> Card:
    parent = _parent_of(one)
    name = listed.parents.get(parent, "") if parent else ""
    return Card.of(one, listed.runs.get(one.id), parent=name, visibility=listed.visibilities.get(one.id))


class StudioState(rx.State):
    """What the list shows."""

    cards: list[Card] = []
    is_loaded: bool = False
    is_archived: bool = False
    next_cursor: str = ""

    @rx.event
    async def page_loaded(self) -> None:
        """The studio was opened: the personas at work, newest change first."""
        await self._show(is_archived=False)

    @rx.event
    async def archived_shown(self, is_archived: bool) -> None:
        """The other list was asked for."""
        self.is_loaded = False
        await self._show(is_archived=is_archived)

    @rx.event
    async def more_wanted(self) -> None:
        """The end of the list was reached."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    async def _show(self, *, is_archived: bool) -> None:
        self.is_archived, self.cards, self.next_cursor = is_archived, [], ""
        await self._read(cursor=None)

    async def _read(self, *, cursor: str | None) -> None:
        actor = session.current_actor()
        try:
            listed = await gateway.call(list_with_runs, actor=actor, is_archived=self.is_archived, cursor=cursor)
        except AppError as error:
            await tell_failure(self, error)
            return
        known = {card.id for card in self.cards}
        self.cards = [*self.cards, *(_card(one, listed) for one in listed.page.items if str(one.id) not in known)]
        self.next_cursor = listed.page.next_cursor or ""
        self.is_loaded = True
