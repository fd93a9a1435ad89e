"""The process that answers browsers and programs: Granian with the built pages. Started by `persona serve`, which sets HOST and PORT."""

import os
from pathlib import Path

from persona_app.cli.lifeline import follow_parent
from persona_app.core.config import Settings, get_settings

ROOT = Path(__file__).resolve().parents[2]


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


def serve() -> None:
    """Serve until SIGTERM. One process: more would need a shared store for what pages hold."""
    follow_parent()
    settings = get_settings()
    os.environ.update(reflex_environment(settings))
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "persona_app.persona_app:app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        working_dir=ROOT,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        process_name=None,
    ).serve()


if __name__ == "__main__":
    serve()
