"""A persona's picture, and what is known about it."""

from pydantic import BaseModel, ConfigDict

from persona_app.media.schemas import KeptPicture, PictureRating
from persona_app.web import routes

MEANINGS = {
    PictureRating.SAFE: "for everybody",
    PictureRating.SUGGESTIVE: "suggestive",
    PictureRating.EXPLICIT: "explicit, so the whole persona is rated explicit",
    PictureRating.UNRATED: "not rated, so the whole persona counts as adult",
}


class ShownPicture(BaseModel):
    """The picture; no `source`: there is none. `needs_word`: nothing judged it, and its owner has not said for whom it is."""

    model_config = ConfigDict(frozen=True)

    source: str = ""
    extent: str = ""
    words: str = ""
    needs_word: bool = False


def shown_picture(kept: KeptPicture | None) -> ShownPicture:
    """The picture and what is known about it."""
    if kept is None:
        return ShownPicture()
    return ShownPicture(
        source=routes.picture(kept.sha256),
        extent=f"{kept.width:,} by {kept.height:,} pixels",
        words=_words(kept),
        needs_word=kept.judged is None and kept.declared is None,
    )


def _words(kept: KeptPicture) -> str:
    if kept.judged is None and kept.declared is None:
        return "Nothing here can judge pictures, and you have not said for whom it is: until you do, the persona counts as adult."
    told = []
    if kept.judged is not None:
        told.append(f"The model's moderation finds it {MEANINGS[kept.judged]}.")
    if kept.declared is not None:
        told.append(f"You say that it is {MEANINGS[kept.declared]}.")
    return " ".join(told)
