"""A place in a page that the server fills with finished HTML, and that React leaves alone.

React neither compares nor changes what stands in an element with `dangerouslySetInnerHTML`, as long as that is the same object: so what
the server wrote (`persona_app/web/prerendered.py`) stays where it was painted, and `assets/js/gallery.js` may change it.
The server's words are escaped where they are written; the constant here is empty.
"""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

SLOT = "server-slot"
"""The place's id; a page has at most one."""
EMPTY = "nothingOfOurs"


class ServerSlot(BaseHTML):
    """An element whose content is the server's."""

    tag = "div"

    dangerouslySetInnerHTML: rx.Var[dict[str, str]]  # noqa: N815 - as React names it

    def add_custom_code(self) -> list[str]:
        """One object for every rendering: another one would make React empty the place."""
        return [f'const {EMPTY} = {{ __html: "" }};']


def server_slot() -> rx.Component:
    """The place."""
    return ServerSlot.create(
        dangerouslySetInnerHTML=rx.Var(EMPTY), id=SLOT, class_name="server-slot", custom_attrs={"suppressHydrationWarning": True}
    )
