"""The curated list of tags. It needs no token: everybody may know by what public personas are found."""

from hashlib import sha256
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel, ConfigDict, Field

from persona_app.api.dependencies import GuardedRoute
from persona_app.api.openapi import open_problems
from persona_app.publishing.tagging import read_tags

FRESH_SECONDS = 3600
"""The list changes with the program only."""

router = APIRouter(route_class=GuardedRoute, tags=["tags"])


class ListedTag(BaseModel):
    """A tag: `when` it applies to a persona ("it"), and other words for the same, which mean it wherever a tag is asked for."""

    model_config = ConfigDict(frozen=True)

    name: str
    order: int = Field(description="its place in the category; gaps are meant")
    when: str
    synonyms: tuple[str, ...]


class TagCategory(BaseModel):
    """What its tags speak of, with the tags in their order."""

    model_config = ConfigDict(frozen=True)

    name: str
    tags: tuple[ListedTag, ...]


class TagList(BaseModel):
    """All tags by category, in the order in which the categories are shown."""

    model_config = ConfigDict(frozen=True)

    categories: tuple[TagCategory, ...]


def _listed() -> TagList:
    return TagList(
        categories=tuple(
            TagCategory(
                name=category.value,
                tags=tuple(ListedTag(name=tag.name, order=tag.order, when=tag.when, synonyms=tag.synonyms) for tag in tags),
            )
            for category, tags in groupby(read_tags(), key=lambda tag: tag.category)
        )
    )


LISTED = _listed().model_dump_json().encode()
ETAG = f'"{sha256(LISTED).hexdigest()[:32]}"'
HEADERS = {"ETag": ETAG, "Cache-Control": f"public, max-age={FRESH_SECONDS}"}


@router.get(
    "/v1/tags",
    response_model=TagList,
    responses={**open_problems(), 304: {"description": "The list is the one that `If-None-Match` names."}},
)
async def list_tags(if_none_match: Annotated[str, Header()] = "") -> Response:
    """The tags that a public persona may carry, with their categories, order and synonyms. May be kept for an hour."""
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    if ETAG in known or "*" in known:
        return Response(status_code=304, headers=HEADERS)
    return Response(LISTED, media_type="application/json", headers=HEADERS)
