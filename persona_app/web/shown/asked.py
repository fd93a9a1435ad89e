"""What is asked of the studio's list, as the page shows it and as its address holds it."""

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.personas.studio_schemas import LONGEST_QUERY, Search, StudioSort
from persona_app.web import routes

UNFILED: Final = "none"
"""In place of a folder's id: in no folder."""
ORDERS: Final = tuple(order.value for order in StudioSort if order is not StudioSort.BEST)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Asked(BaseModel):
    """Words, label, folder (`UNFILED`: in none), shelf and order; what is empty narrows nothing."""

    model_config = ConfigDict(frozen=True)

    query: str = ""
    label_id: str = ""
    folder_id: str = ""
    is_archived: bool = False
    order: str = StudioSort.USED.value

    @classmethod
    def of_address(cls, parameters: Mapping[str, str]) -> "Asked":
        """What an address asks for. Its words are anybody's: what is no id, shelf or order counts as left out."""
        label, folder, order = (parameters.get(name, "") for name in ("label", "folder", "order"))
        return cls(
            query=_in_line(parameters.get("q", "")),
            label_id=label if _ID.fullmatch(label) else "",
            folder_id=folder if folder == UNFILED or _ID.fullmatch(folder) else "",
            is_archived=parameters.get("shelf") == "archived",
            order=order if order in ORDERS else StudioSort.USED.value,
        )

    @classmethod
    def of_search(cls, search: Search) -> "Asked":
        """What a saved search asks for."""
        return cls(
            query=_in_line(search.query),
            label_id=str(search.label_id or ""),
            folder_id=UNFILED if search.is_unfiled else str(search.folder_id or ""),
            is_archived=search.is_archived,
            order=StudioSort.USED.value if search.sort is StudioSort.BEST else search.sort.value,
        )

    @property
    def is_narrowed(self) -> bool:
        """Does it leave anybody out who is on this shelf?"""
        return bool(self.query or self.label_id or self.folder_id)

    @property
    def address(self) -> str:
        """Where the list shows this."""
        return routes.studio(
            query=self.query,
            label=self.label_id,
            folder=self.folder_id,
            order="" if self.order == StudioSort.USED else self.order,
            is_archived=self.is_archived,
        )

    @property
    def search(self) -> Search:
        """As services take it. With words and the usual order, names come first."""
        is_usual = self.order == StudioSort.USED
        return Search(
            query=self.query,
            label_id=UUID(self.label_id) if self.label_id else None,
            folder_id=UUID(self.folder_id) if self.folder_id not in ("", UNFILED) else None,
            is_unfiled=self.folder_id == UNFILED,
            is_archived=self.is_archived,
            sort=StudioSort.BEST if self.query and is_usual else StudioSort(self.order),
        )

    def but(self, **changed: str | bool) -> "Asked":
        """The same with something else asked."""
        return Asked.model_validate({**self.model_dump(), **changed})

    def looked_for(self, words: str) -> "Asked":
        """The same with other words."""
        return self.but(query=_in_line(words))


def _in_line(words: str) -> str:
    return " ".join(words.replace("\x00", " ").split())[:LONGEST_QUERY].rstrip()
