"""What the pages of the gallery show, each read in one unit of work."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.gallery.schemas import Filters, PublicCard
from persona_app.gallery.services.liking import list_liked
from persona_app.gallery.services.recognising import find_liked
from persona_app.gallery.services.searching import search_public
from persona_app.web import routes
from persona_app.web.public.gallery.card import Reader
from persona_app.web.public.gallery.page import GalleryView
from persona_app.web.public.gallery.query import PAGE_SIZE, GalleryQuery


class Asked(BaseModel):
    """A request for a page of cards.

    Attributes:
        after: the cursor behind which to go on; empty: from the beginning, as many as the query shows.
        wants_adult: the visitor's own word; an account's is kept with it.
        path: where the page stands.
    """

    model_config = ConfigDict(frozen=True)

    query: GalleryQuery = GalleryQuery()
    after: str = ""
    wants_adult: bool = False
    path: str = routes.GALLERY

    @property
    def here(self) -> str:
        """The address to come back to."""
        return self.query.address(self.path)


def read_gallery(session: Session, *, actor: Actor | None, asked: Asked) -> GalleryView:
    """Personas found, from the beginning as far as the address says, or the page behind a cursor."""
    query, first = asked.query, None
    cards: list[PublicCard] = []
    cursor: str | None = asked.after or None
    for _ in range(1 if asked.after else query.shown // PAGE_SIZE):
        found = search_public(
            session, query=query.words, filters=query.filters, sort=query.order, adult=asked.wants_adult, cursor=cursor, limit=PAGE_SIZE
        )
        first = first or found
        cards += found.items
        cursor = found.next_cursor
        if cursor is None:
            break
    assert first is not None  # noqa: S101 - at least one page is read
    return GalleryView(
        query=query,
        path=asked.path,
        cards=tuple(cards),
        facets=first.facets,
        total=first.total,
        is_capped=first.is_capped,
        next_cursor=cursor or "",
        did_you_mean=first.did_you_mean or "",
        is_bare=not cards and not query.is_narrowed and _is_bare(session, asked),
        shows_adult=asked.wants_adult,
        reader=_reader(session, actor=actor, cards=cards, here=asked.here),
    )


def _is_bare(session: Session, asked: Asked) -> bool:
    """Is nobody there, even for adults?"""
    return asked.wants_adult or not search_public(session, adult=True, limit=1).items


def read_creator(session: Session, *, actor: Actor | None, asked: Asked, handle: str) -> GalleryView | None:
    """A creator's public personas; None for a handle that nobody has, or that has published nothing."""
    mine = asked.model_copy(update={"query": asked.query.model_copy(update={"filters": Filters(creator=handle), "words": ""})})
    view = read_gallery(session, actor=actor, asked=mine)
    is_there = bool(view.cards) or search_public(session, filters=Filters(creator=handle), adult=True, limit=1).items
    return view if is_there else None


def read_liked(session: Session, *, actor: Actor, asked: Asked) -> GalleryView:
    """What the account likes, the latest first."""
    cards: list[PublicCard] = []
    cursor: str | None = asked.after or None
    for _ in range(1 if asked.after else asked.query.shown // PAGE_SIZE):
        page = list_liked(session, actor=actor, cursor=cursor, limit=PAGE_SIZE)
        cards += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    reader = Reader(is_signed_in=True, liked=frozenset(card.slug for card in cards), here=asked.here)
    return GalleryView(query=asked.query, path=asked.path, cards=tuple(cards), next_cursor=cursor or "", reader=reader)


def _reader(session: Session, *, actor: Actor | None, cards: Sequence[PublicCard], here: str) -> Reader:
    liked = find_liked(session, actor=actor, persona_ids=[card.persona_id for card in cards]) if actor and cards else frozenset()
    return Reader(is_signed_in=actor is not None, liked=frozenset(card.slug for card in cards if card.persona_id in liked), here=here)
