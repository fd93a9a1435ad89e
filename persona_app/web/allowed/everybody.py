"""What visitors may do: log in, look at what is public, like, remix, report."""

from persona_app.web import routes
from persona_app.web.allowed.levels import Allowed, Who

EVERYBODY = Allowed(
    handlers={
        "IdentityState.page_loaded": Who.ANYONE,
        "ToastState.dismissed": Who.ANYONE,
        "ToastState.unexpected_failure": Who.ANYONE,
        "AuthFormState.page_loaded": Who.ANYONE,
        "PublicPersonaState.opened": Who.ANYONE,
    },
    endpoints={
        ("POST", routes.LOG_IN): Who.ANYONE,
        ("POST", routes.SIGN_UP): Who.ANYONE,
        ("POST", routes.LOG_OUT): Who.ANYONE,
        ("GET", routes.PORTRAIT): Who.ANYONE,
        ("GET", routes.GALLERY): Who.ANYONE,
        ("GET", routes.GALLERY_PART): Who.ANYONE,
        ("GET", routes.LIKED): Who.ANYONE,
        ("GET", routes.LIKED_PART): Who.ACCOUNT,
        ("GET", routes.CREATOR_FIRST_PAINT): Who.ANYONE,
        ("GET", routes.CREATOR_PART): Who.ANYONE,
        ("GET", routes.SUGGESTIONS): Who.ANYONE,
        ("POST", routes.ADULT_CONTENT): Who.ANYONE,
        ("GET", routes.PUBLIC_FIRST_PAINT): Who.ANYONE,
        ("GET", routes.PUBLIC_MARKDOWN): Who.ANYONE,
        ("GET", routes.PUBLIC_JSON): Who.ANYONE,
        ("GET", routes.PUBLIC_CARD): Who.ANYONE,
        ("GET", routes.PUBLIC_CHARACTER): Who.ANYONE,
        ("GET", routes.SITEMAP): Who.ANYONE,
        ("GET", routes.SITEMAP_PART): Who.ANYONE,
        ("GET", routes.ROBOTS): Who.ANYONE,
        ("GET", routes.FEED): Who.ANYONE,
        ("POST", routes.LIKE): Who.ANYONE,
        ("POST", routes.REMIX): Who.ANYONE,
        ("POST", routes.REPORT): Who.ANYONE,
        ("GET", routes.PICTURE): Who.ANYONE,
    },
    pages={
        routes.GALLERY: Who.ANYONE,
        routes.LIKED: Who.ACCOUNT,
        routes.CREATOR: Who.ANYONE,
        routes.PUBLIC_PAGE: Who.ANYONE,
        routes.LOGIN: Who.ANYONE,
        routes.REGISTER: Who.ANYONE,
        routes.NOWHERE: Who.ANYONE,
    },
)
