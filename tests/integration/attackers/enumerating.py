"""What a client can reach, read from the assembled application itself: `python -m tests.integration.attackers.enumerating` as JSON.

In a process of its own, since the application must be assembled as the server does it.
"""

import inspect
import os
import subprocess
import sys
from pathlib import Path
from types import FunctionType
from typing import Any

from pydantic import BaseModel, ConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Handler(BaseModel):
    """An event handler as a client can call it: its name on the socket, and the names of its arguments."""

    model_config = ConfigDict(frozen=True)

    name: str
    arguments: tuple[str, ...]


class Reachable(BaseModel):
    """Every route, and every event handler by its name in the policy.

    Attributes:
        routes: method and path pattern; `MOUNT` where another application answers everything below.
    """

    model_config = ConfigDict(frozen=True)

    routes: frozenset[tuple[str, str]]
    handlers: dict[str, Handler]


def reachable() -> Reachable:
    """Assemble the application in another process, and walk it."""
    done = subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return Reachable.model_validate_json(done.stdout.splitlines()[-1])


def _walk(app: Any, prefix: str, seen: set[int]) -> set[tuple[str, str]]:
    """Routes of an application, of what it wraps, and of what is mounted below it."""
    if id(app) in seen:
        return set()
    seen.add(id(app))
    if isinstance(app, FunctionType):
        inner = [cell.cell_contents for cell in app.__closure__ or () if callable(cell.cell_contents)]
        return set().union(*(_walk(one, prefix, seen) for one in inner))
    return set().union(*(_route(one, prefix, seen) for one in getattr(app, "routes", [])))


def _route(route: Any, prefix: str, seen: set[int]) -> set[tuple[str, str]]:
    included = getattr(route, "original_router", None)  # how FastAPI keeps `include_router`, without a prefix here
    if included is not None:
        return _walk(included, prefix, seen)
    path = prefix + route.path
    if getattr(route, "methods", None):
        return {(method, path) for method in route.methods}
    below = _walk(route.app, path, seen)
    return below or {("MOUNT", path)}


def _arguments(function: Any) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)[1:]


def _main() -> None:
    from persona_app.core.config import Settings
    from persona_app.serving import application, reflex_environment

    os.environ.update(reflex_environment(Settings(_env_file=None)))
    from persona_app.api.watching import ADDRESSES

    routes = _walk(application(), "", set()) | {("GET", path) for path in ADDRESSES}
    from reflex_base.registry import RegistrationContext

    from persona_app.web.policy import key_of

    registered = RegistrationContext.ensure_context().event_handlers
    handlers = {key_of(one): Handler(name=name, arguments=_arguments(one.handler.fn)) for name, one in registered.items()}
    sys.stdout.write("\n" + Reachable(routes=frozenset(routes), handlers=handlers).model_dump_json() + "\n")


if __name__ == "__main__":
    _main()
