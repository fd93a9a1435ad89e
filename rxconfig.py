"""Reflex's configuration. Read by every `reflex` command and by the server; holds no setting of the product."""

import reflex as rx

from persona_app.web.same_origin import SameOrigin

config = rx.Config(
    app_name="persona_app",
    plugins=[SameOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    cors_allowed_origins=[],  # no other site's pages; sockets are checked by persona_app.web.origin
    telemetry_enabled=False,
    show_built_with_reflex=False,
)
