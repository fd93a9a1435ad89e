"""The engine of this process, made when the first build needs it; its parallel calls and failures are counted over all processes."""

import asyncio
from weakref import WeakKeyDictionary

from persona_app.core.config import Settings
from persona_app.core.db import get_engine, libpq_url
from persona_app.llm.breaker import DatabaseBreaker
from persona_app.llm.factory import make_engine
from persona_app.llm.protocol import Engine
from persona_app.llm.slots import DatabaseSlots, Slots

SECONDS_BEYOND_A_CALL = 10.0
_made: WeakKeyDictionary[asyncio.AbstractEventLoop, tuple[Engine, Slots]] = WeakKeyDictionary()


def engine_of_loop(settings: Settings) -> Engine:
    """The engine for the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _made:
        slots = DatabaseSlots(libpq_url(get_engine().url.render_as_string(hide_password=False)), limit=settings.model_parallel_calls)
        breaker = DatabaseBreaker(probe_seconds=settings.model_call_seconds + SECONDS_BEYOND_A_CALL)
        _made[loop] = (make_engine(settings, slots=slots, breaker=breaker), slots)
    return _made[loop][0]


async def close_engine() -> None:
    """Let go of the running loop's engine, if it has one."""
    made = _made.pop(asyncio.get_running_loop(), None)
    if made is not None:
        await made[0].aclose()
        await made[1].aclose()
