"""The shelf beside the list: folders, labels and saved searches of the owner's own."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.personas.services.organising import (
    Shelf,
    delete_organiser,
    list_folders,
    list_own_labels,
    list_saved_searches,
    make_folder,
    make_label,
    rename_organiser,
    save_search,
)
from persona_app.personas.studio_schemas import Folder, OwnLabel, SavedSearchView
from persona_app.web import gateway
from persona_app.web.pages.studio.state import FolderId, StudioState
from persona_app.web.session import current_actor
from persona_app.web.shown.asked import UNFILED
from persona_app.web.shown.studio import ShelfItem
from persona_app.web.states.toasts import tell, tell_failure

Short = Annotated[str, Field(max_length=1000)]
Kind = Literal["folder", "label", "search"]


class OnShelf(NamedTuple):
    """Everything on it."""

    folders: tuple[Folder, ...]
    labels: tuple[OwnLabel, ...]
    searches: tuple[SavedSearchView, ...]


def read_shelf(session: Session, *, actor: Actor) -> OnShelf:
    """Folders, labels and saved searches, each by name."""
    own = {"actor": actor}
    return OnShelf(list_folders(session, **own), list_own_labels(session, **own), list_saved_searches(session, **own))


class ShelfState(rx.State):
    """What stands on the shelf; `adding` is what is being made, `error` what was wrong with it."""

    folders: list[ShelfItem] = []
    labels: list[ShelfItem] = []
    searches: list[ShelfItem] = []
    adding: str = ""
    error: str = ""

    @rx.event
    async def opened(self) -> None:
        """The studio was opened."""
        self.adding = self.error = ""
        await self._read()

    @rx.event
    def add_asked(self, kind: Literal["", "folder", "label", "search", "rename"]) -> None:
        """A name shall be given; empty: not after all."""
        self.adding, self.error = kind, ""

    @rx.event
    async def named(self, form: dict[str, Short]) -> None:
        """A folder, a label or a saved search was named; or the open folder or label anew."""
        list_state = await self.get_state(StudioState)
        name, actor = form.get("shelf-name", ""), current_actor()
        try:
            if self.adding == "folder":
                await gateway.call(make_folder, actor=actor, name=name)
            elif self.adding == "label":
                await gateway.call(make_label, actor=actor, name=name)
            elif self.adding == "search":
                await gateway.call(save_search, actor=actor, name=name, search=list_state.asked.search)
                await tell(self, "The search is saved.")
            elif self.adding == "rename":
                await self._rename(list_state, name)
        except AppError as error:
            self.error = error.sentence
            return
        self.adding = self.error = ""
        await self._read()
        await list_state._read(cursor=None)

    @rx.event
    async def removed(self, kind: Kind, organiser_id: FolderId) -> None:
        """A folder, a label or a saved search shall go; personas stay."""
        if not organiser_id or organiser_id == UNFILED:
            return
        shelf = Shelf(kind)
        try:
            await gateway.call(delete_organiser, actor=current_actor(), kind=shelf, organiser_id=UUID(organiser_id))
        except AppError as error:
            await tell_failure(self, error)
            return
        list_state = await self.get_state(StudioState)
        asked = list_state.asked
        is_open = organiser_id in (asked.folder_id, asked.label_id)
        await tell(self, f"The {shelf.words} is gone. Its personas stay." if shelf is not Shelf.SEARCH else "The saved search is gone.")
        await self._read()
        await list_state._ask(asked.but(folder_id="", label_id="") if is_open else asked)

    async def _rename(self, listed: StudioState, name: str) -> None:
        asked = listed.asked
        kind, open_id = (Shelf.LABEL, asked.label_id) if asked.label_id else (Shelf.FOLDER, asked.folder_id)
        if open_id and open_id != UNFILED:
            await gateway.call(rename_organiser, actor=current_actor(), kind=kind, organiser_id=UUID(open_id), name=name)

    async def _read(self) -> None:
        try:
            shelf = await gateway.call(read_shelf, actor=current_actor())
        except AppError as error:
            await tell_failure(self, error)
            return
        self.folders = [ShelfItem.of(one) for one in shelf.folders]
        self.labels = [ShelfItem.of(one) for one in shelf.labels]
        self.searches = [ShelfItem.of(one) for one in shelf.searches]
