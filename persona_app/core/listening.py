"""Hears of changes that PostgreSQL notifies, on a connection of its own; tells those who keep something when it hears nothing."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol
from uuid import UUID

import psycopg
from loguru import logger
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from persona_app.core.db import libpq_url

PUBLICATION = "publication"
"""The channel of whoever keeps what visitors see."""
LOOK_SECONDS = 0.5
"""How often the listener looks whether it shall end, while nothing is notified."""
PROBE_SECONDS = 10.0
"""After so much silence the connection is asked for a sign of life: a network that swallows everything raises no error."""
PAUSES = (0.1, 0.5, 1, 2, 5)
"""Seconds before it connects again, the last one for all further times."""
CONNECT_SECONDS = 5
PATIENCE = "keepalives_idle=10 keepalives_interval=5 keepalives_count=2 tcp_user_timeout=10000"
"""Until a network that swallows everything is noticed (libpq's words)."""


class Hearer(Protocol):
    """Keeps what a change makes stale."""

    def changed(self, persona_id: UUID) -> None:
        """What the channel is about was written or is gone, for this persona."""

    def heard(self, *, is_heard: bool) -> None:
        """From now on changes are heard of, or are not: what is kept may be stale."""


class Listener:
    """A thread that listens from `start` to `stop`; `hearers` by the channel that each hears of."""

    def __init__(self, url: str, hearers: Mapping[str, Hearer]) -> None:
        self._address = make_conninfo(PATIENCE, connect_timeout=CONNECT_SECONDS, **conninfo_to_dict(libpq_url(url)))
        self._hearers = dict(hearers)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change-listener", daemon=True)

    def start(self) -> None:
        """Begin; things are kept from when the first connection listens."""
        self._thread.start()

    def stop(self) -> None:
        """End it, and keep nothing any more."""
        self._is_over.set()
        self._thread.join(CONNECT_SECONDS + 1)
        self._tell(is_heard=False)

    def _run(self) -> None:
        failures = 0
        while not self._is_over.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    connection.execute("; ".join(f"LISTEN {channel}" for channel in self._hearers))
                    self._tell(is_heard=True)
                    failures = 0
                    self._hear(connection)
            except psycopg.Error as error:
                logger.warning("nothing is kept while changes are not heard of: {}", type(error).__name__)
            finally:
                self._tell(is_heard=False)
            self._is_over.wait(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1

    def _hear(self, connection: psycopg.Connection) -> None:
        silence = 0.0
        while not self._is_over.is_set():
            told = list(connection.notifies(timeout=LOOK_SECONDS, stop_after=1))
            for each in told:
                self._changed(self._hearers[each.channel], each.payload)
            silence = 0.0 if told else silence + LOOK_SECONDS
            if silence >= PROBE_SECONDS:
                connection.execute("SELECT 1")
                silence = 0.0

    def _tell(self, *, is_heard: bool) -> None:
        for hearer in self._hearers.values():
            hearer.heard(is_heard=is_heard)

    @staticmethod
    def _changed(hearer: Hearer, payload: str) -> None:
        with suppress(ValueError):
            hearer.changed(UUID(payload))
            return
        hearer.heard(is_heard=True)
