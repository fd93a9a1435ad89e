"""For whoever watches an installation: `/livez`, `/readyz`, `/metrics`, and what every request leaves behind: its id and its time."""

import asyncio
import hmac
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from persona_app.api.health import find_measures, find_readiness
from persona_app.api.policy import pattern_of
from persona_app.core.config import get_settings
from persona_app.core.request_id import HEADER, accepted, request_id_of
from persona_app.jobs.schemas import Counted, Measures

OWN_EYES = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)
_registry = CollectorRegistry()
_LATENCY = Histogram(
    "persona_request_seconds",
    "Seconds from a request's arrival to the end of its answer, in this process.",
    ("method", "route", "status"),
    registry=_registry,
    buckets=BUCKETS,
)
_ID_HEADER = HEADER.lower().encode("latin-1")
_KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


async def livez(_request: Request) -> Response:
    """The process answers. It asks nobody, so that a database's trouble never gets a web process killed."""
    return PlainTextResponse("ok\n", headers=OWN_EYES)


async def readyz(_request: Request) -> Response:
    """Whether requests can be served: 200, or 503 with what is missing. A model that is away is no reason to take the site away too."""
    found = await asyncio.to_thread(find_readiness)
    return JSONResponse(found.model_dump(), status_code=200 if found.status != "unready" else 503, headers=OWN_EYES)


async def metrics(request: Request) -> Response:
    """What Prometheus reads (text format 0.0.4). Not for everybody: how busy an installation is, is its owner's."""
    if not _may_read_metrics(request):
        return PlainTextResponse("Metrics need the token of PERSONA_METRICS_TOKEN, or a program on this machine.\n", 403, headers=OWN_EYES)
    measures = await asyncio.to_thread(find_measures)
    text = await asyncio.to_thread(_told, measures)
    return Response(text, media_type=CONTENT_TYPE_PLAIN_0_0_4, headers=OWN_EYES)


def _may_read_metrics(request: Request) -> bool:
    token = get_settings().metrics_token
    if token is not None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.get_secret_value().encode())
    is_direct = not {"x-forwarded-for", "forwarded", "x-real-ip"} & set(request.headers.keys())
    return is_direct and request.client is not None and request.client.host in LOOPBACK


class _Measured(Collector):
    """The database's numbers as metrics, of one moment."""

    def __init__(self, measures: Measures | None) -> None:
        self._measures = measures

    def collect(self) -> Iterable[Metric]:
        """See `prometheus_client.registry.Collector`."""
        yield GaugeMetricFamily("persona_database_up", "Does the database answer?", value=float(self._measures is not None))
        if self._measures is None:
            return
        depth = GaugeMetricFamily("persona_runs", "Runs that have not ended, by state.", labels=("state",))
        for state, count in self._measures.runs.items():
            depth.add_metric((state,), count)
        yield depth
        yield GaugeMetricFamily(
            "persona_oldest_queued_seconds", "How long the oldest queued run has waited.", value=self._measures.oldest_queued_seconds
        )
        yield GaugeMetricFamily(
            "persona_workers", "Workers that gave a sign of life lately, on all machines.", value=self._measures.workers
        )
        yield from self._counters(self._measures)

    def _counters(self, measures: Measures) -> Iterable[Metric]:
        """Every counter, so that those who watch know of one before it counted anything."""
        for kind in Counted:
            counts = [each for each in measures.counts if each.name is kind]
            names = sorted(counts[0].labels) if counts else []
            family = CounterMetricFamily(f"persona_{kind}", f"{kind.meaning} Counted over all processes.", labels=names)
            for each in counts:
                family.add_metric([each.labels[name] for name in names], float(each.value))
            yield family


def _told(measures: Measures | None) -> bytes:
    registry = CollectorRegistry()
    registry.register(_Measured(measures))
    return generate_latest(_registry) + generate_latest(registry)


Answer = Callable[[Request], Awaitable[Response]]
ADDRESSES: dict[str, Answer] = {"/livez": livez, "/readyz": readyz, "/metrics": metrics}
"""Every address here, for GET and HEAD. None needs an account; what they tell names nobody."""


def with_watching(app: ASGIApp) -> ASGIApp:
    """The app, these addresses before it; each request has an id, which its answer and its lines in the log carry, and is timed."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request_id = accepted(Headers(scope=scope).get(HEADER))
        begun, status = time.perf_counter(), 500

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                others = [pair for pair in message["headers"] if pair[0].lower() != _ID_HEADER]
                message = {**message, "headers": [*others, (_ID_HEADER, request_id.encode("latin-1"))]}
            await send(message)

        with request_id_of(request_id):
            try:
                await _choose(app, scope)(scope, receive, told)
            finally:
                _timer(_method(scope), route_of(scope["path"]), status).observe(time.perf_counter() - begun)

    return answer


@lru_cache(maxsize=2048)
def _timer(method: str, route: str, status: int) -> Histogram:
    return _LATENCY.labels(method, route, str(status))


def _choose(app: ASGIApp, scope: Scope) -> ASGIApp:
    """The address's own answer, else the app."""
    own = ADDRESSES.get(scope["path"])
    if own is None or scope["method"] not in {"GET", "HEAD"}:
        return app

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        response = await own(Request(scope, receive))
        await response(scope, receive, send)

    return answer


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in _KNOWN_METHODS else "other"


_FILE = re.compile(r"\.[a-z0-9]{2,5}$")


@lru_cache(maxsize=4096)
def route_of(path: str) -> str:
    """The group an address belongs to: its pattern under `/v1`, else a kind. Never the address itself: there is no end of those."""
    if path in ADDRESSES:
        return path
    if path.startswith("/v1"):
        return pattern_of(path) or "/v1/unknown"
    if path.startswith("/ui/"):
        return "/ui"
    if path.startswith(("/_event", "/_")):
        return "socket"
    return "file" if _FILE.search(path) else "page"
