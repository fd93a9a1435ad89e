"""Every URL of the pages and of their form endpoints: the pattern as registered, and a builder where it has parts."""

from typing import Literal
from urllib.parse import quote, urlencode
from uuid import UUID

from persona_app.media.schemas import Size

GALLERY = "/"
LIKED = "/liked"
LOGIN = "/login"
REGISTER = "/register"
STUDIO = "/studio"
NEW_PERSONA = "/studio/new"
TEMPLATES = "/studio/templates"
IMPORTS = "/studio/imports"
ACCOUNT = "/account"
ACCOUNT_WEBHOOKS = "/account/webhooks"
ACCOUNT_ACTIVITY = "/account/activity"

ADMIN_CORPORA = "/admin/corpora"
ADMIN_REPORTS = "/admin/reports"
ADMIN_AUDIT = "/admin/audit"

FIXED_PAGES = frozenset(
    {
        GALLERY,
        LOGIN,
        REGISTER,
        STUDIO,
        NEW_PERSONA,
        TEMPLATES,
        IMPORTS,
        ACCOUNT,
        ACCOUNT_WEBHOOKS,
        ACCOUNT_ACTIVITY,
        ADMIN_CORPORA,
        ADMIN_REPORTS,
        ADMIN_AUDIT,
    }
)
"""The pages whose address has no variable part: they are there as files when the pages are built. The server fills `LIKED` by itself."""

CREATOR = "/u/[creator_handle]"
"""A creator's public personas; the part is the state variable `creator_handle`, `handle` being the own account's."""
CREATOR_FIRST_PAINT = "/u/{creator_handle}"
GALLERY_PART = "/ui/gallery"
LIKED_PART = "/ui/liked"
CREATOR_PART = "/ui/u/{creator_handle}"
SUGGESTIONS = "/ui/suggestions"
ADULT_CONTENT = "/ui/adult"

NOWHERE = "404"
"""What is shown at an address that leads to nothing."""

PERSONA = "/studio/[persona_id]"
"""The persona's profile; the part is the state variable `persona_id`."""

PersonaSection = Literal["content", "data", "characters", "thoughts", "versions", "parent", "publish", "activity", "settings"]
PERSONA_CONTENT = f"{PERSONA}/content"
PERSONA_DATA = f"{PERSONA}/data"
PERSONA_CHARACTERS = f"{PERSONA}/characters"
PERSONA_THOUGHTS = f"{PERSONA}/thoughts"
PERSONA_VERSIONS = f"{PERSONA}/versions"
PERSONA_PARENT = f"{PERSONA}/parent"
PERSONA_PUBLISH = f"{PERSONA}/publish"
PERSONA_ACTIVITY = f"{PERSONA}/activity"
PERSONA_SETTINGS = f"{PERSONA}/settings"

PUBLIC_PAGE = "/p/[slug]"
"""What visitors see of a persona; the part is the state variable `slug`."""
PUBLIC_FIRST_PAINT = "/p/{slug}"
PUBLIC_MARKDOWN = "/p/{slug}.md"
PUBLIC_JSON = "/p/{slug}.json"
PUBLIC_CARD = "/p/{slug}/card.png"
PUBLIC_CHARACTER = "/p/{slug}.png"
SITEMAP = "/sitemap.xml"
SITEMAP_PART = "/sitemap-{number}.xml"
ROBOTS = "/robots.txt"
FEED = "/feed.atom"
LIKE = "/ui/public/{slug}/like"
REMIX = "/ui/public/{slug}/remix"
REPORT = "/ui/public/{slug}/report"

LOG_IN = "/auth/login"
SIGN_UP = "/auth/register"
LOG_OUT = "/auth/logout"
MAKE_TOKEN = "/ui/tokens"  # noqa: S105 - an address
MAKE_WEBHOOK = "/ui/webhooks"
WEBHOOK_SECRET = "/ui/webhooks/{webhook_id}/secret"  # noqa: S105 - an address
EXPORT_ACCOUNT = "/ui/account/export"
ERASE_ACCOUNT = "/ui/account/erase"
SUBMIT_PERSONA = "/ui/personas"
SUBMIT_CORPUS = "/ui/corpora"
SUBMIT_IMPORT = "/ui/imports"
SUBMIT_MANY = "/ui/imports/many"
EXPORT_EVERYTHING = "/ui/exports/everything"
EXPORT = "/ui/personas/{persona_id}/export"
EXPORT_MANY = "/ui/studio/export"
USE = "/ui/personas/{persona_id}/uses"
SUBMIT_DATA = "/ui/personas/{persona_id}/data"
SUBMIT_PICTURE = "/ui/personas/{persona_id}/picture"
CONTENT = "/ui/personas/{persona_id}/content"
PREVIEW = "/ui/preview"
PORTRAIT = "/portraits/{persona_id}.svg"
PICTURE = "/pictures/{sha256}/{size}.webp"
VERSION_MARKDOWN = "/ui/personas/{persona_id}/versions/{number}.md"
VERSION_PROFILE = "/ui/personas/{persona_id}/versions/{number}.json"
DATUM_TEXT = "/ui/personas/{persona_id}/data/{data_id}.txt"


def persona(persona_id: UUID | str, section: PersonaSection | None = None) -> str:
    """The address of a persona in the studio, or of one of its sections."""
    return f"{STUDIO}/{persona_id}" + (f"/{section}" if section else "")


