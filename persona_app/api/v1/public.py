"""Public personas: found and read by anybody, liked and copied by whoever has an account."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.errors import TooManyVisits
from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.preferring import get_preferences
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute
from persona_app.api.openapi import POSTS, WITH_BODY, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.v1.schemas import Created
from persona_app.api.visiting import CurrentAsker
from persona_app.core.paging import CursorInvalid
from persona_app.gallery.errors import PublicPersonaGone, PublicPersonaMoved, PublicPersonaNotFound
from persona_app.gallery.schemas import LONGEST_QUERY, MOST_CHOSEN, Filters, Found, LikeView, Sort, Source
from persona_app.gallery.services.liking import counted, like, not_there, unlike
from persona_app.gallery.services.remixing import remix
from persona_app.gallery.services.searching import search_public
from persona_app.personas.errors import NameInvalid
from persona_app.personas.lineage_errors import ParentTooDeep
from persona_app.publishing.schemas import AgeBucket, Gender, PublicPersona, Rating
from persona_app.publishing.services.showing import find_public
from persona_app.publishing.tagging import Category

router = APIRouter(route_class=GuardedRoute, tags=["public"])
NOT_THERE = (PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved)
MOST_OF_PAGE = 100
Words = Annotated[
    str, Query(alias="q", max_length=LONGEST_QUERY, description='Words that all must be there; "phrases" in quotation marks.')
]
Chosen = {"max_length": MOST_CHOSEN}


class RemixDraft(BaseModel):
    """A persona of one's own, made from a public one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field("", description="What it is called; empty: after the public one.")


@router.get("/v1/public/personas", responses=problems(TooManyVisits, CursorInvalid))
async def search_personas(
    request: Request,
    response: Response,
    asker: CurrentAsker,
    query: Words = "",
    tag: Annotated[tuple[str, ...], Query(description="Personas with every one of these tags.", **Chosen)] = (),
    category: Annotated[tuple[Category, ...], Query(description="Tags of any of these.", **Chosen)] = (),
    gender: Annotated[tuple[Gender, ...], Query(description="Any of these.", **Chosen)] = (),
    age_bucket: Annotated[tuple[AgeBucket, ...], Query(description="Any of these.", **Chosen)] = (),
    rating: Annotated[tuple[Rating, ...], Query(description="Any of these.", **Chosen)] = (),
    source: Annotated[tuple[Source, ...], Query(description="Any of these.", **Chosen)] = (),
    creator: Annotated[str, Query(max_length=100, description="Only personas of this handle.")] = "",
    sort: Annotated[Sort, Query(description="In which order; without words, `relevance` is `popular`.")] = Sort.RELEVANCE,
    adult: Annotated[
        bool | None, Query(description="Also explicit and unrated personas. Left out: as the token's account prefers, else not.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_OF_PAGE, description="Most items of the page.")] = 24,
    cursor: Cursor = None,
) -> Found:
    """Public personas, with counts of what they have; `Link` names the next page."""
    filters = Filters(
        tags=tag, category=category, gender=gender, age_bucket=age_bucket, rating=rating, source=source, creator=creator.removeprefix("@")
    )

    def search(session: Session, *, actor: Actor | None) -> Found:
        wants_adult = bool(actor and get_preferences(session, actor=actor).shows_adult) if adult is None else adult
        return search_public(session, query=query, filters=filters, sort=sort, adult=wants_adult, cursor=cursor, limit=limit)

    found: Found = await asker.call(search)
    if found.next_cursor:
        response.headers["Link"] = _link(request, found.next_cursor)
    return found


def _link(request: Request, cursor: str) -> str:
    """Where the next page is (RFC 8288)."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f'<{request.url.path}?{urlencode([*asked, ("cursor", cursor)])}>; rel="next"'


@router.get("/v1/public/personas/{slug}", responses=problems(TooManyVisits, *NOT_THERE))
async def get_public_persona(slug: str, asker: CurrentAsker) -> PublicPersona:
    """Everything that visitors see of a public or unlisted persona."""

    def read(session: Session, *, actor: Actor | None) -> PublicPersona:
        found = find_public(session, slug=slug)
        if not isinstance(found, PublicPersona):
            raise not_there(session, slug=slug)
        return counted(session, persona=found)

    persona: PublicPersona = await asker.call(read)
    return persona


@router.put("/v1/public/personas/{slug}/like", responses=problems(*WITH_BODY, *NOT_THERE))
async def like_persona(slug: str, caller: CurrentCaller) -> LikeView:
    """Like it; again does nothing."""
    return await caller.call(like, slug=slug)


@router.delete("/v1/public/personas/{slug}/like", responses=problems(*WITH_BODY, *NOT_THERE))
async def unlike_persona(slug: str, caller: CurrentCaller) -> LikeView:
    """Take the like back; again does nothing."""
    return await caller.call(unlike, slug=slug)


@router.post(
    "/v1/public/personas/{slug}/remix",
    status_code=HTTPStatus.CREATED,
    responses=problems(*POSTS, *WITH_BODY, *NOT_THERE, NameInvalid, ParentTooDeep),
)
async def remix_persona(
    slug: str, draft: Annotated[RemixDraft, Body(default_factory=RemixDraft)], once: CurrentOnce, response: Response
) -> Created:
    """Make a persona of your own from what visitors see of it, each claim cited as the parent's. Both name each other while public."""

    def work(session: Session, actor: Actor) -> Created:
        child = remix(session, actor=actor, slug=slug, name=draft.name)
        return Created(id=child.id, run_id=None, name=child.name, created_at=child.created_at)

    created = await once.do(work, kind=Created, sent=draft)
    response.headers["Location"] = f"/v1/person/{created.id}"
    return created
