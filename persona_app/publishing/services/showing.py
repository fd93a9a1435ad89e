"""What is at a public address: for anybody, and without a look at anything that is not public."""

from sqlmodel import Session

from persona_app.publishing import queries
from persona_app.publishing.schemas import Gone, Lookup, Moved
from persona_app.publishing.slugs import LONGEST_SLUG, digest_of


def find_public(session: Session, *, slug: str) -> Lookup:
    """The persona at this address; where it is now, if it moved; that it is gone; or None: nothing ever was there.

    One query for what is public, a second one else.
    """
    if not 0 < len(slug) <= LONGEST_SLUG or not slug.isascii() or not slug.isprintable():
        return None
    found = queries.find_visible(session, slug=slug)
    if found is not None:
        return found
    was_given, now_at = queries.find_former(session, digest=digest_of(slug))
    if not was_given:
        return None
    return Moved(slug=now_at) if now_at is not None and now_at != slug else Gone()
