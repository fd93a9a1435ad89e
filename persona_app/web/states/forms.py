"""What a form's page shows again after it was rejected."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.form_notes import find_note


class AuthFormState(rx.State):
    """The log-in and registration forms: what went wrong, at which field, and what was typed.

    The form is made anew when `showing` changes, and then forgets what somebody has begun to type: it changes after a rejection only.
    """

    failure: str = ""
    email_error: str = ""
    handle_error: str = ""
    password_error: str = ""
    email: str = ""
    handle: str = ""
    next: str = ""
    showing: str = ""

    @rx.event
    def page_loaded(self) -> None:
        """One of the two pages was opened, possibly sent back by the server."""
        query = self.router.url.query_parameters
        note = find_note(self.router.headers.cookie, form=routes.local_path(self.router.url.path)) if "error" in query else None
        field = note.field if note else ""
        sentence = note.sentence if note else ""
        self.failure = sentence if note and not field else ""
        self.email_error, self.handle_error, self.password_error = (
            sentence if field == name else "" for name in ("email", "handle", "password")
        )
        typed = note.typed if note else {}
        self.email, self.handle = typed.get("email", ""), typed.get("handle", "")
        self.next = routes.local_path(query.get("next"), otherwise="")
        self.showing = f"{self.email} {self.handle} {sentence}".strip()
