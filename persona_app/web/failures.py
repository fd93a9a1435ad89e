"""What happens to failures that no handler caught: a line in the log without personal text, and a sentence on the page."""

import re

from loguru import logger
from reflex.event import EventSpec

from persona_app.web import gateway
from persona_app.web.session import SignedOut
from persona_app.web.states.toasts import ToastState

_KIND = re.compile(r"\s*((?:\w{0,20}Error|DOMException)):")
_PLACE = re.compile(r"/assets/([\w.-]{1,80}\.js:\d{1,7}:\d{1,7})")
PLACES_MOST = 5
"""Of a stack, how many places in the built files are logged."""


def backend_failed(exception: Exception) -> EventSpec | None:
    """An event handler raised: tell the person, under an id that leads to the log."""
    if isinstance(exception, SignedOut):
        return None
    return ToastState.unexpected_failure(gateway.note(exception))


def frontend_failed(exception: Exception) -> None:
    """A browser reports an error: its kind and its places in our files are logged.

    Its words are not: they quote what was on the page (a JSON parser's, for one), and anybody may send them.
    """
    told = str(exception)
    kind = _KIND.match(told)
    places = dict.fromkeys(_PLACE.findall(told))
    logger.warning(
        "browser reports: {} at {}", kind[1] if kind else "an error", " < ".join(list(places)[:PLACES_MOST]) or "no place of ours"
    )
