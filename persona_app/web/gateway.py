"""The only door from pages and form endpoints to services: one unit of work per call, off the event loop.

A call is for the `actor` that the service is given: the database shows it that account's rows and no others. Without one it sees what
belongs to everybody; services that find out who somebody is go through `identify`.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core import db
from persona_app.core.db import unit_of_work
from persona_app.core.errors import AppError
from persona_app.core.failures import UnexpectedFailure, as_told, note, sentence_for
from persona_app.core.row_security import SystemWork

__all__ = ["UnexpectedFailure", "as_told", "call", "glance", "identify", "note", "sentence_for"]

Params = ParamSpec("Params")
Result = TypeVar("Result")


async def call(service: Callable[Concatenate[Session, Params], Result], /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
    """Run a service in its own unit of work, in a thread; it is committed when this returns.

    Raises:
        AppError: what the service raised, its sentence meant for the person; nothing was changed.
        DatabaseAway, StorageFull, DeletedMeanwhile: nothing was done, and the sentence says why.
        UnexpectedFailure: anything else; logged under the id that the sentence names.
    """
    actor = kwargs.get("actor")
    if isinstance(actor, Actor):
        return await _told(lambda: _in_one_unit(unit_of_work(acting_for=actor.account_id), service, *args, **kwargs))
    return await _told(lambda: _in_one_unit(unit_of_work(for_system=SystemWork.SHARED), service, *args, **kwargs))


async def identify(service: Callable[Concatenate[Session, Params], Result], /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
    """The same for services that register, log in or out, or find out whose session this is; the database lets them see accounts.

    Raises:
        AppError: what the service raised, its sentence meant for the person; nothing was changed.
        DatabaseAway, StorageFull, DeletedMeanwhile: nothing was done, and the sentence says why.
        UnexpectedFailure: anything else; logged under the id that the sentence names.
    """
    return await _told(lambda: _in_one_unit(unit_of_work(for_system=SystemWork.IDENTIFY), service, *args, **kwargs))


async def glance(service: Callable[Concatenate[Session, Params], Result], /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
    """The same for services that only read what everybody may see: no transaction, so no round trip but their queries.

    Raises:
        AppError: what the service raised, its sentence meant for the person.
        DatabaseAway, StorageFull, DeletedMeanwhile: nothing was done, and the sentence says why.
        UnexpectedFailure: anything else; logged under the id that the sentence names.
    """
    return await _told(lambda: _in_one_unit(db.glance(), service, *args, **kwargs))


def _in_one_unit(
    unit: AbstractContextManager[Session],
    service: Callable[Concatenate[Session, Params], Result],
    *args: Params.args,
    **kwargs: Params.kwargs,
) -> Result:
    with unit as session:
        return service(session, *args, **kwargs)


async def _told(work: Callable[[], Result]) -> Result:
    try:
        return await asyncio.to_thread(work)
    except AppError:
        raise
    except Exception as error:  # noqa: BLE001 - this is the edge: it is logged and told
        raise as_told(error) from None
