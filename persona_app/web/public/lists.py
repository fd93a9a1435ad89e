"""Lists for machines: sitemaps (https://www.sitemaps.org/protocol.html), the Atom feed (RFC 4287), robots.txt (RFC 9309)."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from persona_app.publishing.services.enumerating import PublicEntry, count_public, find_entry_at, list_newest, list_public
from persona_app.web import gateway, routes
from persona_app.web.public.page import SITE
from persona_app.web.public.plain import name_of, one_line

PART = 50_000
"""Addresses that one sitemap may hold, by its protocol."""
MOST_PARTS = 50_000
"""By the protocol too; no number beyond is asked of the database."""
BATCH = 1000
FEED_ENTRIES = 50
NOBODY_YET = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries was last changed: it must say something."""
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
CLOSED = ("/studio", "/account", "/admin", "/ui/", "/auth/", "/v1/")
"""What is nothing for crawlers."""


def xml(text: str) -> str:
    """One line of text, with no character that XML 1.0 forbids, and no markup."""
    return one_line(text).translate(_ESCAPES)


async def sitemap_index(base: str, *, size: int = PART) -> str:
    """Names the parts; one, though it may be empty."""
    count = await gateway.call(count_public)
    parts = range(1, max(1, -(-count // size)) + 1)
    listed = "".join(f"<sitemap><loc>{xml(base + routes.SITEMAP_PART.format(number=number))}</loc></sitemap>\n" for number in parts)
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{listed}</sitemapindex>\n'


async def sitemap_part(base: str, *, number: int, size: int = PART, batch: int = BATCH) -> AsyncIterator[str] | None:
    """One part, sent as it is read, a short unit of work for each batch; None when there is none of this number."""
    start = await gateway.call(find_entry_at, position=(number - 1) * size) if 1 <= number <= MOST_PARTS else None
    if start is None and number != 1:
        return None
    return _written(base, _entries(start, size=size, batch=batch) if start is not None else None)


async def _entries(start: UUID, *, size: int, batch: int) -> AsyncIterator[PublicEntry]:
    after, left = start, size
    while left > 0:
        wanted = min(batch, left)
        found = await gateway.call(list_public, start=after, limit=wanted + 1)
        for entry in found[:wanted]:
            yield entry
        if len(found) <= wanted:
            return
        after, left = found[-1].persona_id, left - wanted


async def _written(base: str, entries: AsyncIterator[PublicEntry] | None) -> AsyncIterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_SITEMAPS}">\n<url><loc>{xml(base + routes.GALLERY)}</loc></url>\n'
    if entries is not None:
        async for entry in entries:
            address = xml(base + routes.public_page(entry.slug))
            yield f"<url><loc>{address}</loc><lastmod>{entry.changed_at.isoformat()}</lastmod></url>\n"
    yield "</urlset>\n"


async def feed(base: str) -> str:
    """The newest public personas."""
    entries = await gateway.call(list_newest, limit=FEED_ENTRIES)
    updated = max((entry.changed_at for entry in entries), default=NOBODY_YET)
    address = xml(base + routes.FEED)
    head = (
        f'<title>New personas · {SITE}</title><id>{address}</id><updated>{updated.isoformat()}</updated><link rel="self" href="{address}"/>'
    )
    listed = "".join(_atom(base, entry) for entry in entries)
    return f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom">\n{head}<link href="{xml(base + routes.GALLERY)}"/>\n{listed}</feed>\n'


def _atom(base: str, entry: PublicEntry) -> str:
    address = xml(base + routes.public_page(entry.slug))
    return (
        f"<entry><title>{xml(name_of(entry.name))}</title><id>urn:uuid:{entry.persona_id}</id>"
        f'<link href="{address}"/><published>{entry.published_at.isoformat()}</published><updated>{entry.changed_at.isoformat()}</updated>'
        f"<author><name>{xml(entry.creator)}</name></author><summary>{xml(entry.headline)}</summary></entry>\n"
    )


def robots(base: str) -> str:
    """Everything public may be read; where the list of it is."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    return f"User-agent: *\n{closed}\nSitemap: {base}{routes.SITEMAP}\n"


__all__: Sequence[str] = ("feed", "robots", "sitemap_index", "sitemap_part")
