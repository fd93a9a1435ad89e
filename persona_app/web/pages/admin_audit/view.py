"""The trail of everybody as a list of ids, and the link to keep."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, copy_button, empty_state, loaded, notice, tag, time
from persona_app.web.components.trail_form import trail_field, trail_form
from persona_app.web.pages.admin_audit.state import AdminAuditState
from persona_app.web.shown.trail import ShownTrailRow
from persona_app.web.states.identity import IdentityState

STATE = AdminAuditState
LEAD = "Who did what and when, for the whole installation: by ids, without a word of anybody's."


def view() -> rx.Component:
    """The page; whoever is no operator is told so."""
    forbidden = empty_state(
        "This page is the operator's",
        "It shows the trail of everybody. Your own is under Activity, on your account page.",
        button_link("Go to your activity", routes.ACCOUNT_ACTIVITY, tone="primary"),
    )
    account = trail_field("account", "Account", hint="The id of whoever did it, or whose it is", max_length=36)
    page = rx.fragment(
        page_head("Trail", lead=LEAD),
        _head(),
        trail_form(STATE.searched, account),
        rx.cond(STATE.failure != "", notice(STATE.failure, kind="failure")),
        loaded(STATE.is_loaded, _list()),
    )
    waiting = page_head("Trail", lead=LEAD)
    known = rx.cond(IdentityState.is_operator, page, rx.fragment(waiting, forbidden))
    return shell(rx.cond(IdentityState.is_known, known, waiting), width="reading")


def _head() -> rx.Component:
    told = rx.el.p(
        "The last link of the chain. Keep it elsewhere: ", rx.el.code("persona audit verify --head"), " then finds a trail written anew."
    )
    return rx.cond(
        STATE.head != "",
        rx.el.div(
            told,
            rx.el.div(rx.el.code(STATE.head, class_name="trail-head"), copy_button(STATE.head), class_name="row"),
            class_name="notice is-plain",
        ),
    )


def _list() -> rx.Component:
    items = rx.el.ol(rx.foreach(STATE.rows, _row), class_name="lines", aria_label="Events")
    more = rx.cond(STATE.next_cursor != "", rx.el.div(button("Older events", on_click=STATE.more_wanted), class_name="more-row"))
    none = empty_state("Nothing was found", "No event fits. Ask for less, or for another time.", rx.fragment())
    return rx.cond(STATE.rows, rx.fragment(items, more), none)


def _row(row: rx.Var[ShownTrailRow]) -> rx.Component:
    facts = rx.el.p(
        _fact("by", row.actor_id),
        _fact("of", row.owner_id),
        _fact("persona", row.persona_id),
        _fact("state", row.change),
        class_name="provenance trail-facts",
    )
    emptied = rx.cond(row.is_emptied, tag("words gone"))
    words = rx.el.div(rx.el.p(row.label, " ", emptied), facts, class_name="grow")
    return rx.el.li(words, rx.el.span(time(row.at), class_name="tiny muted"), class_name="event", key=row.id)


def _fact(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.cond(value != "", rx.el.span(f"{name} ", rx.el.code(value)))
