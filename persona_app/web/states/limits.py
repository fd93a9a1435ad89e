"""What one submission may have and how long names may be, as this installation is set: pages are built before anybody sets it."""

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
    def most_name(self) -> int:
        """Characters of a persona's name."""
        return get_settings().name_max_characters

    @rx.var
    def most_display_name(self) -> int:
        """Characters of what it is shown as."""
        return get_settings().display_name_max_characters

    @rx.var
    def most_description(self) -> int:
        """Characters of the owner's note."""
        return get_settings().description_max_characters

    @rx.var
    def most_size(self) -> str:
        """The largest file, in words."""
        return size(get_settings().upload_max_bytes).replace(".0 ", " ")
