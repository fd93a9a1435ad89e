"""What an owner does with an attempt that goes on and with what is public."""

from collections.abc import Callable
from typing import Literal
from uuid import UUID

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.publishing.schemas import Rating, Visibility
from persona_app.publishing.services.confirming import decline_publication
from persona_app.publishing.services.running import retry_run
from persona_app.publishing.services.withdrawing import raise_rating, set_visibility, withdraw_publication
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.publishing import PublishingState, show_publication
from persona_app.web.states.toasts import tell, tell_failure


class PublicationControlState(rx.State):
    """`is_asking`: withdrawing wants to be sure first."""

    is_asking: bool = False

    @rx.event
    async def visibility_chosen(self, visibility: Literal["public", "unlisted"]) -> None:
        """Others shall find it, or only those who have its address."""
        said = {"public": "It is public: the gallery lists it.", "unlisted": "It is unlisted: whoever has the address sees it."}
        await self._change(set_visibility, said[visibility], visibility=Visibility(visibility))

    @rx.event
    async def rating_raised(self, rating: Literal["suggestive", "explicit"]) -> None:
        """It is for fewer people."""
        await self._change(raise_rating, f"It is rated {rating}.", rating=Rating(rating))

    @rx.event
    def withdraw_asked(self) -> None:
        """It asks first."""
        self.is_asking = True

    @rx.event
    def withdraw_declined(self) -> None:
        """It stays public."""
        self.is_asking = False

    @rx.event
    async def withdraw_confirmed(self) -> None:
        """It is the owner's alone again."""
        self.is_asking = False
        await self._change(withdraw_publication, "It is withdrawn: nobody else sees it any more.")

    @rx.event
    async def cancel_clicked(self) -> None:
        """The preparation shall stop."""
        await self._change(decline_publication, "The preparation was stopped. Nothing was published.")

    @rx.event
    async def retry_clicked(self) -> None:
        """Go on where the last attempt stopped, with the same wishes."""
        run_id = (await self.get_state(PublishingState)).failure.run_id
        if not run_id:
            return
        try:
            await gateway.call(retry_run, actor=current_actor(), run_id=UUID(run_id))
        except AppError as error:
            await tell_failure(self, error)
        await show_publication(self, persona_id_in(self))

    async def _change(self, service: Callable[..., object], sentence: str, **what: object) -> None:
        persona_id: UUID = persona_id_in(self)
        try:
            await gateway.call(service, actor=current_actor(), persona_id=persona_id, **what)
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, sentence)
        await show_publication(self, persona_id)
