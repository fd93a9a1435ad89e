"""The public persona of the present address, and whether this reader likes it."""

import reflex as rx
from reflex.event import EventSpec

from persona_app.core.errors import NotFound
from persona_app.gallery.services.liking import get_like
from persona_app.web import gateway, routes
from persona_app.web.agreeing import as_agreed
from persona_app.web.public.finding import look_up
from persona_app.web.public.page import public_page
from persona_app.web.public.visit import visit
from persona_app.web.session import find_current_actor

NOT_ASKED = -1


class PublicPersonaState(rx.State):
    """Its article, as HTML that `web/public` escaped; empty until it has come. `likes` is the exact number, for who is logged in."""

    article: str = ""
    title: str = ""
    is_liked: bool = False
    likes: int = NOT_ASKED

    @rx.event
    async def opened(self) -> EventSpec | None:
        """The page was opened: show what the server's first paint shows, and what only this reader sees."""
        slug = str(getattr(self, "slug", ""))
        self.article, self.title, self.likes, self.is_liked = "", "", NOT_ASKED, False
        found, came = await look_up(slug), visit(cookie=self.router.headers.cookie, query=self.router.url.query)
        page = public_page(found, await as_agreed(came, found, find_current_actor()))
        if page.moved_to:
            return rx.redirect(routes.public_page(page.moved_to))
        self.article, self.title = page.body, page.title
        if page.persona_id:
            await self._ask_like(slug)
        return None

    async def _ask_like(self, slug: str) -> None:
        actor = find_current_actor()
        if actor is None:
            return
        try:
            found = await gateway.call(get_like, slug=slug, actor=actor)
        except NotFound:
            return  # withdrawn this very moment
        self.is_liked, self.likes = found.is_liked, found.count
