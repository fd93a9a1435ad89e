"""The composition root: pages, API, lifespan. No logic."""

from persona_app.api.app import with_api
from persona_app.web.app import create_app

app = create_app(around=with_api)
