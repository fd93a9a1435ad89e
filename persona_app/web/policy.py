"""Which event handler may be called by whom. Default: nobody.

Any client of the socket can call every public method of every state with any argument, so this table is the wall: a handler
that is not listed is refused, a listed one gets only a payload that fits its own signature, read strictly, and whoever needs an
account is looked up in the session's row for every single event. Its rows stand in `web/allowed`, one module per area.
`tests/architecture` walks all registered handlers.
"""

import inspect
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_type_hints

import reflex as rx
from loguru import logger
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from reflex.app import App
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegisteredEventHandler, RegistrationContext
from reflex_base.utils.form import form_data_as_dict

from persona_app.core.request_id import new_request_id, remember_request_id
from persona_app.web import routes, session
from persona_app.web.allowed.account import ACCOUNT
from persona_app.web.allowed.everybody import EVERYBODY
from persona_app.web.allowed.levels import Who, joined
from persona_app.web.allowed.operators import OPERATORS
from persona_app.web.allowed.persona import PERSONA
from persona_app.web.allowed.publishing import PUBLISHING
from persona_app.web.allowed.studio import STUDIO

PAYLOAD_MOST = 64_000
"""Characters of JSON in one event; long texts travel by form endpoints."""


AREAS = (EVERYBODY, STUDIO, PERSONA, PUBLISHING, ACCOUNT, OPERATORS)
"""All areas; a row is added in the area's own module."""

HANDLERS: Mapping[str, Who] = joined(area.handlers for area in AREAS)
"""Our handlers, by state class and method."""

BUILT_IN: Mapping[str, Who] = {
    "State.hydrate": Who.ANYONE,
    "State.hydrate_and_load": Who.ANYONE,
    "State.set_is_hydrated": Who.ANYONE,
    "OnLoadInternalState.on_load_internal": Who.ANYONE,
    "OnLoadInternalState.set_is_hydrated": Who.ANYONE,
    "FrontendEventExceptionState.handle_frontend_exception": Who.ANYONE,
    "UpdateVarsInternalState.update_vars_internal": Who.NOBODY,
}
"""Reflex's own. Writing variables from outside is refused: no variable of ours is kept in the browser."""

ENDPOINTS: Mapping[tuple[str, str], Who] = joined(area.endpoints for area in AREAS)
"""Our plain HTTP endpoints, by method and path pattern."""

PAGES: Mapping[str, Who] = joined(area.pages for area in AREAS)
"""Whom a page is for. A page holds nothing by itself: what it shows comes through handlers, each checked."""

REFUSED_METHODS = frozenset({"setvar"})
"""Reflex gives every state these; they write any variable."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _HydratePayload(_Strict):
    """What a page sends on connect, without the variables: `vars` must be empty."""

    vars: dict[str, Any] | None = Field(None, max_length=0)
    hashes: list[str] | None = Field(None, max_length=500)


class _FrontendException(_Strict):
    info: str = Field(max_length=20_000)
    component_stack: str = Field(max_length=20_000)


_BUILT_IN_PAYLOADS: Mapping[str, type[BaseModel]] = {
    "State.hydrate_and_load": _HydratePayload,
    "FrontendEventExceptionState.handle_frontend_exception": _FrontendException,
}


def key_of(registered: RegisteredEventHandler) -> str:
    """The name of a handler in the tables."""
    return f"{registered.states[0].__name__}.{registered.handler.fn.__name__}"


def who_may(key: str) -> Who:
    """Who may call the handler; nobody when it is not listed."""
    if key.rpartition(".")[2] in REFUSED_METHODS:
        return Who.NOBODY
    return HANDLERS.get(key, BUILT_IN.get(key, Who.NOBODY))


def who_may_request(method: str, path: str) -> Who:
    """Who may send this request; nobody when it is not listed."""
    return ENDPOINTS.get((method.replace("HEAD", "GET"), path), Who.NOBODY)


@lru_cache(maxsize=512)
def _payload_model(key: str, function: Any) -> type[BaseModel]:
    if key in _BUILT_IN_PAYLOADS:
        return _BUILT_IN_PAYLOADS[key]
    hints = get_type_hints(function, include_extras=True)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    fields: dict[str, Any] = {
        one.name: (hints.get(one.name, None), ... if one.default is inspect.Parameter.empty else one.default) for one in parameters
    }
    return create_model("Payload", __base__=_Strict, **fields)


def is_valid_payload(key: str, function: Any, payload: Mapping[str, Any]) -> bool:
    """Does the payload fit the handler's signature, read strictly: no missing, unknown or converted argument?"""
    try:
        written = json.dumps({name: form_data_as_dict(value) for name, value in payload.items()})
        if len(written) > PAYLOAD_MOST:
            return False
        _payload_model(key, function).model_validate_json(written)
    except (ValidationError, ValueError, TypeError, RecursionError):
        return False
    return True


class Policy(Middleware):
    """Stands before every event, those that handlers chain included."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through; an update takes its place."""
        remember_request_id(new_request_id())
        registered = RegistrationContext.get().event_handlers.get(event.name)
        key = key_of(registered) if registered else ""
        needed = who_may(key)
        if registered is None or needed is Who.NOBODY or not is_valid_payload(key, registered.handler.fn, event.payload):
            logger.warning("refused event {}", key or "of an unknown name")
            return StateUpdate()
        actor = await session.actor_of(state.router.headers.cookie)
        session.remember_actor(actor)
        if needed >= Who.ACCOUNT and actor is None:
            return _to_login(state)
        if needed >= Who.OPERATOR and not (actor and actor.is_operator):
            logger.warning("refused event {} to an account that is no operator", key)
            return StateUpdate()
        return None


def _to_login(state: BaseState) -> StateUpdate:
    here = routes.local_path(state.router.url.path)
    login = routes.LOGIN if here in {routes.LOGIN, routes.REGISTER} else routes.login(then=here)
    return StateUpdate(events=Event.from_event_type(rx.redirect(login)))
