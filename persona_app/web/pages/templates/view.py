"""Templates in a list, and one's own being written."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import field, text_area
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, empty_state, link, loaded, notice, tag
from persona_app.web.pages.templates.state import EXAMPLE, NEW, QUESTION, TemplatesState
from persona_app.web.shown.templates import ShownBlank, ShownTemplate

STATE = TemplatesState
TEMPLATE = STATE.template


def view() -> rx.Component:
    """The page: the list, or the form."""
    return shell(rx.cond(STATE.editing != "", _form_page(), _list_page()), current=routes.STUDIO)


def _list_page() -> rx.Component:
    lead = "Starting points for a persona: instructions with a few things to fill in. What you make from one is yours."
    head = page_head("Templates", button_link("New template", routes.edit_template(), tone="primary"), lead=lead)
    return rx.fragment(head, loaded(STATE.is_loaded, rx.fragment(_own(), _shipped())))


def _own() -> rx.Component:
    mine = rx.cond(
        STATE.templates.to(list[ShownTemplate])[0].is_own,
        rx.el.ul(rx.foreach(STATE.templates, lambda one: rx.cond(one.is_own, _row(one))), class_name="lines template-list", role="list"),
        empty_state(
            "None of your own yet",
            "Write one, begin with one of ours, or make one of a persona that turned out well.",
            button_link("Write a template", routes.edit_template()),
        ),
    )
    return rx.el.section(rx.el.h2("Yours", class_name="part-title"), mine, class_name="template-part", aria_label="Your templates")


def _shipped() -> rx.Component:
    rows = rx.foreach(STATE.templates, lambda one: rx.cond(one.is_own, rx.fragment(), _row(one)))
    return rx.el.section(
        rx.el.h2("Ours", class_name="part-title"),
        rx.el.ul(rows, class_name="lines template-list", role="list"),
        class_name="template-part",
        aria_label="Templates that come with the program",
    )


def _row(one: rx.Var[ShownTemplate]) -> rx.Component:
    facts = rx.el.p(
        rx.cond(one.is_own, rx.fragment(), rx.fragment(one.kind, " · ")),
        one.asks,
        rx.cond(one.uses != "", rx.fragment(" · ", one.uses)),
        class_name="tiny muted",
    )
    words = rx.el.div(
        rx.el.h3(link(one.name, href=one.use_href), class_name="template-name"),
        rx.cond(one.description != "", rx.el.p(one.description, class_name="template-words small")),
        facts,
        class_name="template-text",
    )
    acts = rx.el.div(
        button_link("Use", one.use_href, is_small=True, aria_label="Use " + one.name.to(str)),
        button_link(rx.cond(one.is_own, "Edit", "Make it mine"), one.edit_href, tone="quiet", is_small=True),
        rx.cond(one.is_own, button("Delete", tone="quiet", is_small=True, on_click=STATE.delete_asked(one.id))),
        class_name="row template-acts",
    )
    sure = rx.el.div(
        rx.el.p("Delete “", one.name, "”? Personas made from it stay.", class_name="small"),
        button("Delete the template", tone="danger", is_small=True, on_click=STATE.delete_confirmed),
        button("Keep it", tone="quiet", is_small=True, on_click=STATE.delete_declined),
        class_name="row template-sure",
        role="alert",
    )
    return rx.el.li(words, acts, rx.cond(STATE.doomed == one.id, sure), class_name="template", key=one.id)


def _form_page() -> rx.Component:
    title = rx.cond(STATE.editing == NEW, "New template", "Edit the template")
    back = link("← All templates", href=routes.TEMPLATES, class_name="button is-quiet is-small back")
    return rx.fragment(rx.el.div(back), rx.el.header(rx.el.h1(title), class_name="page-head"), loaded(STATE.is_loaded, _form()))


def _form() -> rx.Component:
    hint = "Markdown. {city} is a place to fill in: small letters, digits and _. {{char}} stays as it is."
    main = rx.el.div(
        field("name", "Name", default_value=TEMPLATE.name, max_length=100, auto_complete="off"),
        text_area("description", "What it is good for", default_value=TEMPLATE.description, max_length=1000, is_optional=True, rows=2),
        text_area(
            "content",
            "Content",
            hint=hint,
            default_value=TEMPLATE.content,
            on_change=STATE.content_written.debounce(500),
            spell_check=True,
            rows=22,
            placeholder="# Town guide\n\nYou show people round {city}. You know every bench.",
        ),
        class_name="stack grow",
    )
    none = rx.el.p("Nothing yet. Write {city}, or any word in braces, where something is to be filled in.", class_name="small muted")
    asked = rx.el.section(
        rx.el.h2("What it asks for", class_name="part-title"),
        rx.cond(STATE.blanks, rx.el.div(rx.foreach(STATE.blanks, _blank), class_name="stack"), none),
        rx.cond(STATE.problem != "", notice(STATE.problem, kind="failure")),
        rx.el.div(button("Save the template", tone="primary", type="submit"), class_name="row"),
        class_name="stack template-aside",
        aria_live="polite",
    )
    return rx.el.form(main, asked, on_submit=STATE.saved, key=STATE.editing + TEMPLATE.name, class_name="template-form")


def _blank(one: rx.Var[ShownBlank]) -> rx.Component:
    question = rx.el.input(
        name=QUESTION + one.name.to(str),
        default_value=one.question,
        max_length=200,
        class_name="input",
        aria_label="Question for " + one.name.to(str),
    )
    example = rx.el.input(
        name=EXAMPLE + one.name.to(str),
        default_value=one.example,
        max_length=300,
        placeholder="An example (optional)",
        class_name="input",
        aria_label="Example for " + one.name.to(str),
    )
    return rx.el.fieldset(
        rx.el.legend(tag("{" + one.name.to(str) + "}"), class_name="mono"), question, example, class_name="template-blank", key=one.name
    )
