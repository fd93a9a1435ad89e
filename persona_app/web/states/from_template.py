"""The door of templates: one is chosen, its questions are answered, and what comes of it is seen before it is made."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.core.markdown import to_html
from persona_app.personas.services.templating import get_template, list_templates, use_template
from persona_app.personas.templating import fill_so_far
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.shown.templates import NO_TEMPLATE, ShownTemplate, shown_template
from persona_app.web.states.toasts import tell_failure

Name = Annotated[str, Field(max_length=60)]
Answer = Annotated[str, Field(max_length=4_000)]
MOST_ANSWERS = 60


class FromTemplateState(rx.State):
    """Which template is chosen, and what was answered so far. `preview` is HTML of our own, sanitised."""

    templates: list[ShownTemplate] = []
    chosen: ShownTemplate = NO_TEMPLATE
    preview: str = ""
    problem: str = ""
    is_loaded: bool = False
    _answers: dict[str, str] = {}

    @rx.event
    async def opened(self) -> None:
        """The page was opened, or a template chosen: its id stands in the address."""
        query = self.router.url.query_parameters
        if query.get("from", "") != "template":
            return
        self.problem, self._answers, wanted = "", {}, query.get("template", "")
        try:
            if wanted:
                template = await gateway.call(get_template, actor=current_actor(), template_id=wanted)
                self.chosen = shown_template(template, is_whole=True)
            else:
                self.chosen = NO_TEMPLATE
                self.templates = [shown_template(each) for each in await gateway.call(list_templates, actor=current_actor())]
        except AppError as error:
            self.chosen = NO_TEMPLATE
            await tell_failure(self, error)
        self.is_loaded = True
        self._look()

    @rx.event
    async def answered(self, name: Name, answer: Answer) -> None:
        """Something was typed into an answer."""
        if name in {each.name for each in self.chosen.placeholders}:
            self._answers = {**self._answers, name: answer}
            self._look()

    @rx.event
    async def use_clicked(self, form: dict[Name, Answer]) -> rx.event.EventSpec | None:
        """Make the persona, and go there."""
        self.problem = ""
        asked = {each.name for each in self.chosen.placeholders}
        values = {name.removeprefix("answer-"): value for name, value in form.items() if name.removeprefix("answer-") in asked}
        told = {"template_id": self.chosen.id, "values": values, "name": form.get("name", "")}
        try:
            persona = await gateway.call(use_template, actor=current_actor(), **told)  # type: ignore[arg-type]
        except AppError as error:
            self.problem = error.sentence
            return None
        return rx.redirect(routes.persona(persona.id, "content"))

    def _look(self) -> None:
        self.preview = to_html(fill_so_far(self.chosen.content, self._answers), top_heading=2) if self.chosen.id else ""
