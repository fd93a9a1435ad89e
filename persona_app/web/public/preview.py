"""What visitors will see, shown to the owner before anything is public: the page's own article, without what acts."""

from uuid import UUID

from persona_app.core.clock import now
from persona_app.publishing.schemas import UNKNOWN_AGE, AgeBucket, Face, Gender, PublicPersona, Rating, Visibility
from persona_app.web.public import parts
from persona_app.web.public.article import article
from persona_app.web.public.visit import Visit


def preview(face: Face, *, persona_id: UUID, creator: str, source: str, picture_sha256: str | None = None) -> str:
    """The article as HTML. Tags, rating, age and gender are derived later, so they are not in it."""
    persona = PublicPersona(
        slug="preview",
        persona_id=persona_id,
        creator=creator,
        face=face,
        tags=(),
        rating=Rating.SAFE,
        gender=Gender.UNKNOWN,
        age=UNKNOWN_AGE,
        age_bucket=AgeBucket.UNKNOWN,
        source=source,
        likes=0,
        picture_sha256=picture_sha256,
        visibility=Visibility.PRIVATE,
        published_at=now(),
        changed_at=now(),
    )
    visit = Visit(is_adult=True)
    whole = article(persona, visit)
    for acting in (parts.actions(persona, visit), parts.report(persona, visit)):
        whole = whole.replace(acting, "")
    return whole.replace("<h1>", '<h1 aria-level="2">')
