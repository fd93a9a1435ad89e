"""Giving material: the forms of a new persona and of a persona's data. Big texts travel here, not through the socket."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.building.services.requesting import add_and_build, create_and_build
from persona_app.core.config import get_settings
from persona_app.core.errors import Invalid
from persona_app.ingestion.schemas import Extracted, Failure
from persona_app.ingestion.services.gathering import gather
from persona_app.personas.errors import DataRepeated, NothingSubmitted
from persona_app.web import gateway, routes
from persona_app.web.http.answers import tell, wants_page
from persona_app.web.http.guard import actor_of
from persona_app.web.http.multipart import Submission, read_submission
from persona_app.web.http.once import asked_of, do_once, find_before

router = APIRouter()
CurrentActor = Annotated[Actor, Depends(actor_of)]

Work = Callable[[Session, Actor, Submission, Sequence[Extracted]], str]
"""Makes or adds, and says where that is seen."""
PASTED = "Pasted text"
"""How gathering names the text among its failures."""


class SomeUnreadable(Invalid):
    """Some of what was given could not be taken, and the person has not said to go on without it."""

    code = "some_unreadable"

    def __init__(self, *, failed: int, given: int) -> None:
        what, it = ("One thing", "it") if failed == 1 else (f"{failed} things", "them")
        rest = f"Remove what failed, or go on without {it}." if failed < given else f"Change {it} and try again."
        super().__init__(f"{what} could not be read, so nothing was added yet. {rest}")


@router.post(routes.SUBMIT_PERSONA)
async def post_persona(request: Request, actor: CurrentActor) -> Response:
    """Make a persona from what the form brings, and begin its first build."""

    def make(session: Session, actor: Actor, submission: Submission, items: Sequence[Extracted]) -> str:
        repeats = submission.allow_repeats
        persona, _run = create_and_build(session, actor=actor, name=submission.name, items=items, allow_repeats=repeats)
        return routes.persona(persona.id)

    return await _take(request, actor, make)


@router.post(routes.SUBMIT_DATA)
async def post_data(request: Request, persona_id: UUID, actor: CurrentActor) -> Response:
    """Add what the form brings to a persona, and begin a build that includes it."""

    def add(session: Session, actor: Actor, submission: Submission, items: Sequence[Extracted]) -> str:
        add_and_build(session, actor=actor, persona_id=persona_id, items=items, allow_repeats=submission.allow_repeats)
        return routes.persona(persona_id)

    return await _take(request, actor, add)


async def _take(request: Request, actor: Actor, work: Work) -> Response:
    """Read the form and the texts in what it brings, and do the work with them, once."""
    submission = await read_submission(request, settings=get_settings())
    asked = asked_of(request, actor=actor, submission=submission)
    if asked is not None and (before := await gateway.call(find_before, actor=actor, asked=asked)) is not None:
        return _done(request, before)
    items, failures = await _gather(submission)
    if problem := _unreadable(request, submission, items, failures):
        return problem
    try:
        location = await gateway.call(
            do_once, actor=actor, asked=asked, work=lambda session, actor: work(session, actor, submission, items)
        )
    except DataRepeated as error:
        return tell(request, error, repeats=_repeats(error, items))
    return _done(request, location)


async def _gather(submission: Submission) -> tuple[tuple[Extracted, ...], tuple[Failure, ...]]:
    gathering = await gather(text=submission.text, urls=submission.urls, files=submission.files, settings=get_settings())
    return gathering.items, (*submission.failures, *gathering.failures)


def _unreadable(request: Request, submission: Submission, items: Sequence[Extracted], failures: Sequence[Failure]) -> Response | None:
    if not items and not failures:
        return tell(request, NothingSubmitted())
    if not failures or (submission.leave_out_failed and items):
        return None
    error = SomeUnreadable(failed=len(failures), given=len(failures) + len(items))
    return tell(request, error, failures=[failure.model_dump(include={"source", "sentence", "code"}) for failure in failures])


def _repeats(error: DataRepeated, items: Sequence[Extracted]) -> list[dict[str, str]]:
    return [{"source": _source_of(items[repeat.position]), "sentence": f"{repeat.told()}."} for repeat in error.items]


def _source_of(item: Extracted) -> str:
    return PASTED if item.kind == "text" else item.origin


def _done(request: Request, location: str) -> Response:
    if wants_page(request):
        return RedirectResponse(location, status_code=HTTPStatus.SEE_OTHER)
    return JSONResponse({"location": location}, status_code=HTTPStatus.CREATED, headers={"Location": location})
