"""One's own personas that another can follow, as they are listed to choose from."""

from pydantic import BaseModel, ConfigDict

from persona_app.personas.studio_schemas import Found, StudioCard
from persona_app.web.components.portrait import initial_of
from persona_app.web.shown.studio import found_words

NONE_FITS = "None of your personas that have a version has these words. Try fewer letters, or another word."


class ShownCandidate(BaseModel):
    """A persona that could be followed; `called` is its name, where it is shown under another one."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    called: str
    initial: str
    picture: str
    summary: str
    version: str

    @classmethod
    def of(cls, card: StudioCard) -> "ShownCandidate":
        """What is shown of it."""
        shown = card.display_name or card.name
        return cls(
            id=str(card.id),
            name=shown,
            called=card.name if shown != card.name else "",
            initial=initial_of(shown),
            picture=card.picture_sha256 or "",
            summary=card.description or card.summary,
            version=f"Version {card.version_count}",
        )


def candidates_words(found: Found, *, is_narrowed: bool) -> str:
    """How many there are to choose from, or what to do when words find none; nothing when there is none at all."""
    if found.count:
        return found_words(found, is_narrowed=is_narrowed, is_archived=False)
    return NONE_FITS if is_narrowed else ""
