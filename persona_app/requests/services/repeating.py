"""Doing once what is asked for with the same idempotency key, however often and however many at once."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.core.clock import now
from persona_app.core.retention import ANSWERS_KEPT
from persona_app.requests.errors import KeyInvalid, KeyReused
from persona_app.requests.models import KeptAnswer

LONGEST_KEY = 255
FORGOTTEN_AT_ONCE = 20
_claims = count()
"""Of this process."""


class Asked(BaseModel):
    """One request that may be sent again: the same account, route and key mean the same request, and its fingerprint proves it."""

    model_config = ConfigDict(frozen=True)

    account_id: UUID
    route: str
    key: str
    fingerprint: str


def checked_key(key: str) -> str:
    """The key, if it can be one.

    Raises:
        KeyInvalid: it is empty, too long, or not printable ASCII.
    """
    if not 1 <= len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise KeyInvalid
    return key


def find_answer(session: Session, *, asked: Asked, at: datetime | None = None) -> str | None:
    """What the request answered before, if it did; for looking before costly preparations.

    Raises:
        KeyReused: the key belongs to a request of other content.
    """
    is_fresh = col(KeptAnswer.created_at) >= (at or now()) - ANSWERS_KEPT
    kept = session.execute(select(col(KeptAnswer.fingerprint), col(KeptAnswer.answer)).where(_is(asked), is_fresh)).one_or_none()
    if kept is None:
        return None
    if kept.fingerprint != asked.fingerprint:
        raise KeyReused
    return str(kept.answer)


def perform_once(session: Session, *, asked: Asked, work: Callable[[], str], at: datetime | None = None) -> str:
    """Do the work and keep its answer (JSON); when it was done before, only answer.

    Of many at once the first does it; the others wait for its transaction, and do it themselves if that fails.

    Raises:
        KeyReused: the key belongs to a request of other content; nothing was done.
    """
    at = at or now()
    if not _claim(session, asked=asked, at=at):
        before = find_answer(session, asked=asked, at=at)
        assert before is not None  # noqa: S101 - the claim failed because of it
        return before
    answer = work()
    session.execute(update(KeptAnswer).where(_is(asked)).values(answer=answer))
    return answer


def _is(asked: Asked) -> ColumnElement[bool]:
    return and_(col(KeptAnswer.account_id) == asked.account_id, col(KeptAnswer.route) == asked.route, col(KeptAnswer.key) == asked.key)


def _claim(session: Session, *, asked: Asked, at: datetime) -> bool:
    """Take the key in this transaction; waits while another transaction holds it. False when it is taken for good."""
    _forget_old(session, at=at)
    fresh = insert(KeptAnswer).values(**asked.model_dump(), answer="", created_at=at)
    taken = fresh.on_conflict_do_update(
        index_elements=["account_id", "route", "key"],
        set_={"fingerprint": asked.fingerprint, "answer": "", "created_at": at},
        where=col(KeptAnswer.created_at) < at - ANSWERS_KEPT,
    ).returning(col(KeptAnswer.key))
    return session.execute(taken).first() is not None


def _forget_old(session: Session, *, at: datetime) -> None:
    """For when no worker does it. Whoever they belong to, which is why the database does it, and twenty at a time: every twentieth key
    is often enough."""
    if next(_claims) % FORGOTTEN_AT_ONCE == 0:
        session.execute(select(func.forget_kept_answers(at - 2 * ANSWERS_KEPT)))
