"""All pages, in one list."""

from persona_app.web.page import Page
from persona_app.web.pages.landing.page import PAGE as LANDING

PAGES: tuple[Page, ...] = (LANDING,)
