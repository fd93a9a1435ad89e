"""The whole product as an extractor: a persona is made from the text, built, and its profile read, claim by claim."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from persona_app.accounts.schemas import Actor
from persona_app.building.execution import run_build
from persona_app.building.services.requesting import create_and_build
from persona_app.core.config import Settings
from persona_app.core.db import configure, unit_of_work
from persona_app.core.migrating import migrate
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from persona_app.llm.offline.engine import OfflineEngine
from persona_app.llm.protocol import Engine
from persona_app.personas.profile import CLAIM_PATHS, Claim, DataCitation, Profile
from persona_app.personas.services.versioning import find_latest_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_text
from tests.quality.scorer import ScoredClaim


@contextmanager
def offline_product() -> Iterator[tuple[str, Callable[[str], list[ScoredClaim]]]]:
    """The offline engine's name with its version, and what builds a persona of a text in a database of its own."""
    home = Path(tempfile.mkdtemp(prefix="persona-quality-"))
    home.chmod(0o755)
    try:
        with EmbeddedPostgres(home) as server:
            migrate(server.url())
            pool = configure(server.url(), unnamed=SystemWork.MAINTAIN)
            with unit_of_work() as session:
                actor = make_actor(session)
            engine = OfflineEngine()
            yield f"{engine.name} engine, {engine.model}", lambda text: built_claims(text, actor=actor, engine=engine)
            pool.dispose()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def built_claims(text: str, *, actor: Actor, engine: Engine) -> list[ScoredClaim]:
    """The claims of the profile that a first build of this text alone ends in."""
    with unit_of_work() as session:
        persona, run = create_and_build(session, actor=actor, name="", items=[make_text(text)])
    asyncio.run(run_build(run.id, settings=Settings(), engine=engine))
    with unit_of_work() as session:
        version = find_latest_version(session, actor=actor, persona_id=persona.id)
    assert version is not None, "the build did not end in a version"
    return list(claims_of(version.profile))


def claims_of(profile: Profile) -> Iterator[ScoredClaim]:
    """Every claim that the profile shows, under its field, with its first quote."""
    for field, path in CLAIM_PATHS.items():
        place: object = profile
        for name in path:
            place = getattr(place, "register_" if name == "register" else name)
        shown = place if isinstance(place, tuple) else (place,)
        for claim in shown:
            if isinstance(claim, Claim):
                quotes = [citation.quote for citation in claim.citations if isinstance(citation, DataCitation)]
                yield ScoredClaim(field.value, claim.value, claim.who, quotes[0])
