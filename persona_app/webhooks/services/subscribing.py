"""Adding, changing and removing webhooks. Whoever calls has had the address checked (`webhooks/checking.py`)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.turns import take_turn
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.webhooks.errors import TooManyWebhooks, WebhookInvalid
from persona_app.webhooks.models import Webhook
from persona_app.webhooks.queries import get_webhook_row, hold_deliveries, release_deliveries
from persona_app.webhooks.schemas import NewSecret, WebhookState, WebhookView
from persona_app.webhooks.services.reading import get_webhook, view_of
from persona_app.webhooks.signing import OLD_SECRET_SIGNS_FOR, make_secret

MOST = 20
"""Webhooks of one account."""
LONGEST_DESCRIPTION = 100


def create_webhook(
    session: Session, *, actor: Actor, url: str, kinds: Collection[EventKind] = (), description: str = "", at: datetime | None = None
) -> NewSecret:
    """Tell this address of what happens from now on; no `kinds`: of all. The secret is in the answer and is not shown again.

    Raises:
        TooManyWebhooks: remove one first.
        WebhookInvalid: the description can't be used.
    """
    actor.require("write")
    take_turn(session, "webhooks", account_id=actor.account_id)
    mine = select(func.count()).select_from(Webhook).where(col(Webhook.owner_id) == actor.account_id)
    if session.execute(mine).scalar_one() >= MOST:
        raise TooManyWebhooks(MOST)
    row = Webhook(
        owner_id=actor.account_id,
        url=url,
        description=_checked_description(description),
        kinds=_written(kinds),
        secret=make_secret(),
        created_at=at or now(),
    )
    session.add(row)
    session.flush()
    _record(session, EventKind.WEBHOOK_ADDED, actor=actor, webhook_id=row.id)
    return NewSecret(secret=row.secret, webhook=view_of(row))


def change_webhook(
    session: Session,
    *,
    actor: Actor,
    webhook_id: UUID,
    url: str | None = None,
    kinds: Collection[EventKind] | None = None,
    description: str | None = None,
    is_on: bool | None = None,
    at: datetime | None = None,
) -> WebhookView:
    """Change what is given. Switched off it is told of nothing, and what waits is held; switched on, that is sent.

    Raises:
        WebhookNotFound: the account has no such webhook.
        WebhookInvalid: the description can't be used.
    """
    actor.require("write")
    row = get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id, is_locked=True)
    row.url = row.url if url is None else url
    row.kinds = row.kinds if kinds is None else _written(kinds)
    row.description = row.description if description is None else _checked_description(description)
    if is_on is not None:
        _switch(session, row=row, is_on=is_on, at=at or now())
    session.add(row)
    session.flush()
    _record(session, EventKind.WEBHOOK_CHANGED, actor=actor, webhook_id=row.id)
    return get_webhook(session, actor=actor, webhook_id=webhook_id)


def rotate_secret(session: Session, *, actor: Actor, webhook_id: UUID, at: datetime | None = None) -> NewSecret:
    """A new secret. For a day the old one signs too, so that the receiver can change over.

    Raises:
        WebhookNotFound: the account has no such webhook.
    """
    actor.require("write")
    row = get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id, is_locked=True)
    row.previous_secret, row.previous_until = row.secret, (at or now()) + OLD_SECRET_SIGNS_FOR
    row.secret = make_secret()
    session.add(row)
    session.flush()
    _record(session, EventKind.WEBHOOK_SECRET_CHANGED, actor=actor, webhook_id=row.id)
    return NewSecret(secret=row.secret, webhook=get_webhook(session, actor=actor, webhook_id=webhook_id))


def remove_webhook(session: Session, *, actor: Actor, webhook_id: UUID) -> None:
    """Remove it with its log; what waits is not sent.

    Raises:
        WebhookNotFound: the account has no such webhook.
    """
    actor.require("write")
    session.delete(get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id, is_locked=True))
    session.flush()
    _record(session, EventKind.WEBHOOK_REMOVED, actor=actor, webhook_id=webhook_id)


def _switch(session: Session, *, row: Webhook, is_on: bool, at: datetime) -> None:
    row.state = (WebhookState.ON if is_on else WebhookState.OFF).value
    row.disabled_at = None
    if is_on:
        row.failures = 0
        release_deliveries(session, webhook_id=row.id, at=at)
    else:
        hold_deliveries(session, webhook_id=row.id)


def _written(kinds: Collection[EventKind]) -> list[str]:
    return sorted({kind.value for kind in kinds})


def _checked_description(description: str) -> str:
    plain = " ".join(description.replace("\x00", " ").split())
    if len(plain) > LONGEST_DESCRIPTION:
        raise WebhookInvalid(f"A description has at most {LONGEST_DESCRIPTION} characters. Nothing was saved; shorten it.")
    return plain


def _record(session: Session, kind: EventKind, *, actor: Actor, webhook_id: UUID) -> None:
    who = actor.account_id
    record(session, kind=kind, actor_id=who, owner_id=who, detail={"webhook_id": str(webhook_id)})
