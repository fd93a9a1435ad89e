"""Films and their characters, to choose from for an enrichment."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.openapi import problems
from persona_app.core.paging import CursorInvalid, Page
from persona_app.movies.errors import CharacterNotFound
from persona_app.movies.schemas import CharacterPage, CharacterView, MovieView
from persona_app.movies.services.finding import find_characters, get_character_page, list_movies

router = APIRouter(route_class=GuardedRoute, tags=["movies"])
Words = Annotated[str, Query(max_length=200, description="Beginnings of words; misspelt ones are found when no others are.")]
Genre = Annotated[str | None, Query(max_length=60, description="Only films of this genre.")]
Year = Annotated[int | None, Query(ge=0, le=9999, description="Only films of this year.")]
CorpusName = Annotated[str | None, Query(max_length=100, description="Only what this corpus holds.")]


@router.get("/v1/movies", responses=problems(CursorInvalid))
async def list_films(
    caller: CurrentCaller,
    q: Words = "",
    genre: Genre = None,
    year: Year = None,
    corpus: CorpusName = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[MovieView]:
    """Films by title, the best match first, then those in which most is said."""

    def films(session: Session, *, actor: Actor) -> Page[MovieView]:
        return list_movies(session, query=q, genre=genre, year=year, corpus=corpus, cursor=cursor, limit=limit)

    return await caller.call(films)


@router.get("/v1/characters", responses=problems(CursorInvalid))
async def list_film_characters(
    caller: CurrentCaller,
    q: Words = "",
    genre: Genre = None,
    year: Year = None,
    corpus: CorpusName = None,
    movie: Annotated[UUID | None, Query(description="Only characters of this film.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[CharacterView]:
    """Characters by name and film, the best match first, then those who say most; who says nothing is not listed."""

    def characters(session: Session, *, actor: Actor) -> Page[CharacterView]:
        return find_characters(session, query=q, genre=genre, year=year, corpus=corpus, movie_id=movie, cursor=cursor, limit=limit)

    return await caller.call(characters)


@router.get("/v1/characters/{character_id}", responses=problems(CharacterNotFound))
async def get_film_character(character_id: UUID, caller: CurrentCaller) -> CharacterPage:
    """A character with the film, whom it talks with, and a few of its lines from the whole film."""

    def page(session: Session, *, actor: Actor) -> CharacterPage:
        return get_character_page(session, character_id=character_id)

    return await caller.call(page)
