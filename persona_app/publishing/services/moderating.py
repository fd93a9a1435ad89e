"""What visitors report, and what an operator does about it: hide, show again, dismiss; each with a reason that the owner reads."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.db import go_on_with
from persona_app.core.ids import new_id
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.core.row_security import SystemWork
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.publishing import queries
from persona_app.publishing.errors import ModeratorNeeded, PublicationNotFound, ReasonMissing, ReportInvalid, ReportNotFound
from persona_app.publishing.models import Publication, Report
from persona_app.publishing.reports import MOST_REPORT_CHARACTERS, Outcome, ReportKind, ReportView

MOST_REASON_CHARACTERS = 300


def report_persona(session: Session, *, slug: str, kind: ReportKind, words: str = "", address: str, actor: Actor | None = None) -> None:
    """Tell the operator that something is wrong with a public persona.

    Somebody's second report of it, while the first one is open, is taken and adds nothing. Of the address a hash is kept.

    Raises:
        PublicationNotFound: nothing public is there.
        ReportInvalid: too many words, or none where the kind says nothing by itself.
    """
    said = "".join(each if each.isprintable() or each == "\n" else " " for each in words).strip()
    if len(said) > MOST_REPORT_CHARACTERS or (kind is ReportKind.OTHER and not said):
        raise ReportInvalid
    found = queries.find_visible(session, slug=slug)
    if found is None:
        raise PublicationNotFound
    who = f"account:{actor.account_id}" if actor is not None else f"address:{address}"
    told = insert(Report).values(
        id=new_id(),
        persona_id=found.persona_id,
        kind=kind.value,
        words=said,
        reporter_id=actor.account_id if actor is not None else None,
        address_hash=sha256(who.encode("utf-8", "replace")).hexdigest(),
        created_at=now(),
    )
    session.execute(told.on_conflict_do_nothing())


def list_reports(
    session: Session, *, actor: Actor, is_settled: bool = False, cursor: str | None = None, limit: int = 50
) -> Page[ReportView]:
    """What visitors told, newest first: what is open, or what is settled.

    Raises:
        ModeratorNeeded: the actor is no operator.
        CursorInvalid: the cursor is none of this list's.
    """
    _moderate(session, actor=actor, scope="read")
    settled = col(Report.settled_at).is_not(None) if is_settled else col(Report.settled_at).is_(None)
    query = select(Report, Publication).join(Publication, col(Publication.persona_id) == col(Report.persona_id)).where(settled)
    if cursor is not None:
        query = query.where(col(Report.id) < decode_cursor(cursor, UUID)[0])
    rows = session.execute(query.order_by(col(Report.id).desc()).limit(page_size(limit) + 1)).all()
    return page_of(rows, limit=limit, view=_view, cursor=lambda row: encode_cursor(row[0].id))


def hide_publication(session: Session, *, actor: Actor, persona_id: UUID, reason: str) -> None:
    """Take a persona from the public, whatever its owner does, until it is shown again; its open reports are settled.

    Raises:
        ModeratorNeeded: the actor is no operator.
        PublicationNotFound, ReasonMissing: nothing was changed.
    """
    said = _reason(reason)
    row = _publication(session, actor=actor, persona_id=persona_id)
    if row.hidden_at is None:
        queries.change(session, persona_id=persona_id, hidden_at=now(), hidden_reason=said)
        _tell(session, EventKind.HIDDEN, actor=actor, row=row, detail={"reason": said})
    _settle(session, actor=actor, outcome=Outcome.HIDDEN, where=col(Report.persona_id) == persona_id)


def unhide_publication(session: Session, *, actor: Actor, persona_id: UUID, reason: str) -> None:
    """Show it again, if its owner still does.

    Raises:
        ModeratorNeeded: the actor is no operator.
        PublicationNotFound, ReasonMissing: nothing was changed.
    """
    said = _reason(reason)
    row = _publication(session, actor=actor, persona_id=persona_id)
    if row.hidden_at is not None:
        queries.change(session, persona_id=persona_id, hidden_at=None, hidden_reason=None)
        _tell(session, EventKind.UNHIDDEN, actor=actor, row=row, detail={"reason": said})


def dismiss_report(session: Session, *, actor: Actor, report_id: UUID) -> None:
    """Settle a report without doing anything; again does nothing.

    Raises:
        ModeratorNeeded: the actor is no operator.
        ReportNotFound: there is none of this id.
    """
    _moderate(session, actor=actor)
    persona_id = session.execute(select(col(Report.persona_id)).where(col(Report.id) == report_id)).scalar_one_or_none()
    if persona_id is None:
        raise ReportNotFound
    row = queries.find_row(session, persona_id=persona_id)
    if _settle(session, actor=actor, outcome=Outcome.DISMISSED, where=col(Report.id) == report_id) and row is not None:
        _tell(session, EventKind.REPORT_DISMISSED, actor=actor, row=row, detail={"report_id": str(report_id)})


def count_open_reports(session: Session, *, actor: Actor) -> int:
    """How many wait for the operator.

    Raises:
        ModeratorNeeded: the actor is no operator.
    """
    _moderate(session, actor=actor, scope="read")
    count: int = session.execute(select(func.count()).select_from(Report).where(col(Report.settled_at).is_(None))).scalar_one()
    return count


def _moderate(session: Session, *, actor: Actor, scope: Any = "write") -> None:
    """From here on the unit of work sees reports and what they speak of."""
    actor.require(scope)
    if not actor.is_operator:
        raise ModeratorNeeded
    go_on_with(session, account_id=actor.account_id, work=SystemWork.MODERATE)


def _publication(session: Session, *, actor: Actor, persona_id: UUID) -> Publication:
    _moderate(session, actor=actor)
    query = select(Publication).where(col(Publication.persona_id) == persona_id).with_for_update()
    row: Publication | None = session.execute(query).scalar_one_or_none()
    if row is None:
        raise PublicationNotFound
    return row


def _reason(reason: str) -> str:
    said = " ".join("".join(each if each.isprintable() else " " for each in reason).split())
    if not 1 <= len(said) <= MOST_REASON_CHARACTERS:
        raise ReasonMissing
    return said


def _settle(session: Session, *, actor: Actor, outcome: Outcome, where: Any) -> Sequence[UUID]:
    """Settle open reports; their ids."""
    settled = {"settled_at": now(), "settled_by": actor.account_id, "outcome": outcome.value}
    changed = update(Report).where(where, col(Report.settled_at).is_(None)).values(settled).returning(col(Report.id))
    return session.execute(changed).scalars().all()


def _tell(session: Session, kind: EventKind, *, actor: Actor, row: Publication, detail: dict[str, object]) -> None:
    record(session, kind=kind, actor_id=actor.account_id, owner_id=row.owner_id, persona_id=row.persona_id, detail=detail)


def _view(row: Row[Report, Publication]) -> ReportView:
    report, publication = row
    about = {
        "slug": publication.slug,
        "public_name": publication.public_name,
        "creator": publication.creator,
        "is_hidden": publication.hidden_at is not None,
        "hidden_reason": publication.hidden_reason or "",
    }
    return ReportView.model_validate(report.model_dump() | about)
