"""Schemathesis over `/v1`: every operation, with what its schema allows and what it does not, and from one answer to the next request.

The long form is the scenario `api` of `make torture`; a short one runs in `make test` (tests/integration/api/test_schemathesis.py).

What an answer must be: no server error but a documented 503 or 504, and no status, content type, header or body that the OpenAPI
document does not know. What it sends is reproducible by its seed; what it meets is not quite, since a worker builds meanwhile.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.serving import ROOT, Studio, clean_environment, eventually, make_home, persona, remove
from tests.torture.findings import Findings

SEED = 20_261
EXAMPLES = 500
PHASES = ("examples", "coverage", "fuzzing", "stateful")
SETTINGS = {"PERSONA_API_REQUESTS_PER_MINUTE": "1000000", "PERSONA_ENGINE": "offline", "PERSONA_API_WAIT_SECONDS": "3"}
"""Of the installation that is examined: nothing waits long, and nothing is refused for its number."""
NORA = "Nora Vell is a carpenter. She is 34 years old. She lives in Bergen.\n\nNora Vell is 39 years old. She lives in Bergen."
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "wrong_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "use_after_free",
    "ignored_auth",
)
"""Not among them: that whatever fits the schema is taken (a text may be a repeat, a persona archived, an address nowhere), and that
what was just made is there (another step of the same story may have deleted it)."""
KNOWN_SHARE = 0.8
SPARE_PERSONAS = 40


@dataclass(frozen=True)
class Examined:
    """What came of it.

    Attributes:
        failures: each kind of answer that was not as documented, in a line.
        report: what Schemathesis printed, with a request to repeat for each failure.
        phases: how each phase ended, by its name.
        tested: operations that were asked, of how many.
        cases: requests that were made up.
        seconds: how long it took.
    """

    failures: tuple[str, ...]
    report: str
    phases: dict[str, str]
    tested: tuple[int, int]
    cases: int
    seconds: float


def examine(
    url: str,
    token: str,
    *,
    examples: int,
    folder: Path,
    phases: Sequence[str] = PHASES,
    seed: int = SEED,
    seconds_at_most: float = 6 * 3600,
) -> Examined:
    """Send it all to a running installation, as the account of this token, which gets personas to begin with."""
    settings = folder / "schemathesis.toml"
    settings.write_text(_settings_of(_known(url, token)))
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "run", f"{url}/v1/openapi.json"]
    command += ["--header", f"Authorization: Bearer {token}", "--phases", ",".join(phases), "--checks", ",".join(CHECKS)]
    command += ["--max-examples", str(examples), "--seed", str(seed), "--generation-database", "none", "--continue-on-failure"]
    command += ["--report", "json", "--report-json-path", str(folder / "report.json"), "--no-color", "--request-timeout", "60"]
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        env=clean_environment(SCHEMATHESIS_HOOKS="tests.torture.api_checks", PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=seconds_at_most,
        check=False,
    )
    return _read(folder / "report.json", printed=f"{done.stdout}\n{done.stderr}", code=done.returncode, seconds=time.monotonic() - began)


def _read(kept: Path, *, printed: str, code: int, seconds: float) -> Examined:
    assert kept.exists(), printed
    told = json.loads(kept.read_text("utf-8"))
    failures = [f"{one.get('operation', '')} {one.get('title', '')}: {str(one.get('message', ''))[:300]}" for one in told["failures"]]
    failures += [str(one)[:400] for one in told["errors"]]
    if code and not failures:
        failures = [f"it ended with {code}: {printed[-400:]}"]
    return Examined(
        failures=tuple(failures),
        report=printed,
        phases={name: phase["status"] for name, phase in told["phases"].items()},
        tested=(told["operations"]["tested"], told["operations"]["total"]),
        cases=told["test_cases"]["generated"],
        seconds=seconds,
    )


def _known(url: str, token: str) -> dict[str, list[str | int]]:
    """Ids of what is there: without them nearly every request would only learn that nothing is found."""
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
        built = http.post("/v1/person", json={"raw_text": NORA}).json()["id"]
        eventually(lambda: http.get(f"/v1/person/{built}/persona").is_success, seconds=60, what="the first version")
        known = {
            "persona_id": [built],
            "number": [1],
            "data_id": [one["id"] for one in http.get(f"/v1/person/{built}/data").json()["items"]],
            "run_id": [one["id"] for one in http.get(f"/v1/person/{built}/runs").json()["items"]],
            "contradiction_id": [one["id"] for one in http.get(f"/v1/person/{built}/persona").json()["profile"]["contradictions"]],
        }
        spare = [http.post("/v1/person", json={"name": f"Spare {number}"}).json()["id"] for number in range(SPARE_PERSONAS)]
    return {**known, "spare": spare}


def _settings_of(known: dict[str, list[str | int]]) -> str:
    """The file that Schemathesis reads: known ids for the parameters of paths, others for what changes or deletes a persona."""
    lines = ["[checks.not_a_server_error]", 'expected-statuses = ["2xx", "3xx", "4xx", "503", "504"]', ""]
    lines += [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n" for name, values in known.items()]
    bind = "{{ dictionary = {}, probability = {} }}".format
    lines += ["[parameters]", *(f'"path.{name}" = {bind(json.dumps(name), KNOWN_SHARE)}' for name in known if name != "spare"), ""]
    for method in ("DELETE", "PATCH"):
        lines += [
            "[[operations]]",
            f'include-method = "{method}"',
            f'parameters = {{ "path.persona_id" = {bind(json.dumps("spare"), 0.5)} }}',
            "",
        ]
    return "\n".join(lines)


@contextmanager
def an_installation() -> Iterator[tuple[str, str]]:
    """One of its own: where it answers, and a token for it."""
    home = make_home()
    studio = Studio(home, **SETTINGS)
    try:
        studio.wait_until_ready()
        made = persona("account", "create", "--email", "asker@example.org", "--password", "a long enough sentence", PERSONA_HOME=str(home))
        assert made.returncode == 0, made.stderr
        yield studio.url, persona("token", "create", PERSONA_HOME=str(home)).stdout.strip()
    finally:
        studio.stop()
        remove(home)


def examine_all(scale: float, seed: int) -> Findings:
    """Every operation with 500 examples, and as many stories of several requests."""
    with an_installation() as (url, token), tempfile.TemporaryDirectory() as folder:
        found = examine(url, token, examples=max(1, round(EXAMPLES * scale)), folder=Path(folder), seed=seed)
        if found.failures:
            sys.stdout.write(found.report)
    figures = {
        "operations": f"{found.tested[0]} of {found.tested[1]}",
        "phases": ", ".join(f"{name}: {status}" for name, status in found.phases.items()),
        "requests made up": f"{found.cases:,}",
    }
    return Findings(title="Schemathesis over /v1", figures=figures, wrong=found.failures)
