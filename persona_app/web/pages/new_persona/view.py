"""One page, and a door for every way to begin."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.character_picker import character_card, character_picker, choice
from persona_app.web.components.forms import field, post_form
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parent_picker import IS_NOBODY, is_for, parent_rows, parent_search
from persona_app.web.components.parts import button, empty_state, link, loaded, notice
from persona_app.web.components.submission import submission_form
from persona_app.web.components.template_door import template_door
from persona_app.web.pages.new_persona.state import Door, NewPersonaState
from persona_app.web.states.chosen_characters import ChosenCharactersState
from persona_app.web.states.limits import LimitsState

STATE = NewPersonaState


def view() -> rx.Component:
    """The page. Texts come first: their form works before anything else has loaded."""
    behind = rx.match(
        STATE.door,
        ("characters", _from_characters()),
        ("template", template_door()),
        ("mine", _from_mine()),
        ("card", _from_card()),
        _from_texts(),
    )
    return shell(page_head("New persona"), _doors(), behind, current=routes.STUDIO)


def _doors() -> rx.Component:
    return rx.el.nav(
        _door("texts", "Your material", routes.NEW_PERSONA),
        _door("characters", "Film characters", routes.new_persona("characters")),
        _door("template", "A template", routes.new_persona("template")),
        _door("mine", "One of yours", routes.new_persona("mine")),
        _door("card", "A card or file", routes.new_persona("card")),
        class_name="tabs",
        aria_label="Begin with",
    )


def _door(door: Door, label: str, href: str) -> rx.Component:
    return link(label, href=href, class_name="tab", aria_current=rx.cond(STATE.door == door, "page", "false"))


def _problem() -> rx.Component:
    return rx.cond(STATE.problem != "", notice(STATE.problem, kind="failure"))


def _name(hint: str) -> rx.Component:
    return field("name", "Name", hint=hint, is_optional=True, max_length=LimitsState.most_name, auto_complete="off")


def _from_texts() -> rx.Component:
    lead = "Give what you have about somebody. It is kept word for word, and more can follow at any time."
    return rx.el.div(
        rx.el.p(lead, class_name="muted"),
        submission_form(routes.SUBMIT_PERSONA, label="Build the persona", has_name=True),
        class_name="door",
    )


def _from_characters() -> rx.Component:
    lead = (
        "Choose one character or several. 500 of their lines are read, up to 50 thoughts are found in them, each tied to the lines it"
        " rests on, and the persona is made of those."
    )
    read = button(ChosenCharactersState.split.label, tone="primary", type="submit")
    form = rx.el.form(
        choice(
            rx.el.details(
                rx.el.summary("Give it a name"), _name("Left empty, the persona is named after its characters."), class_name="small"
            ),
            _problem(),
            action=read,
        ),
        on_submit=STATE.read_clicked,
    )
    pick = rx.el.div(rx.el.p(lead, class_name="muted"), character_picker(), form, class_name="grow")
    return rx.el.div(pick, character_card(), class_name="door-with-aside")


def _from_mine() -> rx.Component:
    lead = (
        "The new persona begins as one of yours, and follows it: what changes there later is proposed here, field by field, for you"
        " to take over or not. Nothing changes by itself."
    )
    none = empty_state(
        "None to begin with yet",
        "A persona can be derived from as soon as it has its first version.",
        link("Give your material", href=routes.NEW_PERSONA, class_name="button is-primary"),
    )
    form = rx.el.form(
        parent_rows(is_required=True),
        _name("Left empty, it is named after its parent."),
        _problem(),
        rx.el.div(button("Derive the persona", tone="primary", type="submit"), class_name="row"),
        on_submit=STATE.derive_clicked,
        class_name="stack",
    )
    pick = rx.el.div(parent_search(), form, class_name="stack", custom_attrs={"data-picker": ""})
    shown = loaded(is_for(""), rx.cond(IS_NOBODY, none, pick))
    return rx.el.div(rx.el.p(lead, class_name="muted"), shown, class_name="door")


def _from_card() -> rx.Component:
    """The form posts by itself where scripts are off; `assets/js/imports.js` shows first what would become of the file."""
    lead = (
        "A character card (JSON, PNG or CHARX), a character of ElizaOS, TinyTroupe or Letta, a Modelfile, instructions such as AGENTS.md,"
        " or an export of ours. What it is is told by what it holds; nothing is asked of an engine."
    )
    file = rx.el.input(type="file", id="file", name="file", required=True, class_name="input", custom_attrs={"data-import-file": ""})
    choices = (("keep_both", "Keep both"), ("update", "Update the one that is there"), ("skip", "Leave the one that is there"))
    same = rx.el.select(*(rx.el.option(label, value=value) for value, label in choices), id="on_same", name="on_same", class_name="input")
    form = post_form(
        rx.el.div(rx.el.label("File", html_for="file", class_name="field-label"), file, class_name="field"),
        rx.el.div(rx.el.label("If the same file or name is there", html_for="on_same", class_name="field-label"), same, class_name="field"),
        rx.el.div(class_name="stack", aria_live="polite", custom_attrs={"data-import-report": ""}),
        rx.el.div(role="alert", class_name="submission-problem", custom_attrs={"data-import-problem": ""}),
        rx.el.div(
            button("Import the persona", tone="primary", type="submit", custom_attrs={"data-import-submit": ""}),
            rx.el.p(role="status", class_name="small muted", custom_attrs={"data-import-status": ""}),
            class_name="row",
        ),
        action=routes.SUBMIT_IMPORT,
        has_files=True,
        class_name="stack",
        custom_attrs={"data-import": ""},
    )
    many = rx.el.p("Many files, a folder or a ZIP? ", link("Import them together", href=routes.IMPORTS), ".", class_name="small muted")
    return rx.el.div(rx.el.p(lead, class_name="muted"), form, many, class_name="door")
