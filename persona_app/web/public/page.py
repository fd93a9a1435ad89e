"""A public page whole: its status, what stands in its head, and its content, from what is at the address."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, JsonValue

from persona_app.publishing.schemas import Gone, Lookup, Moved, PublicPersona, Visibility
from persona_app.web import routes
from persona_app.web.first_paint import json_ld, link, meta
from persona_app.web.public import gate, parts
from persona_app.web.public.article import article
from persona_app.web.public.plain import name_of, one_line
from persona_app.web.public.visit import Visit

SITE = "Persona Studio"
TITLE_MOST, DESCRIPTION_MOST = 100, 160
CARD_WIDTH, CARD_HEIGHT = 1200, 630
NOINDEX = meta(name="robots", content="noindex")
ADULT_ONLY = "Rated for adults. The page asks before it shows anything."


class PublicPage(BaseModel):
    """What a visitor gets. `moved_to` is the present slug when this one is a former one.

    Attributes:
        is_kept: may be kept for others who ask for the same: it is there, and depends on nothing but the persona.
    """

    model_config = ConfigDict(frozen=True)

    status: Literal[200, 301, 404, 410]
    title: str
    head: str
    body: str
    moved_to: str = ""
    is_kept: bool = False
    persona_id: UUID | None = None


def public_page(found: Lookup, visit: Visit) -> PublicPage:
    """The page for what was found."""
    if isinstance(found, PublicPersona):
        return _here(found, visit)
    if isinstance(found, Moved):
        return PublicPage(status=301, title=SITE, head=NOINDEX, body="", moved_to=found.slug)
    if isinstance(found, Gone):
        return PublicPage(status=410, title=f"No longer public · {SITE}", head=NOINDEX, body=gate.gone())
    return PublicPage(status=404, title=f"Nothing here · {SITE}", head=NOINDEX, body=gate.missing())


def _here(persona: PublicPersona, visit: Visit) -> PublicPage:
    is_plain = not (persona.is_adult or visit.has_liked or visit.has_reported)
    return PublicPage(
        status=200,
        title=title_of(persona),
        head=_head(persona, visit.base),
        body=article(persona, visit),
        is_kept=is_plain,
        persona_id=persona.persona_id,
    )


def title_of(persona: PublicPersona) -> str:
    """What the browser's tab and a search result say."""
    return f"{name_of(persona.face.name, most=TITLE_MOST)} · {SITE}"


def description_of(persona: PublicPersona) -> str:
    """One sentence for previews; of what is behind the gate nothing is told."""
    if persona.is_adult:
        return ADULT_ONLY
    by = f"A persona by {persona.creator}."
    first = [claim.text for field in persona.face.profile.fields for claim in field.claims[:2]]
    told = persona.face.headline or ", ".join(first[:4])
    return one_line(f"{told} · {by}" if told else by, most=DESCRIPTION_MOST)


def _head(persona: PublicPersona, base: str) -> str:
    title, description = name_of(persona.face.name, most=TITLE_MOST), description_of(persona)
    address, card = base + routes.public_page(persona.slug), base + routes.public_card(persona.slug)
    named = (
        *(("description", description), ("twitter:card", "summary_large_image"), ("twitter:title", title)),
        *(("twitter:description", description), ("twitter:image", card), ("author", persona.creator)),
    )
    graph = (
        *(("og:type", "profile"), ("og:site_name", SITE), ("og:title", title), ("og:description", description), ("og:url", address)),
        *(("og:image", card), ("og:image:type", "image/png"), ("og:image:width", str(CARD_WIDTH)), ("og:image:height", str(CARD_HEIGHT))),
        ("og:image:alt", f"A card with the face and the name of {title}"),
    )
    metas = [meta(name=name, content=content) for name, content in named] + [meta(prop=prop, content=content) for prop, content in graph]
    return "".join((*metas, link(rel="canonical", href=address), *_links(persona), *_robots(persona), json_ld(_structured(persona, base))))


def _links(persona: PublicPersona) -> list[str]:
    page = routes.public_page(persona.slug)
    return [
        link(rel="alternate", href=f"{page}.md", kind="text/markdown"),
        link(rel="alternate", href=f"{page}.json", kind="application/json"),
        link(rel="alternate", href=f"{page}.png", kind="image/png", title="Character card"),
        link(rel="alternate", href=routes.FEED, kind="application/atom+xml", title=f"New personas · {SITE}"),
    ]


def _robots(persona: PublicPersona) -> list[str]:
    found = [NOINDEX] if persona.visibility is not Visibility.PUBLIC else []
    return [*found, meta(name="rating", content="adult")] if persona.is_adult else found


def _structured(persona: PublicPersona, base: str) -> dict[str, JsonValue]:
    """https://schema.org/ProfilePage, as search engines read it."""
    address = base + routes.public_page(persona.slug)
    likes: JsonValue = {
        "@type": "InteractionCounter",
        "interactionType": "https://schema.org/LikeAction",
        "userInteractionCount": persona.likes,
    }
    who: dict[str, JsonValue] = {
        "@type": "Person",
        "@id": address,
        "name": name_of(persona.face.name, most=TITLE_MOST),
        "description": description_of(persona),
        "image": base + (routes.public_card(persona.slug) if persona.is_adult else parts.portrait_source(persona)),
        "interactionStatistic": likes,
    }
    if not persona.is_adult:
        who["keywords"] = ", ".join(tag.name for tag in persona.tags)
    author: JsonValue = {"@type": "Person", "name": persona.creator, "url": base + routes.creator(persona.creator)}
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "dateCreated": persona.published_at.isoformat(),
        "dateModified": persona.changed_at.isoformat(),
        "author": author,
        "mainEntity": who,
    }
