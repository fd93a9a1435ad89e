"""The only door from pages and form endpoints to services: one unit of work per call, off the event loop."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from persona_app.core.db import unit_of_work
from persona_app.core.errors import AppError
from persona_app.core.failures import UnexpectedFailure, as_told, note, sentence_for

__all__ = ["UnexpectedFailure", "as_told", "call", "note", "sentence_for"]

Params = ParamSpec("Params")
Result = TypeVar("Result")


def _in_one_unit(service: Callable[Concatenate[Session, Params], Result], *args: Params.args, **kwargs: Params.kwargs) -> Result:
    with unit_of_work() as session:
        return service(session, *args, **kwargs)


async def call(service: Callable[Concatenate[Session, Params], Result], /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
    """Run a service in its own unit of work, in a thread; it is committed when this returns.

    Raises:
        AppError: what the service raised, its sentence meant for the person; nothing was changed.
        DatabaseAway, StorageFull: the database does not answer, or has no room.
        UnexpectedFailure: anything else; logged under the id that the sentence names.
    """
    try:
        return await asyncio.to_thread(lambda: _in_one_unit(service, *args, **kwargs))
    except AppError:
        raise
    except Exception as error:  # noqa: BLE001 - this is the edge: it is logged and told
        raise as_told(error) from None
