"""What is chosen before a publication. The choices stay while the page is open, over a reload and a log-in; nothing of them is typed."""

from collections.abc import Callable
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.reading import get_persona
from persona_app.publishing.schemas import Face, Preflight, PublicPersona, Visibility
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.preflight import look_before
from persona_app.publishing.services.publishing_at_once import publish_at_once
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.services.showing import find_public
from persona_app.web import gateway
from persona_app.web.public.preview import preview
from persona_app.web.session import current_actor
from persona_app.web.shown.preflight import ShownChange, ShownPreflight, shown_changes, shown_preflight, without_quotes
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.publishing import PublishingState, end_replacing, show_publication
from persona_app.web.states.toasts import tell_failure

Number = Annotated[str, Field(pattern=r"^[0-9]{1,6}$")]


def look(session: Session, *, actor: Actor, persona_id: UUID, version: int | None) -> tuple[Preflight, Face | None, PersonaView]:
    """What publishing this version would mean, what visitors see now, and the persona.

    Raises:
        NotFound: no such persona or version of this actor.
    """
    before = look_before(session, actor=actor, persona_id=persona_id, version=version)
    state = get_publication(session, actor=actor, persona_id=persona_id)
    now = find_public(session, slug=state.slug) if state.is_public else None
    return before, now.face if isinstance(now, PublicPersona) else None, get_persona(session, actor=actor, persona_id=persona_id)


class PreflightState(rx.State):
    """The form; `of` is the persona on it. A replacement begins with what is public now, not with what was chosen before."""

    of: str = ""
    chosen_for: str = ""
    is_loaded: bool = False
    shown: ShownPreflight = ShownPreflight()
    version: str = ""
    visibility: Literal["public", "unlisted"] = "public"
    shows_quotes: bool = False
    new_slug: bool = False
    preview: str = ""
    changes: list[ShownChange] = []

    @rx.var
    def go_label(self) -> str:
        """What the button does."""
        return f"Prepare version {self.version}"

    @rx.event
    async def opened(self) -> None:
        """The form came on screen."""
        publishing = await self.get_state(PublishingState)
        if publishing.of_persona != str(persona_id_in(self)):
            return  # what stands there is of the persona before: the form comes anew
        public, whom = publishing.publication, f"{persona_id_in(self)} {publishing.is_replacing}"
        if self.chosen_for != whom:
            self.chosen_for, self.is_loaded, self.version, self.new_slug = whom, False, "", False
            self.visibility = "unlisted" if publishing.is_replacing and public.visibility == "unlisted" else "public"
            self.shows_quotes = publishing.is_replacing and public.shows_quotes
        await self._look()

    @rx.event
    async def version_chosen(self, number: Number) -> None:
        """Another version shall go out."""
        self.version = number
        await self._look()

    @rx.event
    def visibility_chosen(self, visibility: Literal["public", "unlisted"]) -> None:
        """Who finds it."""
        self.visibility = visibility

    @rx.event
    async def quotes_chosen(self, is_chosen: bool) -> None:
        """Whether the quotes behind claims are shown: the preview says what that means."""
        self.shows_quotes = is_chosen
        await self._look()

    @rx.event
    def new_address_chosen(self, is_chosen: bool) -> None:
        """Whether the replacement gets another address."""
        self.new_slug = is_chosen

    @rx.event
    async def prepare_clicked(self) -> None:
        """Let the engine derive tags and the rest; it stops before anything is public."""
        is_replacing = (await self.get_state(PublishingState)).is_replacing
        asked = {
            "version": int(self.version) if self.version else None,
            "replace": is_replacing,
            "review": True,
            "shows_quotes": self.shows_quotes,
            "new_slug": is_replacing and self.new_slug,
        }
        await self._request(request_publication, **asked)

    @rx.event
    async def publish_now_clicked(self) -> None:
        """An operator of a development installation publishes the newest version without any of that."""
        await self._request(publish_at_once)

    async def _request(self, service: Callable[..., object], **asked: object) -> None:
        actor, persona_id = current_actor(), persona_id_in(self)
        try:
            await gateway.call(service, actor=actor, persona_id=persona_id, visibility=Visibility(self.visibility), **asked)
            await end_replacing(self)
        except AppError as error:
            await tell_failure(self, error)
        await show_publication(self, persona_id)

    async def _look(self) -> None:
        actor, persona_id = current_actor(), persona_id_in(self)
        version = int(self.version) if self.version else None
        try:
            before, now, persona = await gateway.call(look, actor=actor, persona_id=persona_id, version=version)
        except AppError as error:
            await tell_failure(self, error)
            return
        self.shown, self.version = shown_preflight(before), str(before.version)
        face = before.face if self.shows_quotes else without_quotes(before.face)
        self.preview = preview(
            face, persona_id=persona_id, creator=actor.handle, source=persona.source, picture_sha256=persona.picture_sha256
        )
        self.changes = list(shown_changes(now, before.face)) if now is not None else []
        self.of, self.is_loaded = str(persona_id), True
