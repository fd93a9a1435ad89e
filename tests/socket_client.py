"""A client of the pages' socket without a page: it calls what it likes."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import socketio

TOASTS = "reflex___state____state.persona_app___web___states___toasts____toast_state"
STUDIO_PAGE: dict[str, Any] = {"pathname": "/studio", "asPath": "/studio", "query": {}}


class Client:
    """A raw Socket.IO client that keeps all updates; `at` is the page it claims to be."""

    def __init__(self, server: str, *, cookie: str = "", at: dict[str, Any] = STUDIO_PAGE) -> None:
        self._at = at
        self.updates: list[dict[str, Any]] = []
        self._arrived = threading.Condition()
        self._socket = socketio.Client(reconnection=False)
        self._socket.on("event", self._keep, namespace="/_event")
        headers = {"Cookie": cookie} if cookie else {}
        self._socket.connect(
            f"{server}?token={uuid4()}", headers=headers, socketio_path="/_event", namespaces=["/_event"], transports=["websocket"]
        )

    def _keep(self, update: dict[str, Any]) -> None:
        with self._arrived:
            self.updates.append(update)
            self._arrived.notify_all()

    def call(self, name: str, payload: dict[str, Any] | None = None) -> None:
        """Call a handler as a page would."""
        self._socket.emit("event", {"name": name, "payload": payload or {}, "router_data": self._at}, namespace="/_event")

    def settle(self) -> list[dict[str, Any]]:
        """All updates up to the answer to an event that is always answered; events of one client are handled in order."""
        seen = len(self.updates)
        self.call(f"{TOASTS}.unexpected_failure", {"error_id": uuid4().hex[:8]})
        with self._arrived:
            assert self._arrived.wait_for(lambda: any(TOASTS in update.get("delta", {}) for update in self.updates[seen:]), timeout=60)
        return self.updates

    def await_update(self, holds: Callable[[list[dict[str, Any]]], bool]) -> None:
        """Wait until this holds of the updates, at most a minute: one event's answer may overtake another's on a busy machine."""
        with self._arrived:
            self._arrived.wait_for(lambda: holds(self.updates), timeout=60)

    def shows(self, word: str) -> bool:
        """Does any update so far hold this word?"""
        return word in str(self.settle())

    def close(self) -> None:
        """Disconnect."""
        self._socket.disconnect()
