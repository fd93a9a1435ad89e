"""What the web process sets up before it answers, and puts away when it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from persona_app.core.config import get_settings
from persona_app.core.db import configure, get_engine
from persona_app.core.logs import configure_logs


@asynccontextmanager
async def connected() -> AsyncIterator[None]:
    """Logs go to their file, and services find the database that `persona serve` names."""
    settings = get_settings()
    configure_logs(settings, role="web")
    if settings.database_url:
        configure(settings.database_url)
    yield
    if settings.database_url:
        get_engine().dispose()
