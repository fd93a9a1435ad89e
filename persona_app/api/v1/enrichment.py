"""Characters of films for a persona, the thoughts that came of them, and children of personas."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.openapi import POSTS, WITH_BODY, Responses, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.v1.schemas import Accepted, CharactersDraft, ChildDraft, Created, ThoughtPatch
from persona_app.api.v1.working import answer_when_built
from persona_app.api.waiting import Waiting
from persona_app.building.services.enriching import enrich_and_build
from persona_app.core.paging import CursorInvalid, Page
from persona_app.enrichment.errors import CharactersSilent, CharacterTaken, EnrichmentWaiting, ThoughtNotFound
from persona_app.enrichment.schemas import EnrichmentView, ThoughtView
from persona_app.enrichment.services.listing import hide_thought, list_enrichments, list_thoughts
from persona_app.movies.errors import CharacterNotFound
from persona_app.personas.errors import NameInvalid, NoVersionYet, PersonaArchived, PersonaNotFound
from persona_app.personas.lineage_errors import ParentTooDeep
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.deriving import derive_persona

router = APIRouter(route_class=GuardedRoute, tags=["enrichment"])
BUILT: Responses = {200: {"model": VersionView, "description": "With `Prefer: wait`, when the run ended in time."}}


class Enrichments(BaseModel):
    """All enrichments of a persona, oldest first."""

    model_config = ConfigDict(frozen=True)

    items: tuple[EnrichmentView, ...]


@router.post(
    "/v1/person/{persona_id}/characters",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Accepted,
    responses={
        **BUILT,
        **problems(
            *POSTS, *WITH_BODY, PersonaNotFound, PersonaArchived, CharactersSilent, CharacterNotFound, CharacterTaken, EnrichmentWaiting
        ),
    },
)
async def add_person_characters(
    persona_id: UUID, draft: CharactersDraft, once: CurrentOnce, caller: CurrentCaller, seconds: Waiting
) -> Response:
    """Read 500 dialogues of these characters, add up to 50 thoughts, and compute the persona from all data and thoughts."""

    def work(session: Session, actor: Actor) -> Accepted:
        return Accepted.of(enrich_and_build(session, actor=actor, persona_id=persona_id, character_ids=draft.characters))

    accepted = await once.do(work, kind=Accepted, sent=draft)
    return await answer_when_built(caller, accepted=accepted, seconds=seconds)


@router.get("/v1/person/{persona_id}/thoughts", responses=problems(PersonaNotFound, CursorInvalid))
async def list_person_thoughts(
    persona_id: UUID,
    caller: CurrentCaller,
    run_id: Annotated[UUID | None, Query(description="Only those of this run.")] = None,
    character_id: Annotated[UUID | None, Query(description="Only those of this character.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ThoughtView]:
    """The thoughts, in the order they came, each with the lines it rests on."""
    return await caller.call(list_thoughts, persona_id=persona_id, run_id=run_id, character_id=character_id, cursor=cursor, limit=limit)


@router.patch("/v1/person/{persona_id}/thoughts/{thought_id}", responses=problems(*WITH_BODY, PersonaNotFound, ThoughtNotFound))
async def change_person_thought(persona_id: UUID, thought_id: UUID, patch: ThoughtPatch, caller: CurrentCaller) -> ThoughtView:
    """Hide a thought, or show it again. It stays, and so do the versions made of it; the next one leaves hidden thoughts out."""
    return await caller.call(hide_thought, persona_id=persona_id, thought_id=thought_id, is_hidden=patch.is_hidden)


@router.get("/v1/person/{persona_id}/enrichments", responses=problems(PersonaNotFound))
async def list_person_enrichments(persona_id: UUID, caller: CurrentCaller) -> Enrichments:
    """What each run read of whom, and how many thoughts came of it."""
    return Enrichments(items=await caller.call(list_enrichments, persona_id=persona_id))


@router.post(
    "/v1/person/{persona_id}/children",
    status_code=HTTPStatus.CREATED,
    responses=problems(*POSTS, *WITH_BODY, PersonaNotFound, NoVersionYet, NameInvalid, ParentTooDeep),
)
async def create_child(
    persona_id: UUID, draft: Annotated[ChildDraft, Body(default_factory=ChildDraft)], once: CurrentOnce, response: Response
) -> Created:
    """Derive a persona: its parent's newest fields as version 1, each claim cited as the parent's; it follows the parent from then on."""

    def work(session: Session, actor: Actor) -> Created:
        child = derive_persona(session, actor=actor, persona_id=persona_id, name=draft.name)
        return Created(id=child.id, run_id=None, name=child.name, created_at=child.created_at)

    created = await once.do(work, kind=Created, sent=draft)
    response.headers["Location"] = f"/v1/person/{created.id}"
    return created
