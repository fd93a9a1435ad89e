"""The thoughts of a persona, a few runs at a time, newest first. The address holds the character that they are filtered by."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.enrichment.schemas import MOST_THOUGHTS, EnrichmentState, EnrichmentView
from persona_app.enrichment.services.listing import hide_thought, list_enrichments, list_thoughts
from persona_app.publishing.services.lingering import count_hidden_in_public
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.shown.quantities import count
from persona_app.web.shown.thoughts import ShownReading, ShownSpeaker, shown_reading, speakers_of
from persona_app.web.states.current_persona import load_persona, persona_id_in
from persona_app.web.states.evidence import ThoughtId, close_evidence
from persona_app.web.states.toasts import tell_failure

READINGS = 4
"""Runs shown at first, and more each time: 50 thoughts each at most."""

CharacterFilter = Annotated[str, Field(max_length=36)]


class ThoughtsState(rx.State):
    """The thoughts page."""

    of_persona: str = ""
    is_loaded: bool = False
    readings: list[ShownReading] = []
    speakers: list[ShownSpeaker] = []
    character: str = ""
    words: str = ""
    shown_count: int = 0
    has_more: bool = False
    has_hidden: bool = False
    still_public: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened, or its address changed."""
        await close_evidence(self)
        persona_id = await load_persona(self, section="Thoughts")
        if persona_id is None:
            return
        if self.of_persona != str(persona_id):
            self.of_persona, self.is_loaded, self.readings, self.speakers = str(persona_id), False, [], []
        self.character = _id_in(self.router.url.query_parameters.get("character", ""))
        await self._read(READINGS)

    @rx.event
    async def build_ended(self) -> None:
        """A run has ended while the page was open."""
        await self._read(max(READINGS, self.shown_count))

    @rx.event
    def character_chosen(self, character_id: CharacterFilter) -> rx.event.EventSpec:
        """Somebody to filter by was chosen; the address follows, and brings the result."""
        return rx.redirect(routes.persona_thoughts(self.of_persona, character_id=_id_in(character_id) or None), replace=True)

    @rx.event
    async def hidden_set(self, thought_id: ThoughtId, is_hidden: bool) -> None:
        """A thought is left out of the next version, or in it again."""
        persona_id = persona_id_in(self)
        try:
            one = UUID(thought_id)
            await gateway.call(hide_thought, actor=current_actor(), persona_id=persona_id, thought_id=one, is_hidden=is_hidden)
        except AppError as error:
            await tell_failure(self, error)
        except ValueError:
            return
        await self._read(max(READINGS, self.shown_count))

    @rx.event
    async def more_wanted(self) -> None:
        """Earlier runs, below what is there."""
        if self.has_more:
            await self._read(self.shown_count + READINGS)

    async def _read(self, most: int) -> None:
        character = UUID(self.character) if self.character else None
        try:
            enrichments, readings, lingering = await gateway.call(
                read_thoughts, actor=current_actor(), persona_id=persona_id_in(self), character=character, most=most
            )
        except AppError as error:
            await tell_failure(self, error)
            return
        done = [one for one in enrichments if one.state is EnrichmentState.DONE]
        self.readings, self.speakers = list(readings), speakers_of(done)
        self.has_hidden = any(one.is_hidden for reading in readings for group in reading.groups for one in group.thoughts)
        self.still_public = _still_public(lingering)
        total = sum(one.thought_count for one in done)
        self.words = f"{count(total, 'thought')} from {count(len(done), 'run')}" if total else ""
        self.shown_count, self.has_more, self.is_loaded = most, len(_of(done, self.character)) > most, True


def _still_public(lingering: int) -> str:
    """What visitors read although it is hidden; empty when there is none."""
    if not lingering:
        return ""
    which = "1 hidden thought is" if lingering == 1 else f"{lingering} hidden thoughts are"
    return (
        f"{which} still on the public page, which stays as it was published. "
        "Build again so that the text no longer speaks of it, then replace the public version, or withdraw it."
    )


def _id_in(written: str) -> str:
    try:
        return str(UUID(written))
    except ValueError:
        return ""


def _of(enrichments: Sequence[EnrichmentView], character: str) -> list[EnrichmentView]:
    """Those that the character has a part in, newest first."""
    mine = [one for one in enrichments if not character or any(str(each.character_id) == character for each in one.characters)]
    return sorted(mine, key=lambda one: one.number, reverse=True)


def read_thoughts(
    session: Session, *, actor: Actor, persona_id: UUID, character: UUID | None, most: int
) -> tuple[tuple[EnrichmentView, ...], tuple[ShownReading, ...], int]:
    """All enrichments, the newest ones' thoughts, and how many hidden ones visitors still read, in one unit of work.

    Raises:
        PersonaNotFound: the actor has no such persona.
    """
    enrichments = tuple(list_enrichments(session, actor=actor, persona_id=persona_id))
    done = [one for one in enrichments if one.state is EnrichmentState.DONE]
    readings = []
    for one in _of(done, str(character) if character else "")[:most]:
        found = list_thoughts(session, actor=actor, persona_id=persona_id, run_id=one.run_id, character_id=character, limit=MOST_THOUGHTS)
        readings.append(shown_reading(one, found.items))
    return enrichments, tuple(readings), count_hidden_in_public(session, actor=actor, persona_id=persona_id)
