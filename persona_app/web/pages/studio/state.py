"""The list of one's own personas: searched as one types, narrowed by the shelf beside it, a page at a time."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.core.paging import Page
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import find_current_runs
from persona_app.personas.services.finding import count_found, find_personas
from persona_app.personas.services.naming import find_names
from persona_app.personas.studio_schemas import LONGEST_QUERY, Search, StudioCard, StudioSort
from persona_app.publishing.schemas import Visibility
from persona_app.publishing.services.listing import find_visibilities
from persona_app.web import gateway, session
from persona_app.web.shown.studio import Card, found_words
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 50
UNFILED = "none"
"""In place of a folder's id: in no folder."""
Words = Annotated[str, Field(max_length=LONGEST_QUERY)]
ShelfId = Annotated[str, Field(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
FolderId = Annotated[str, Field(pattern=r"^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
Order = Literal["used", "name", "newest", "changed", "most_used"]


class Listed(NamedTuple):
    """A page of personas, and for each the run that goes on, or how the newest ended; what the parents of children are called,
    and who else can see them. `found` is None but for the first page."""

    page: Page[StudioCard]
    found: int | None
    runs: dict[UUID, RunView]
    parents: dict[UUID, str]
    visibilities: dict[UUID, Visibility]


def list_with_runs(session: Session, *, actor: Actor, search: Search, cursor: str | None) -> Listed:
    """All in one unit of work, so that they fit each other."""
    page = find_personas(session, actor=actor, search=search, cursor=cursor, limit=PAGE_SIZE)
    parents = find_names(session, actor=actor, persona_ids={card.parent_id for card in page.items if card.parent_id})
    ids = [card.id for card in page.items]
    runs = find_current_runs(session, actor=actor, persona_ids=ids)
    found = count_found(session, actor=actor, search=search) if cursor is None else None
    return Listed(page, found, runs, parents, find_visibilities(session, actor=actor, persona_ids=ids))


def _card(one: StudioCard, listed: Listed) -> Card:
    name = listed.parents.get(one.parent_id, "") if one.parent_id else ""
    return Card.of(one, listed.runs.get(one.id), parent=name, visibility=listed.visibilities.get(one.id))


class StudioState(rx.State):
    """What the list shows, and what was asked for it; both stay while the tab does."""

    cards: list[Card] = []
    is_loaded: bool = False
    next_cursor: str = ""
    found: int = 0
    found_in_words: str = ""
    query: str = ""
    label_id: str = ""
    folder_id: str = ""
    sort: str = "used"
    is_archived: bool = False
    is_narrowed: bool = False

    @rx.event
    async def page_loaded(self) -> None:
        """The studio was opened: what was asked for before, as it is now."""
        await self._read(cursor=None)

    @rx.event
    async def archived_shown(self, is_archived: bool) -> None:
        """The other list was asked for."""
        self.is_archived, self.folder_id, self.label_id = is_archived, "", ""
        await self._read(cursor=None)

    @rx.event
    async def searched(self, words: Words) -> None:
        """Words were typed."""
        self.query = words
        await self._read(cursor=None)

    @rx.event
    async def sort_chosen(self, order: Order) -> None:
        """Another order was chosen."""
        self.sort = order
        await self._read(cursor=None)

    @rx.event
    async def folder_chosen(self, folder_id: FolderId) -> None:
        """A folder was opened; empty: all."""
        self.folder_id, self.label_id, self.is_archived = folder_id, "", False
        await self._read(cursor=None)

    @rx.event
    async def label_chosen(self, label_id: ShelfId) -> None:
        """A label was pressed; pressed again, it no longer narrows the list."""
        self.label_id = "" if self.label_id == label_id else label_id
        await self._read(cursor=None)

    @rx.event
    async def cleared(self) -> None:
        """Everything shall be seen again."""
        self.query = self.folder_id = self.label_id = ""
        self.is_archived = False
        await self._read(cursor=None)

    @rx.event
    async def more_wanted(self) -> None:
        """The end of the list was reached."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    def _search(self) -> Search:
        """As services take it. With words and the usual order, names come first."""
        sort = StudioSort.BEST if self.query.strip() and self.sort == StudioSort.USED else StudioSort(self.sort)
        return Search(
            query=self.query,
            label_id=UUID(self.label_id) if self.label_id else None,
            folder_id=UUID(self.folder_id) if self.folder_id not in ("", UNFILED) else None,
            is_unfiled=self.folder_id == UNFILED,
            is_archived=self.is_archived,
            sort=sort,
        )

    async def _take(self, search: Search) -> None:
        """Ask for what a saved search asks for."""
        self.query, self.is_archived = search.query, search.is_archived
        self.label_id = str(search.label_id or "")
        self.folder_id = UNFILED if search.is_unfiled else str(search.folder_id or "")
        self.sort = StudioSort.USED.value if search.sort is StudioSort.BEST else search.sort.value
        await self._read(cursor=None)

    async def _read(self, *, cursor: str | None) -> None:
        actor, search = session.current_actor(), self._search()
        self.is_narrowed = bool(self.query.strip() or self.label_id or self.folder_id)
        try:
            listed = await gateway.call(list_with_runs, actor=actor, search=search, cursor=cursor)
        except AppError as error:
            await tell_failure(self, error)
            return
        kept = self.cards if cursor else []
        known = {card.id for card in kept}
        self.cards = [*kept, *(_card(one, listed) for one in listed.page.items if str(one.id) not in known)]
        self.next_cursor = listed.page.next_cursor or ""
        if listed.found is not None:
            self.found = listed.found
            self.found_in_words = found_words(listed.found, is_narrowed=self.is_narrowed, is_archived=self.is_archived)
        self.is_loaded = True
