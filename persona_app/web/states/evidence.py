"""The evidence panel: the claim that was pressed, and the words it rests on."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.personas.services.versioning import get_version
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.evidence import ShownQuote
from persona_app.web.shown.profiles import claim_text, find_claim
from persona_app.web.shown.quantities import count
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.shown_version import QUOTES_MOST, ShownVersionState, read_quotes
from persona_app.web.states.toasts import tell_failure

AROUND = 260

ClaimId = Annotated[str, Field(min_length=1, max_length=128)]


class EvidenceState(rx.State):
    """What the panel shows; no claim id: it is closed."""

    claim_id: str = ""
    claim: str = ""
    also: str = ""
    summary: str = ""
    quotes: list[ShownQuote] = []

    @rx.event
    async def claim_pressed(self, claim_id: ClaimId) -> None:
        """Open the panel on a claim of the version on screen; pressing it again closes it."""
        if claim_id == self.claim_id:
            self._close()
            return
        number = (await self.get_state(ShownVersionState)).version.number
        actor, persona_id = current_actor(), persona_id_in(self)
        try:
            found = await gateway.call(read_evidence, actor=actor, persona_id=persona_id, number=number, claim_id=claim_id)
        except AppError as error:
            await tell_failure(self, error)
            return
        if found is not None:
            self.claim, self.also, self.summary, quotes = found
            self.claim_id, self.quotes = claim_id, list(quotes)

    @rx.event
    def closed(self) -> None:
        """The panel's own button, or Escape."""
        self._close()

    def _close(self) -> None:
        self.claim_id, self.claim, self.also, self.summary, self.quotes = "", "", "", "", []


async def close_evidence(state: rx.State) -> None:
    """Another page or version: what the panel showed is not about it."""
    (await state.get_state(EvidenceState))._close()


def read_evidence(
    session: Session, *, actor: Actor, persona_id: UUID, number: int, claim_id: str
) -> tuple[str, str, str, tuple[ShownQuote, ...]] | None:
    """A claim's words, its other wordings, how many places say so, and the quotes; None when the version has no such claim.

    Raises:
        NotFound: no such version of this actor.
    """
    version = get_version(session, actor=actor, persona_id=persona_id, number=number)
    claim = find_claim(version.profile, claim_id)
    if claim is None:
        return None
    quotes = read_quotes(session, actor=actor, persona_id=persona_id, claim=claim, most=QUOTES_MOST, around=AROUND)
    shown = f", {len(quotes)} shown" if quotes and len(quotes) < claim.support else ""
    said = any(citation.kind == "author" for citation in claim.citations)
    summary = "You said so." if said and not quotes else f"{count(claim.support, 'place')} in your texts{shown}"
    return claim_text(claim), ", ".join(claim.also), summary, quotes
