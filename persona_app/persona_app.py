"""The composition root: pages, API, lifespan. No logic."""

import reflex as rx


def index() -> rx.Component:
    """The front page."""
    return rx.el.main(rx.el.h1("Persona Studio"))


app = rx.App()
app.add_page(index, route="/", title="Persona Studio")
