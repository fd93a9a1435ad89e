"""The two forms that open a session. They are posted by the browser itself, so that the cookie can be one that scripts cannot read."""

import reflex as rx

from persona_app.web.components.forms import field, post_form
from persona_app.web.components.parts import button, notice
from persona_app.web.states.forms import AuthFormState


def auth_form(*fields: rx.Component, action: str, label: str) -> rx.Component:
    """A form with what was typed before in it, and the sentence that concerns all of it above."""
    return post_form(
        rx.cond(AuthFormState.failure, notice(AuthFormState.failure, kind="failure")),
        *fields,
        rx.el.input(type="hidden", name="next", value=AuthFormState.next, read_only=True),
        button(label, tone="primary", type="submit"),
        action=action,
        key=AuthFormState.showing,
        class_name="stack auth-form",
    )


def email_field(**props: object) -> rx.Component:
    """The e-mail address."""
    return field(
        "email",
        "E-mail",
        error=AuthFormState.email_error,
        type="email",
        auto_complete="username",
        default_value=AuthFormState.email,
        **props,
    )


def password_field(*, is_new: bool, hint: str = "") -> rx.Component:
    """The password; it is never shown again."""
    complete = "new-password" if is_new else "current-password"
    return field("password", "Password", hint=hint, error=AuthFormState.password_error, type="password", auto_complete=complete)
