"""Requests that need no token: counted by their address, or by the account if they bring one all the same."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from persona_app.accounts.services.limiting import Allowance
from persona_app.accounts.services.limiting_addresses import key_of_address, spend_visit, take_visits
from persona_app.core.client_address import client_address
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork

T = TypeVar("T")


class Visitor:
    """One request of nobody in particular, and its way to the services; they get `actor` None."""

    def __init__(self, address: str) -> None:
        self._key = key_of_address(address)
        self._is_counted = False
        self.allowance: Allowance | None = None

    async def call(self, service: Callable[..., T], /, **kwargs: Any) -> T:
        """Run a service for nobody, in one unit of work and in a thread.

        Raises:
            TooManyVisits: nothing was asked of the service.
            AppError: what the service raised.
        """
        return await asyncio.to_thread(self._in_one_unit, service, kwargs)

    def _in_one_unit(self, service: Callable[..., T], kwargs: dict[str, Any]) -> T:
        if not self._is_counted:
            self.allowance = spend_visit(self._key) or self._take()
            self._is_counted = True
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            return service(session, actor=None, **kwargs)

    def _take(self) -> Allowance:
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            return take_visits(session, key=self._key)


def visitor_of(request: Request) -> Visitor:
    """Somebody without a token, known by where the request came from."""
    return Visitor(address_of(request))


def address_of(request: Request) -> str:
    """Where the request came from, behind the proxies that are trusted."""
    peer = request.client.host if request.client else ""
    return client_address(peer, request.headers.getlist("x-forwarded-for"), trusted=get_settings().trusted_proxies)


async def current_asker(request: Request) -> Any:
    """Dependency: the caller or the visitor that the guard found. Not a plain function: FastAPI would run that in a thread of its own."""
    return request.state.caller


CurrentAsker = Annotated[Any, Depends(current_asker)]
"""A `Caller` or a `Visitor`: both have `call`, whose service gets the actor, or None."""
