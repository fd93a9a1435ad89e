"""Making an account."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.auth_form import auth_form, email_field, password_field
from persona_app.web.components.forms import field
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import link
from persona_app.web.states.forms import AuthFormState


def view() -> rx.Component:
    """The page."""
    handle = field(
        "handle",
        "Handle",
        hint="Your name on this site: 3 to 30 letters, digits, - or _.",
        error=AuthFormState.handle_error,
        auto_complete="nickname",
        auto_capitalize="none",
        spell_check=False,
        default_value=AuthFormState.handle,
    )
    password = password_field(is_new=True, hint="At least 12 characters. A few words in a row are fine.")
    return shell(
        page_head("Create an account", lead="Your personas belong to you. Nobody else sees them."),
        auth_form(email_field(), handle, password, action=routes.SIGN_UP, label="Create the account"),
        rx.el.p("Already here? ", link("Log in", href=routes.LOGIN), class_name="small muted auth-other"),
        width="narrow",
        current=routes.REGISTER,
    )
