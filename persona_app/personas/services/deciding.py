"""An owner's word, kept apart from what builds compute and respected by each."""

from typing import Any, get_args
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.events.chaining import states
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas import queries
from persona_app.personas.errors import ChoiceInvalid, ContradictionNotFound
from persona_app.personas.models import Decision, Persona, PersonaVersion
from persona_app.personas.profile import Contradiction
from persona_app.personas.schemas import Choice, DecisionView
from persona_app.personas.services.lifecycle import require_unchanged, touch

CONTRADICTION = "contradiction"


def _view(row: Decision) -> DecisionView:
    left, right = row.detail.get("left_claim_id", ""), row.detail.get("right_claim_id", "")
    return DecisionView.model_validate({**row.model_dump(), "left_claim_id": left, "right_claim_id": right})


def _get_contradiction(session: Session, *, persona: Persona, contradiction_id: str) -> Contradiction:
    listed = col(PersonaVersion.profile)["contradictions"]
    newest = (col(PersonaVersion.persona_id) == persona.id, col(PersonaVersion.number) == persona.version_count)
    for contradiction in session.execute(select(listed).where(*newest)).scalar_one_or_none() or ():
        if contradiction["id"] == contradiction_id:
            return Contradiction.model_validate(contradiction)
    raise ContradictionNotFound


def _write(session: Session, *, persona: Persona, actor: Actor, contradiction: Contradiction, choice: Choice) -> Decision:
    """A later word takes the place of an earlier one, under the same id."""
    detail: dict[str, Any] = {
        "left_claim_id": contradiction.left.id,
        "right_claim_id": contradiction.right.id,
        "left_field": contradiction.left_field.value,
        "right_field": contradiction.right_field.value,
        "left": contradiction.left.value,
        "right": contradiction.right.value,
    }
    word = {"choice": choice, "detail": detail, "created_by": actor.account_id, "created_at": now()}
    written = insert(Decision).values(id=new_id(), persona_id=persona.id, kind=CONTRADICTION, subject=contradiction.id, **word)
    kept = written.on_conflict_do_update(index_elements=["persona_id", "kind", "subject"], set_=word).returning(Decision)
    decision: Decision = session.execute(kept, execution_options={"populate_existing": True}).scalar_one()
    return decision


def _former_choice(session: Session, *, persona: Persona, contradiction_id: str) -> str | None:
    about = (col(Decision.persona_id) == persona.id, col(Decision.kind) == CONTRADICTION, col(Decision.subject) == contradiction_id)
    return session.execute(select(col(Decision.choice)).where(*about)).scalar_one_or_none()


def settle_contradiction(
    session: Session, *, actor: Actor, persona_id: UUID, contradiction_id: str, choice: Choice, lock_version: int
) -> DecisionView:
    """Keep the left claim, the right one, or both; every later build respects it. It changes no version: ask for a build.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaChanged, PersonaArchived: nothing was settled.
        ContradictionNotFound: the newest version does not list it.
        ChoiceInvalid: not `left`, `right` or `both`.
    """
    actor.require("write")
    if choice not in get_args(Choice):
        raise ChoiceInvalid
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what="Your choice")
    contradiction = _get_contradiction(session, persona=persona, contradiction_id=contradiction_id)
    former = _former_choice(session, persona=persona, contradiction_id=contradiction_id)
    decision = _write(session, persona=persona, actor=actor, contradiction=contradiction, choice=choice)
    touch(persona, at=now())
    detail = {"contradiction_id": contradiction_id, "choice": choice, "decision_id": str(decision.id)}
    record(
        session,
        kind=EventKind.CONTRADICTION_SETTLED,
        actor_id=actor.account_id,
        owner_id=persona.owner_id,
        persona_id=persona_id,
        detail=detail,
        **states({"contradiction": contradiction_id, "choice": former}, {"contradiction": contradiction_id, "choice": choice}),
    )
    return _view(decision)


def list_decisions(session: Session, *, persona_id: UUID) -> tuple[DecisionView, ...]:
    """How contradictions were settled, oldest first, for a build; whoever calls has checked who asks."""
    settled = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CONTRADICTION)
    query = select(Decision).where(*settled).order_by(col(Decision.created_at), col(Decision.id))
    return tuple(_view(row) for row in session.execute(query).scalars())
