"""The list of what was submitted, more of it, and one text whole."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.parts import button, empty_state, skeleton_lines, time
from persona_app.web.components.persona_frame import download_link, inner_link, persona_frame, persona_head
from persona_app.web.components.submission import submission_form
from persona_app.web.pages.persona_data.state import DataState
from persona_app.web.shown.personas import ShownDatum
from persona_app.web.states.current_persona import CurrentPersonaState

PERSONA = CurrentPersonaState.persona
TEXT = DataState.text
DATUM = DataState.datum


def view() -> rx.Component:
    """The page."""
    body = rx.match(DataState.showing, ("list", _list()), ("text", _text()), ("gone", _gone()), _loading())
    return persona_frame("data", body)


def _loading() -> rx.Component:
    return rx.fragment(persona_head("Data"), skeleton_lines(6))


def _list() -> rx.Component:
    head = persona_head("Data", lead="Everything you gave, word for word, newest first. Nothing here ever changes.")
    more = rx.cond(PERSONA.data_count != DataState.counted, rx.el.span(on_mount=DataState.more_there))
    return rx.fragment(head, _add(), _search(), more, _found())


def _add() -> rx.Component:
    start, end = routes.SUBMIT_DATA.split("{persona_id}")
    form = submission_form(start + PERSONA.id + end, label="Add and build a new version")
    summary = rx.el.summary(rx.icon("plus", class_name="icon-small", aria_hidden="true"), "Add more")
    return rx.cond(
        PERSONA.is_archived, rx.fragment(), rx.el.details(summary, rx.el.div(form, class_name="add-data-body"), class_name="add-data")
    )


def _search() -> rx.Component:
    box = rx.debounce_input(
        rx.el.input(
            type="search",
            id="data-search",
            value=DataState.query,
            on_change=DataState.searched,
            placeholder="Search titles, origins and texts",
            class_name="input",
            aria_label="Search the data",
            auto_complete="off",
        ),
        debounce_timeout=250,
    )
    return rx.el.div(box, role="search", class_name="search")


def _found() -> rx.Component:
    nothing = rx.el.p("Nothing here has all of these words.", class_name="muted", role="status")
    items = rx.el.ul(rx.foreach(DataState.items, _item), class_name="lines", aria_label="Data")
    more = rx.cond(DataState.next_cursor != "", rx.el.div(button("Load more", on_click=DataState.more_wanted), class_name="more-row"))
    return rx.cond(DataState.items, rx.fragment(items, more), nothing)


def _item(datum: rx.Var[ShownDatum]) -> rx.Component:
    facts = rx.el.span(
        rx.el.span(datum.kind),
        rx.el.span(datum.extent),
        rx.el.span(datum.size),
        rx.el.span(time(datum.created_at)),
        rx.cond(datum.origin != "", rx.el.span(datum.origin, class_name="break")),
        class_name="provenance",
    )
    words = rx.el.span(rx.el.span(datum.title, class_name="entry-title"), facts, class_name="grow")
    return rx.el.li(inner_link(rx.el.span(datum.number, class_name="entry-number"), words, to=datum.href, class_name="entry"), key=datum.id)


def _text() -> rx.Component:
    facts = rx.el.p(
        rx.el.span("Text ", DATUM.number),
        rx.el.span(DATUM.kind),
        rx.el.span(DATUM.extent),
        rx.el.span(DATUM.size),
        rx.el.span("added ", time(DATUM.created_at)),
        class_name="provenance",
    )
    origin = rx.cond(
        DATUM.link != "",
        rx.el.a(DATUM.origin, href=DATUM.link, rel="noopener noreferrer nofollow", target="_blank", class_name="small break"),
        rx.cond(DATUM.origin != "", rx.el.p(DATUM.origin, class_name="small muted break")),
    )
    back = inner_link("← All data", to=f"{routes.STUDIO}/" + PERSONA.id + "/data", class_name="button is-quiet is-small")
    bar = rx.el.div(back, download_link("Download .txt", DATUM.raw_href), class_name="row is-apart reader-bar")
    return rx.el.article(bar, rx.el.h1(DATUM.title, class_name="reader-title"), facts, origin, _reader())


def _reader() -> rx.Component:
    beginning = rx.cond(
        TEXT.begins_at > 0,
        rx.el.p(
            inner_link("Read it from the beginning", to=DATUM.href), " · shown here from the marked place on", class_name="small muted"
        ),
    )
    marked = rx.cond(TEXT.quote != "", rx.el.mark(TEXT.quote, custom_attrs={"data-scroll-here": ""}))
    rest = rx.cond(
        TEXT.rest != "",
        rx.el.div(
            button("Show more", on_click=DataState.more_text_wanted),
            rx.el.span(TEXT.rest, class_name="small muted"),
            class_name="row more-row",
        ),
    )
    return rx.fragment(beginning, rx.el.div(TEXT.before, marked, TEXT.after, class_name="reader"), rest)


def _gone() -> rx.Component:
    back = inner_link("All data", to=f"{routes.STUDIO}/" + PERSONA.id + "/data", class_name="button")
    return rx.fragment(persona_head("Data"), empty_state("There is no such text", "Perhaps the address is incomplete.", back))
