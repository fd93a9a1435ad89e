"""The form that takes any number of files, the imports there were, and what became of each file of one."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import post_form
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, link, loaded, tag, time
from persona_app.web.pages.imports.state import ImportsState
from persona_app.web.shown.imports import ShownImport, ShownResult

STATE = ImportsState
LEAD = (
    "Cards, agents' files, instructions and tables of prompts: any number at once, as files, as a folder or as a ZIP. You can leave this"
    " page; it goes on."
)


def view() -> rx.Component:
    """The page: the form, above it what runs or was asked for, below it what there was."""
    export = link("Export everything", href=routes.EXPORT_EVERYTHING, reload_document=True, download=True, class_name="button")
    is_there = STATE.current.id != ""
    shown = rx.fragment(
        rx.cond(is_there & STATE.is_first, rx.el.div(_current(), class_name="part-above")),
        _form(),
        rx.cond(is_there & ~STATE.is_first, _current()),
        rx.cond(STATE.imports.length() > 1, _earlier()),
    )
    said = rx.el.p(STATE.said, role="status", class_name="visually-hidden")
    return shell(page_head("Imports", export, lead=LEAD), said, loaded(STATE.is_loaded, shown), current=routes.STUDIO, width="reading")


def _form() -> rx.Component:
    """The script owns what stands in `data-many-chosen`, `-problem` and `-status`. Without it the form posts by itself."""
    choices = (("keep_both", "Keep both"), ("update", "Update the one that is there"), ("skip", "Leave the one that is there"))
    same = rx.el.select(*(rx.el.option(label, value=value) for value, label in choices), id="on_same", name="on_same", class_name="input")
    form = post_form(
        _files(),
        rx.el.p(role="status", class_name="small", custom_attrs={"data-many-chosen": ""}),
        rx.el.div(rx.el.label("If the same file or name is there", html_for="on_same", class_name="field-label"), same, class_name="field"),
        rx.el.p(role="alert", class_name="field-error", custom_attrs={"data-many-problem": ""}),
        rx.el.div(
            button("Import them", tone="primary", type="submit", custom_attrs={"data-many-submit": ""}),
            rx.el.p(role="status", class_name="small muted", custom_attrs={"data-many-status": ""}),
            class_name="row",
        ),
        action=routes.SUBMIT_MANY,
        has_files=True,
        class_name="card stack",
        custom_attrs={"data-many": ""},
    )
    return rx.el.section(form, aria_label="Import many files")


def _files() -> rx.Component:
    folder = {"data-many-folder": "", "webkitdirectory": ""}
    return rx.el.div(
        rx.el.div(
            rx.el.label("Files, or a ZIP of them", html_for="many-files", class_name="field-label"),
            rx.el.input(
                type="file", id="many-files", name="files", multiple=True, class_name="input", custom_attrs={"data-many-files": ""}
            ),
            class_name="field",
        ),
        rx.el.div(
            rx.el.label("Or a whole folder", html_for="many-folder", class_name="field-label"),
            rx.el.input(type="file", id="many-folder", class_name="input", custom_attrs=folder),
            rx.el.p("Or drop files and folders anywhere on this page.", class_name="field-hint"),
            class_name="field",
        ),
        class_name="stack",
    )


def _current() -> rx.Component:
    one = STATE.current
    more = rx.cond(STATE.is_first, button_link("Import more", routes.IMPORTS, is_small=True))
    act = rx.cond(one.is_live, button("Cancel", is_small=True, on_click=STATE.cancel_clicked), more)
    line = rx.el.div(
        rx.el.span(style={"transform": one.scale}),
        class_name="progress",
        role="progressbar",
        aria_label="Import",
        aria_valuenow=one.percent,
        aria_valuemin="0",
        aria_valuemax="100",
    )
    head = rx.el.div(rx.el.h2(one.title, class_name="part-title break"), act, class_name="row is-apart")
    return rx.el.section(
        head,
        _facts(one),
        rx.cond(one.is_measured, line),
        rx.cond(one.sentence != "", rx.el.p(one.sentence, class_name="small")),
        _choices(),
        _results(),
        class_name="part stack",
        aria_label="This import",
    )


def _facts(one: rx.Var[ShownImport]) -> rx.Component:
    return rx.el.p(
        rx.el.span(one.state),
        rx.foreach(one.facts, lambda fact: rx.el.span(fact, key=fact)),
        rx.el.span(time(one.begun_at)),
        class_name="provenance",
    )


def _choices() -> rx.Component:
    buttons = rx.foreach(
        STATE.current.choices,
        lambda choice: rx.el.button(
            choice[1],
            type="button",
            on_click=STATE.chosen(choice[0]),
            aria_pressed=rx.cond(STATE.choice == choice[0], "true", "false"),
            class_name="tab",
            key=choice[0],
        ),
    )
    return rx.cond(STATE.current.choices.length() > 1, rx.el.div(buttons, role="group", aria_label="Which files", class_name="tabs"))


def _results() -> rx.Component:
    more = rx.cond(STATE.next_cursor != "", rx.el.div(button("Show more", on_click=STATE.more_wanted), class_name="more-row"))
    rows = rx.el.ul(rx.foreach(STATE.results, _result), class_name="lines", aria_label=STATE.current.things)
    return rx.cond(STATE.results, rx.fragment(rows, more))


def _result(one: rx.Var[ShownResult]) -> rx.Component:
    became = rx.cond(one.href != "", link(one.name, href=one.href), rx.el.span(one.name))
    kind = rx.match(one.mark, ("failed", tag(one.outcome, kind="failure")), tag(one.outcome))
    return rx.el.li(
        rx.el.div(rx.el.span(one.file, class_name="small break grow"), kind, class_name="row is-apart"),
        rx.el.p(rx.cond(one.name != "", rx.fragment(became, " · ")), one.note, class_name="small muted break"),
        class_name="run-entry",
        key=one.key,
    )


def _earlier() -> rx.Component:
    def entry(one: rx.Var[ShownImport]) -> rx.Component:
        return rx.el.li(
            link(one.title, href=one.href, class_name="break"),
            _facts(one),
            class_name="run-entry",
            key=one.id,
            aria_current=rx.cond(one.id == STATE.current.id, "true", "false"),
        )

    rows = rx.el.ul(rx.foreach(STATE.imports, entry), class_name="lines")
    return rx.el.section(
        rx.el.h2("Imports so far", class_name="part-title part-head"), rows, class_name="part", aria_label="Imports so far"
    )
