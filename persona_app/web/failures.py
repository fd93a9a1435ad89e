"""What happens to failures that no handler caught: a line in the log without personal text, and a sentence on the page."""

from loguru import logger
from reflex.event import EventSpec

from persona_app.web import gateway
from persona_app.web.session import SignedOut
from persona_app.web.states.toasts import ToastState

FRONT_END_MOST = 500
"""Characters of a browser's report that are logged."""


def backend_failed(exception: Exception) -> EventSpec | None:
    """An event handler raised: tell the person, under an id that leads to the log."""
    if isinstance(exception, SignedOut):
        return None
    return ToastState.unexpected_failure(gateway.note(exception))


def frontend_failed(exception: Exception) -> None:
    """A browser reports an error. Its words are the client's: one line, cut short."""
    logger.warning("browser reports: {}", " ".join(str(exception).split())[:FRONT_END_MOST])
