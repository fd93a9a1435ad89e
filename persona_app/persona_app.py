"""The composition root: pages, API, lifespan. No logic."""

from persona_app.web.app import create_app

app = create_app()
