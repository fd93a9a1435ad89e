"""The profile in the owner's hand: one claim or score at a time in its form, and the choice about what is proposed."""

from collections.abc import Callable
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import FIELD_TITLES
from persona_app.personas.services.claiming import count_unwritten, edit_claim, list_claim_words, remove_claim, set_score
from persona_app.personas.services.proposing import list_proposals, settle_proposal
from persona_app.personas.services.putting_back import put_back
from persona_app.personas.services.versioning import find_latest_version
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.claims import (
    ShownEditing,
    ShownProposal,
    ShownTakenOut,
    shown_editing,
    shown_proposal,
    shown_taken_out,
)
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.evidence import close_evidence
from persona_app.web.states.shown_version import show_version
from persona_app.web.states.toasts import tell, tell_failure

FormKey = Annotated[str, Field(pattern=r"^[a-z_]{2,20}\|[\w:-]{0,128}$")]
FieldName = Annotated[str, Field(pattern=r"^[a-z_]{2,20}$")]
ClaimId = Annotated[str, Field(min_length=1, max_length=128)]
ProposalId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
WordId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
Words = Annotated[str, Field(max_length=2_000)]

PUT_BACK = "Put back, as a new version."
NOTHING_TO_PUT_BACK = "Nothing that it rested on is here any more. It is no longer kept out: the next build looks for it."


class EditingState(rx.State):
    """What is edited; `open_key` names the open form, `problem` says why it was not saved."""

    is_editing: bool = False
    editing: ShownEditing = ShownEditing()
    open_key: str = ""
    problem: str = ""
    proposals: list[ShownProposal] = []
    taken_out: list[ShownTakenOut] = []
    unwritten: int = 0

    @rx.event
    async def edit_toggled(self) -> None:
        """Begin or end editing; what is in an open form is not saved by ending."""
        self.is_editing, self.open_key, self.problem = not self.is_editing, "", ""
        await close_evidence(self)
        await load_editing(self)

    @rx.event
    def form_opened(self, form_key: FormKey) -> None:
        """A claim, a score, or the adding of one was pressed."""
        self.open_key, self.problem = form_key, ""

    @rx.event
    def form_closed(self) -> None:
        """The form's own button, or Escape."""
        self.open_key, self.problem = "", ""

    @rx.event
    async def form_saved(self, form: dict[str, Words]) -> None:
        """Save the open form: a claim's words, or a score."""
        kind, _, named = self.open_key.partition("|")
        if kind == "score":
            written = form.get("value", "").strip()
            if written and not (written.isascii() and written.isdecimal() and len(written) < 4):
                self.problem = "A score is a whole number from 0 to 100."
                return
            await self._save(set_score, factor=named, score=int(written) if written else None)
        elif kind in FIELD_TITLES:
            said = {"field": ClaimField(kind), "claim_id": named or None, "value": form.get("value", ""), "who": form.get("who", "")}
            await self._save(edit_claim, **said)

    @rx.event
    async def claim_removed(self, of_field: FieldName, claim_id: ClaimId) -> None:
        """Take a claim out."""
        if of_field in FIELD_TITLES:
            await self._save(remove_claim, field=ClaimField(of_field), claim_id=claim_id)

    @rx.event
    async def put_back_clicked(self, word_id: WordId) -> None:
        """Undo that something was taken out."""
        current = await self.get_state(CurrentPersonaState)
        before = current.persona.version_count
        try:
            asked = {"word_id": UUID(word_id)}
        except ValueError:
            return
        if await self._save(put_back, **asked):
            await tell(self, PUT_BACK if current.persona.version_count > before else NOTHING_TO_PUT_BACK)

    @rx.event
    async def proposal_settled(self, proposal_id: ProposalId, verdict: Literal["take", "keep"]) -> None:
        """The owner takes what is proposed, or stays with the word."""
        try:
            asked = {"proposal_id": UUID(proposal_id), "choice": verdict}
        except ValueError:
            return
        if await self._save(settle_proposal, **asked):
            await tell(self, "Taken over, as a new version." if verdict == "take" else "Your words stay.")

    async def _save(self, service: Callable[..., object], **asked: object) -> bool:
        """Call it from the state that the page shows. A refusal keeps the form open, with the words in it, and shows what is there now."""
        actor, persona_id = current_actor(), persona_id_in(self)
        lock_version = (await self.get_state(CurrentPersonaState)).persona.lock_version
        try:
            await gateway.call(service, actor=actor, persona_id=persona_id, lock_version=lock_version, **asked)
        except AppError as error:
            if self.open_key:
                self.problem = error.sentence
            else:
                await tell_failure(self, error)
            await self._show()
            return False
        self.open_key, self.problem = "", ""
        await self._show()
        return True

    async def _show(self) -> None:
        persona_id = await load_persona(self)
        if persona_id is not None:
            await show_version(self, persona_id)
            await load_editing(self)


async def stop_editing(state: rx.State) -> None:
    """The page was opened: nothing is in hand."""
    editing = await state.get_state(EditingState)
    editing.is_editing, editing.open_key, editing.problem = False, "", ""


async def load_editing(state: rx.State) -> None:
    """Read what is proposed, what was taken out, and, while editing, every field."""
    editing = await state.get_state(EditingState)
    actor, persona_id = current_actor(), persona_id_in(state)
    read = await gateway.call(read_editing, actor=actor, persona_id=persona_id, is_editing=editing.is_editing)
    editing.editing, editing.proposals, editing.taken_out, editing.unwritten = read


def read_editing(
    session: Session, *, actor: Actor, persona_id: UUID, is_editing: bool
) -> tuple[ShownEditing, list[ShownProposal], list[ShownTakenOut], int]:
    """In one unit of work.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    proposals = [shown_proposal(each, persona_id=str(persona_id)) for each in list_proposals(session, actor=actor, persona_id=persona_id)]
    taken_out = list(shown_taken_out(list_claim_words(session, actor=actor, persona_id=persona_id)))
    unwritten = count_unwritten(session, actor=actor, persona_id=persona_id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id) if is_editing else None
    return shown_editing(version.profile) if version else ShownEditing(), proposals, taken_out, unwritten
