"""The gallery's first page in a real browser on a slow phone's terms, beside the same HTML with its scripts taken away.

Fast 3G as Lighthouse throttles it (562.5 ms, 1.44 Mbit/s down, 0.675 up) and a processor four times slower, both through the DevTools
protocol, nothing kept from before. The page without Reflex comes through a relay that takes the scripts out of the server's HTML.
"""

import gzip
import http.client
import re
import statistics
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.results import Measure, Result, result
from tests.e2e.public_personas import Publisher
from tests.serving import Studio, build_pages, make_home, remove
from tools import browser as browsers

ROUNDS = 10
PERSONAS = 60
PHONE = {"width": 390, "height": 844}
NETWORK = {"offline": False, "latency": 562.5, "downloadThroughput": 1_440_000 / 8, "uploadThroughput": 675_000 / 8}
SLOWER = 4
QUIET_MS = 3_000
AIM_SHIFT = 0.1
WATCH = """window.seen = {shift: 0, tasks: []};
const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true});
watch('layout-shift', one => { if (!one.hadRecentInput) seen.shift += one.value });
watch('longtask', one => seen.tasks.push([one.startTime, one.duration]));
watch('largest-contentful-paint', one => { seen.largest = one.startTime });
addEventListener('focusin', one => { if (one.target.id === 'gallery-words') seen.searchable ??= performance.now() });"""
READ = """() => ({...seen, now: performance.now(), first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    parsed: performance.getEntriesByType('navigation')[0].domInteractive})"""
SCRIPTS = re.compile(rb'<script\b.*?</script>|<link[^>]+rel="modulepreload"[^>]*>', re.DOTALL)

Seen = Mapping[str, float]


def run(scale: float) -> Iterator[Result]:
    """Both pages, taking turns."""
    build_pages()
    home = make_home()
    running = Studio(home).wait_until_ready()
    try:
        Publisher(running, handle="maker").publish(*(f"Somebody {n}" for n in range(PERSONAS)), headline="A glassblower by the sea")
        yield _measure(running, rounds=max(2, round(ROUNDS * scale)), scale=scale)
    finally:
        running.stop()
        remove(home)


def _measure(running: Studio, *, rounds: int, scale: float) -> Result:
    with sync_playwright() as playwright, _without_scripts(running) as bare:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        pairs = [(_visit(browser, running.url), _visit(browser, bare)) for _ in range(rounds)]
        browser.close()
    ours, beside = _middle([one for one, _ in pairs]), _middle([one for _, one in pairs])
    ratio = ours["first"] / beside["first"]
    return result(
        benchmark="first-paint",
        title="The gallery's first paint on fast 3G with a processor four times slower",
        size=f"{rounds} first visits to `/` with {PERSONAS} public personas, 390 px wide, medians; beside the same HTML without scripts, "
        "through a relay on the same machine.",
        scale=scale,
        measures=(
            Measure(name="first contentful paint", value=ours["first"], unit="ms"),
            Measure(name="first contentful paint without scripts", value=beside["first"], unit="ms"),
            Measure(name="ratio", value=ratio, unit=""),
            Measure(name="largest contentful paint", value=ours["largest"], unit="ms"),
            Measure(name="largest contentful paint without scripts", value=beside["largest"], unit="ms"),
            Measure(name="the search answers", value=ours["searchable"], unit="ms"),
            Measure(name="time to interactive", value=ours["interactive"], unit="ms"),
            Measure(name="time to interactive without scripts", value=beside["interactive"], unit="ms"),
            Measure(name="total blocking time", value=ours["blocked"], unit="ms"),
            Measure(name="JavaScript transferred", value=ours["script"] / 1000, unit="kB"),
            Measure(name="all transferred", value=ours["all"] / 1000, unit="kB"),
            Measure(name="all transferred without scripts", value=beside["all"] / 1000, unit="kB"),
            Measure(name="layout shift", value=ours["shift"], unit="", aim="under 0.1", is_met=ours["shift"] < AIM_SHIFT),
        ),
    )


def _middle(visits: list[Seen]) -> Seen:
    return {name: statistics.median(one[name] for one in visits) for name in visits[0]}


def _visit(browser: Browser, url: str) -> Seen:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        session = context.new_cdp_session(page)
        sizes = _count(session)
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(url, wait_until="load", timeout=120_000)
        page.wait_for_load_state("networkidle", timeout=120_000)
        page.wait_for_timeout(QUIET_MS)
        seen = page.evaluate(READ)
    finally:
        context.close()
    return {**_read(seen), "script": sizes.get("Script", 0), "all": sum(sizes.values())}


def _count(session: CDPSession) -> dict[str, float]:
    """Bytes on the wire by kind of resource, growing as answers come."""
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))

    def add(event: dict[str, object]) -> None:
        kind = kinds.get(str(event["requestId"]), "Other")
        sizes[kind] = sizes.get(kind, 0) + float(str(event["encodedDataLength"]))

    session.on("Network.loadingFinished", add)
    session.send("Network.enable")
    return sizes


def _read(seen: Mapping[str, object]) -> Seen:
    """Time to interactive: the end of the last task over 50 ms after the first paint, before the quiet at the end; else when it was parsed.

    Blocking time: what such tasks take beyond 50 ms each (web.dev, TBT).
    """
    first, parsed = float(str(seen["first"])), float(str(seen["parsed"]))
    given = seen["tasks"]
    assert isinstance(given, list)
    tasks = [(float(start), float(span)) for start, span in given if start + span > first]
    return {
        "first": first,
        "largest": float(str(seen.get("largest") or first)),
        "searchable": float(str(seen.get("searchable") or parsed)),
        "interactive": max([first, parsed, *(start + span for start, span in tasks)]),
        "blocked": sum(max(0.0, span - 50) for _, span in tasks),
        "shift": float(str(seen["shift"])),
    }


class _Relay(BaseHTTPRequestHandler):
    """Passes everything on, and takes the scripts out of HTML."""

    protocol_version = "HTTP/1.1"
    port = 0

    def do_GET(self) -> None:
        """One request."""
        asked = http.client.HTTPConnection("localhost", self.port)
        accepted = "identity" if "text/html" in self.headers.get("accept", "") else self.headers.get("accept-encoding", "identity")
        asked.request("GET", self.path, headers={"Host": f"localhost:{self.port}", "Accept-Encoding": accepted})
        answer = asked.getresponse()
        body = answer.read()
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in {"content-length", "transfer-encoding", "server"}}
        if answer.headers.get_content_type() == "text/html":
            body, kept = gzip.compress(SCRIPTS.sub(b"", body), 5), {**kept, "Content-Encoding": "gzip"}
        self.send_response_only(answer.status)
        for name, value in {**kept, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        asked.close()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def _without_scripts(running: Studio) -> Iterator[str]:
    handler = type("Relay", (_Relay,), {"port": running.port})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
