"""Templates: the list, one's own being written, and the end of one."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.services.templating import (
    change_template,
    copy_content,
    create_template,
    delete_template,
    get_template,
    list_templates,
    placeholders_of,
)
from persona_app.personas.template_schemas import Blank, TemplateDraft
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.shown.templates import NO_TEMPLATE, ShownBlank, ShownTemplate, shown_blanks, shown_template
from persona_app.web.states.toasts import tell, tell_failure

Text = Annotated[str, Field(max_length=60_000)]
Name = Annotated[str, Field(max_length=100)]
NEW = "new"
QUESTION, EXAMPLE = "question-", "example-"


class TemplatesState(rx.State):
    """`editing` is the template that is written: empty when none is, `new`, or the id of one's own; `blanks` what its content asks for."""

    templates: list[ShownTemplate] = []
    is_loaded: bool = False
    editing: str = ""
    template: ShownTemplate = NO_TEMPLATE
    blanks: list[ShownBlank] = []
    problem: str = ""
    doomed: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened: the list, or one to be written, as the address says."""
        query = self.router.url.query_parameters
        self.problem = self.doomed = ""
        self.editing, self.template, self.blanks = query.get("edit", ""), NO_TEMPLATE, []
        try:
            if self.editing:
                await self._begin(copied=query.get("of", ""), persona_id=query.get("persona", ""))
            else:
                await self._list()
        except (AppError, ValueError) as error:
            self.editing = ""
            if isinstance(error, AppError):
                await tell_failure(self, error)
            await self._list()
        self.is_loaded = True

    @rx.event
    async def content_written(self, content: Text) -> None:
        """The content was written on: what it asks for now."""
        known = [Blank(name=each.name, question=each.question, example=each.example) for each in self.blanks]
        self.blanks = list(shown_blanks(placeholders_of(content, known)))

    @rx.event
    async def saved(self, form: dict[Name, Text]) -> rx.event.EventSpec | None:
        """Keep it, and show the list again."""
        self.problem, actor = "", current_actor()
        try:
            draft = _draft(form)
            if self.editing == NEW:
                await gateway.call(create_template, actor=actor, draft=draft)
            else:
                lock_version = self.template.lock_version
                await gateway.call(change_template, actor=actor, template_id=self.editing, draft=draft, lock_version=lock_version)
        except AppError as error:
            self.problem = error.sentence
            return None
        except ValueError:
            self.problem = "A question has at most 200 characters, an example 300. Nothing was saved; shorten it."
            return None
        await tell(self, f"The template “{draft.name.strip()}” is saved.")
        return rx.redirect(routes.TEMPLATES)

    @rx.event
    async def delete_asked(self, template_id: Name) -> None:
        """Really?"""
        self.doomed = template_id

    @rx.event
    async def delete_declined(self) -> None:
        """No."""
        self.doomed = ""

    @rx.event
    async def delete_confirmed(self) -> None:
        """Yes."""
        try:
            await gateway.call(delete_template, actor=current_actor(), template_id=self.doomed)
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, "The template was deleted. Personas made from it stay.")
        self.doomed = ""
        await self._list()

    async def _list(self) -> None:
        self.templates = [shown_template(each) for each in await gateway.call(list_templates, actor=current_actor())]

    async def _begin(self, *, copied: str, persona_id: str) -> None:
        actor = current_actor()
        if self.editing != NEW:
            template = shown_template(await gateway.call(get_template, actor=actor, template_id=self.editing), is_whole=True)
        elif copied:
            shipped = shown_template(await gateway.call(get_template, actor=actor, template_id=copied), is_whole=True)
            template = shipped.model_copy(update={"name": f"{shipped.name}, mine"})
        elif persona_id:
            content = await gateway.call(copy_content, actor=actor, persona_id=UUID(persona_id))
            known = {"name": content.name, "content": content.content, "placeholders": shown_blanks(content.placeholders)}
            template = NO_TEMPLATE.model_copy(update=known)
        else:
            template = NO_TEMPLATE
        self.template, self.blanks = template, list(template.placeholders)


def _draft(form: dict[str, str]) -> TemplateDraft:
    """The template as it was written; placeholders are those that the content asks for."""
    content = form.get("content", "")
    described = [
        Blank(name=each.name, question=form.get(f"{QUESTION}{each.name}", "").strip() or each.question, example=_example(form, each.name))
        for each in placeholders_of(content)
    ]
    return TemplateDraft(name=form.get("name", ""), description=form.get("description", ""), content=content, placeholders=tuple(described))


def _example(form: dict[str, str], name: str) -> str:
    return form.get(f"{EXAMPLE}{name}", "").strip()
