"""Templates: those that come with the program and one's own; and personas made from them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Path, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.openapi import POSTS, WITH_BODY, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.v1.schemas import Created
from persona_app.personas.errors import ContentInvalid, NameInvalid, PlaceholderMissing
from persona_app.personas.lineage_errors import TemplateChanged, TemplateFixed, TemplateInvalid, TemplateNotFound, TooManyTemplates
from persona_app.personas.services import templating
from persona_app.personas.template_schemas import Blank, TemplateDraft, TemplateView

router = APIRouter(route_class=GuardedRoute, tags=["template"])
TemplateId = Annotated[str, Path(max_length=100, description="The slug of one that comes with the program, or the id of one's own.")]
MOST = 30


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewTemplate(_Asked):
    """A template of one's own: each `{name}` in its content is asked for."""

    name: str = Field(max_length=200, description="1 to 100 characters.")
    description: str = Field("", max_length=2_000, description="At most 1,000 characters.")
    content: str = Field(max_length=1_000_000, description="Markdown.")
    placeholders: list[Blank] = Field([], max_length=MOST, description="Questions for marks of the content; the others are asked by name.")

    def draft(self) -> TemplateDraft:
        """What the service is told."""
        told = self.model_dump(include={"name", "description", "content"})
        return TemplateDraft(**told, placeholders=tuple(self.placeholders))


class ChangedTemplate(NewTemplate):
    """All of it anew."""

    lock_version: int = Field(description="As it was read.")


class TemplateAnswers(_Asked):
    """A persona to be made."""

    values: dict[str, str] = Field(default_factory=dict, max_length=MOST, description="An answer for each placeholder, by name.")
    name: str = Field("", description="What the persona is called; empty: after the template.")


class Templates(BaseModel):
    """All templates."""

    model_config = ConfigDict(frozen=True)

    items: tuple[TemplateView, ...]


@router.get("/v1/templates", responses=problems())
async def list_templates(caller: CurrentCaller) -> Templates:
    """One's own, last changed first, then those that come with the program."""
    return Templates(items=await caller.call(templating.list_templates))


@router.post(
    "/v1/templates",
    status_code=HTTPStatus.CREATED,
    responses=problems(*POSTS, *WITH_BODY, TemplateInvalid, ContentInvalid, TooManyTemplates),
)
async def create_template(template: NewTemplate, once: CurrentOnce, response: Response) -> TemplateView:
    """Keep a template of one's own."""

    def work(session: Session, actor: Actor) -> TemplateView:
        return templating.create_template(session, actor=actor, draft=template.draft())

    made = await once.do(work, kind=TemplateView, sent=template)
    response.headers["Location"] = f"/v1/templates/{made.id}"
    return made


@router.get("/v1/templates/{template_id}", responses=problems(TemplateNotFound))
async def read_template(template_id: TemplateId, caller: CurrentCaller) -> TemplateView:
    """One template."""
    return await caller.call(templating.get_template, template_id=template_id)


@router.put(
    "/v1/templates/{template_id}",
    responses=problems(*WITH_BODY, TemplateNotFound, TemplateFixed, TemplateChanged, TemplateInvalid, ContentInvalid),
)
async def change_template(template_id: TemplateId, template: ChangedTemplate, caller: CurrentCaller) -> TemplateView:
    """Say all of one's own template anew; personas made from it stay as they are."""
    told = {"draft": template.draft(), "lock_version": template.lock_version}
    return await caller.call(templating.change_template, template_id=template_id, **told)


@router.delete("/v1/templates/{template_id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(TemplateNotFound, TemplateFixed))
async def delete_template(template_id: TemplateId, caller: CurrentCaller) -> Response:
    """Delete one's own template; personas made from it stay."""
    await caller.call(templating.delete_template, template_id=template_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post(
    "/v1/templates/{template_id}/use",
    status_code=HTTPStatus.CREATED,
    responses=problems(*POSTS, *WITH_BODY, TemplateNotFound, PlaceholderMissing, TemplateInvalid, ContentInvalid, NameInvalid),
)
async def use_template(
    template_id: TemplateId,
    answers: Annotated[TemplateAnswers, Body(default_factory=TemplateAnswers)],
    once: CurrentOnce,
    response: Response,
) -> Created:
    """Make a persona: the content with the answers in it is its version 1."""

    def work(session: Session, actor: Actor) -> Created:
        persona = templating.use_template(session, actor=actor, template_id=template_id, values=answers.values, name=answers.name)
        return Created(id=persona.id, run_id=None, name=persona.name, created_at=persona.created_at)

    created = await once.do(work, kind=Created, sent=answers)
    response.headers["Location"] = f"/v1/person/{created.id}"
    return created