def studio(*, query: str = "", label: str = "", folder: str = "", order: str = "", is_archived: bool = False) -> str:
    """The list of one's own personas, narrowed and ordered; what is empty is left out."""
    asked = {"q": query, "folder": folder, "label": label, "order": order, "shelf": "archived" if is_archived else ""}
    written = urlencode({name: value for name, value in asked.items() if value})
    return STUDIO + (f"?{written}" if written else "")


def creator(handle: str) -> str:
    """A creator's page."""
    return CREATOR_FIRST_PAINT.format(creator_handle=quote(handle, safe=""))


def webhook_secret(webhook_id: UUID | str) -> str:
    """Where the form that gives a webhook a new secret is sent."""
    return WEBHOOK_SECRET.format(webhook_id=webhook_id)


def submit_data(persona_id: UUID | str) -> str:
    """Where the form that adds data to a persona is sent."""
    return SUBMIT_DATA.format(persona_id=persona_id)


def submit_picture(persona_id: UUID | str) -> str:
    """Where the form that gives a persona its picture is sent."""
    return SUBMIT_PICTURE.format(persona_id=persona_id)


def picture(sha256: str, size: Size = Size.MEDIUM) -> str:
    """A size of a persona's picture."""
    return PICTURE.format(sha256=sha256, size=size.value)


def persona_data(persona_id: UUID | str, *, query: str = "") -> str:
    """The list of a persona's data, searched for some words."""
    return persona(persona_id, "data") + (f"?{urlencode({'q': query})}" if query else "")


def persona_datum(persona_id: UUID | str, data_id: UUID | str, *, at: tuple[int, int] | None = None) -> str:
    """One datum whole, with a place in it marked."""
    place = {"at": f"{at[0]}-{at[1]}"} if at else {}
    return persona(persona_id, "data") + f"?{urlencode({'open': str(data_id)} | place)}"


def persona_version(persona_id: UUID | str, number: int) -> str:
    """One version of a persona."""
    return persona(persona_id, "versions") + f"?number={number}"


def persona_comparison(persona_id: UUID | str, *, before: int, after: int, is_side_by_side: bool = False) -> str:
    """What one version changed since another."""
    return persona_version(persona_id, after) + f"&since={before}" + ("&view=side" if is_side_by_side else "")


def persona_blame(persona_id: UUID | str, number: int) -> str:
    """Which version brought what of one version."""
    return persona_version(persona_id, number) + "&view=blame"


def persona_thoughts(persona_id: UUID | str, *, character_id: UUID | str | None = None) -> str:
    """The thoughts of a persona, of one of its characters if one is named."""
    return persona(persona_id, "thoughts") + (f"?{urlencode({'character': str(character_id)})}" if character_id else "")


def new_from_template(template_id: str) -> str:
    """The door of templates, with one chosen."""
    return f"{new_persona('template')}&{urlencode({'template': template_id})}"


def edit_template(template_id: str = "new") -> str:
    """One's own template, or a new one, to be written."""
    return f"{TEMPLATES}?{urlencode({'edit': template_id})}"


def copy_template(template_id: str) -> str:
    """A new template that begins with the content of another."""
    return f"{edit_template()}&{urlencode({'of': template_id})}"


def template_of(persona_id: UUID | str) -> str:
    """A new template that begins with a persona's content."""
    return f"{edit_template()}&{urlencode({'persona': str(persona_id)})}"


def new_persona(door: Literal["characters", "template", "mine", "card"] | None = None) -> str:
    """The page that makes a persona, with one of its doors open."""
    return NEW_PERSONA + (f"?from={door}" if door else "")


def imports(batch_id: UUID | str) -> str:
    """The page of imports, with one of them open."""
    return f"{IMPORTS}?import={batch_id}"


def version_markdown(persona_id: UUID | str, number: int) -> str:
    """A version's content as a file."""
    return VERSION_MARKDOWN.format(persona_id=persona_id, number=number)


def version_profile(persona_id: UUID | str, number: int) -> str:
    """A version's profile as a file."""
    return VERSION_PROFILE.format(persona_id=persona_id, number=number)


def datum_text(persona_id: UUID | str, data_id: UUID | str) -> str:
    """A datum's text as a file."""
    return DATUM_TEXT.format(persona_id=persona_id, data_id=data_id)


def public_page(slug: str) -> str:
    """The address of a public persona."""
    return PUBLIC_FIRST_PAINT.format(slug=quote(slug))


def like(slug: str) -> str:
    """Where the form that likes a public persona is sent."""
    return LIKE.format(slug=quote(slug, safe=""))


def public_card(slug: str) -> str:
    """Its picture for previews."""
    return PUBLIC_CARD.format(slug=quote(slug))


def local_path(target: str | None, *, otherwise: str = STUDIO) -> str:
    """The target, without a slash at the end, if it is a path of this site, else `otherwise`: logging in must not lead elsewhere.

    Browsers read `//host`, `/\\host` and control characters as ways out, so only a plain absolute path passes.
    """
    if not target or not target.startswith("/") or target[1:2] in {"/", "\\"} or len(target) > 500:
        return otherwise
    if any(character <= " " or character in {"\\", "\x7f"} for character in target):
        return otherwise
    path, mark, query = target.partition("?")
    return (path.rstrip("/") or "/") + mark + query


def login(*, then: str) -> str:
    """The log-in page, which leads on to a local path."""
    return f"{LOGIN}?{urlencode({'next': then})}"
