"""What becomes of the owner's words on claims when an earlier version is brought back: they are those that it holds."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.llm.questions import ClaimField
from persona_app.personas.models import Decision
from persona_app.personas.profile import Profile
from persona_app.personas.respecting import SCORES, Standing, standing_claim, standing_score
from persona_app.personas.services.recalling import CLAIM, RELEASED, REMOVED, SET


def realign_decisions(session: Session, *, actor: Actor, persona_id: UUID, profile: Profile) -> None:
    """Make each word say what the profile says in its place; one that the profile knows nothing of is taken back.

    What was taken out, and is not there, stays out.
    """
    mine = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM)
    for row in session.execute(select(Decision).where(*mine).order_by(col(Decision.id))).scalars():
        _realign(row, standing_in(row, profile), actor=actor)
    session.flush()


def standing_in(row: Decision, profile: Profile) -> Standing:
    """What a profile holds in the place that a word speaks of."""
    field = row.detail["field"]
    if field.startswith(SCORES):
        return standing_score(profile, factor=field.removeprefix(SCORES), decision_id=row.id)
    return standing_claim(profile, field=ClaimField(field), claim_id=row.detail["claim_id"], decision_id=row.id)


def _realign(row: Decision, standing: Standing, *, actor: Actor) -> None:
    if standing.is_said:
        word: dict[str, str | int | None] = {"value": standing.value, "who": standing.who, "score": standing.score}
        choice = SET
    else:
        word = {}
        choice = REMOVED if row.choice == REMOVED and not standing.is_there else RELEASED
    detail = {**row.detail, **word}
    if (row.choice, row.detail) != (choice, detail):
        row.choice, row.detail, row.created_by, row.created_at = choice, detail, actor.account_id, now()
