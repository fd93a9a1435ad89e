"""One persona in a grid: face, name, headline, two tags, likes."""

from collections.abc import Collection, Sequence

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from persona_app.gallery.schemas import PublicCard
from persona_app.media.schemas import Size
from persona_app.web import routes
from persona_app.web.components.portrait import portrait_source
from persona_app.web.public.gallery.markup import HEART, element, join, words
from persona_app.web.public.plain import one_line
from persona_app.web.shown.quantities import count

FACE_SIDE = 256
"""Of a picture, in its own pixels; the stylesheet says how large it is drawn."""
EAGER = 6
"""Faces of the first rows are fetched at once, those below when they come near."""


class Reader(BaseModel):
    """Who looks at the cards.

    Attributes:
        is_signed_in: may like.
        liked: the slugs that the reader likes, of those shown.
        here: the address to come back to after a form without scripts, or a log-in.
    """

    model_config = ConfigDict(frozen=True)

    is_signed_in: bool = False
    liked: frozenset[str] = frozenset()
    here: str = routes.GALLERY


def grid(cards: Sequence[PublicCard], *, reader: Reader) -> Markup:
    """The list of them."""
    items = (card_item(card, reader=reader, is_near=place < EAGER) for place, card in enumerate(cards))
    return element("ul", *items, class_="gallery-grid", data_gallery_grid=True, aria_label="Personas")


def card_item(card: PublicCard, *, reader: Reader, is_near: bool = False) -> Markup:
    """A card. The whole of it leads to the persona; the heart lies above."""
    name = element("a", words(card.name), class_="face-name", href=routes.public_page(card.slug), data_card=True)
    return element(
        "li",
        _face(card, is_near=is_near),
        element("div", element("h2", name), like(card, reader=reader), class_="face-head"),
        element("p", words(card.headline), class_="face-headline") if card.headline else None,
        _tags(card),
        class_="face",
        data_slug=card.slug,
    )


def like(card: PublicCard, *, reader: Reader) -> Markup:
    """The heart: a form of its own, which `assets/js/gallery.js` sends without leaving the page. Visitors are led to the log-in."""
    shown = join(HEART, element("span", f"{card.likes:,}", class_="like-count", data_like_count=True))
    name = one_line(card.name, most=80)
    if not reader.is_signed_in:
        label = f"{count(card.likes, 'like')}. Log in to like {name}"
        return element("a", shown, class_="like", href=routes.login(then=reader.here), aria_label=label)
    is_liked = card.slug in reader.liked
    button = element(
        "button",
        shown,
        type="submit",
        class_="like",
        aria_pressed="true" if is_liked else "false",
        aria_label=f"Like {name}, {count(card.likes, 'like')}",
        data_name=name,
    )
    hidden = _hidden(reader.here, is_liked)
    return element("form", button, *hidden, method="post", action=routes.like(card.slug), class_="like-form", data_heart=True)


def _hidden(here: str, is_liked: bool) -> tuple[Markup | None, ...]:
    undo = element("input", type="hidden", name="undo", value="yes") if is_liked else None
    return undo, element("input", type="hidden", name="then", value=here)


def _face(card: PublicCard, *, is_near: bool) -> Markup:
    source = portrait_source(card.persona_id, card.name, picture=card.picture_sha256, size=Size.MEDIUM)
    picture = element("img", src=source, alt="", width=FACE_SIDE, height=FACE_SIDE, loading=None if is_near else "lazy", decoding="async")
    return element("span", picture, class_="face-picture", aria_hidden="true")


def _tags(card: PublicCard) -> Markup | None:
    named: Collection[str | None] = [card.rating.value if card.is_adult else None, *card.tags[:2]]
    tags = [element("span", tag) for tag in named if tag]
    return element("p", *tags, class_="face-tags") if tags else None
