"""What the web process sets up before it answers, and puts away when it ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from persona_app.core.config import get_settings
from persona_app.core.db import configure, get_engine
from persona_app.core.listening import PUBLICATION, Listener
from persona_app.core.loading import keep_loaded
from persona_app.core.logs import configure_logs
from persona_app.personas.keeping import GONE, VERSIONS
from persona_app.personas.tallying import settle_uses
from persona_app.web.public.serving import PAGES


@asynccontextmanager
async def connected() -> AsyncIterator[None]:
    """Logs go to their file, and services find the database that `persona serve` names."""
    settings = get_settings()
    configure_logs(settings, role="web")
    if settings.database_url:
        configure(settings.database_url)
    listener = Listener(settings.database_url, {PUBLICATION: PAGES, GONE: VERSIONS}) if settings.database_url else None
    if listener:
        listener.start()
    keep_loaded()
    yield
    await settle_uses()
    if listener:
        await asyncio.to_thread(listener.stop)
    if settings.database_url:
        get_engine().dispose()
