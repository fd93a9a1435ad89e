"""What is at a public address, from the database."""

from persona_app.publishing.schemas import Lookup
from persona_app.publishing.services.showing import find_public
from persona_app.web import gateway

LONGEST_SLUG = 300


async def look_up(slug: str) -> Lookup:
    """What is there; two questions to the database at most, and nothing beside them."""
    if not slug or len(slug) > LONGEST_SLUG or "\x00" in slug:
        return None
    return await gateway.glance(find_public, slug=slug)
