"""Making a version public, and what an owner may do about it afterwards."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.openapi import POSTS, WITH_BODY, Responses, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.v1.working import json_answer
from persona_app.api.waiting import Waiting, wait_for_run
from persona_app.personas.errors import NoVersionYet, PersonaArchived, PersonaNotFound, VersionNotFound
from persona_app.publishing.errors import (
    AlreadyPublic,
    ChangedSinceRated,
    ModeratorNeeded,
    NoAddressFree,
    NothingToConfirm,
    NotPublished,
    PublicationUnderway,
    RatingTooLow,
    ReviewOver,
    SexualisedMinor,
    TagUnknown,
    TooManyTags,
    VisibilityInvalid,
)
from persona_app.publishing.schemas import (
    LONGEST_HEADLINE,
    OLDEST,
    UNKNOWN_AGE,
    AttemptView,
    Corrections,
    Gender,
    Preflight,
    PublicationState,
    Rating,
    Visibility,
)
from persona_app.publishing.services.confirming import confirm_publication, decline_publication
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.preflight import look_before
from persona_app.publishing.services.publishing_at_once import publish_at_once
from persona_app.publishing.services.requesting import request_publication
from persona_app.publishing.services.withdrawing import change_publication, withdraw_publication

router = APIRouter(route_class=GuardedRoute, tags=["publication"])
dev_router = APIRouter(route_class=GuardedRoute, tags=["publication"], include_in_schema=False)
"""Only with `PERSONA_DEV=1`; it is in no documentation."""

PublicWays = Literal["public", "unlisted"]
Number = Annotated[int, Field(strict=True, ge=1, lt=2**31)]
ENDED: Responses = {200: {"model": PublicationState, "description": "With `Prefer: wait`, when the attempt's work ended in time."}}
STATE = (PersonaNotFound, PersonaArchived, AlreadyPublic, NoAddressFree)


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PublicationDraft(_Sent):
    """What is to be made public, and how."""

    visibility: PublicWays = Field("public", description="In the gallery, or for those who have the address.")
    version: Number | None = Field(None, description="Number of the version; left out: the newest.")
    replace: bool = Field(False, strict=True, description="Take the place of the version that is public now.")
    review: bool = Field(False, strict=True, description="Stop when tags and rating are found, and wait for `…/publication/confirm`.")
    shows_quotes: bool = Field(False, strict=True, description="Show visitors the words behind claims; never the text around them.")
    new_slug: bool = Field(False, strict=True, description="Take a new address; the present one will lead to it.")


class PublicationReview(_Sent):
    """What you say otherwise than was found; what is left out stays."""

    tags: tuple[str, ...] | None = Field(None, max_length=100, description="All tags, by name or synonym, at most 20.")
    rating: Rating | None = Field(None, description="Not milder than was found: safe, suggestive, unrated, explicit.")
    gender: Gender | None = None
    age: Annotated[int, Field(strict=True, ge=UNKNOWN_AGE, le=OLDEST)] | None = Field(None, description="In years; -1: unknown.")
    headline: Annotated[str, Field(max_length=LONGEST_HEADLINE)] | None = None
    attempt_id: UUID | None = Field(None, description="The attempt that you looked at; another one is refused. Left out: what waits.")


class PublicationPatch(_Sent):
    """What may change while a version is public; what is left out stays."""

    visibility: PublicWays | None = Field(None, description="List it in the gallery, or take it out.")
    rating: Rating | None = Field(None, description="A stricter one.")


@router.post(
    "/v1/person/{persona_id}/publication",
    status_code=HTTPStatus.ACCEPTED,
    response_model=AttemptView,
    responses={**ENDED, **problems(*POSTS, *STATE, NoVersionYet, VersionNotFound, PublicationUnderway, VisibilityInvalid)},
)
async def publish_person(
    persona_id: UUID,
    draft: Annotated[PublicationDraft, Body(default_factory=PublicationDraft)],
    once: CurrentOnce,
    caller: CurrentCaller,
    seconds: Waiting,
) -> Response:
    """Let tags, rating and headline be found for a version, and make it public; Location leads to the run."""

    def work(session: Session, actor: Actor) -> AttemptView:
        asked = draft.model_dump() | {"visibility": Visibility(draft.visibility)}
        return request_publication(session, actor=actor, persona_id=persona_id, **asked)

    attempt = await once.do(work, kind=AttemptView, sent=draft)
    headers = {"Location": f"/v1/runs/{attempt.run_id}"}
    if seconds and attempt.run_id is not None:
        run = await wait_for_run(caller, run_id=attempt.run_id, seconds=seconds)
        if not run.is_active:
            state = await caller.call(get_publication, persona_id=persona_id)
            return json_answer(state, headers=headers | {"Preference-Applied": f"wait={seconds:g}"})
    return json_answer(attempt, status=HTTPStatus.ACCEPTED, headers=headers)


@router.get("/v1/person/{persona_id}/publication", responses=problems(PersonaNotFound))
async def get_person_publication(persona_id: UUID, caller: CurrentCaller) -> PublicationState:
    """What is public of the persona, its address, and the last attempts; also when there never was one."""
    return await caller.call(get_publication, persona_id=persona_id)


@router.get("/v1/person/{persona_id}/publication/preflight", responses=problems(PersonaNotFound, NoVersionYet, VersionNotFound))
async def preview_person_publication(
    persona_id: UUID,
    caller: CurrentCaller,
    version: Annotated[int | None, Query(ge=1, lt=2**31, description="Number of the version; left out: the newest.")] = None,
) -> Preflight:
    """What visitors would see, with all quotes, what is missing, and what cannot be changed afterwards. It begins nothing."""
    return await caller.call(look_before, persona_id=persona_id, version=version)


@router.post(
    "/v1/person/{persona_id}/publication/confirm",
    responses=problems(
        *POSTS, *STATE, NothingToConfirm, ReviewOver, ChangedSinceRated, TagUnknown, TooManyTags, RatingTooLow, SexualisedMinor
    ),
)
async def confirm_person_publication(persona_id: UUID, review: PublicationReview, once: CurrentOnce) -> PublicationState:
    """Publish what waits for your word, as found or as you say otherwise."""

    def work(session: Session, actor: Actor) -> PublicationState:
        corrections = Corrections.model_validate(review.model_dump(exclude={"attempt_id"}))
        return confirm_publication(session, actor=actor, persona_id=persona_id, attempt_id=review.attempt_id, corrections=corrections)

    return await once.do(work, kind=PublicationState, sent=review)


@router.post("/v1/person/{persona_id}/publication/decline", responses=problems(*POSTS, PersonaNotFound, NothingToConfirm))
async def decline_person_publication(persona_id: UUID, once: CurrentOnce) -> PublicationState:
    """Call off the attempt that waits or is at work; what is public stays."""

    def work(session: Session, actor: Actor) -> PublicationState:
        return decline_publication(session, actor=actor, persona_id=persona_id)

    return await once.do(work, kind=PublicationState)


@router.patch(
    "/v1/person/{persona_id}/publication", responses=problems(*WITH_BODY, PersonaNotFound, NotPublished, RatingTooLow, SexualisedMinor)
)
async def change_person_publication(persona_id: UUID, patch: PublicationPatch, caller: CurrentCaller) -> PublicationState:
    """List a public persona or not, or rate it stricter. Everything else stays until the version is replaced."""
    visibility = Visibility(patch.visibility) if patch.visibility else None
    return await caller.call(change_publication, persona_id=persona_id, visibility=visibility, rating=patch.rating)


@router.delete("/v1/person/{persona_id}/publication", status_code=HTTPStatus.NO_CONTENT, responses=problems(PersonaNotFound, NotPublished))
async def withdraw_person_publication(persona_id: UUID, caller: CurrentCaller) -> None:
    """Let nothing of the persona be public any more; its address answers 410. An attempt that is not over is called off."""
    await caller.call(withdraw_publication, persona_id=persona_id)


@dev_router.post(
    "/v1/dev/person/{persona_id}/publication", responses=problems(PersonaNotFound, ModeratorNeeded, NoVersionYet, PersonaArchived)
)
async def publish_person_at_once(persona_id: UUID, caller: CurrentCaller) -> PublicationState:
    """The operator makes anybody's persona public now, without an engine."""
    return await caller.call(publish_at_once, persona_id=persona_id)
