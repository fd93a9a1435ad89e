"""All pages, in one list."""

from persona_app.web.page import Page
from persona_app.web.pages.account.page import PAGE as ACCOUNT
from persona_app.web.pages.account_activity.page import PAGE as ACCOUNT_ACTIVITY
from persona_app.web.pages.account_webhooks.page import PAGE as ACCOUNT_WEBHOOKS
from persona_app.web.pages.admin_audit.page import PAGE as ADMIN_AUDIT
from persona_app.web.pages.admin_corpora.page import PAGE as ADMIN_CORPORA
from persona_app.web.pages.admin_reports.page import PAGE as ADMIN_REPORTS
from persona_app.web.pages.creator.page import PAGE as CREATOR
from persona_app.web.pages.gallery.page import PAGE as GALLERY
from persona_app.web.pages.imports.page import PAGE as IMPORTS
from persona_app.web.pages.liked.page import PAGE as LIKED
from persona_app.web.pages.login.page import PAGE as LOGIN
from persona_app.web.pages.new_persona.page import PAGE as NEW_PERSONA
from persona_app.web.pages.not_found.page import PAGE as NOT_FOUND
from persona_app.web.pages.persona_activity.page import PAGE as PERSONA_ACTIVITY
from persona_app.web.pages.persona_characters.page import PAGE as PERSONA_CHARACTERS
from persona_app.web.pages.persona_content.page import PAGE as PERSONA_CONTENT
from persona_app.web.pages.persona_data.page import PAGE as PERSONA_DATA
from persona_app.web.pages.persona_parent.page import PAGE as PERSONA_PARENT
from persona_app.web.pages.persona_profile.page import PAGE as PERSONA_PROFILE
from persona_app.web.pages.persona_publish.page import PAGE as PERSONA_PUBLISH
from persona_app.web.pages.persona_settings.page import PAGE as PERSONA_SETTINGS
from persona_app.web.pages.persona_thoughts.page import PAGE as PERSONA_THOUGHTS
from persona_app.web.pages.persona_versions.page import PAGE as PERSONA_VERSIONS
from persona_app.web.pages.public_persona.page import PAGE as PUBLIC_PERSONA
from persona_app.web.pages.register.page import PAGE as REGISTER
from persona_app.web.pages.studio.page import PAGE as STUDIO
from persona_app.web.pages.templates.page import PAGE as TEMPLATES

PERSONA = (
    PERSONA_PROFILE,
    PERSONA_CONTENT,
    PERSONA_DATA,
    PERSONA_CHARACTERS,
    PERSONA_THOUGHTS,
    PERSONA_VERSIONS,
    PERSONA_PARENT,
    PERSONA_PUBLISH,
    PERSONA_ACTIVITY,
    PERSONA_SETTINGS,
)
PAGES: tuple[Page, ...] = (
    GALLERY,
    LIKED,
    CREATOR,
    PUBLIC_PERSONA,
    LOGIN,
    REGISTER,
    STUDIO,
    NEW_PERSONA,
    TEMPLATES,
    IMPORTS,
    ACCOUNT,
    ACCOUNT_WEBHOOKS,
    ACCOUNT_ACTIVITY,
    *PERSONA,
    ADMIN_CORPORA,
    ADMIN_REPORTS,
    ADMIN_AUDIT,
    NOT_FOUND,
)
