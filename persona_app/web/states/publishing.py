"""A persona's publication: what is public, the attempt that goes on, and what was tried; followed live, as builds are."""

import asyncio
import time
from typing import NamedTuple
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import NotFound
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run
from persona_app.publishing.schemas import PublicationState
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.publishing_at_once import is_offered
from persona_app.web import gateway
from persona_app.web.connections import Turn
from persona_app.web.session import SignedOut, current_actor, still_signed_in
from persona_app.web.shown.drafts import ShownDraft, shown_draft
from persona_app.web.shown.publications import (
    ShownAttempt,
    ShownFailure,
    ShownPublication,
    Stage,
    shown_attempt,
    shown_failure,
    shown_publication,
    stage_of,
)
from persona_app.web.shown.runs import NO_RUN, ShownRun, shown_run
from persona_app.web.states.current_persona import CurrentPersonaState, persona_id_in
from persona_app.web.states.job_progress import LOOK_IDLE, LOOK_LIVE, RECHECK_SESSION, WATCH_MOST

ATTEMPTS_SHOWN = 20


class Looked(NamedTuple):
    """What one look found."""

    state: PublicationState
    run: RunView | None


def look_at_publication(session: Session, *, actor: Actor, persona_id: UUID) -> Looked:
    """The publication, and the run of the attempt that goes on.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    state = get_publication(session, actor=actor, persona_id=persona_id)
    run_id = state.open_attempt.run_id if state.open_attempt is not None else None
    return Looked(state, get_run(session, actor=actor, run_id=run_id) if run_id else None)


class PublishingState(rx.State):
    """What the page is about now"""

    of_persona: str = ""
    stage: Stage = "loading"
    publication: ShownPublication = ShownPublication()
    draft: ShownDraft = ShownDraft()
    run: ShownRun = NO_RUN
    attempts: list[ShownAttempt] = []
    failure: ShownFailure = ShownFailure()
    is_replacing: bool = False
    can_publish_now: bool = False

    @rx.event(background=True)
    async def watched(self) -> None:
        """The page was opened: follow what becomes of it until it is left."""
        async with self:
            cookie = self.router.headers.cookie
            try:
                persona_id = persona_id_in(self)
            except NotFound:
                return
            turn = Turn(self.router.session.client_token, of="publication")
        try:
            await self._watch(persona_id, cookie, turn)
        except (SignedOut, NotFound):
            return
        finally:
            turn.end()

    async def _watch(self, persona_id: UUID, cookie: str, turn: Turn) -> None:
        until, checked, actor = time.monotonic() + WATCH_MOST, -RECHECK_SESSION, current_actor()
        seen: Looked | None = None
        while time.monotonic() < until and not turn.is_over():
            if time.monotonic() - checked > RECHECK_SESSION:
                actor, checked = await still_signed_in(cookie), time.monotonic()
            looked = await gateway.call(look_at_publication, actor=actor, persona_id=persona_id)
            if looked != seen:
                async with self:
                    await self._show(looked, actor=actor)
            seen = looked
            await asyncio.sleep(LOOK_LIVE if looked.run is not None and looked.run.is_active else LOOK_IDLE)

    @rx.event
    def replace_clicked(self) -> None:
        """A newer version shall take the place of the public one."""
        self.is_replacing, self.stage = True, "preflight"

    @rx.event
    def replace_declined(self) -> None:
        """What is public stays."""
        self.is_replacing, self.stage = False, "published"

    async def _show(self, looked: Looked, *, actor: Actor) -> None:
        """Put it on screen; what did not change is not sent again."""
        state = looked.state
        if self.of_persona != str(state.persona_id):
            self.of_persona, self.is_replacing, self.run = str(state.persona_id), False, NO_RUN
        self.is_replacing = self.is_replacing and state.is_public
        publication = shown_publication(state.publication, site=_site_of(self)) if state.publication else ShownPublication()
        draft = shown_draft(state.open_attempt) if state.open_attempt else ShownDraft()
        run = shown_run(looked.run) if looked.run is not None else NO_RUN
        attempts = [shown_attempt(one) for one in state.attempts[:ATTEMPTS_SHOWN]]
        has_version = (await self.get_state(CurrentPersonaState)).persona.version_count > 0
        stage = stage_of(state, has_version=has_version, is_replacing=self.is_replacing)
        new = {
            "publication": publication,
            "draft": draft,
            "run": run,
            "attempts": attempts,
            "failure": shown_failure(state),
            "stage": stage,
        }
        for name, value in {**new, "can_publish_now": is_offered() and actor.is_operator}.items():
            if getattr(self, name) != value:
                setattr(self, name, value)


async def show_publication(state: rx.State, persona_id: UUID) -> None:
    """Read it anew.

    Raises:
        AppError: it could not be read.
    """
    actor = current_actor()
    looked = await gateway.call(look_at_publication, actor=actor, persona_id=persona_id)
    await (await state.get_state(PublishingState))._show(looked, actor=actor)


async def end_replacing(state: rx.State) -> None:
    """The replacement was asked for or given up."""
    (await state.get_state(PublishingState)).is_replacing = False


def _site_of(state: rx.State) -> str:
    """How addresses of this installation begin: as its operator says, else as this browser came here."""
    return get_settings().public_url or str(state.router.url.origin)
