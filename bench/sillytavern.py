"""SillyTavern's list and search of characters, at the count of the studio's list; only where somebody has installed it.

    npm install sillytavern@1.19.0          in a folder of its own
    SILLYTAVERN=<that folder> python -m bench sillytavern

It is no dependency, and nothing of it is in here: it is started as it is, without a browser and without its list of allowed addresses,
with as many cards as the studio's list has personas, of the same names and texts, each in a small picture. Its list is `POST
/api/characters/all`: all cards whole, which its page keeps and searches by itself with Fuse.js. So the search is measured in Node with
the same library from the same installation, over what the list answered, looking through the same fields. Statistics that it would
collect at its first start, before it answers anybody, are given as collected.
"""

import base64
import http.cookiejar
import json
import os
import random
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.results import Measure, Result, result
from bench.studio_list import PERSONAS, made_up, vocabulary
from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.png_chunks import PngText, with_texts
from tests.factories import cards
from tests.serving import free_port

LISTED, SEARCHED = 4, 5
SECONDS_TO_START = 300
FIELDS = ("name", "description", "mes_example", "scenario", "personality", "first_mes", "creator_notes", "creator", "tags")
_SEARCH = """
const fs = require("fs"), Fuse = (found => found.default || found)(require("fuse.js"));
const [place, asked, fields] = process.argv.slice(1).map((one, n) => n ? JSON.parse(one) : one);
const cards = JSON.parse(fs.readFileSync(place));
const keys = fields.map(name => "data." + name);
const options = { keys, includeScore: true, ignoreLocation: true, useExtendedSearch: true, threshold: 0.2 };
const took = asked.map(word => {
  const began = performance.now(), before = process.cpuUsage();
  new Fuse(cards, options).search(word);
  const used = process.cpuUsage(before);
  return [performance.now() - began, (used.user + used.system) / 1000];
});
console.log(JSON.stringify(took));
"""


def run(scale: float) -> Iterator[Result]:
    """One benchmark, or none."""
    installed = os.environ.get("SILLYTAVERN")
    if not installed:
        return
    program, count = Path(installed) / "node_modules" / "sillytavern", max(100, round(PERSONAS * scale))
    with tempfile.TemporaryDirectory(prefix="sillytavern-bench-") as folder:
        kept = _write_cards(Path(folder), count=count)
        with _served(program, Path(folder)) as (url, process):
            before = process.cpu_times()
            took, answer = _listed(url)
            used = [after - begun for after, begun in zip(process.cpu_times()[:2], before[:2], strict=True)]
            memory = process.memory_info().rss / 1_000_000
        place = Path(folder) / "all.json"
        place.write_bytes(answer)
        assert len(json.loads(answer)) >= count, "it brings a card of its own"
        measures = [
            Measure(name="cards on disk", value=kept / 1_000_000, unit="MB"),
            Measure(name="the list, first time", value=took[0], unit="ms"),
            Measure(name="the list, median of those after", value=statistics.median(took[1:]), unit="ms"),
            Measure(name="the list, time of the server's processor", value=sum(used) / LISTED * 1000, unit="ms"),
            Measure(name="bytes of the list", value=len(answer) / 1_000_000, unit="MB"),
            Measure(name="memory of the server", value=memory, unit="MB"),
            *_searched(program, place),
        ]
    version = json.loads((program / "package.json").read_text())["version"]
    size = f"{count:,} cards of the studio's list's names and texts in SillyTavern {version}; how: bench/sillytavern.py."
    size += " Times of the processor are what other work on the machine does not change."
    title = "SillyTavern's list and search, for comparison"
    yield result(benchmark="sillytavern", title=title, size=size, scale=scale, measures=tuple(measures))


def _write_cards(folder: Path, *, count: int) -> int:
    """Where it looks for them; how many bytes they have."""
    place, bare, size = folder / "data" / "default-user" / "characters", blank_picture("bench"), 0
    place.mkdir(parents=True)
    (place.parent / "stats.json").write_text('{"timestamp": 0}')
    for number, (name, note, content) in enumerate(made_up(count)):
        card = cards.card_v2()
        card["data"] |= {
            "name": name,
            "description": content,
            "creator_notes": note,
            "first_mes": "Hello.",
            "mes_example": "",
            "extensions": {},
        }
        card["data"].pop("character_book", None)
        data = with_texts(bare, [PngText("chara", base64.b64encode(json.dumps(card).encode()))])
        (place / f"{number:05}.png").write_bytes(data)
        size += len(data)
    return size


@contextmanager
def _served(program: Path, folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Running on this machine alone, until the block ends."""
    port, config = free_port(), folder / "config.yaml"
    config.write_bytes((program / "default" / "config.yaml").read_bytes())
    said = {"configPath": config, "dataRoot": folder / "data", "port": port, "browserLaunchEnabled": "false", "whitelist": "false"}
    options = [part for name, value in said.items() for part in (f"--{name}", str(value))]
    process = psutil.Popen(["node", "server.js", *options], cwd=program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + SECONDS_TO_START
        while not any(each.status == psutil.CONN_LISTEN for each in process.net_connections(kind="tcp")):
            assert process.is_running() and time.monotonic() < deadline, "SillyTavern did not start"
            time.sleep(0.2)
        yield url, process
    finally:
        process.terminate()
        process.wait(30)


def _listed(url: str) -> tuple[list[float], bytes]:
    """Milliseconds of each time, and the last answer."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    token = json.load(opener.open(f"{url}/csrf-token"))["token"]
    headers, took, answer = {"Content-Type": "application/json", "X-CSRF-Token": token}, [], b""
    for _ in range(LISTED):
        began = time.perf_counter()
        with opener.open(urllib.request.Request(f"{url}/api/characters/all", data=b"{}", headers=headers), timeout=600) as answered:
            answer = answered.read()
        took.append((time.perf_counter() - began) * 1000)
    return took, answer


def _searched(program: Path, place: Path) -> Iterator[Measure]:
    words, dice = vocabulary(), random.Random(11)
    kinds = {
        "a word of every second card": words[:5],
        "a rare word": words[2_000:],
        "the beginning of a word": [w[:4] for w in words[20:2_000]],
    }
    for title, pool in kinds.items():
        asked = [dice.choice(pool) for _ in range(SEARCHED)]
        command = ["node", "-e", _SEARCH, str(place), json.dumps(asked), json.dumps(FIELDS)]
        took = json.loads(subprocess.run(command, cwd=program, capture_output=True, text=True, check=True).stdout)
        yield Measure(name=f"{title}, median", value=statistics.median(wall for wall, _ in took), unit="ms")
        yield Measure(name=f"{title}, time of the processor, median", value=statistics.median(used for _, used in took), unit="ms")
