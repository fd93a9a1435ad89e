"""Stands before every endpoint: deny by default, as the policy's table says, and no change for another site's page."""

from fastapi import Request

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import Forbidden, NotFound
from persona_app.web import policy, session
from persona_app.web.allowed.levels import Who
from persona_app.web.origin import require_own_page

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Unlisted(NotFound):
    """An endpoint that nobody may use."""

    code = "not_found"

    def __init__(self) -> None:
        super().__init__("There is nothing at this address.")


class OperatorOnly(Forbidden):
    """An endpoint of the operator's, asked by another account."""

    code = "operator_only"

    def __init__(self) -> None:
        super().__init__("Only the operator of this installation may do this. Nothing was changed.")


async def guard(request: Request) -> None:
    """Let a request through to its endpoint, its actor kept in `request.state`.

    Raises:
        Unlisted: the policy does not list the endpoint.
        ForeignOrigin: a request that changes something did not come from a page of ours.
        SignedOut: the endpoint needs an account.
        OperatorOnly: it needs the operator's.
    """
    needed = policy.who_may_request(request.method, request.scope["route"].path)
    if needed is Who.NOBODY:
        raise Unlisted
    if request.method not in SAFE_METHODS:
        require_own_page(request.headers)
    if needed >= Who.ACCOUNT:
        actor = await session.actor_of(request.headers.get("cookie", ""))
        if actor is None:
            raise session.SignedOut
        if needed >= Who.OPERATOR and not actor.is_operator:
            raise OperatorOnly
        request.state.actor = actor


def actor_of(request: Request) -> Actor:
    """Dependency: who the guard found."""
    actor = request.state.actor
    assert isinstance(actor, Actor)  # noqa: S101 - the guard sets it for every endpoint that needs one
    return actor
