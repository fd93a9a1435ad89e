"""The sweep as a job that comes by itself."""

import asyncio

from loguru import logger

from persona_app.core.config import Settings, get_settings
from persona_app.jobs.app import app
from persona_app.jobs.phases import phase
from persona_app.media.errors import PictureStoreUnavailable
from persona_app.media.services.sweeping import AT_ONCE, doom_unused, forget
from persona_app.media.stores import store_of

EVERY = "*/5 * * * *"


@app.periodic(cron=EVERY)
@app.task(name="sweep_pictures", queue="pictures", lock="sweep_pictures")
async def sweep_pictures(timestamp: int) -> None:
    """Every five minutes, by one worker of all."""
    await sweep(get_settings())


async def sweep(settings: Settings) -> int:
    """Remove what nobody uses; how many pictures. What the store does not let go of now is tried again by the next sweep."""
    store, count, found = store_of(settings), 0, AT_ONCE
    while found == AT_ONCE:
        unused = await phase(doom_unused)
        found = len(unused)
        for sha256 in unused:
            try:
                await asyncio.to_thread(store.remove, sha256)
            except PictureStoreUnavailable:
                logger.warning("the store did not let go of a picture; it is tried again later")
                return count
            await phase(forget, sha256=sha256)
            count += 1
    return count
