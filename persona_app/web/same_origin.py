"""The built pages talk to where they came from.

Reflex writes its server's address into the front end when it is built, so another port, host or a proxy with HTTPS would need
a new build. This plugin writes paths instead, and lets the browser put its own origin before them.
"""

import reflex as rx
from reflex_base import constants

STATE_MODULE = "utils/state.js"
FIXED = "const endpoint = new URL(url_str);"
OWN = """const endpoint = new URL(url_str, typeof window === "undefined" ? "http://localhost" : window.location.origin);
  if (typeof window !== "undefined") {
    if (url_str === EVENTURL) endpoint.protocol = window.location.protocol === "https:" ? "wss:" : "ws:";
    return endpoint;
  }"""


def with_own_origin(source: str) -> str:
    """Reflex's client module, its addresses resolved against the page's own.

    Raises:
        RuntimeError: the module no longer looks as it did in Reflex 0.10.1.
    """
    if OWN in source:
        return source
    if source.count(FIXED) != 1:
        raise RuntimeError(f"{STATE_MODULE} of this Reflex version resolves addresses in another way: adapt persona_app/web/same_origin.py")
    return source.replace(FIXED, OWN)


class SameOrigin(rx.plugins.Plugin):
    """Replaces the addresses in the front end's environment by paths."""

    def update_env_json(self, **_context: object) -> dict[str, str]:
        """Endpoints as paths of the page's own origin."""
        return {endpoint.name: str(endpoint) for endpoint in constants.Endpoint}

    def pre_compile(self, **context: object) -> None:
        """Ask the compiler to pass its client module through `with_own_origin`."""
        context["add_modify_task"](STATE_MODULE, with_own_origin)
