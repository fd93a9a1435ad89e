"""What can go wrong with public personas."""

from persona_app.core.errors import NotFound


class PublicPersonaNotFound(NotFound):
    """Nothing public ever had this address."""

    code = "public_persona_not_found"

    def __init__(self) -> None:
        super().__init__("There is no public persona at this address. Look for it in the gallery.")


class PublicPersonaGone(NotFound):
    """There was a public persona at this address."""

    code = "public_persona_gone"

    def __init__(self) -> None:
        super().__init__("The persona that was at this address is not public any more.")


class PublicPersonaMoved(NotFound):
    """The persona has another address now.

    Attributes:
        slug: the present one.
    """

    code = "public_persona_moved"

    def __init__(self, slug: str) -> None:
        super().__init__(f"This persona has moved. Its address is now {slug}.")
        self.slug = slug
