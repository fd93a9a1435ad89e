"""The public persona of the present address, and whether this reader likes it."""

import reflex as rx
from reflex.event import EventSpec

from persona_app.web import routes
from persona_app.web.public.finding import look_up
from persona_app.web.public.page import public_page
from persona_app.web.public.visit import visit


class PublicPersonaState(rx.State):
    """Its article, as HTML that `web/public` escaped. Empty until it has come."""

    article: str = ""
    title: str = ""
    is_liked: bool = False

    @rx.event
    async def opened(self) -> EventSpec | None:
        """The page was opened: show what the server's first paint shows."""
        slug = str(getattr(self, "slug", ""))
        self.article, self.title = "", ""
        page = public_page(await look_up(slug), visit(cookie=self.router.headers.cookie, query=self.router.url.query))
        if page.moved_to:
            return rx.redirect(routes.public_page(page.moved_to))
        self.article, self.title = page.body, page.title
        return None
