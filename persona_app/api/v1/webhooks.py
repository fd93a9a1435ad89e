"""Webhooks: addresses that are told of what happens, and the log of what was sent to them."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.openapi import POSTS, WITH_BODY, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.v1.working import json_answer
from persona_app.core.config import get_settings
from persona_app.core.paging import CursorInvalid, Page
from persona_app.events.schemas import EventKind
from persona_app.webhooks.checking import LONGEST, checked_address
from persona_app.webhooks.errors import (
    DeliveryNotFound,
    TooManyTests,
    TooManyWebhooks,
    WebhookAddressRefused,
    WebhookInvalid,
    WebhookNotFound,
    WebhookOff,
)
from persona_app.webhooks.schemas import DeliveryDetail, DeliveryState, DeliveryView, NewSecret, WebhookView
from persona_app.webhooks.services.reading import get_delivery, get_webhook, list_deliveries, list_webhooks
from persona_app.webhooks.services.resending import redeliver, send_test
from persona_app.webhooks.services.subscribing import (
    LONGEST_DESCRIPTION,
    change_webhook,
    create_webhook,
    remove_webhook,
    rotate_secret,
)

router = APIRouter(route_class=GuardedRoute, tags=["webhooks"])
_ONE = "/v1/webhooks/{webhook_id}"
_DELIVERY = f"{_ONE}/deliveries/{{delivery_id}}"
Url = Annotated[str, Field(min_length=1, max_length=LONGEST, description="Where to: public, port 443 or 80, no user name in it.")]
Kinds = Annotated[tuple[EventKind, ...], Field(max_length=200, description="What to tell of; none: everything, later kinds too.")]
Description = Annotated[str, Field(max_length=LONGEST_DESCRIPTION, description="For your own list.")]


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WebhookDraft(_Sent):
    """A new webhook."""

    url: Url
    kinds: Kinds = ()
    description: Description = ""


class WebhookPatch(_Sent):
    """What is to change; what is left out stays."""

    url: Url | None = None
    kinds: Kinds | None = None
    description: Description | None = None
    is_on: bool | None = Field(None, strict=True, description="Off: what waits is held. On: it is sent, a disabled webhook too.")


@router.get("/v1/webhooks", responses=problems())
async def list_account_webhooks(caller: CurrentCaller) -> Page[WebhookView]:
    """All webhooks of the account, on one page."""
    return Page(items=await caller.call(list_webhooks))


@router.post(
    "/v1/webhooks",
    status_code=HTTPStatus.CREATED,
    response_model=NewSecret,
    responses=problems(*POSTS, WebhookAddressRefused, WebhookInvalid, TooManyWebhooks),
)
async def create_account_webhook(draft: WebhookDraft, once: CurrentOnce) -> Response:
    """Tell an address of what happens from now on. The secret is shown this once."""
    url = await checked_address(draft.url, settings=get_settings())

    def work(session: Session, actor: Actor) -> NewSecret:
        return create_webhook(session, actor=actor, url=url, kinds=draft.kinds, description=draft.description)

    made = await once.do(work, kind=NewSecret, sent=draft)
    return json_answer(made, status=HTTPStatus.CREATED, headers={"Location": f"/v1/webhooks/{made.webhook.id}"})


@router.get(_ONE, responses=problems(WebhookNotFound))
async def get_account_webhook(webhook_id: UUID, caller: CurrentCaller) -> WebhookView:
    """One webhook: what it is told of, whether it is on, how its receiver does."""
    return await caller.call(get_webhook, webhook_id=webhook_id)


@router.patch(_ONE, responses=problems(*WITH_BODY, WebhookNotFound, WebhookAddressRefused, WebhookInvalid))
async def change_account_webhook(webhook_id: UUID, patch: WebhookPatch, caller: CurrentCaller) -> WebhookView:
    """Change what is given; switching on is also how a disabled webhook comes back."""
    url = patch.url and await checked_address(patch.url, settings=get_settings())
    return await caller.call(
        change_webhook, webhook_id=webhook_id, url=url, kinds=patch.kinds, description=patch.description, is_on=patch.is_on
    )


@router.delete(_ONE, status_code=HTTPStatus.NO_CONTENT, responses=problems(WebhookNotFound))
async def remove_account_webhook(webhook_id: UUID, caller: CurrentCaller) -> None:
    """Remove it with its log; what waits is not sent."""
    await caller.call(remove_webhook, webhook_id=webhook_id)


@router.post(f"{_ONE}/secret", responses=problems(*POSTS, WebhookNotFound))
async def rotate_account_webhook_secret(webhook_id: UUID, once: CurrentOnce) -> NewSecret:
    """A new secret, shown this once. For a day the old one signs too."""
    return await once.do(lambda session, actor: rotate_secret(session, actor=actor, webhook_id=webhook_id), kind=NewSecret)


@router.post(f"{_ONE}/test", status_code=HTTPStatus.ACCEPTED, responses=problems(*POSTS, WebhookNotFound, TooManyTests))
async def send_account_webhook_test(webhook_id: UUID, once: CurrentOnce) -> DeliveryView:
    """Send a test, once, also when it is off; read the delivery for what came of it."""
    return await once.do(lambda session, actor: send_test(session, actor=actor, webhook_id=webhook_id), kind=DeliveryView)


@router.get(f"{_ONE}/deliveries", responses=problems(WebhookNotFound, CursorInvalid))
async def list_account_webhook_deliveries(
    webhook_id: UUID, caller: CurrentCaller, state: DeliveryState | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeliveryView]:
    """What was sent or will be, newest first."""
    return await caller.call(list_deliveries, webhook_id=webhook_id, state=state, limit=limit, cursor=cursor)


@router.get(_DELIVERY, responses=problems(DeliveryNotFound))
async def get_account_webhook_delivery(webhook_id: UUID, delivery_id: UUID, caller: CurrentCaller) -> DeliveryDetail:
    """One delivery: its body and each attempt, with what was answered."""
    return await caller.call(get_delivery, webhook_id=webhook_id, delivery_id=delivery_id)


@router.post(
    f"{_DELIVERY}/redeliver",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(*POSTS, WebhookNotFound, DeliveryNotFound, WebhookOff),
)
async def redeliver_account_webhook_delivery(webhook_id: UUID, delivery_id: UUID, once: CurrentOnce) -> DeliveryView:
    """Send it once more, under the same id."""

    def work(session: Session, actor: Actor) -> DeliveryView:
        return redeliver(session, actor=actor, webhook_id=webhook_id, delivery_id=delivery_id)

    return await once.do(work, kind=DeliveryView)
