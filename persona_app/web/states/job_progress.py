"""How the present persona's run goes on, live.

One watcher per tab: Reflex ends what a page's load started when the page is left or its socket closes, and a watcher that a client
called by itself ends by `connections.Turn`, so that nothing goes on for nobody. It looks often while a run is active, seldom otherwise
(a build may have been started elsewhere), and ends by itself in any case after `WATCH_MOST`.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.building.services.requesting import cancel_build, request_build, retry_run
from persona_app.core.errors import AppError, NotFound
from persona_app.jobs.schemas import Lane, RunView
from persona_app.jobs.services.runs import find_active_run, list_runs
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.reading import get_persona
from persona_app.web import gateway
from persona_app.web.connections import Turn
from persona_app.web.session import SignedOut, current_actor, still_signed_in
from persona_app.web.shown.runs import NO_RUN, ShownRun, shown_run
from persona_app.web.states.current_persona import CurrentPersonaState, follow_persona, load_persona, persona_id_in
from persona_app.web.states.toasts import tell, tell_failure

LOOK_LIVE = 0.5
LOOK_IDLE = 2.0
RECHECK_SESSION = 15.0
WATCH_MOST = 6 * 3600.0
"""Seconds between looks while a run is active, while none is, between checks of the session, and of one watcher's life."""

RunId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


def find_run_to_show(session: Session, *, actor: Actor, persona_id: UUID, shown_id: str) -> RunView | None:
    """The active run for a version, else the newest if it is on screen already, to show how it ended, or if it failed."""
    active = find_active_run(session, actor=actor, persona_id=persona_id)
    if active is not None:
        return active
    newest = next(iter(list_runs(session, actor=actor, persona_id=persona_id, lane=Lane.VERSIONS, limit=1).items), None)
    return newest if newest is not None and (str(newest.id) == shown_id or newest.state.value == "failed") else None


def _look_at(session: Session, *, actor: Actor, persona_id: UUID, shown_id: str) -> tuple[RunView | None, PersonaView]:
    """The persona first: what it shows of a version is never ahead of the run that made it."""
    persona = get_persona(session, actor=actor, persona_id=persona_id)
    return find_run_to_show(session, actor=actor, persona_id=persona_id, shown_id=shown_id), persona


class JobProgressState(rx.State):
    """The run on screen. `ended` changes once for each run that ends while the page is open."""

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
            turn = Turn(self.router.session.client_token, of="watched")
        try:
            await self._watch(persona_id, cookie, turn)
        except (SignedOut, NotFound):
            return
        finally:
            turn.end()

    async def _watch(self, persona_id: UUID, cookie: str, turn: Turn) -> None:
        until, checked, actor = time.monotonic() + WATCH_MOST, -RECHECK_SESSION, current_actor()
        seen: PersonaView | None = None
        while time.monotonic() < until and not turn.is_over():
            if time.monotonic() - checked > RECHECK_SESSION:
                actor, checked = await still_signed_in(cookie), time.monotonic()
            run, persona = await gateway.call(_look_at, actor=actor, persona_id=persona_id, shown_id=self.run.id)
            await self._follow_run(run)
            if persona != seen:
                await follow_persona(self, persona)
            seen = persona
            await asyncio.sleep(LOOK_LIVE if run is not None and run.is_active else LOOK_IDLE)

    async def _follow_run(self, run: RunView | None) -> None:
        new = shown_run(run) if run is not None else NO_RUN
        if new != self.run:
            async with self:
                old, self.run = self.run, new
                if old.is_live and (new.id != old.id or not new.is_live):
                    await self._tell_end(old, new)

    async def _tell_end(self, old: ShownRun, new: ShownRun) -> None:
        """A run has ended (another may follow it already): the page reads itself anew."""
        count = (await self.get_state(CurrentPersonaState)).persona.version_count
        await load_persona(self, section=None)
        now = (await self.get_state(CurrentPersonaState)).persona.version_count
        self.ended, self.ended_sentence = f"{old.id} {new.state}", f"Version {now} is here." if now > count else ""

    @rx.event
    async def cancel_clicked(self) -> None:
        """Stop the run on screen."""
        await change_run(self, cancel_build, self.run.id)

    @rx.event
    async def retry_clicked(self) -> None:
        """Go on from the step that failed."""
        await change_run(self, retry_run, self.run.id)

    @rx.event
    async def build_clicked(self) -> None:
        """Build a new version from everything there is."""
        try:
            run = await gateway.call(request_build, actor=current_actor(), persona_id=persona_id_in(self))
            self._show(run)
            await tell(self, "The build was asked for.")
        except AppError as error:
            await tell_failure(self, error)

    def _show(self, run: RunView) -> None:
        self.run, self.persona_of_run, self.ended, self.ended_sentence = shown_run(run), str(run.persona_id), "", ""


async def show_run(state: rx.State, run: RunView) -> None:
    """Put a run on screen that was just asked for; the page's watcher follows it from here."""
    (await state.get_state(JobProgressState))._show(run)


async def change_run(state: rx.State, service: Callable[..., RunView], run_id: str) -> None:
    """Cancel a run or try it again, and show what becomes of it; a refusal is told."""
    try:
        await show_run(state, await gateway.call(service, actor=current_actor(), run_id=UUID(run_id)))
    except AppError as error:
        await tell_failure(state, error)
