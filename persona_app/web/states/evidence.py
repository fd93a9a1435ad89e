"""The evidence panel: the claim or the thought that was pressed, and the words it rests on."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.enrichment.services.quoting import get_thought
from persona_app.personas.claims import claim_text
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.profile import Claim, InheritedCitation
from persona_app.personas.respecting import author_of
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.claiming import list_claim_words
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import get_version
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.evidence import ShownInherited, ShownQuote, ShownWord, shown_inherited, shown_word, summary_of
from persona_app.web.shown.profiles import find_claim
from persona_app.web.shown.quantities import count
from persona_app.web.shown.scenes import ShownScene
from persona_app.web.shown.thoughts import made_of
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.scenes import read_cited_scene, read_scene
from persona_app.web.states.shown_version import QUOTES_MOST, ShownVersionState, read_quotes
from persona_app.web.states.toasts import tell_failure

AROUND = 260

ClaimId = Annotated[str, Field(min_length=1, max_length=128)]
ThoughtId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


class ShownEvidence(BaseModel):
    """What the panel shows: what was pressed, where it comes from, and the words in their surroundings."""

    model_config = ConfigDict(frozen=True)

    claim: str = ""
    also: str = ""
    summary: str = ""
    quotes: tuple[ShownQuote, ...] = ()
    scenes: tuple[ShownScene, ...] = ()
    inherited: tuple[ShownInherited, ...] = ()
    said: tuple[ShownWord, ...] = ()


class EvidenceState(rx.State):
    """What is open; no id of a claim or a thought: the panel is closed."""

    claim_id: str = ""
    shown: ShownEvidence = ShownEvidence()

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
            self.claim_id, self.shown = claim_id, found

    @rx.event
    async def thought_pressed(self, thought_id: ThoughtId) -> None:
        """Open the panel on a thought, its lines in their scenes; pressing it again closes it."""
        if thought_id == self.claim_id:
            self._close()
            return
        try:
            asked = {"persona_id": persona_id_in(self), "thought_id": UUID(thought_id)}
            self.shown = await gateway.call(read_thought, actor=current_actor(), **asked)
        except AppError as error:
            await tell_failure(self, error)
            return
        except ValueError:
            return
        self.claim_id = thought_id

    @rx.event
    def closed(self) -> None:
        """The panel's own button, or Escape."""
        self._close()

    def _close(self) -> None:
        self.claim_id, self.shown = "", ShownEvidence()


async def close_evidence(state: rx.State) -> None:
    """Another page or version: what the panel showed is not about it."""
    (await state.get_state(EvidenceState))._close()


def read_evidence(session: Session, *, actor: Actor, persona_id: UUID, number: int, claim_id: str) -> ShownEvidence | None:
    """A claim's words and what it rests on; None when the version has no such claim.

    Raises:
        NotFound: no such version of this actor.
    """
    version = get_version(session, actor=actor, persona_id=persona_id, number=number)
    claim = find_claim(version.profile, claim_id)
    if claim is None:
        return None
    quotes = read_quotes(session, actor=actor, persona_id=persona_id, claim=claim, most=QUOTES_MOST, around=AROUND)
    scenes = tuple(
        read_cited_scene(session, actor=actor, persona_id=persona_id, citation=each) for each in claim.citations if each.kind == "line"
    )
    inherited = _inherited(session, actor=actor, claim=claim)
    said = _said(session, actor=actor, version=version, claim=claim)
    rests = {"quotes": quotes, "scenes": scenes, "inherited": inherited, "said": said}
    summary = summary_of(claim, quotes=len(quotes), scenes=len(scenes))
    return ShownEvidence.model_validate({"claim": claim_text(claim), "also": ", ".join(claim.also), "summary": summary, **rests})


def _said(session: Session, *, actor: Actor, version: VersionView, claim: Claim) -> tuple[ShownWord, ...]:
    ids = author_of(claim.citations)
    words = list_claim_words(session, actor=actor, persona_id=version.persona_id) if ids else ()
    return tuple(shown_word(each, version=version) for each in words if each.id in ids)


def _inherited(session: Session, *, actor: Actor, claim: Claim) -> tuple[ShownInherited, ...]:
    return tuple(_parent(session, actor=actor, citation=each) for each in claim.citations if isinstance(each, InheritedCitation))


def _parent(session: Session, *, actor: Actor, citation: InheritedCitation) -> ShownInherited:
    try:
        parent = get_persona(session, actor=actor, persona_id=citation.persona_id)
    except PersonaNotFound:
        parent = None
    return shown_inherited(citation, parent=parent)


def read_thought(session: Session, *, actor: Actor, persona_id: UUID, thought_id: UUID) -> ShownEvidence:
    """A thought with each of its lines in the scene.

    Raises:
        ThoughtNotFound: the actor has no such thought.
    """
    thought = get_thought(session, actor=actor, persona_id=persona_id, thought_id=thought_id)
    return ShownEvidence(
        claim=thought.text,
        summary=f"Rests on {count(len(thought.lines), 'line')}. {made_of(thought)}",
        scenes=tuple(read_scene(session, line=line) for line in thought.lines),
    )
