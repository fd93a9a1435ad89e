"""Who I am here, and the programs that may act for me."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import check, field, post_form
from persona_app.web.components.layout import page_head, row, shell, stack
from persona_app.web.components.parts import button, button_link, copy_button, link, loaded, notice, time
from persona_app.web.pages.account.erasure import ErasureState
from persona_app.web.pages.account.state import AccountState, TokenRow
from persona_app.web.states.identity import IdentityState

EXPIRIES = (("30", "in 30 days"), ("7", "in 7 days"), ("90", "in 90 days"), ("365", "in a year"), ("", "never"))


def view() -> rx.Component:
    """The page."""
    return shell(
        page_head("Account"),
        stack(_identity(), _tokens(), _webhooks(), _everything(), _end(), gap="loose"),
        width="reading",
        current=routes.ACCOUNT,
    )


def _identity() -> rx.Component:
    facts = (("E-mail", IdentityState.email), ("Handle", IdentityState.handle))
    rows = [rx.el.div(rx.el.dt(name, class_name="label"), rx.el.dd(value), class_name="account-fact") for name, value in facts]
    operator = rx.el.p("You are the operator of this installation.", class_name="small muted")
    return rx.el.section(rx.el.dl(*rows, class_name="account-facts"), rx.cond(IdentityState.is_operator, operator), class_name="stack")


def _webhooks() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Webhooks"),
        rx.el.p("A webhook tells a program of yours what happens here, as it happens.", class_name="muted"),
        row(button_link("Your webhooks", routes.ACCOUNT_WEBHOOKS)),
        class_name="stack",
    )


def _tokens() -> rx.Component:
    return rx.el.section(
        rx.el.h2("API tokens"),
        rx.el.p(
            "A token lets a program of yours use the API as you. Give each program its own, so that you can revoke one alone.",
            class_name="muted",
        ),
        _secret(),
        _form(),
        loaded(AccountState.is_loaded, _list()),
        class_name="stack",
    )


def _secret() -> rx.Component:
    """Filled in by `assets/js/tokens.js`, and by nothing else."""
    return rx.el.div(
        rx.el.p("The token “", rx.el.span(custom_attrs={"data-token-name": ""}), "” is ready. Copy it now: it is shown only this once."),
        rx.el.code(class_name="secret", tab_index=0),
        row(copy_button(""), button("I have copied it", tone="quiet", is_small=True, custom_attrs={"data-token-hide": ""})),
        button("List it", hidden=True, on_click=AccountState.token_made, custom_attrs={"data-token-made": ""}),
        class_name="notice is-evidence",
        role="status",
        hidden=True,
        custom_attrs={"data-token-secret": ""},
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
    return post_form(
        rx.el.div(
            field("name", "What is it for?", placeholder="backup script", max_length=100),
            expiry,
            class_name="token-form",
        ),
        scopes,
        row(button("Create the token", type="submit")),
        rx.el.p(role="alert", class_name="field-error", custom_attrs={"data-token-problem": ""}),
        action=routes.MAKE_TOKEN,
        custom_attrs={"data-token-form": ""},
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


def _everything() -> rx.Component:
    export = link("Export everything", href=routes.EXPORT_ACCOUNT, reload_document=True, download=True, class_name="button is-plain")
    return rx.el.section(
        rx.el.h2("What is kept of you"),
        rx.el.p(
            "Everything as one archive that you can read: personas, texts, imported files, pictures, publications with the day you agreed"
            " to each, tokens without their secrets, and what happened. Large ones take a while.",
            class_name="muted",
        ),
        row(export, button_link("Activity", routes.ACCOUNT_ACTIVITY)),
        class_name="stack",
    )


def _end() -> rx.Component:
    """`id` is where the server sends back to when something was wrong."""
    going = rx.el.ul(rx.foreach(ErasureState.going, rx.el.li), class_name="plain-list")
    form = post_form(
        rx.el.p("This takes, at once and for good:"),
        going,
        rx.el.p(
            "What others made of your public personas stays theirs. That things happened, and when, stays in the trail without a name."
            " A backup that was made before still holds everything until it is deleted.",
            class_name="small muted",
        ),
        field("password", "Your password", error=ErasureState.failure, type="password", auto_complete="current-password"),
        row(button("Erase my account", tone="danger", type="submit")),
        action=routes.ERASE_ACCOUNT,
        class_name="card stack",
    )
    cannot = notice(ErasureState.why_not)
    return rx.el.section(
        rx.el.h2("Erase the account"),
        loaded(ErasureState.is_known, rx.cond(ErasureState.why_not != "", cannot, form)),
        id="erase",
        class_name="stack",
    )
