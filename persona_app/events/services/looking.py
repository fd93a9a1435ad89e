"""The operator's look at everybody's trail."""

from uuid import UUID

from sqlmodel import Session

from persona_app.core.db import go_on_with
from persona_app.core.paging import Page
from persona_app.core.row_security import SystemWork
from persona_app.events.errors import AuditorNeeded
from persona_app.events.schemas import Auditor, Head, TrailQuery, TrailRow
from persona_app.events.services.listing import EVERYTHING, list_trail
from persona_app.events.services.sealing import find_head


def search_trail(
    session: Session,
    *,
    actor: Auditor,
    account_id: UUID | None = None,
    wanted: TrailQuery = EVERYTHING,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[TrailRow]:
    """What anybody did, newest first; by ids, without a word of theirs.

    Raises:
        AuditorNeeded: the actor is no operator.
        CursorInvalid: the cursor is none of this list's.
    """
    if not actor.is_operator:
        raise AuditorNeeded
    go_on_with(session, account_id=actor.account_id, work=SystemWork.AUDIT)
    return list_trail(session, account_id=account_id, wanted=wanted, cursor=cursor, limit=limit)


def show_head(session: Session, *, actor: Auditor) -> Head | None:
    """The chain's last link, for the operator to keep.

    Raises:
        AuditorNeeded: the actor is no operator.
    """
    if not actor.is_operator:
        raise AuditorNeeded
    return find_head(session)
