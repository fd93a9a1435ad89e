"""The door of templates: a list, then the chosen one's questions beside what comes of the answers."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import field
from persona_app.web.components.parts import button, link, loaded, notice
from persona_app.web.shown.templates import ShownBlank, ShownTemplate
from persona_app.web.states.from_template import FromTemplateState
from persona_app.web.states.limits import LimitsState

STATE = FromTemplateState
CHOSEN = STATE.chosen


def template_door() -> rx.Component:
    """The list, or the form."""
    return rx.cond(CHOSEN.id != "", _form(), _list())


def _list() -> rx.Component:
    lead = rx.el.p(
        "Instructions with a few things to fill in. What you make is yours. ",
        link("Manage your templates", href=routes.TEMPLATES),
        class_name="muted",
    )
    rows = rx.el.ul(rx.foreach(STATE.templates, _choice), class_name="template-grid", role="list")
    return rx.el.div(lead, loaded(STATE.is_loaded, rows), class_name="stack")


def _choice(one: rx.Var[ShownTemplate]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(one.kind, class_name="label"),
            rx.el.span(one.name, class_name="template-name"),
            rx.el.span(one.description, class_name="template-words small"),
            rx.el.span(one.asks, rx.cond(one.uses != "", rx.fragment(" · ", one.uses)), class_name="tiny muted"),
            href=one.use_href,
            class_name="template-choice",
        ),
        key=one.id,
    )


def _form() -> rx.Component:
    back = link("← All templates", href=routes.new_persona("template"), class_name="button is-quiet is-small back")
    questions = rx.el.form(
        rx.el.header(rx.el.h2(CHOSEN.name), rx.el.p(CHOSEN.description, class_name="small muted"), class_name="stack is-tight"),
        rx.foreach(CHOSEN.placeholders, _question),
        field(
            "name",
            "Name of the persona",
            hint="Left empty, it is named after the template.",
            is_optional=True,
            max_length=LimitsState.most_name,
            auto_complete="off",
        ),
        rx.cond(STATE.problem != "", notice(STATE.problem, kind="failure")),
        rx.el.div(button("Make the persona", tone="primary", type="submit"), class_name="row"),
        on_submit=STATE.use_clicked,
        key=CHOSEN.id,
        class_name="stack",
    )
    preview = rx.el.section(
        rx.el.h2("What it will say", class_name="part-title"),
        rx.el.div(rx.html(STATE.preview), class_name="content-sheet template-preview", tab_index=0, role="region", aria_label="Preview"),
        class_name="stack is-tight",
    )
    return rx.el.div(rx.el.div(back), rx.el.div(questions, preview, class_name="template-use"), class_name="stack")


def _question(one: rx.Var[ShownBlank]) -> rx.Component:
    """Tied by hand, since ids are known only here."""
    name = "answer-" + one.name.to(str)
    box = rx.el.textarea(
        id=name,
        name=name,
        rows=2,
        required=True,
        max_length=2000,
        class_name="input template-answer",
        placeholder=one.example,
        on_change=lambda value: STATE.answered(one.name, value).debounce(250),
        on_blur=lambda value: STATE.answered(one.name, value),
    )
    return rx.el.div(rx.el.label(one.question, html_for=name, class_name="field-label"), box, class_name="field", key=one.name)
