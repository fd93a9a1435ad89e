"""Templates as pages show them."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from persona_app.personas.template_schemas import Blank, TemplateView
from persona_app.web import routes
from persona_app.web.shown.quantities import count

CATEGORIES = {
    "development": "Development",
    "writing": "Writing",
    "business": "Business",
    "research": "Research",
    "service": "Service",
    "education": "Education",
    "practice": "Practice",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownBlank(_Frozen):
    """One thing that is asked for; `value` is the answer so far."""

    name: str
    question: str
    example: str
    value: str = ""


class ShownTemplate(_Frozen):
    """A template in a list, or chosen. `kind` is its category, or that it is one's own; `uses` is empty before the first."""

    id: str
    name: str
    description: str
    kind: str
    content: str = ""
    placeholders: tuple[ShownBlank, ...] = ()
    asks: str
    uses: str
    is_own: bool
    lock_version: int
    use_href: str
    edit_href: str


NO_TEMPLATE = ShownTemplate(
    id="", name="", description="", kind="", asks="", uses="", is_own=False, lock_version=0, use_href="", edit_href=""
)
"""Before one is chosen."""


def shown_template(template: TemplateView, *, is_whole: bool = False) -> ShownTemplate:
    """A template's line, or all of it."""
    own = template.is_own
    return ShownTemplate(
        id=template.id,
        name=template.name,
        description=template.description,
        kind="Yours" if own else CATEGORIES.get(template.category, template.category.capitalize()),
        content=template.content if is_whole else "",
        placeholders=shown_blanks(template.placeholders) if is_whole else (),
        asks=f"asks for {count(len(template.placeholders), 'thing')}" if template.placeholders else "asks for nothing",
        uses=f"used {count(template.use_count, 'time')}" if template.use_count else "",
        is_own=own,
        lock_version=template.lock_version,
        use_href=routes.new_from_template(template.id),
        edit_href=routes.edit_template(template.id) if own else routes.copy_template(template.id),
    )


def shown_blanks(blanks: Iterable[Blank]) -> tuple[ShownBlank, ...]:
    """What is asked for."""
    return tuple(ShownBlank(**each.model_dump()) for each in blanks)
