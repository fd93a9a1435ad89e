"""All pages, in one list."""

from persona_app.web.page import Page
from persona_app.web.pages.account.page import PAGE as ACCOUNT
from persona_app.web.pages.landing.page import PAGE as LANDING
from persona_app.web.pages.login.page import PAGE as LOGIN
from persona_app.web.pages.new_persona.page import PAGE as NEW_PERSONA
from persona_app.web.pages.register.page import PAGE as REGISTER
from persona_app.web.pages.studio.page import PAGE as STUDIO

PAGES: tuple[Page, ...] = (LANDING, LOGIN, REGISTER, STUDIO, NEW_PERSONA, ACCOUNT)
