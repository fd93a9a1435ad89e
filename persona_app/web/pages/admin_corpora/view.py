"""The collections with their counts and terms, and the form that imports one."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import check, field, post_form, text_area
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, empty_state, loaded, time
from persona_app.web.pages.admin_corpora.state import AdminCorporaState
from persona_app.web.shown.corpora import ShownCorpus
from persona_app.web.states.identity import IdentityState

STATE = AdminCorporaState
LEAD = "The collections that characters come from, for everybody on this installation. Look at their terms before you import one."


def view() -> rx.Component:
    """The page; whoever is no operator is told so."""
    forbidden = empty_state(
        "This page is the operator's",
        "Collections are the whole installation's, so only its operator adds or removes them.",
        button_link("Go to your studio", routes.STUDIO, tone="primary"),
    )
    page = rx.fragment(page_head("Film dialogue", lead=LEAD), loaded(STATE.is_loaded, _list()), _import())
    waiting = page_head("Film dialogue", lead=LEAD)
    known = rx.cond(IdentityState.is_operator, page, rx.fragment(waiting, forbidden))
    return shell(rx.cond(IdentityState.is_known, known, waiting), width="reading")


def _list() -> rx.Component:
    none = empty_state("No collection yet", "Import one below: the characters in it can be found at once.", rx.fragment())
    return rx.cond(STATE.corpora, rx.el.ul(rx.foreach(STATE.corpora, _corpus), class_name="lines", aria_label="Collections"), none)


def _corpus(one: rx.Var[ShownCorpus]) -> rx.Component:
    facts = rx.el.p(
        rx.foreach(one.facts, lambda fact: rx.el.span(fact, key=fact)),
        rx.el.span("imported ", time(one.imported_at)),
        class_name="provenance",
    )
    ask = button("Remove", tone="quiet", is_small=True, on_click=STATE.remove_asked(one.name), aria_label="Remove " + one.title)
    skipped = rx.cond(
        one.skipped_words != "",
        rx.el.details(
            rx.el.summary(one.skipped_words, class_name="small"),
            rx.el.ul(rx.foreach(one.skipped, lambda line: rx.el.li(line, key=line)), class_name="small muted corpus-skipped"),
        ),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.h2(one.title, class_name="entry-title"), rx.cond(STATE.asking == one.name, rx.fragment(), ask), class_name="row is-apart"
        ),
        facts,
        rx.cond(one.origin != "", rx.el.p(one.origin, class_name="tiny muted break")),
        rx.cond(one.terms != "", rx.el.p(one.terms, class_name="small muted corpus-terms")),
        skipped,
        rx.cond(STATE.asking == one.name, _sure(one)),
        class_name="run-entry",
        key=one.name,
    )


def _sure(one: rx.Var[ShownCorpus]) -> rx.Component:
    return rx.el.div(
        rx.el.p("Its films, characters and lines go. Thoughts that were made of them stay, with their quotes.", class_name="small"),
        rx.el.div(
            button("Remove it", tone="danger", is_small=True, on_click=STATE.remove_confirmed(one.name), auto_focus=True),
            button("Keep it", tone="quiet", is_small=True, on_click=STATE.remove_declined),
            class_name="row",
        ),
        class_name="notice is-failure stack is-tight",
        role="alertdialog",
        aria_label="Remove " + one.title,
    )


def _import() -> rx.Component:
    """The script owns what stands in `data-corpus-look`, `-problem` and `-progress`: nothing is rendered into them here."""
    form = post_form(
        _files(),
        rx.el.div(class_name="corpus-look", custom_attrs={"data-corpus-look": ""}),
        _more(),
        rx.el.p(role="alert", class_name="field-error", custom_attrs={"data-corpus-problem": ""}),
        rx.el.div(class_name="corpus-progress", role="status", custom_attrs={"data-corpus-progress": ""}),
        rx.el.div(button("Import", tone="primary", type="submit", custom_attrs={"data-corpus-submit": ""}), class_name="row"),
        button("List it", hidden=True, on_click=STATE.imported, custom_attrs={"data-corpus-made": ""}),
        action=routes.SUBMIT_CORPUS,
        has_files=True,
        class_name="card stack",
        custom_attrs={"data-corpus-form": ""},
    )
    return rx.el.section(rx.el.h2("Import a collection", class_name="part-title part-head"), form, class_name="part", aria_label="Import")


def _files() -> rx.Component:
    kinds = "A ZIP, or the files themselves: the Cornell corpus, ConvoKit's layout, CSV, TSV, JSON, or texts that begin with “title:”."
    marks = {"data-corpus-files": ""}
    return rx.el.div(
        rx.el.label("Files", html_for="corpus-files", class_name="field-label"),
        rx.el.input(type="file", id="corpus-files", name="files", multiple=True, required=True, class_name="input", custom_attrs=marks),
        rx.el.p(kinds, class_name="field-hint"),
        class_name="field",
    )


def _more() -> rx.Component:
    named = "How lists and commands call it; left empty, it is named by its file."
    return rx.el.details(
        rx.el.summary("Name and terms", class_name="small"),
        rx.el.div(
            field("name", "Name", hint=named, is_optional=True, max_length=60),
            field("title", "Title", is_optional=True, max_length=200),
            text_area("terms", "Terms", hint="Under which terms it may be used.", is_optional=True, max_length=4000),
            field("encoding", "Encoding", hint="Only if it was guessed wrong: utf-8, cp1252…", is_optional=True, max_length=40),
            check("replace", "It takes the place of a collection of the same name", value="yes"),
            class_name="stack corpus-more",
        ),
    )
