"""What one submission may have, as this installation is set: pages are built before anybody sets it."""

import reflex as rx

from persona_app.core.config import get_settings
from persona_app.web.shown.quantities import size


class LimitsState(rx.State):
    """Read by forms, which check before they send; the server checks what arrives."""

    @rx.var
    def most_bytes(self) -> int:
        """Of one file, or of the pasted text."""
        return get_settings().upload_max_bytes

    @rx.var
    def most_count(self) -> int:
        """Of files and addresses together."""
        return get_settings().upload_max_count

    @rx.var
    def most_size(self) -> str:
        """The largest file, in words."""
        return size(get_settings().upload_max_bytes).replace(".0 ", " ")
