"""Logging in."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.auth_form import auth_form, email_field, password_field
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import link


def view() -> rx.Component:
    """The page."""
    return shell(
        page_head("Welcome back"),
        auth_form(email_field(), password_field(is_new=False), action=routes.LOG_IN, label="Log in"),
        rx.el.p("New here? ", link("Create an account", href=routes.REGISTER), class_name="small muted auth-other"),
        width="narrow",
        current=routes.LOGIN,
    )
