"""What was run and what happened."""

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.events.services.listing import list_events
from persona_app.jobs.services.runs import list_runs
from persona_app.publishing.services.running import cancel_run, retry_run
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.personas import ShownEvent, shown_event
from persona_app.web.shown.runs import ShownRun, shown_run
from persona_app.web.states.current_persona import load_persona, persona_id_in
from persona_app.web.states.job_progress import RunId, change_run
from persona_app.web.states.toasts import tell_failure

RUNS = 10
EVENTS = 30


class ActivityState(rx.State):
    """The activity page."""

    runs: list[ShownRun] = []
    runs_cursor: str = ""
    events: list[ShownEvent] = []
    events_cursor: str = ""
    is_loaded: bool = False
    of_persona: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        persona_id = await load_persona(self, section="Activity")
        if persona_id is None:
            return
        if self.of_persona != str(persona_id):
            self.is_loaded, self.of_persona = False, str(persona_id)
        await self._read()

    @rx.event
    async def build_ended(self) -> None:
        """A run has ended while the page was open."""
        await self._read()

    @rx.event
    async def cancel_wanted(self, run_id: RunId) -> None:
        """Stop a run of the list."""
        await change_run(self, cancel_run, run_id)
        await self._read()

    @rx.event
    async def retry_wanted(self, run_id: RunId) -> None:
        """Try a run of the list again."""
        await change_run(self, retry_run, run_id)
        await self._read()

    @rx.event
    async def more_runs_wanted(self) -> None:
        """Older runs."""
        if self.runs_cursor:
            await self._read_runs(self.runs_cursor)

    @rx.event
    async def more_events_wanted(self) -> None:
        """Older events."""
        if self.events_cursor:
            await self._read_events(self.events_cursor)

    async def _read(self) -> None:
        await self._read_runs(None)
        await self._read_events(None)
        self.is_loaded = True

    async def _read_runs(self, cursor: str | None) -> None:
        try:
            page = await gateway.call(list_runs, actor=current_actor(), persona_id=persona_id_in(self), cursor=cursor, limit=RUNS)
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_run(run) for run in page.items]
        self.runs, self.runs_cursor = [*self.runs, *shown] if cursor else shown, page.next_cursor or ""

    async def _read_events(self, cursor: str | None) -> None:
        actor = current_actor()
        try:
            page = await gateway.call(list_events, actor=actor, persona_id=persona_id_in(self), cursor=cursor, limit=EVENTS)
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_event(event, reader_id=str(actor.account_id)) for event in page.items]
        self.events, self.events_cursor = [*self.events, *shown] if cursor else shown, page.next_cursor or ""
