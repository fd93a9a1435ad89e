"""Who did what, by ids; without a word of anybody's."""

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.events.services.looking import search_trail, show_head
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.trail import Asked, ShownTrailRow, id_in, shown_trail_row, wanted_of

PAGE_SIZE = 50


class AdminAuditState(rx.State):
    """The list, what it was asked for, and the chain's last link."""

    rows: list[ShownTrailRow] = []
    next_cursor: str = ""
    is_loaded: bool = False
    asked: dict[str, str] = {}
    failure: str = ""
    head: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened: everything, newest first."""
        self.asked = {}
        await self._read()

    @rx.event
    async def searched(self, form: Asked) -> None:
        """The form was sent."""
        self.asked = {name: form.get(name, "") for name in ("account", "kind", "since", "until")}
        await self._read()

    @rx.event
    async def more_wanted(self) -> None:
        """Older events, below."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    async def _read(self, *, cursor: str | None = None) -> None:
        actor, self.failure = current_actor(), ""
        try:
            wanted, account_id = wanted_of(self.asked), id_in(self.asked.get("account", ""))
            page = await gateway.call(search_trail, actor=actor, wanted=wanted, account_id=account_id, cursor=cursor, limit=PAGE_SIZE)
            head = await gateway.call(show_head, actor=actor)
        except AppError as error:
            self.failure = error.sentence
            return
        shown = [shown_trail_row(row) for row in page.items]
        self.rows = [*self.rows, *shown] if cursor else shown
        self.next_cursor, self.is_loaded, self.head = page.next_cursor or "", True, str(head or "")
