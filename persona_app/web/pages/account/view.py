"""Who I am here, and the programs that may act for me."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import check, field
from persona_app.web.components.layout import page_head, row, shell, stack
from persona_app.web.components.parts import button, copy_button, loaded, notice, time
from persona_app.web.pages.account.state import AccountState, TokenRow
from persona_app.web.states.identity import IdentityState

EXPIRIES = (("30", "in 30 days"), ("7", "in 7 days"), ("90", "in 90 days"), ("365", "in a year"), ("", "never"))


def view() -> rx.Component:
    """The page."""
    return shell(page_head("Account"), stack(_identity(), _tokens(), gap="loose"), width="reading", current=routes.ACCOUNT)


def _identity() -> rx.Component:
    facts = (("E-mail", IdentityState.email), ("Handle", IdentityState.handle))
    rows = [rx.el.div(rx.el.dt(name, class_name="label"), rx.el.dd(value), class_name="fact") for name, value in facts]
    operator = rx.el.p("You are the operator of this installation.", class_name="small muted")
    return rx.el.section(rx.el.dl(*rows, class_name="facts"), rx.cond(IdentityState.is_operator, operator), class_name="stack")


def _tokens() -> rx.Component:
    return rx.el.section(
        rx.el.h2("API tokens"),
        rx.el.p(
            "A token lets a program of yours use the API as you. Give each program its own, so that you can revoke one alone.",
            class_name="muted",
        ),
        rx.cond(AccountState.new_secret, _secret()),
        _form(),
        loaded(AccountState.is_loaded, _list()),
        class_name="stack",
    )


def _secret() -> rx.Component:
    shown = rx.el.code(AccountState.new_secret, class_name="secret", tab_index=0)
    return notice(
        rx.el.p("The token “", AccountState.new_name, "” is ready. Copy it now: it is shown only this once."),
        shown,
        row(
            copy_button(AccountState.new_secret),
            button("I have copied it", tone="quiet", is_small=True, on_click=AccountState.secret_put_away),
        ),
        kind="evidence",
    )


def _form() -> rx.Component:
    options = [rx.el.option(label, value=days) for days, label in EXPIRIES]
    expiry = rx.el.div(
        rx.el.label("Expires", html_for="days", class_name="field-label"),
        rx.el.select(*options, id="days", name="days", class_name="input"),
        class_name="field",
    )
    scopes = rx.el.fieldset(
        rx.el.legend("It may", class_name="field-label"),
        row(check("read", "read my personas", default_checked=True, value="on"), check("write", "make and change them", value="on")),
    )
    return rx.el.form(
        rx.el.div(
            field("name", "What is it for?", placeholder="backup script", max_length=100, error=AccountState.form_error),
            expiry,
            class_name="token-form",
        ),
        scopes,
        row(button("Create the token", type="submit")),
        on_submit=AccountState.token_wanted,
        key=AccountState.form_number.to(str),
        class_name="card stack",
    )


def _list() -> rx.Component:
    none = rx.el.p("No token yet.", class_name="small muted")
    return rx.cond(AccountState.tokens, rx.el.ul(rx.foreach(AccountState.tokens, _token), class_name="lines"), none)


def _token(token: rx.Var[TokenRow]) -> rx.Component:
    used = rx.cond(token.last_used_at, rx.fragment("last used ", time(token.last_used_at)), "never used")
    ends = rx.cond(token.expires_at, rx.fragment("expires ", time(token.expires_at)), "never expires")
    words = rx.el.div(
        rx.el.p(token.name, " ", rx.el.code(token.hint, "…", class_name="muted")),
        rx.el.p("May ", token.scopes, " · ", used, " · ", ends, class_name="tiny muted"),
        class_name="grow",
    )
    ask = button("Revoke", tone="quiet", is_small=True, on_click=AccountState.revoke_asked(token.id), aria_label="Revoke " + token.name)
    sure = row(
        button("Revoke it", tone="danger", is_small=True, on_click=AccountState.revoke_confirmed(token.id), auto_focus=True),
        button("Keep it", tone="quiet", is_small=True, on_click=AccountState.revoke_declined),
    )
    return rx.el.li(words, rx.cond(AccountState.asking == token.id, sure, ask), class_name="token", key=token.id)
