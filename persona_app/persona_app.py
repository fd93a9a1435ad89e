"""The composition root: pages, API, lifespan. No logic."""

from starlette.types import ASGIApp

from persona_app.api.app import with_api
from persona_app.api.watching import with_watching
from persona_app.web.app import create_app


def _around(pages: ASGIApp) -> ASGIApp:
    return with_watching(with_api(pages))


app = create_app(around=_around)
