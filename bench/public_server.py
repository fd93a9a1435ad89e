"""`python -m bench.public_server <database url> <port> <home> <file>`: the whole site as it is served, and beside it in the same process
a bare Starlette route that sends the bytes of that file, without ids, metrics, security headers, policies or anything kept.
"""

import os
import sys
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

BYTES = "BENCH_BYTES"


def application() -> ASGIApp:
    """What the server runs, made in its process."""
    from functools import cache

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from persona_app.serving import application as site

    @cache
    def content() -> bytes:
        return Path(os.environ[BYTES]).read_bytes()

    async def send_bytes(_request: Request) -> Response:
        return Response(content(), media_type="text/html")

    bare, product = Starlette(routes=[Route("/bare/{slug}", send_bytes)]), site()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await (bare if scope.get("path", "").startswith("/bare/") else product)(scope, receive, send)

    return answer


if __name__ == "__main__":
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from persona_app.core.config import get_settings
    from persona_app.serving import reflex_environment

    os.environ.update({"DATABASE_URL": sys.argv[1], "PERSONA_HOME": sys.argv[3], BYTES: sys.argv[4]})
    os.environ.update(reflex_environment(get_settings()))
    Server(
        "bench.public_server:application",
        factory=True,
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
    ).serve()
