"""Imports of many files. They travel by an endpoint (`assets/js/many.js`); here they are listed and followed."""

import asyncio
import time
from uuid import UUID

import reflex as rx

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.interchange.bulk import OUTCOMES, BatchView, Outcome
from persona_app.interchange.errors import ImportNotFound
from persona_app.interchange.services.receiving import cancel_import, get_import, list_imports, list_results
from persona_app.jobs.progress import wait_for_progress
from persona_app.web import gateway
from persona_app.web.connections import Turn
from persona_app.web.session import SignedOut, current_actor, still_signed_in
from persona_app.web.shown.imports import NO_IMPORT, Choice, ShownImport, ShownResult, shown_import, shown_result
from persona_app.web.states.toasts import tell_failure

LOOK_LIVE, LOOK_IDLE = 0.5, 2.0
RECHECK_SESSION, WATCH_MOST = 15.0, 6 * 3600.0
"""Seconds: least between two looks, most between two, between checks of the session, and of one watcher's life."""
PAGE = 50


class ImportsState(rx.State):
    """The page; `current` is the import whose files are listed: that of the address, else the newest.

    It stands above the form (`is_first`) when it is what somebody came for: the address names it, or it runs. `said` is announced.
    """

    imports: list[ShownImport] = []
    current: ShownImport = NO_IMPORT
    is_first: bool = False
    said: str = ""
    results: list[ShownResult] = []
    choice: str = "all"
    next_cursor: str = ""
    is_loaded: bool = False

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        self.choice, self.results, self.next_cursor, self.current = "all", [], "", NO_IMPORT
        try:
            page = await gateway.call(list_imports, actor=current_actor())
            self.imports = [shown_import(one) for one in page.items]
            wanted = self._wanted()
            if wanted is not None:
                self.current = shown_import(await gateway.call(get_import, actor=current_actor(), batch_id=wanted))
            elif self.imports:
                self.current = self.imports[0]
            self.is_first = wanted is not None or self.current.is_live
            self.said = self.current.said if self.is_first else ""
            await self._read_results(current_actor())
        except AppError as error:
            await tell_failure(self, error)
        self.is_loaded = True

    def _wanted(self) -> UUID | None:
        try:
            return UUID(self.router.url.query_parameters.get("import", ""))
        except ValueError:
            return None

    @rx.event
    async def chosen(self, outcome: Choice) -> None:
        """Only files of which this became."""
        self.choice, self.results, self.next_cursor = outcome, [], ""
        await self._try_results()

    @rx.event
    async def more_wanted(self) -> None:
        """The files after those shown."""
        await self._try_results()

    @rx.event
    async def cancel_clicked(self) -> None:
        """Stop the import."""
        try:
            stopped = await gateway.call(cancel_import, actor=current_actor(), batch_id=UUID(self.current.id))
            self._show(stopped)
        except (AppError, ValueError) as error:
            await tell_failure(self, error if isinstance(error, AppError) else ImportNotFound())

    @rx.event(background=True)
    async def watched(self) -> None:
        """The page was opened: follow the import until it is left. It may begin before `opened` has ended."""
        async with self:
            cookie, wanted = self.router.headers.cookie, self._wanted()
            turn = Turn(self.router.session.client_token, of="imports watched")
        try:
            batch_id = wanted or await self._newest()
            if batch_id is not None:
                await self._watch(batch_id, cookie, turn)
        except (SignedOut, ImportNotFound):
            return
        finally:
            turn.end()

    async def _newest(self) -> UUID | None:
        page = await gateway.call(list_imports, actor=current_actor(), limit=1)
        return next((one.id for one in page.items), None)

    async def _watch(self, batch_id: UUID, cookie: str, turn: Turn) -> None:
        until, checked, actor = time.monotonic() + WATCH_MOST, -RECHECK_SESSION, current_actor()
        while time.monotonic() < until and not turn.is_over():
            if time.monotonic() - checked > RECHECK_SESSION:
                actor, checked = await still_signed_in(cookie), time.monotonic()
            view = await gateway.call(get_import, actor=actor, batch_id=batch_id)
            async with self:
                if self.current.id not in ("", str(batch_id)):
                    return
                if shown_import(view) != self.current:
                    self._show(view)
                    await self._read_new_results(actor)
                is_shown = self.is_loaded
            if not view.is_active and is_shown:
                return
            await asyncio.sleep(LOOK_LIVE)
            await wait_for_progress(batch_id, timeout=LOOK_IDLE)

    def _show(self, view: BatchView) -> None:
        self.current = shown_import(view)
        self.said = self.current.said if self.is_first else ""
        self.imports = [self.current if one.id == self.current.id else one for one in self.imports]

    async def _read_new_results(self, actor: Actor) -> None:
        """More files at the end of what is shown, as long as one page holds them."""
        if len(self.results) < PAGE:
            self.results, self.next_cursor = [], ""
            await self._read_results(actor)
        elif not self.next_cursor:
            self.next_cursor = await self._cursor_after_page(actor)

    async def _cursor_after_page(self, actor: Actor) -> str:
        page = await gateway.call(list_results, actor=actor, batch_id=UUID(self.current.id), outcome=self._outcome(), limit=PAGE)
        return page.next_cursor or ""

    async def _try_results(self) -> None:
        try:
            await self._read_results(current_actor())
        except AppError as error:
            await tell_failure(self, error)

    async def _read_results(self, actor: Actor) -> None:
        if not self.current.id:
            return
        page = await gateway.call(
            list_results,
            actor=actor,
            batch_id=UUID(self.current.id),
            outcome=self._outcome(),
            cursor=self.next_cursor or None,
            limit=PAGE,
        )
        self.results = [*self.results, *map(shown_result, page.items)]
        self.next_cursor = page.next_cursor or ""

    def _outcome(self) -> Outcome | None:
        return next((one for one in OUTCOMES if one == self.choice), None)
