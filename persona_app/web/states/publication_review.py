"""The owner's corrections of what was derived. Tags and choices are kept here, headline and age as drafts in the tab."""

from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.publishing.schemas import LONGEST_HEADLINE, OLDEST, UNKNOWN_AGE, Corrections, Gender, Rating
from persona_app.publishing.services.confirming import confirm_publication, decline_publication
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.drafts import ShownDraftTag, ShownFoundTag, find_tags, own_tag
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.publishing import PublishingState, show_publication
from persona_app.web.states.toasts import tell, tell_failure

TagName = Annotated[str, Field(min_length=1, max_length=40)]
Words = Annotated[str, Field(max_length=60)]
Typed = Annotated[str, Field(max_length=500)]
RatingName = Literal["unrated", "safe", "suggestive", "explicit"]
GenderName = Literal["unknown", "female", "male", "nonbinary", "other"]
AGE_ADVICE = f"Write the age in whole years, 0 to {OLDEST}, or leave it empty. Nothing was published; what you chose is still here."


class PublicationReviewState(rx.State):
    """The corrections; `of_attempt` is the attempt that they are for."""

    of_attempt: str = ""
    tags: list[ShownDraftTag] = []
    query: str = ""
    found: list[ShownFoundTag] = []
    rating: str = ""
    gender: str = ""
    headline_error: str = ""
    age_error: str = ""
    failure: str = ""

    @rx.event
    async def opened(self) -> None:
        """The draft came on screen; what was corrected of the same one before stays corrected."""
        draft = (await self.get_state(PublishingState)).draft
        if self.of_attempt == draft.attempt_id:
            return
        self.of_attempt, self.tags, self.rating, self.gender = draft.attempt_id, list(draft.tags), draft.rating, draft.gender
        self.query, self.found, self.headline_error, self.age_error, self.failure = "", [], "", "", ""

    @rx.event
    def searched(self, words: Words) -> None:
        """Words were typed to find a tag."""
        self.query = words
        self.found = list(find_tags(words, but=frozenset(tag.name for tag in self.tags)))

    @rx.event
    async def tag_added(self, name: TagName) -> None:
        """A tag of the list was chosen; one that was derived and taken away before is as it was."""
        if name in {tag.name for tag in self.tags}:
            return
        derived = {tag.name: tag for tag in (await self.get_state(PublishingState)).draft.tags}
        self.tags = [*self.tags, derived.get(name) or own_tag(name)]
        self.query, self.found = "", []

    @rx.event
    def tag_left(self, name: TagName) -> None:
        """A tag was taken away."""
        self.tags = [tag for tag in self.tags if tag.name != name]

    @rx.event
    def rating_chosen(self, rating: RatingName) -> None:
        """Whom it is for."""
        self.rating = rating

    @rx.event
    def gender_chosen(self, gender: GenderName) -> None:
        """As the owner says."""
        self.gender = gender

    @rx.event
    async def confirmed(self, form: dict[str, Typed]) -> None:
        """It shall be public as it stands here."""
        headline, age = " ".join(form.get("headline", "").split()), _age(form.get("age", ""))
        self.headline_error = "" if len(headline) <= LONGEST_HEADLINE else f"At most {LONGEST_HEADLINE} characters; shorten it a little."
        self.age_error, self.failure = AGE_ADVICE if age is None else "", ""
        if self.headline_error or age is None or not self.of_attempt:
            return
        corrections = Corrections(
            tags=tuple(tag.name for tag in self.tags), rating=Rating(self.rating), gender=Gender(self.gender), age=age, headline=headline
        )
        actor, persona_id = current_actor(), persona_id_in(self)
        try:
            attempt_id = UUID(self.of_attempt)
            await gateway.call(confirm_publication, actor=actor, persona_id=persona_id, attempt_id=attempt_id, corrections=corrections)
        except AppError as error:
            self.failure = error.sentence
        else:
            await tell(self, "It is published.")
        await show_publication(self, persona_id)

    @rx.event
    async def declined(self) -> None:
        """The draft is not wanted."""
        persona_id = persona_id_in(self)
        try:
            await gateway.call(decline_publication, actor=current_actor(), persona_id=persona_id)
        except AppError as error:
            await tell_failure(self, error)
        await show_publication(self, persona_id)


def _age(typed: str) -> int | None:
    """The age in years, -1 when nothing was typed; None when it is none."""
    words = typed.strip()
    if not words:
        return UNKNOWN_AGE
    return int(words) if words.isascii() and words.isdecimal() and int(words) <= OLDEST else None
