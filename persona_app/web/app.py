"""Puts the pages, the policy and the form endpoints together into one Reflex app."""

from collections.abc import Callable

import reflex as rx
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from persona_app.web.connections import follow_connections
from persona_app.web.failures import backend_failed, frontend_failed
from persona_app.web.head import head
from persona_app.web.http.app import create_http_app
from persona_app.web.lifespan import connected
from persona_app.web.origin import may_connect
from persona_app.web.pages.registry import PAGES
from persona_app.web.policy import Policy
from persona_app.web.public.serving import with_kept_pages
from persona_app.web.states.identity import IdentityState
from persona_app.web.theme import STYLESHEETS


def _nothing(_has_state: bool) -> rx.Component | None:
    """In place of Reflex's own overlay: the shell says by itself when the connection is lost."""
    return None


class Site(rx.App):
    """Reflex mounts everything below "", by a pattern that no path with a line break in it fits: those are answered by the same app."""

    def __call__(self) -> ASGIApp:
        """The whole server."""
        server = super().__call__()
        if isinstance(server, Starlette):
            [*_, everything] = server.routes
            if isinstance(everything, Mount):
                server.router.default = everything.app
        return server


def create_app(around: Callable[[ASGIApp], ASGIApp] | None = None) -> rx.App:
    """The app with every page; deny by default stands before every event. `around` is put before all of it."""
    app = Site(
        stylesheets=list(STYLESHEETS),
        head_components=head(),
        html_lang="en",
        toaster=None,
        api_transformer=[create_http_app(), with_kept_pages, *([around] if around else [])],
        backend_exception_handler=backend_failed,
        frontend_exception_handler=frontend_failed,
    )
    app.app_wraps[5, "Overlay"] = _nothing
    app.add_middleware(Policy())
    app.register_lifespan_task(connected)
    _admit_own_pages_only(app)
    follow_connections(app.event_namespace)
    for page in PAGES:
        app.add_page(
            page.view, route=page.route, title=page.title, description=page.description, on_load=[IdentityState.page_loaded, *page.on_load]
        )
    return app


def _admit_own_pages_only(app: rx.App) -> None:
    """Sockets from pages of other sites are refused, whatever address the site is reached at."""
    if app.sio is None:
        raise RuntimeError("the app has no socket")
    app.sio.eio.cors_allowed_origins = may_connect
