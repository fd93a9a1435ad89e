"""Rendered pages that this process keeps, for as long as it hears of every change of a publication.

`publication` is notified by PostgreSQL in the transaction of each change, so a page is dropped here, and in every other process,
as soon as the change is seen by anybody. While nobody listens nothing is kept: a page may be slow, never old.
"""

import gzip
import threading
from collections import OrderedDict
from typing import NamedTuple
from uuid import UUID

MOST_PAGES = 2000
MOST_BYTES = 64_000_000
"""Of all pages together, both encodings counted."""
PACKED_LEAST = 1024
PACKING = 6


class Kept(NamedTuple):
    """One answer, ready to be sent. `packed` is its gzip form."""

    persona_id: UUID
    content: bytes
    packed: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    etag: str

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.content) + len(self.packed)


def packed(content: bytes) -> bytes:
    """gzip, the same bytes each time."""
    return gzip.compress(content, PACKING, mtime=0)


class KeptPages:
    """Pages by key, the least recently asked for dropped first. Used from the event loop and from the listener's thread."""

    def __init__(self, *, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES) -> None:
        self._most_pages, self._most_bytes = most_pages, most_bytes
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._changes = 0
        self._is_heard = False
        self._lock = threading.Lock()

    def find(self, key: str) -> Kept | None:
        """The page, if it is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def begin(self) -> int:
        """Call before reading what a page is made of; `keep` takes the answer."""
        return self._changes

    def keep(self, key: str, page: Kept, *, since: int) -> None:
        """Keep it, unless something changed since it was begun, or changes are not heard of."""
        with self._lock:
            if not self._is_heard or since != self._changes or page.size > self._most_bytes:
                return
            self._remove(key)
            self._pages[key] = page
            self._bytes += page.size
            while len(self._pages) > self._most_pages or self._bytes > self._most_bytes:
                self._remove(next(iter(self._pages)))

    def changed(self, persona_id: UUID) -> None:
        """A publication was written, or one that it shows something of (the database notifies those too): its pages go."""
        with self._lock:
            self._changes += 1
            for key in [key for key, page in self._pages.items() if page.persona_id == persona_id]:
                self._remove(key)

    def heard(self, *, is_heard: bool) -> None:
        """The listener's connection came or went. What was kept before may have changed unheard."""
        with self._lock:
            self._changes += 1
            self._is_heard = is_heard
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _remove(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= page.size
