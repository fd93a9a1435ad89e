"""Registers the page of a creator."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.first_paint import same_title
from persona_app.web.page import Page
from persona_app.web.pages.creator.view import view

PAGE = Page(route=routes.CREATOR, view=view, title=same_title(rx.Var.create("")))
