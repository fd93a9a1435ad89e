"""The trail in sentences, with a form that narrows it."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, empty_state, link, loaded, notice, time
from persona_app.web.components.trail_form import trail_field, trail_form
from persona_app.web.pages.account_activity.state import AccountActivityState
from persona_app.web.shown.trail import ShownActivity

STATE = AccountActivityState
LEAD = "Everything that happened to what is yours, newest first. Nobody can change an entry without its being noticed."


def view() -> rx.Component:
    """The page."""
    words = trail_field("text", "Words", hint="A name, or what happened", type="search", max_length=200)
    return shell(
        page_head("Activity", lead=LEAD),
        trail_form(STATE.searched, words),
        _one_persona(),
        rx.cond(STATE.failure != "", notice(STATE.failure, kind="failure")),
        loaded(STATE.is_loaded, _list()),
        width="reading",
        current=routes.ACCOUNT,
    )


def _one_persona() -> rx.Component:
    everything = button("Show everything", is_small=True, on_click=STATE.persona_chosen(""))
    return rx.cond(STATE.asked["persona"], rx.el.div(rx.el.p("Only one persona is shown."), everything, class_name="row small"))


def _list() -> rx.Component:
    items = rx.el.ol(rx.foreach(STATE.events, _event), class_name="lines", aria_label="Events")
    more = rx.cond(STATE.next_cursor != "", rx.el.div(button("Older events", on_click=STATE.more_wanted), class_name="more-row"))
    none = empty_state(
        "Nothing was found", "No event fits. Ask for less, or for another time.", button_link("To your account", routes.ACCOUNT)
    )
    further = empty_state(
        "Nothing was found so far",
        "None of the newest events fits. There are older ones.",
        button("Look further back", on_click=STATE.more_wanted),
    )
    return rx.cond(STATE.events, rx.fragment(items, more), rx.cond(STATE.next_cursor != "", further, none))


def _event(event: rx.Var[ShownActivity]) -> rx.Component:
    by = rx.cond(event.by != "", rx.el.span(" ", event.by, class_name="muted"))
    persona = rx.cond(
        event.persona_id != "",
        rx.el.span(
            link("Open", href=f"{routes.STUDIO}/{event.persona_id}", class_name="quiet-link"),
            " · ",
            rx.el.button("only this persona", type="button", class_name="link-button", on_click=STATE.persona_chosen(event.persona_id)),
            class_name="tiny muted",
        ),
    )
    words = rx.el.div(rx.el.p(event.sentence, by), persona, class_name="grow")
    return rx.el.li(words, rx.el.span(time(event.at), class_name="tiny muted"), class_name="event", key=event.id)
