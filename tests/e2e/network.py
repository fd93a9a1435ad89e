"""A network between a browser and the server that can be taken away: a TCP proxy of ours."""

import contextlib
import socket
import threading

from playwright.sync_api import Page, Route

CHUNK = 65_536


class Held:
    """Requests of a page that are kept waiting, so that what comes before them and after them can be told apart."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._waiting: list[Route] | None = []
        page.route(pattern, self._meet)

    def let_go(self) -> int:
        """Send those that wait, hold no more, and say how many waited."""
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()
        return len(waiting)

    def _meet(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)


class Wire:
    """Everything that goes to `url` is passed on to a server on this machine, as long as the wire is whole.

    Attributes:
        url: where the server answers through it.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._listening.getsockname()[1]}"
        self._is_whole = True
        self._loses: bytes | None = None
        self._lost = 0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and refuse new ones."""
        self._is_whole = False
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self._is_whole = True

    def lose_answers_to(self, request: bytes) -> None:
        """Requests that begin so reach the server; when the answer comes, the connection ends instead. Browsers repeat some requests."""
        self._loses = request

    def lose_nothing(self) -> int:
        """From now on; how many answers were lost."""
        self._loses, lost, self._lost = None, self._lost, 0
        return lost

    def close(self) -> None:
        """For good."""
        self.cut()
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._pass_on, args=(near,), daemon=True).start()

    def _pass_on(self, near: socket.socket) -> None:
        if not self._is_whole:
            near.close()
            return
        with near, socket.create_connection(("127.0.0.1", self._target)) as far:
            with self._lock:
                self._open |= {near, far}
            asked: list[bytes] = []
            there = threading.Thread(target=self._there, args=(near, far, asked), daemon=True)
            there.start()
            self._back(near, far, asked)
            for one in (near, far):
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
            there.join()
            with self._lock:
                self._open -= {near, far}

    def _there(self, near: socket.socket, far: socket.socket, asked: list[bytes]) -> None:
        with contextlib.suppress(OSError):
            while data := near.recv(CHUNK):
                asked += [data] if self._loses and data.startswith(self._loses) else []
                far.sendall(data)
            far.shutdown(socket.SHUT_RDWR)

    def _back(self, near: socket.socket, far: socket.socket, asked: list[bytes]) -> None:
        with contextlib.suppress(OSError):
            while data := far.recv(CHUNK):
                if asked:
                    self._lost += 1
                    return
                near.sendall(data)
