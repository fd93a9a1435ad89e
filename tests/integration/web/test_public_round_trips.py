"""What a public page that nobody keeps asks of the database, counted on the wire."""

import socket
import threading
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from psycopg.conninfo import conninfo_to_dict

from persona_app.core import db
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.services.withdrawing import withdraw_publication
from persona_app.web.http.app import create_http_app
from persona_app.web.public.serving import PAGES, with_kept_pages
from tests.factories.accounts import make_actor
from tests.factories.publications import make_public, publish

TRIPS_MOST = 3
WARM = 8
"""Requests after which a connection is entered, and its statements are prepared (psycopg does so once each is used a fifth time)."""


class Wire:
    """Stands between a client and PostgreSQL, and counts how often the client waits for an answer.

    Attributes:
        trips: messages after which a client waits: Query and Sync (PostgreSQL's protocol 3.0, 55.2).
    """

    def __init__(self, database: str) -> None:
        self.trips = 0
        address = conninfo_to_dict(database)
        self._to = f"{address['host']}/.s.PGSQL.{address.get('port', 5432)}"
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._to)
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, is_client: bool) -> None:
        pending, has_begun = b"", False
        while (piece := _received(source)) and _sent(target, piece):
            pending += piece if is_client else b""
            while len(pending) >= 5:
                offset = 1 if has_begun else 0  # the first message has no letter
                size = int.from_bytes(pending[offset : offset + 4], "big") + offset
                if len(pending) < size:
                    break
                self.trips += has_begun and pending[:1] in {b"Q", b"S"}
                pending, has_begun = pending[size:], True


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(65536)
    except OSError:
        return b""


def _sent(target: socket.socket, piece: bytes) -> bool:
    """False when the other end is gone, as one of two is first when a connection is closed."""
    try:
        target.sendall(piece)
    except OSError:
        return False
    return True


@pytest.fixture
def wire(database: str) -> Iterator[Wire]:
    """This process talks to its database through the counter."""
    between, address = Wire(database), conninfo_to_dict(database)
    db.configure(f"postgresql://{address['user']}@127.0.0.1:{between.port}/{address['dbname']}?sslmode=disable&gssencmode=disable")
    yield between
    between.close()


def test_a_cold_page_takes_three_round_trips_at_most(wire: Wire, database: str) -> None:
    through, kept = db.get_engine().url.render_as_string(hide_password=False), len(PAGES)
    db.configure(database, unnamed=SystemWork.MAINTAIN)
    with unit_of_work() as session:
        owner = make_actor(session, handle="ada")
        here, gone, moved = (make_public(session, actor=owner, name=name) for name in ("Mara", "Edda", "Vera"))
        now_at = publish(session, actor=owner, persona_id=moved.persona_id, replace=True, new_slug=True)
        withdraw_publication(session, actor=owner, persona_id=gone.persona_id)
    assert now_at != moved.slug
    db.configure(through)
    visitor = TestClient(with_kept_pages(create_http_app()), follow_redirects=False)
    for _ in range(WARM):
        assert visitor.get("/p/nobody-abc123").status_code == 404
    for path, status in ((here.slug, 200), (f"{here.slug}.json", 200), (gone.slug, 410), (moved.slug, 301), ("nobody-abc123", 404)):
        before = wire.trips
        assert visitor.get(f"/p/{path}").status_code == status
        assert 0 < wire.trips - before <= TRIPS_MOST, path
    assert len(PAGES) == kept
