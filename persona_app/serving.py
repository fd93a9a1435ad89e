"""The process that answers browsers and programs: Granian with the built pages. `persona serve` starts it as a module."""

import os
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from persona_app.cli.lifeline import follow_parent
from persona_app.core.config import Settings, get_settings

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_END = 5
"""How long open connections, the pages' sockets among them, may keep the process from ending."""


def reflex_environment(settings: Settings) -> dict[str, str]:
    """Serve the pages as they were built; keep what Reflex writes in the home folder."""
    return {
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "__REFLEX_SKIP_COMPILE": "true",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_STATES_WORKDIR": str(settings.home / "states"),
        "REFLEX_UPLOADED_FILES_DIR": str(settings.home / "uploads"),
    }


def application() -> ASGIApp:
    """What the server runs, made in the process that answers."""
    from persona_app.api.watching import with_watching
    from persona_app.persona_app import app
    from persona_app.web.public.serving import with_kept_pages_first
    from persona_app.web.routes import FIXED_PAGES
    from persona_app.web.security_headers import built_pages, completed, page_policy, with_security_headers
    from persona_app.web.session import is_secure
    from persona_app.web.static_files import with_cache_headers, with_plain_addresses

    site = with_cache_headers(with_plain_addresses(app(), pages=FIXED_PAGES))
    policy, is_https = page_policy(built_pages()), is_secure(get_settings())
    secured = with_security_headers(site, pages=policy, is_https=is_https)
    return with_kept_pages_first(secured, completed=partial(completed, pages=policy, is_https=is_https), watched=with_watching)


def _make_private(folder: Path) -> None:
    """What pages hold is written there: what people look at, for nobody else on the machine."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def serve() -> None:
    """Serve on HOST (a numeric address) and PORT until SIGTERM. One process: more would need a shared store for what pages hold."""
    follow_parent()
    settings = get_settings()
    os.environ.update(reflex_environment(settings))
    _make_private(settings.home / "states")
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "persona_app.serving:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        working_dir=ROOT,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_END,
    ).serve()


if __name__ == "__main__":
    serve()
