"""What nobody may publish, whatever was found and whatever the owner says."""

from persona_app.publishing.errors import SexualisedMinor
from persona_app.publishing.schemas import AgeBucket, Rating

MINORS = frozenset({AgeBucket.CHILD, AgeBucket.TEEN})


def require_no_sexualised_minor(*, rating: Rating, age_bucket: AgeBucket) -> None:
    """Go on only if text, picture and owner together make nothing explicit of somebody under 18.

    Raises:
        SexualisedMinor: they do.
    """
    if rating is Rating.EXPLICIT and age_bucket in MINORS:
        raise SexualisedMinor
