"""A long text, as much of it as a page can show, with one place marked."""

from pydantic import BaseModel, ConfigDict

from persona_app.web.shown.quantities import count

WINDOW = 200_000
"""Characters shown at first, and more each time."""

LEAD = 2_000
"""Characters before the marked place, when it lies beyond the first window."""


class Place(BaseModel):
    """Where a quote stands, in code points; `end` is exclusive."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int


class ShownText(BaseModel):
    """`before + quote + after` is what is shown, up to `until`; without a marked place, all stands in `before`."""

    model_config = ConfigDict(frozen=True)

    before: str = ""
    quote: str = ""
    after: str = ""
    begins_at: int = 0
    until: int = 0
    rest: str = ""
    place: Place | None = None


def shown_text(text: str, *, until: int, place: Place | None = None) -> ShownText:
    """The text from its beginning, or from a little before a place that lies far in it, up to about `until`."""
    if place is not None and not place.start < place.end <= len(text):
        place = None
    begins_at = max(0, place.start - LEAD) if place is not None and place.end > WINDOW else 0
    ends_at = min(len(text), max(until, begins_at + WINDOW if begins_at else until))
    left = len(text) - ends_at
    start, end = (place.start, place.end) if place is not None else (ends_at, ends_at)
    return ShownText(
        before=text[begins_at:start],
        quote=text[start:end],
        after=text[end:ends_at],
        begins_at=begins_at,
        until=ends_at,
        rest=f"{count(left, 'character')} more" if left else "",
        place=place,
    )
