"""The only door from pages and form endpoints to services: one unit of work per call, off the event loop."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from loguru import logger
from sqlmodel import Session

from persona_app.core.db import unit_of_work
from persona_app.core.errors import AppError

Params = ParamSpec("Params")
Result = TypeVar("Result")


class UnexpectedFailure(AppError):
    """Nobody foresaw this; the id leads to the log."""

    code = "unexpected"

    def __init__(self, error_id: str) -> None:
        super().__init__(sentence_for(error_id))
        self.error_id = error_id


def sentence_for(error_id: str) -> str:
    """What a person reads when something failed in a way nobody foresaw."""
    return f"Something went wrong here and this was not done. What was saved before is safe. Try again; if it stays, report {error_id}."


def note(error: BaseException) -> str:
    """Log an unforeseen failure under a new id, and return the id.

    Only types and places are logged: messages can hold what people wrote.
    """
    error_id = secrets.token_hex(4)
    logger.error("unexpected failure {} {}: {}", error_id, type(error).__name__, " < ".join(_places(error)))
    return error_id


def _places(error: BaseException) -> list[str]:
    places, frame = [], error.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno} {code.co_name}")
        frame = frame.tb_next
    return list(reversed(places))[:12]


def _in_one_unit(service: Callable[Concatenate[Session, Params], Result], *args: Params.args, **kwargs: Params.kwargs) -> Result:
    with unit_of_work() as session:
        return service(session, *args, **kwargs)


async def call(service: Callable[Concatenate[Session, Params], Result], /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
    """Run a service in its own unit of work, in a thread; it is committed when this returns.

    Raises:
        AppError: what the service raised, its sentence meant for the person; nothing was changed.
        UnexpectedFailure: anything else; logged under the id that the sentence names.
    """
    try:
        return await asyncio.to_thread(lambda: _in_one_unit(service, *args, **kwargs))
    except AppError:
        raise
    except Exception as error:  # noqa: BLE001 - this is the edge: it is logged and told
        raise UnexpectedFailure(note(error)) from None
