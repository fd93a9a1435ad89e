"""Nothing that a browser can reach is unlisted, and nothing is listed that is not there."""

import inspect
from collections import Counter
from typing import get_type_hints

import pytest
from fastapi.routing import APIRoute
from reflex_base.registry import RegisteredEventHandler, RegistrationContext

from persona_app.persona_app import app
from persona_app.web import policy
from persona_app.web.allowed.levels import Who
from persona_app.web.http.app import ROUTERS, create_http_app
from persona_app.web.http.guard import guard
from persona_app.web.pages.registry import PAGES


@pytest.fixture(scope="module")
def handlers() -> dict[str, RegisteredEventHandler]:
    """Every event handler that a socket can name, by its name in the policy."""
    assert app is not None
    return {policy.key_of(one): one for one in app._registration_context.event_handlers.values()}


def endpoints() -> set[tuple[str, str]]:
    """Method and path of every endpoint."""
    return {
        (method, route.path) for router in ROUTERS for route in router.routes if isinstance(route, APIRoute) for method in route.methods
    }


def test_every_handler_is_classified(handlers: dict[str, RegisteredEventHandler]) -> None:
    listed = set(policy.HANDLERS) | set(policy.BUILT_IN)
    unlisted = {key for key in handlers if key not in listed and key.rpartition(".")[2] not in policy.REFUSED_METHODS}
    assert not unlisted, "name these in persona_app/web/allowed, or begin their names with an underscore"


def test_nothing_is_listed_that_is_not_there(handlers: dict[str, RegisteredEventHandler]) -> None:
    assert not {*policy.HANDLERS, *policy.BUILT_IN} - set(handlers)


def test_names_in_the_table_are_unambiguous() -> None:
    names = Counter(state.__name__ for state in RegistrationContext.ensure_context().base_states.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_argument_of_our_handlers_is_typed(handlers: dict[str, RegisteredEventHandler]) -> None:
    untyped = [
        f"{key}({name})"
        for key, one in handlers.items()
        if key in policy.HANDLERS
        for name in list(inspect.signature(one.handler.fn).parameters)[1:]
        if name not in get_type_hints(one.handler.fn)
    ]
    assert untyped == []


def test_setters_of_the_framework_may_be_called_by_nobody(handlers: dict[str, RegisteredEventHandler]) -> None:
    setters = {key: policy.who_may(key) for key in handlers if key.endswith(".setvar")}
    assert setters
    assert set(setters.values()) == {Who.NOBODY}


def test_every_endpoint_is_listed_and_every_listed_one_is_there() -> None:
    assert endpoints() == set(policy.ENDPOINTS)


def test_the_app_has_no_endpoint_beside_the_guarded_routers() -> None:
    http_app = create_http_app()
    assert len(http_app.routes) == len(ROUTERS)
    assert all(isinstance(route, APIRoute) for router in ROUTERS for route in router.routes)
    assert [dependency.dependency for dependency in http_app.router.dependencies] == [guard]


def test_every_page_is_listed_and_every_listed_one_is_there() -> None:
    assert {page.route for page in PAGES} == set(policy.PAGES)


def test_no_page_of_reflex_takes_uploads() -> None:
    from reflex_components_core.core.upload import Upload

    assert not Upload.is_used
