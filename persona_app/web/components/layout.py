"""The shell that every page stands in, and the layouts within it."""

from typing import Literal

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from persona_app.web import routes
from persona_app.web.components.forms import post_form
from persona_app.web.components.parts import link
from persona_app.web.components.toasts import toasts
from persona_app.web.states.identity import IdentityState

Width = Literal["wide", "reading", "narrow"]


def shell(*content: rx.Component, width: Width = "wide", current: str = "") -> rx.Component:
    """A whole page: skip link, bar, main landmark, footer, toasts.

    Args:
        content: what stands in the main landmark; begin with one `h1` (see `page_head`).
        width: `narrow` for a form, `reading` for prose, `wide` for all else.
        current: the route that the bar marks as the present one.
    """
    return rx.el.div(
        rx.el.a("Skip to the content", href="#main", class_name="skip"),
        _bar(current),
        rx.el.main(*content, id="main", tab_index=-1, class_name=f"main is-{width}"),
        _foot(),
        toasts(),
        rx.cond(
            has_connection_errors,
            rx.el.p("The connection was lost. Trying again; nothing you wrote is gone.", role="status", class_name="offline"),
        ),
        rx.el.p(
            "You are offline. What you press is done when the network is back; nothing you wrote is gone.",
            role="status",
            class_name="offline is-network",
        ),
        class_name="shell",
    )


def page_head(title: str | rx.Var[str], *actions: rx.Component, lead: str | rx.Var[str] = "") -> rx.Component:
    """The page's heading, a sentence below it, and its actions at the end of the line."""
    text = rx.el.div(rx.el.h1(title), rx.el.p(lead, class_name="page-lead") if lead is not None and lead != "" else rx.fragment())
    return rx.el.header(text, rx.el.div(*actions, class_name="row") if actions else rx.fragment(), class_name="page-head")


def stack(*children: rx.Component, gap: Literal["tight", "normal", "loose"] = "normal") -> rx.Component:
    """Children below each other."""
    return rx.el.div(*children, class_name=f"stack is-{gap}")


def row(*children: rx.Component, is_apart: bool = False) -> rx.Component:
    """Children beside each other, wrapping; `is_apart` pushes them to both ends."""
    return rx.el.div(*children, class_name="row is-apart" if is_apart else "row")


def _bar(current: str) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            link(_brand_mark(), rx.el.span("Persona Studio", class_name="brand-words"), href=routes.GALLERY, class_name="brand"),
            rx.el.nav(_bar_link("Gallery", routes.GALLERY, current), _own_links(current), class_name="bar-links", aria_label="Main"),
            rx.el.div(_theme_toggle(), _account(current), class_name="bar-end"),
            class_name="bar-inner",
        ),
        class_name="bar",
    )


def _own_links(current: str) -> rx.Component:
    own = (_bar_link("Studio", routes.STUDIO, current), _bar_link("Liked", routes.LIKED, current))
    return rx.cond(IdentityState.is_signed_in, rx.fragment(*own))


def _bar_link(title: str, href: str, current: str) -> rx.Component:
    marks = {"aria_current": "page"} if href == current else {}
    return link(title, href=href, class_name="bar-link", **marks)


def _brand_mark() -> rx.Component:
    """Two quotation marks: what is said, and where it was said."""
    return rx.el.svg(
        rx.el.path(d="M4 13c0-5 2-8 6-9l.6 1.6C8.400 6.600 7.400 8.200 7.300 10H10v7H4z", fill="currentColor"),
        rx.el.path(d="M14 13c0-5 2-8 6-9l.6 1.600c-2.200 1-3.200 2.600-3.300 4.400H20v7h-6z", fill="currentColor"),
        view_box="0 0 24 24",
        class_name="brand-mark",
        aria_hidden="true",
    )


def _theme_toggle() -> rx.Component:
    """Works without the socket: `assets/js/page.js` listens on the document."""
    return rx.el.button(
        rx.icon("moon", class_name="icon theme-moon", aria_hidden="true"),
        rx.icon("sun", class_name="icon theme-sun", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label="Switch between light and dark",
        custom_attrs={"data-theme-toggle": ""},
    )


def _account(current: str) -> rx.Component:
    signed_out = rx.cond(IdentityState.is_known, _bar_link("Log in", routes.LOGIN, current))
    return rx.cond(IdentityState.is_signed_in, _account_menu(), signed_out)


def _account_menu() -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            rx.icon("user-round", class_name="icon menu-face", aria_hidden="true"),
            rx.el.span(IdentityState.handle, class_name="menu-handle"),
            rx.icon("chevron-down", class_name="icon-small", aria_hidden="true"),
            aria_label="Account menu",
        ),
        rx.el.div(
            rx.el.p(IdentityState.email, class_name="menu-note"),
            link("Account and tokens", href=routes.ACCOUNT, class_name="menu-item"),
            rx.cond(IdentityState.is_operator, link("Film dialogue", href=routes.ADMIN_CORPORA, class_name="menu-item")),
            rx.cond(IdentityState.is_operator, link("Reports", href=routes.ADMIN_REPORTS, class_name="menu-item")),
            rx.cond(IdentityState.is_operator, link("Trail", href=routes.ADMIN_AUDIT, class_name="menu-item")),
            post_form(rx.el.button("Log out", type="submit", class_name="menu-item"), action=routes.LOG_OUT),
            class_name="menu-panel",
        ),
        class_name="menu",
        custom_attrs={"data-menu": ""},
    )


def _foot() -> rx.Component:
    return rx.el.footer(
        rx.el.div(rx.el.span("Persona Studio"), rx.el.span("Every claim leads back to its words."), class_name="foot-inner"),
        class_name="foot",
    )
