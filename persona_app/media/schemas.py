"""What a picture is to others."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Size(StrEnum):
    """The sizes that every picture is kept in: two squares cut from its middle, and the whole."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


SIDES: Mapping[Size, int] = {Size.SMALL: 128, Size.MEDIUM: 384, Size.LARGE: 1024}
"""The longest side in pixels; none is enlarged."""


class PictureRating(StrEnum):
    """For whom a picture is, as a judge or its owner says; `unrated` when nobody did."""

    UNRATED = "unrated"
    SAFE = "safe"
    SUGGESTIVE = "suggestive"
    EXPLICIT = "explicit"


SEVERITY = (PictureRating.SAFE, PictureRating.SUGGESTIVE, PictureRating.UNRATED, PictureRating.EXPLICIT)
"""From mild to strict, as `rating_rank` in the database: what nobody judged is kept from the young, too."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Rendered(_Frozen):
    """A picture drawn anew: no byte of what was sent is left.

    Attributes:
        sha256: of the large size's bytes, in hex. The same picture gives the same, whatever its metadata.
        files: WebP, by size.
        png: the large size again, for a judge.
    """

    sha256: str
    width: int
    height: int
    files: Mapping[Size, bytes]
    png: bytes


class KeptPicture(_Frozen):
    """A persona's picture. `judged` is what a judge said, `declared` what the owner did."""

    sha256: str
    width: int
    height: int
    judged: PictureRating | None
    declared: PictureRating | None

    @property
    def rating(self) -> PictureRating:
        """The stricter of both; without either, `unrated`."""
        return max((each for each in (self.judged, self.declared) if each), key=SEVERITY.index, default=PictureRating.UNRATED)
