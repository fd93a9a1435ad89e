"""Who is looking: what the shell shows of them. What they may do is decided elsewhere, from the session's row."""

import reflex as rx

from persona_app.web.session import find_current_actor


class IdentityState(rx.State):
    """The account of this browser. `is_known` is false until the first look, so that nothing flickers."""

    is_known: bool = False
    is_signed_in: bool = False
    is_operator: bool = False
    email: str = ""
    handle: str = ""

    @rx.event
    def page_loaded(self) -> None:
        """A page was opened: the session decides who this is."""
        actor = find_current_actor()
        self.is_known = True
        self.is_signed_in = actor is not None
        self.is_operator = actor is not None and actor.is_operator
        self.email = actor.email if actor else ""
        self.handle = actor.handle if actor else ""
