"""The picture of the present persona. Its file travels by an endpoint (`assets/js/picture.js`); here it is shown, declared, removed."""

from typing import Literal

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.media.schemas import PictureRating
from persona_app.publishing.services.picturing import declare_picture, find_own_picture, remove_picture
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.pictures import ShownPicture, shown_picture
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.publishing import show_publication
from persona_app.web.states.toasts import tell, tell_failure


class PictureState(rx.State):
    """What is there."""

    picture: ShownPicture = ShownPicture()

    @rx.event
    async def opened(self) -> None:
        """Its form came on screen, or a picture was sent: the rating may be another."""
        await self._read()

    @rx.event
    async def declared(self, rating: Literal["safe", "suggestive", "explicit"]) -> None:
        """The owner says for whom it is."""
        persona_id = persona_id_in(self)
        try:
            await gateway.call(declare_picture, actor=current_actor(), persona_id=persona_id, declared=PictureRating(rating))
        except AppError as error:
            await tell_failure(self, error)
        await self._read()

    @rx.event
    async def removed(self) -> None:
        """The generated face takes its place."""
        try:
            await gateway.call(remove_picture, actor=current_actor(), persona_id=persona_id_in(self))
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, "The picture is gone. The rating is the text's again.")
        await self._read()

    async def _read(self) -> None:
        persona_id = persona_id_in(self)
        try:
            kept = await gateway.call(find_own_picture, actor=current_actor(), persona_id=persona_id)
            await show_publication(self, persona_id)
        except AppError as error:
            await tell_failure(self, error)
            return
        self.picture = shown_picture(kept)
