"""Reports as a list: what, of whom, in which words; hide with a reason, restore, settle."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import text_area
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, empty_state, loaded, portrait, tag, time
from persona_app.web.pages.admin_reports.state import AdminReportsState
from persona_app.web.shown.reports import ShownReport
from persona_app.web.states.identity import IdentityState

STATE = AdminReportsState
LEAD = "What visitors say is wrong with public personas. Hiding takes one from everybody at once, and tells its owner why."


def view() -> rx.Component:
    """The page; whoever is no operator is told so."""
    forbidden = empty_state(
        "This page is the operator's",
        "Reports concern the whole installation, so only its operator reads and settles them.",
        button_link("Go to your studio", routes.STUDIO, tone="primary"),
    )
    page = rx.fragment(page_head("Reports", lead=LEAD), _tabs(), loaded(STATE.is_loaded, _list()))
    waiting = page_head("Reports", lead=LEAD)
    known = rx.cond(IdentityState.is_operator, page, rx.fragment(waiting, forbidden))
    return shell(rx.cond(IdentityState.is_known, known, waiting), width="reading")


def _tabs() -> rx.Component:
    return rx.el.div(
        _tab("Open", is_settled=False), _tab("Settled", is_settled=True), class_name="tabs", role="group", aria_label="Which reports"
    )


def _tab(label: str, *, is_settled: bool) -> rx.Component:
    is_shown = STATE.is_settled if is_settled else ~STATE.is_settled
    return rx.el.button(
        label,
        type="button",
        class_name="tab",
        aria_pressed=rx.cond(is_shown, "true", "false"),
        on_click=STATE.settled_shown(is_settled),
    )


def _list() -> rx.Component:
    none = rx.cond(
        STATE.is_settled,
        empty_state("Nothing is settled yet", "Reports that you have settled stay here, with what came of them.", rx.fragment()),
        empty_state(
            "Nobody has reported anything",
            "Every public page has a button for it. What visitors write there stands here until you settle it.",
            button_link("Look at the gallery", routes.GALLERY),
        ),
    )
    items = rx.el.ul(rx.foreach(STATE.reports, _report), class_name="lines", aria_label="Reports")
    more = rx.cond(STATE.next_cursor != "", rx.el.div(button("Show more", on_click=STATE.more_wanted), class_name="more-row"))
    return rx.cond(STATE.reports, rx.fragment(items, more), none)


def _report(one: rx.Var[ShownReport]) -> rx.Component:
    name = rx.cond(one.href != "", rx.el.a(one.name, href=one.href, target="_blank", rel="noopener"), rx.el.span(one.name))
    head = rx.el.div(
        portrait(one.persona_id, one.initial, size="small"),
        rx.el.div(
            rx.el.h2(name, class_name="entry-title"),
            rx.el.p(
                rx.el.span("made by ", one.creator),
                rx.el.span(one.by),
                rx.el.span(time(one.created_at)),
                class_name="provenance report-facts",
            ),
            class_name="grow",
        ),
        rx.cond(one.is_hidden, tag("hidden", kind="failure")),
        class_name="report-head",
    )
    words = rx.cond(one.words != "", rx.el.blockquote(one.words, class_name="report-words"))
    hidden = rx.cond(one.is_hidden, rx.el.p("Hidden: ", one.hidden_reason, class_name="small muted"))
    outcome = rx.cond(one.outcome != "", rx.el.p(one.outcome, class_name="small muted"))
    return rx.el.li(
        head,
        rx.el.p(one.kind, class_name="report-kind"),
        words,
        hidden,
        outcome,
        rx.cond(STATE.asking == one.id, _why(one), _actions(one)),
        class_name="run-entry",
        key=one.id,
    )


def _actions(one: rx.Var[ShownReport]) -> rx.Component:
    of = ": " + one.name
    hide = button("Hide it…", tone="danger", is_small=True, on_click=STATE.reason_asked(one.id), aria_label="Hide it" + of)
    restore = button("Restore it…", is_small=True, on_click=STATE.reason_asked(one.id), aria_label="Restore it" + of)
    dismiss = button(
        "Nothing is wrong", tone="quiet", is_small=True, on_click=STATE.dismiss_clicked(one.id), aria_label="Nothing is wrong" + of
    )
    return rx.el.div(rx.cond(one.is_hidden, restore, hide), rx.cond(one.is_settled, rx.fragment(), dismiss), class_name="row")


def _why(one: rx.Var[ShownReport]) -> rx.Component:
    go = rx.cond(
        one.is_hidden,
        button("Restore it", type="submit", tone="primary", is_small=True),
        button("Hide it", type="submit", tone="danger", is_small=True),
    )
    return rx.el.form(
        text_area(
            "reason",
            "Why",
            hint="At most 300 characters. Its owner reads this.",
            error=STATE.reason_error,
            max_length=300,
            auto_focus=True,
            custom_attrs={"data-draft": "reason of report " + one.id},
        ),
        rx.el.div(go, button("Leave it as it is", tone="quiet", is_small=True, on_click=STATE.reason_declined), class_name="row"),
        on_submit=STATE.reason_given,
        reset_on_submit=False,
        class_name="stack is-tight report-form",
        aria_label=rx.cond(one.is_hidden, "Restore it", "Hide it"),
    )
