"""The list of one's own personas: searched as one types, narrowed by the shelf beside it, a page at a time.

What is asked for stands in the page's address: whoever reloads it, comes back to it or keeps it sees that, and `/studio` is everybody at
work. `assets/js/studio.js` writes it there, from the box around the list: a redirect of the router's would open the page again, and
would bring back whoever went on to another page in the meantime.
"""

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
from persona_app.personas.services.finding import find_and_count, find_personas
from persona_app.personas.services.naming import find_names
from persona_app.personas.studio_schemas import LONGEST_QUERY, Found, Search, StudioCard
from persona_app.publishing.schemas import Visibility
from persona_app.publishing.services.listing import find_visibilities
from persona_app.web import gateway, session
from persona_app.web.shown.asked import Asked
from persona_app.web.shown.studio import Card, found_words
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 50
Words = Annotated[str, Field(max_length=LONGEST_QUERY)]
ShelfId = Annotated[str, Field(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
FolderId = Annotated[str, Field(pattern=r"^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
Order = Literal["used", "name", "newest", "changed", "most_used"]


class Listed(NamedTuple):
    """A page of personas, and for each the run that goes on, or how the newest ended; what the parents of children are called,
    and who else can see them. `found` is None but for the first page."""

    page: Page[StudioCard]
    found: Found | None
    runs: dict[UUID, RunView]
    parents: dict[UUID, str]
    visibilities: dict[UUID, Visibility]


def list_with_runs(session: Session, *, actor: Actor, search: Search, cursor: str | None) -> Listed:
    """All in one unit of work, so that they fit each other."""
    page, found = (
        find_and_count(session, actor=actor, search=search, limit=PAGE_SIZE)
        if cursor is None
        else (find_personas(session, actor=actor, search=search, cursor=cursor, limit=PAGE_SIZE), None)
    )
    parents = find_names(session, actor=actor, persona_ids={card.parent_id for card in page.items if card.parent_id})
    ids = [card.id for card in page.items]
    runs = find_current_runs(session, actor=actor, persona_ids=ids)
    return Listed(page, found, runs, parents, find_visibilities(session, actor=actor, persona_ids=ids))


def _card(one: StudioCard, listed: Listed) -> Card:
    name = listed.parents.get(one.parent_id, "") if one.parent_id else ""
    return Card.of(one, listed.runs.get(one.id), parent=name, visibility=listed.visibilities.get(one.id))


class StudioState(rx.State):
    """What the list shows, and what is asked for it.

    `place` is the address of that, behind the number of steps that were made to others: a new step is one that Back takes back.
    `box` is what the search field is given; a new `box_number` makes it take that though somebody typed into it.
    """

    cards: list[Card] = []
    is_loaded: bool = False
    next_cursor: str = ""
    found: int = 0
    is_more_found: bool = False
    found_in_words: str = ""
    asked: Asked = Asked()
    is_narrowed: bool = False
    place: str = ""
    box: str = ""
    box_number: int = 0
    _steps: int = 0

    @rx.event
    async def page_loaded(self) -> None:
        """The studio was opened, or somebody came back to it: its address says what is asked for."""
        asked = Asked.of_address(self.router.url.query_parameters)
        if asked.query != self.asked.query:
            self.box_number += 1
        self.box = asked.query
        await self._ask(asked)

    @rx.event
    async def archived_shown(self, is_archived: bool) -> None:
        """The other list was asked for."""
        await self._step_to(self.asked.but(is_archived=is_archived, folder_id="", label_id=""))

    @rx.event
    async def searched(self, words: Words) -> None:
        """Words were typed."""
        await self._ask(self.asked.looked_for(words))

    @rx.event
    async def sort_chosen(self, order: Order) -> None:
        """Another order was chosen."""
        await self._ask(self.asked.but(order=order))

    @rx.event
    async def folder_chosen(self, folder_id: FolderId) -> None:
        """A folder was opened; empty: all."""
        await self._step_to(self.asked.but(folder_id=folder_id, label_id="", is_archived=False))

    @rx.event
    async def label_chosen(self, label_id: ShelfId) -> None:
        """A label was pressed; pressed again, it no longer narrows the list."""
        await self._step_to(self.asked.but(label_id="" if self.asked.label_id == label_id else label_id))

    @rx.event
    async def cleared(self) -> None:
        """Everything shall be seen again."""
        self.box, self.box_number = "", self.box_number + 1
        await self._step_to(Asked(order=self.asked.order))

    @rx.event
    async def more_wanted(self) -> None:
        """The end of the list was reached."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    async def _step_to(self, asked: Asked) -> None:
        if asked != self.asked:
            self._steps += 1
        await self._ask(asked)

    async def _ask(self, asked: Asked) -> None:
        self.asked, self.is_narrowed = asked, asked.is_narrowed
        self.place = f"{self._steps} {asked.address}"
        await self._read(cursor=None)

    async def _read(self, *, cursor: str | None) -> None:
        actor, search = session.current_actor(), self.asked.search
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
            self.found, self.is_more_found = listed.found.count, listed.found.is_more
            self.found_in_words = found_words(listed.found, is_narrowed=self.is_narrowed, is_archived=self.asked.is_archived)
        self.is_loaded = True
