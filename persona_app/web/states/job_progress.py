"""How the present persona's run goes on, live.

One watcher per opened page: Reflex ends what a page's load started when the page is left or its socket closes, so that nothing
goes on for nobody. It looks often while a run is active, seldom otherwise (a build may have been started elsewhere), and ends
by itself in any case after `WATCH_MOST`.
"""

import asyncio
import time
from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.building.services.requesting import cancel_build, request_build, retry_run
from persona_app.core.errors import AppError, NotFound
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import find_active_run, get_run, list_runs
from persona_app.web import gateway
from persona_app.web.session import SignedOut, current_actor, still_signed_in
from persona_app.web.shown.runs import NO_RUN, ShownRun, shown_run
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.toasts import tell, tell_failure

LOOK_LIVE = 0.5
LOOK_IDLE = 2.0
RECHECK_SESSION = 15.0
WATCH_MOST = 6 * 3600.0
"""Seconds between looks while a run is active, while none is, between checks of the session, and of one watcher's life."""

RunId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


def find_run_to_show(session: Session, *, actor: Actor, persona_id: UUID, shown_id: str) -> RunView | None:
    """The active run, else the one on screen that has just ended, else the newest if it did not end well.

    Raises:
        NotFound: the run on screen was deleted with its persona.
    """
    active = find_active_run(session, actor=actor, persona_id=persona_id)
    if active is not None:
        return active
    if shown_id:
        return get_run(session, actor=actor, run_id=UUID(shown_id))
    newest = next(iter(list_runs(session, actor=actor, persona_id=persona_id, limit=1).items), None)
    return newest if newest is not None and newest.state.value == "failed" else None


class JobProgressState(rx.State):
    """The run on screen. `ended` names the run that ended well while the page was open; it changes once per such run."""

    run: ShownRun = NO_RUN
    persona_of_run: str = ""
    ended: str = ""
    ended_sentence: str = ""

    @rx.event(background=True)
    async def watched(self) -> None:
        """The page of a persona was opened: follow its runs until it is left."""
        async with self:
            cookie = self.router.headers.cookie
            try:
                persona_id = persona_id_in(self)
            except NotFound:
                return
            if self.persona_of_run != str(persona_id):
                self.run, self.persona_of_run = NO_RUN, str(persona_id)
            self.ended, self.ended_sentence = "", ""
        try:
            await self._watch(persona_id, cookie)
        except (SignedOut, NotFound):
            return

    async def _watch(self, persona_id: UUID, cookie: str) -> None:
        until, checked, actor = time.monotonic() + WATCH_MOST, -RECHECK_SESSION, current_actor()
        while time.monotonic() < until:
            if time.monotonic() - checked > RECHECK_SESSION:
                actor, checked = await still_signed_in(cookie), time.monotonic()
            run = await self._look(actor, persona_id)
            await asyncio.sleep(LOOK_LIVE if run is not None and run.is_active else LOOK_IDLE)

    async def _look(self, actor: Actor, persona_id: UUID) -> RunView | None:
        run = await gateway.call(find_run_to_show, actor=actor, persona_id=persona_id, shown_id=self.run.id)
        new = shown_run(run) if run is not None else NO_RUN
        if new != self.run:
            async with self:
                old, self.run = self.run, new
                if old.is_live and (new.id != old.id or new.state == "done"):
                    await self._tell_end(old)
        return run

    async def _tell_end(self, run: ShownRun) -> None:
        """A run has ended well (another may follow it already): the page reads itself anew."""
        await load_persona(self)
        persona = (await self.get_state(CurrentPersonaState)).persona
        self.ended, self.ended_sentence = run.id, f"Version {persona.version_count} is here."

    @rx.event
    async def cancel_clicked(self) -> None:
        """Stop the run on screen."""
        await self._change(cancel_build)

    @rx.event
    async def retry_clicked(self) -> None:
        """Go on from the step that failed."""
        await self._change(retry_run)

    @rx.event
    async def run_cancel_clicked(self, run_id: RunId) -> None:
        """Stop a run of the list."""
        await self._change(cancel_build, run_id)

    @rx.event
    async def run_retry_clicked(self, run_id: RunId) -> None:
        """Try a run of the list again."""
        await self._change(retry_run, run_id)

    @rx.event
    async def build_clicked(self) -> None:
        """Build a new version from everything there is."""
        try:
            run = await gateway.call(request_build, actor=current_actor(), persona_id=persona_id_in(self))
            self._show(run)
            await tell(self, "The build was asked for.")
        except AppError as error:
            await tell_failure(self, error)

    async def _change(self, service: object, run_id: str = "") -> None:
        try:
            self._show(await gateway.call(service, actor=current_actor(), run_id=UUID(run_id or self.run.id)))  # type: ignore[arg-type]
        except ValueError:
            return
        except AppError as error:
            await tell_failure(self, error)

    def _show(self, run: RunView) -> None:
        self.run, self.persona_of_run, self.ended, self.ended_sentence = shown_run(run), str(run.persona_id), "", ""
