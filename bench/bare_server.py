"""`python -m bench.bare_server <database url> <port>`: the interface for programs, and beside it in the same process a bare FastAPI
route that does the same `SELECT` for the same answer, without token, rate, ids, headers, metrics or the database's second wall.
"""

import os
import sys
from uuid import UUID

from starlette.types import ASGIApp, Receive, Scope, Send

DATABASE, POOL = "BENCH_DATABASE", 10


def application() -> ASGIApp:
    """What the server runs, made in its process."""
    from fastapi import FastAPI
    from sqlalchemy import create_engine
    from sqlmodel import Session, col

    from persona_app.api.app import with_api
    from persona_app.api.watching import with_watching
    from persona_app.core.db import configure, sqlalchemy_url
    from persona_app.core.loading import keep_loaded
    from persona_app.personas import queries
    from persona_app.personas.models import Persona, PersonaVersion
    from persona_app.personas.schemas import VersionView
    from persona_app.web.static_files import with_cache_headers

    configure(os.environ[DATABASE], pool_size=POOL)
    engine = create_engine(sqlalchemy_url(os.environ[DATABASE]), pool_size=POOL, max_overflow=10)
    bare = FastAPI()

    @bare.get("/bare/{persona_id}")
    def read(persona_id: UUID) -> VersionView:
        newest = (col(Persona.id) == col(PersonaVersion.persona_id)) & (col(Persona.version_count) == col(PersonaVersion.number))
        query = queries.select_versions("persona_id", "profile", "content", "data_ids").join(Persona, newest)
        with Session(engine) as session:
            return VersionView.model_validate(session.execute(query.where(col(Persona.id) == persona_id)).one()._mapping)

    product = with_cache_headers(with_watching(with_api(bare)))

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await (bare if scope.get("path", "").startswith("/bare/") else product)(scope, receive, send)

    keep_loaded()
    return answer


if __name__ == "__main__":
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ[DATABASE] = sys.argv[1]
    Server(
        "bench.bare_server:application",
        factory=True,
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
    ).serve()
