"""The editor's requests: the content to write upon, a preview as it would be shown, and saving."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import Invalid
from persona_app.core.markdown import to_html
from persona_app.llm.tokens import BYTES_PER_TOKEN, TOKENS_PER_WORD
from persona_app.personas.checking import Problem, is_instruction, problems_of
from persona_app.personas.comparing import compare_texts
from persona_app.personas.errors import ContentInvalid, EditsOverlap
from persona_app.personas.reconciling import Part
from persona_app.personas.services.editing import LONGEST_SUMMARY, NOTHING, edit_content
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import find_latest_version
from persona_app.web import gateway, routes
from persona_app.web.http.answers import tell
from persona_app.web.http.guard import actor_of

router = APIRouter()
CurrentActor = Annotated[Actor, Depends(actor_of)]

OWN_EYES = {"Cache-Control": "private, no-store"}
HEADING = 3
"""The level of the content's first headings on our pages."""
TIMES_TOO_LONG = 4
"""A body is read up to so many times of what can be kept: who pasted too much still sees a preview, and by how much it is too much."""
OVERHEAD_BYTES = 4_096


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Previewed(_Strict):
    """A text to look at."""

    content: str


class Written(_Strict):
    """A content, and the number of the version that it was written upon."""

    content: str
    base: int = Field(ge=NOTHING, lt=2**31)
    summary: str = Field("", max_length=LONGEST_SUMMARY)


Sent = TypeVar("Sent", bound=_Strict)


class BodyUnreadable(Invalid):
    """Not what the editor sends."""

    code = "body_unreadable"

    def __init__(self) -> None:
        super().__init__("What was sent could not be read, so nothing was saved. What you wrote is still in the editor: try again.")


@router.get(routes.CONTENT)
async def get_content(persona_id: UUID, actor: CurrentActor) -> JSONResponse:
    """The newest content, and what limits it; number 0 and no text before the first version."""
    return JSONResponse(await gateway.call(_read, actor=actor, persona_id=persona_id), headers=OWN_EYES)


@router.post(routes.CONTENT)
async def post_content(request: Request, persona_id: UUID, actor: CurrentActor) -> Response:
    """Save it as a new version, joined with what was saved since; where both changed the same, everything that is needed to choose."""
    written = await _sent(request, Written)
    try:
        version = await gateway.call(edit_content, actor=actor, persona_id=persona_id, **written.model_dump())
    except ContentInvalid as error:
        return tell(request, error, more={"problems": _told(error.problems)})
    except EditsOverlap as error:
        return tell(request, error, more={"number": error.number, "parts": [_choice(part) for part in error.parts]})
    return JSONResponse({"number": version.number, "content": version.content}, status_code=HTTPStatus.CREATED, headers=OWN_EYES)


@router.post(routes.PREVIEW)
async def post_preview(request: Request, _actor: CurrentActor) -> JSONResponse:
    """The text as pages show it, by the same function, and what keeps it from being saved."""
    content = (await _sent(request, Previewed)).content
    html, problems = await asyncio.to_thread(_look, content)
    return JSONResponse({"html": html, "problems": _told(problems), "is_instruction": is_instruction(content)}, headers=OWN_EYES)


def _read(session: Session, *, actor: Actor, persona_id: UUID) -> dict[str, object]:
    persona = get_persona(session, actor=actor, persona_id=persona_id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    return {
        "number": version.number if version else NOTHING,
        "content": version.content if version else "",
        "is_archived": persona.is_archived,
        "most_bytes": get_settings().content_max_bytes,
        "most_summary": LONGEST_SUMMARY,
        "bytes_per_token": BYTES_PER_TOKEN,
        "tokens_per_word": TOKENS_PER_WORD,
    }


def _look(content: str) -> tuple[str, Sequence[Problem]]:
    return to_html(content, top_heading=HEADING), problems_of(content, most_bytes=get_settings().content_max_bytes)


async def _sent(request: Request, kind: type[Sent]) -> Sent:
    """What the editor sent.

    Raises:
        ContentInvalid: it goes on and on.
        BodyUnreadable: it is something else.
    """
    most = get_settings().content_max_bytes
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > TIMES_TOO_LONG * most + OVERHEAD_BYTES:
            raise ContentInvalid((Problem(line=0, sentence=f"It is far longer than the {most:,} bytes that can be kept."),))
    try:
        return kind.model_validate_json(bytes(body))
    except ValidationError:
        raise BodyUnreadable from None


def _told(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [problem.model_dump() for problem in problems]


def _choice(part: Part) -> dict[str, object]:
    """A part of the whole text; where both changed the same, each side with the words that differ from what was there."""
    if part.overlap is None:
        return {"text": part.text}
    was, mine, theirs = part.overlap.ancestor, part.overlap.mine, part.overlap.theirs
    differing = {"mine": _words(was, mine), "theirs": _words(was, theirs)}
    return {"ancestor": was, "mine": mine, "theirs": theirs, "words": differing}


def _words(before: str, after: str) -> list[dict[str, object]]:
    """The later text in pieces, those marked that the earlier one has not."""
    return [{"text": piece.text, "is_new": piece.change == "new"} for piece in compare_texts(before, after) if piece.change != "gone"]
