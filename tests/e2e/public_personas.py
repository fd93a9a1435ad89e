"""Public personas in a running installation, written straight into its database: a browser story needs dozens of them at once."""

from collections.abc import Sequence

from persona_app.accounts.schemas import Actor
from persona_app.core.db import configure, unit_of_work
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from persona_app.gallery.services.folding import fold
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public
from tests.serving import Studio


class Publisher:
    """Somebody who publishes in an installation.

    Attributes:
        handle: under which creator's page their personas stand.
    """

    def __init__(self, studio: Studio, *, handle: str) -> None:
        self.handle = handle
        self._url = EmbeddedPostgres(studio.home).url()
        configure(self._url)
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            self.actor: Actor = make_actor(session, handle=handle)

    def publish(self, *names: str, tags: Sequence[str] = (), **fields: object) -> list[str]:
        """A persona for each name, the first the most liked; their slugs."""
        configure(self._url)
        with unit_of_work(acting_for=self.actor.account_id) as session:
            return [
                make_public(session, actor=self.actor, name=name, tags=tags, likes=len(names) - place, **fields).slug
                for place, name in enumerate(names)
            ]

    def settle(self) -> None:
        """What the worker does every second: the words of new personas are added to those that spelling is judged by."""
        configure(self._url)
        while True:
            with unit_of_work(for_system=SystemWork.SHARED) as session:
                if not fold(session):
                    return
