"""Nothing that a program can reach is unlisted, undocumented or unguarded, and every failure it may meet is explained."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from fastapi.routing import APIRoute

import persona_app
from persona_app.api import policy
from persona_app.api.app import ROUTERS, create_api
from persona_app.api.catalogue import CATALOGUE, SECTIONS
from persona_app.api.dependencies import GuardedRoute
from persona_app.core.errors import AppError

ROOT = Path(__file__).resolve().parents[2]
NOT_FOR_PROGRAMS = (
    "persona_app.web.",
    "persona_app.cli.",
    "persona_app.interchange.legacy_errors",
    "persona_app.privacy.",
    "persona_app.gallery.rebuilding",
)
"""What fails here is told on a page or in a terminal, never in an answer to a program or on a run."""
ENTRY_POINTS = {"persona_app.cli.__main__", "persona_app.serving"}


def routes() -> list[APIRoute]:
    """Every route of the interface."""
    return [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


def endpoints() -> set[tuple[str, str]]:
    """Method and path of each."""
    return {(method, route.path) for route in routes() for method in route.methods}


def errors() -> Iterator[type[AppError]]:
    """Every named failure that a program may meet, all modules loaded."""
    for module in pkgutil.walk_packages(persona_app.__path__, "persona_app."):
        if module.name not in ENTRY_POINTS:
            importlib.import_module(module.name)
    found = [AppError]
    for kind in found:
        found += kind.__subclasses__()
    yield from (kind for kind in found if not kind.__module__.startswith(NOT_FOR_PROGRAMS))


def test_every_route_is_listed_and_every_listed_one_is_there() -> None:
    assert endpoints() == set(policy.ENDPOINTS)


def test_every_route_is_guarded_and_none_stands_beside_the_routers() -> None:
    assert [route.path for route in routes() if not isinstance(route, GuardedRoute)] == []
    assert len(create_api().routes) == len(ROUTERS)
    assert all(isinstance(route, APIRoute) for router in ROUTERS for route in router.routes)


def test_what_reads_needs_no_right_to_write_and_what_acts_does() -> None:
    assert {who for (method, _), who in policy.ENDPOINTS.items() if method != "GET"} == {
        policy.Who.WRITER,
        policy.Who.BOTH,
        policy.Who.OPERATOR_WRITES,
    }
    assert {who for (method, _), who in policy.ENDPOINTS.items() if method == "GET"} == {
        policy.Who.READER,
        policy.Who.ANYONE,
        policy.Who.VISITOR,
        policy.Who.OPERATOR_READS,
    }


def test_operation_names_are_unambiguous_and_every_operation_is_explained() -> None:
    operations = [operation for path in create_api().openapi()["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert [operation["operationId"] for operation in operations if not operation.get("description")] == []


def test_every_failure_has_a_cause_and_a_cure_and_none_is_left_over() -> None:
    codes = {kind.code for kind in errors()}
    assert set(CATALOGUE) == codes | {"run_crashed", "run_superseded"}, "explain the code in persona_app/api/catalogue"
    assert sum(len(section) for _, section in SECTIONS) == len(CATALOGUE)
    assert [code for code, entry in CATALOGUE.items() if not (entry.title and entry.cause and entry.cure)] == []


def test_the_guide_documents_every_endpoint_and_every_code() -> None:
    guide = (ROOT / "docs" / "API.md").read_text()
    shown = set(re.findall(r"^### `([A-Z]+) ([^`]+)`$", guide, flags=re.MULTILINE))
    assert shown == set(policy.ENDPOINTS)
    assert [code for code in CATALOGUE if f"| `{code}` |" not in guide] == []
