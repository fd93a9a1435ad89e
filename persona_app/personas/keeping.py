"""Versions that this process keeps in memory, so that a persona that is often opened is not read and validated each time.

A version never changes, and its id is never given twice; so what is kept under an id is right for as long as the version is there. Who
may see it is asked of the database each time: services look the id up with the owner in the query, and only then here. What a transaction
changed itself, it therefore sees at once, and a persona that is gone is not found whatever is kept.

What is left is erasure: a persona's words must not outlive it in memory. PostgreSQL notifies `persona_gone` with each persona that is
deleted, in the same transaction, and every process drops its versions. While nobody listens, nothing is kept and nothing is found.
"""

import threading
from collections import OrderedDict
from uuid import UUID

from persona_app.personas.comparing import claims_in
from persona_app.personas.schemas import VersionView

GONE = "persona_gone"
"""The channel of personas that were deleted."""
MOST_BYTES = 64_000_000
"""Of all versions together, as `weight` counts."""
_PER_CITATION, _PER_CLAIM, _PER_VERSION = 1_100, 1_500, 20_000
"""Bytes of Python objects beside their words, measured (`tests/unit/personas/test_keeping.py` weighs again)."""


def weight(version: VersionView) -> int:
    """About how many bytes a version takes in memory; rather too many than too few."""
    claims = [claim for _, claim in claims_in(version.profile)]
    claims += [side for each in version.profile.contradictions for side in (each.left, each.right)]
    citations = [citation for claim in claims for citation in claim.citations]
    words = [claim.value for claim in claims] + [getattr(each, "quote", "") for each in citations]
    texts = sum(map(_bytes, (version.content, version.engine_content or "", *words)))
    ids = len(version.data_ids) + len(version.thought_ids)
    return _PER_VERSION + texts + _PER_CLAIM * len(claims) + _PER_CITATION * len(citations) + 100 * ids


def _bytes(text: str) -> int:
    """Python keeps up to four bytes for a character, and beside them its UTF-8."""
    return len(text) if text.isascii() else 8 * len(text)


class KeptVersions:
    """Versions by id, the least recently asked for dropped first. Used from threads and from the listener's thread."""

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._versions: OrderedDict[UUID, tuple[VersionView, int]] = OrderedDict()
        self._bytes = 0
        self._changes = 0
        self._is_heard = False
        self._lock = threading.Lock()

    @property
    def is_heard(self) -> bool:
        """Is anything kept at all? Not while personas may go unheard."""
        return self._is_heard

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return self._bytes

    def find(self, version_id: UUID) -> VersionView | None:
        """The version, if it is kept. Ask only with an id that the database just gave for this very actor."""
        with self._lock:
            found = self._versions.get(version_id)
            if found is None:
                return None
            self._versions.move_to_end(version_id)
            return found[0]

    def begin(self) -> int:
        """Call before reading a version; `keep` takes the answer."""
        return self._changes

    def keep(self, version: VersionView, *, since: int) -> None:
        """Keep it, unless a persona went since it was begun, or that is not heard of."""
        size = weight(version)
        with self._lock:
            if not self._is_heard or since != self._changes or size > self._most_bytes:
                return
            self._remove(version.id)
            self._versions[version.id] = (version, size)
            self._bytes += size
            while self._bytes > self._most_bytes:
                self._remove(next(iter(self._versions)))

    def changed(self, persona_id: UUID) -> None:
        """The persona is gone: so are its versions."""
        with self._lock:
            self._changes += 1
            for version_id in [each for each, (version, _) in self._versions.items() if version.persona_id == persona_id]:
                self._remove(version_id)

    def heard(self, *, is_heard: bool) -> None:
        """The listener's connection came or went. Personas may have gone unheard."""
        with self._lock:
            self._changes += 1
            self._is_heard = is_heard
            self._versions.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._versions)

    def _remove(self, version_id: UUID) -> None:
        found = self._versions.pop(version_id, None)
        if found is not None:
            self._bytes -= found[1]


VERSIONS = KeptVersions()
"""This process's own."""
