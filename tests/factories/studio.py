"""What the studio is ordered by, for tests."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.personas.studio_models import PendingDeletion, PersonaFolder, PersonaLabel, PersonaUse, SavedSearch, StudioLabel


def make_organised(session: Session, *, persona_id: UUID, actor: Actor) -> None:
    """A row in each of its tables, for this persona and its owner."""
    mine = {"owner_id": actor.account_id}
    label = StudioLabel(name="mine", **mine)
    session.add_all([label, PersonaFolder(name="mine", **mine), SavedSearch(name="mine", asked={}, **mine)])
    session.add(PersonaUse(persona_id=persona_id, kind="copy", day=now().date(), count=1, last_at=now()))
    session.flush()
    session.add(PersonaLabel(persona_id=persona_id, label_id=label.id))
    session.add(PendingDeletion(persona_id=persona_id, batch_id=new_id(), due_at=now() + timedelta(hours=1), **mine))
    session.flush()
