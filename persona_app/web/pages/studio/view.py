"""My personas, as a grid of faces and names."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, empty_state, link, portrait, tag, time
from persona_app.web.pages.studio.state import Card, StudioState


def view() -> rx.Component:
    """The page."""
    return shell(
        page_head("Your personas", button_link("New persona", routes.NEW_PERSONA, tone="primary")),
        _filter(),
        rx.cond(StudioState.is_loaded, rx.cond(StudioState.cards, _grid(), _nothing()), _bones()),
        current=routes.STUDIO,
    )


def _filter() -> rx.Component:
    return rx.el.div(
        _tab("At work", is_archived=False), _tab("Archived", is_archived=True), class_name="tabs", role="group", aria_label="Which personas"
    )


def _tab(label: str, *, is_archived: bool) -> rx.Component:
    is_shown = StudioState.is_archived if is_archived else ~StudioState.is_archived
    return rx.el.button(
        label,
        type="button",
        class_name="tab",
        aria_pressed=rx.cond(is_shown, "true", "false"),
        on_click=StudioState.archived_shown(is_archived),
    )


def _grid() -> rx.Component:
    more = rx.el.div(button("Show more", on_click=StudioState.more_wanted), class_name="more")
    return rx.fragment(rx.el.ul(rx.foreach(StudioState.cards, _card), class_name="persona-grid"), rx.cond(StudioState.next_cursor, more))


def _card(card: rx.Var[Card]) -> rx.Component:
    facts = rx.el.p(
        rx.cond(card.version, rx.el.span(card.version)),
        rx.cond(card.activity, rx.cond(card.is_live, tag(card.activity, kind="live"), tag(card.activity))),
        rx.cond(card.visible != "", _visible(card)),
        rx.cond(card.source != "", rx.el.span(card.source)),
        rx.cond(card.data != "", rx.el.span(card.data)),
        rx.el.span("Changed ", time(card.changed_at)),
        class_name="persona-facts",
    )
    words = rx.el.div(
        rx.el.h2(card.name, class_name="persona-name"),
        rx.cond(
            card.failure != "",
            rx.el.p(card.failure, class_name="persona-failure"),
            rx.el.p(card.summary, class_name="persona-summary"),
        ),
        facts,
        class_name="grow",
    )
    return rx.el.li(
        link(portrait(card.id, card.initial, picture=card.picture), words, href=card.href, class_name="persona-card"), key=card.id
    )


def _visible(card: rx.Var[Card]) -> rx.Component:
    """A quiet mark: others can see it."""
    icon = rx.cond(
        card.visible == "Public",
        rx.icon("globe", class_name="icon-small", aria_hidden="true"),
        rx.icon("link", class_name="icon-small", aria_hidden="true"),
    )
    return rx.el.span(icon, card.visible, class_name="persona-visible")


def _nothing() -> rx.Component:
    none_yet = empty_state(
        "Nobody here yet",
        "Paste a letter, drop a CV or add the address of an interview. A minute later you can read who it is about, claim by claim.",
        button_link("Make your first persona", routes.NEW_PERSONA, tone="primary"),
    )
    none_archived = empty_state(
        "Nothing is archived",
        "A persona that you archive waits here with everything it has, until you restore or delete it.",
        button("Back to those at work", on_click=StudioState.archived_shown(False)),
    )
    return rx.cond(StudioState.is_archived, none_archived, none_yet)


def _bones() -> rx.Component:
    card = rx.el.div(
        rx.el.span(class_name="bone is-round"),
        rx.el.div(*(rx.el.span(class_name=f"bone {size}") for size in ("is-half", "", "is-short")), class_name="stack is-tight grow"),
        class_name="persona-card",
    )
    return rx.el.div(
        *(card for _ in range(6)), class_name="persona-grid", role="status", aria_label="Loading your personas", aria_busy="true"
    )
