"""Webhooks as a list: where to, what of, how it goes; a form for a new one; the log of one, each attempt with its answer."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import field, post_form
from persona_app.web.components.layout import page_head, row, shell, stack
from persona_app.web.components.parts import button, copy_button, empty_state, loaded, notice, tag, time
from persona_app.web.pages.account_webhooks.state import WebhooksState
from persona_app.web.shown.webhooks import KINDS, ShownAttempt, ShownDelivery, ShownWebhook

STATE = WebhooksState
LEAD = (
    "A webhook tells a program of yours what happens here: a persona made, data added, a version built, published, withdrawn. "
    "It is told ids, times and numbers, and no word of anybody's."
)
DISABLED = (
    "Its receiver took nothing for hours, so it was switched off, and is told of nothing new. What waited is held. "
    "Send a test until the receiver takes it, then switch it on: what was held is sent."
)


def view() -> rx.Component:
    """The page."""
    content = stack(_secret(), loaded(STATE.is_loaded, _list()), _form(), gap="loose")
    return shell(page_head("Webhooks", lead=LEAD), content, width="reading", current=routes.ACCOUNT)


def _secret() -> rx.Component:
    """Filled in by `assets/js/tokens.js`, and by nothing else."""
    return rx.el.div(
        rx.el.p("The secret for ", rx.el.span(custom_attrs={"data-token-name": ""}), ". Copy it now: it is shown only this once."),
        rx.el.code(class_name="secret", tab_index=0),
        row(copy_button(""), button("I have copied it", tone="quiet", is_small=True, custom_attrs={"data-token-hide": ""})),
        button("List it", hidden=True, on_click=STATE.webhook_made, custom_attrs={"data-token-made": ""}),
        class_name="notice is-evidence",
        role="status",
        hidden=True,
        custom_attrs={"data-token-secret": ""},
    )


def _problem() -> rx.Component:
    return rx.el.p(role="alert", class_name="field-error", custom_attrs={"data-token-problem": ""})


def _form() -> rx.Component:
    boxes = [rx.el.label(rx.el.input(type="checkbox", name="kinds", value=kind), words, class_name="check") for kind, words in KINDS]
    kinds = rx.el.details(
        rx.el.summary("Tell it of some things only"),
        rx.el.fieldset(rx.el.legend("Tell it of", class_name="field-label"), rx.el.div(*boxes, class_name="webhook-kinds")),
    )
    return post_form(
        rx.el.h2("A new webhook"),
        rx.el.div(
            field("url", "Address", placeholder="https://example.org/hooks/personas", type="url", max_length=2000),
            field("description", "What is it for?", is_optional=True, max_length=100),
            class_name="token-form",
        ),
        kinds,
        row(button("Create the webhook", tone="primary", type="submit")),
        _problem(),
        action=routes.MAKE_WEBHOOK,
        custom_attrs={"data-token-form": "The server could not be reached, so no webhook was made. Try again in a moment."},
        class_name="card stack",
    )


def _list() -> rx.Component:
    none = empty_state(
        "No webhook yet",
        "Create one below with the address of your receiver, and send it a test. Every message is signed; the guide to webhooks in the"
        " documentation says how a receiver checks that.",
        rx.fragment(),
    )
    items = rx.el.ul(rx.foreach(STATE.webhooks, _webhook), class_name="lines", aria_label="Webhooks")
    return rx.cond(STATE.webhooks, items, none)


def _webhook(one: rx.Var[ShownWebhook]) -> rx.Component:
    state = rx.cond(one.is_disabled, tag(one.state, kind="failure"), tag(one.state))
    success = rx.cond(one.last_success_at, rx.fragment("last taken ", time(one.last_success_at)), "nothing was taken yet")
    return rx.el.li(
        rx.el.div(rx.el.h2(one.url, class_name="entry-title webhook-url"), state, class_name="webhook-head"),
        rx.cond(one.description, rx.el.p(one.description, class_name="small")),
        rx.el.p("Told of ", one.kinds, " · ", success, class_name="small muted"),
        rx.cond(one.trouble, rx.el.p(one.trouble, class_name="small muted")),
        rx.cond(one.is_disabled, notice(DISABLED, kind="failure")),
        rx.cond(STATE.asking == one.id, _sure(one), _actions(one)),
        rx.cond(STATE.opened == one.id, _log()),
        class_name="run-entry",
        key=one.id,
    )


def _actions(one: rx.Var[ShownWebhook]) -> rx.Component:
    of = ": " + one.url
    switch = rx.cond(
        one.is_on,
        button("Switch it off", is_small=True, on_click=STATE.switched(one.id, False), aria_label="Switch it off" + of),
        button("Switch it on", tone="primary", is_small=True, on_click=STATE.switched(one.id, True), aria_label="Switch it on" + of),
    )
    log = rx.cond(
        STATE.opened == one.id,
        button("Close the log", tone="quiet", is_small=True, on_click=STATE.log_closed, aria_label="Close the log" + of),
        button("Log", is_small=True, on_click=STATE.log_opened(one.id), aria_label="Log" + of),
    )
    secret = post_form(
        button("New secret", tone="quiet", is_small=True, type="submit", aria_label="New secret" + of),
        _problem(),
        action=one.secret_action,
        custom_attrs={"data-token-form": "The server could not be reached, so the secret stays as it was. Try again in a moment."},
    )
    return row(
        button("Send a test", is_small=True, on_click=STATE.test_clicked(one.id), aria_label="Send a test" + of),
        log,
        switch,
        secret,
        button("Remove…", tone="quiet", is_small=True, on_click=STATE.removal_asked(one.id), aria_label="Remove" + of),
    )


def _sure(one: rx.Var[ShownWebhook]) -> rx.Component:
    return row(
        button("Remove it with its log", tone="danger", is_small=True, on_click=STATE.removal_confirmed(one.id), auto_focus=True),
        button("Keep it", tone="quiet", is_small=True, on_click=STATE.removal_declined),
    )


def _log() -> rx.Component:
    none = rx.el.p("Nothing was sent yet.", class_name="small muted")
    items = rx.el.ul(rx.foreach(STATE.deliveries, _delivery), class_name="lines", aria_label="Log")
    more = rx.cond(STATE.next_cursor != "", button("Show more", is_small=True, on_click=STATE.more_wanted))
    again = button("Look again", tone="quiet", is_small=True, on_click=STATE.log_opened(STATE.opened))
    return rx.el.div(rx.cond(STATE.deliveries, items, none), row(more, again), class_name="webhook-log stack")


def _delivery(one: rx.Var[ShownDelivery]) -> rx.Component:
    of = ": " + one.kind
    due = rx.cond(one.due_at, rx.fragment(" · again ", time(one.due_at)))
    words = rx.el.div(
        rx.el.p(one.kind, " ", rx.cond(one.is_failed, tag(one.state, kind="failure"), tag(one.state))),
        rx.el.p(time(one.created_at), " · ", one.attempts, due, class_name="tiny muted"),
        class_name="grow",
    )
    is_open = STATE.reading == one.id
    details = button(
        "Details",
        tone="quiet",
        is_small=True,
        on_click=STATE.delivery_opened(one.id),
        aria_expanded=rx.cond(is_open, "true", "false"),
        aria_label="Details" + of,
    )
    again = button("Send again", is_small=True, on_click=STATE.redeliver_clicked(one.id), aria_label="Send again" + of)
    return rx.el.li(words, row(details, again), rx.cond(is_open, _attempts()), class_name="token", key=one.id)


def _attempts() -> rx.Component:
    sent = rx.el.div(rx.el.p("Sent", class_name="field-label"), rx.el.pre(STATE.body, class_name="webhook-text", tab_index=0))
    return rx.el.div(sent, rx.foreach(STATE.attempts, _attempt), class_name="webhook-attempts stack")


def _attempt(one: rx.Var[ShownAttempt]) -> rx.Component:
    answer = rx.cond(one.answer != "", rx.el.pre(one.answer, class_name="webhook-text", tab_index=0, aria_label="Answer"))
    headers = rx.el.details(
        rx.el.summary("Headers sent", class_name="small"), rx.el.pre(one.headers, class_name="webhook-text", tab_index=0)
    )
    return rx.el.div(
        rx.el.p(time(one.at), " · ", one.outcome, " · ", one.took, class_name="small"), answer, headers, class_name="stack", key=one.id
    )
