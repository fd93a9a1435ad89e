"""Build the front end once, and again only when what it is made of changed.

Nothing is needed but `.venv`: Node comes as a Python package, bun by npm, both locked.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.lock import only_one
from tools.steps import BIN, ROOT, StepFailed, run, say, step

BUN_HOME = ROOT / ".node"
WEB = ROOT / ".web"
STAMP = WEB / "build" / "made-from"
MADE_FROM = (
    "persona_app/web/**/*",
    "persona_app/persona_app.py",
    "persona_app/**/schemas.py",
    "persona_app/personas/profile.py",
    "assets/**/*",
    "rxconfig.py",
    "requirements/run.txt",
    "tools/bun/*",
    "tools/front_end.py",
)


LOCK = ("reflex.lock/*",)
"""Of what the pages are made too; the build completes it when a page began to use another package."""


def files(patterns: tuple[str, ...]) -> Iterator[Path]:
    """The files that the patterns name, in an order that does not change."""
    for pattern in patterns:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc" and "external" not in path.parts)


def fingerprint(patterns: tuple[str, ...]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in files(patterns):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_built() -> bool:
    """Do the built pages come from the sources as they are?"""
    return STAMP.is_file() and STAMP.read_text() == f"{fingerprint(MADE_FROM)}\n{fingerprint(LOCK)}"


def environment() -> dict[str, str]:
    """The present environment, with our Node and bun first on the path and nothing that phones out."""
    own = {
        "PATH": os.pathsep.join([str(BUN_HOME / "node_modules" / ".bin"), str(BIN), os.environ.get("PATH", "")]),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_USE_NPM": "0",
        "REFLEX_USE_SYSTEM_BUN": "true",
    }
    return {**os.environ, **own}


def registry() -> dict[str, str]:
    """The registry npm is configured for; Reflex probes for mirrors unless it is told one."""
    if "NPM_CONFIG_REGISTRY" in os.environ:
        return {}
    asked = subprocess.run(
        [BIN / "npm", "config", "get", "registry"], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    return {"NPM_CONFIG_REGISTRY": asked.stdout.strip()} if asked.returncode == 0 else {}


def install_bun() -> None:
    """bun, as locked in `tools/bun`, into `.node`."""
    lock = ROOT / "tools" / "bun" / "package-lock.json"
    done = BUN_HOME / "installed"
    if done.is_file() and done.read_bytes() == lock.read_bytes():
        return
    with step("Installing bun"):
        shutil.rmtree(BUN_HOME, ignore_errors=True)
        shutil.copytree(ROOT / "tools" / "bun", BUN_HOME)
        run([BIN / "npm", "ci", "--loglevel=error"], cwd=BUN_HOME, env=environment(), advice="The npm registry must be reachable.")
        done.write_bytes(lock.read_bytes())


def build() -> None:
    """Compile the pages and bundle them; the stamp is written last, so that a build that was cut short is done again."""
    with step("Building the pages (once; about half a minute)"):
        made_from = fingerprint(MADE_FROM)
        run([BIN / "reflex", "export", "--no-zip", "--frontend-only"], env=environment() | registry())
        if not (WEB / "build" / "client" / "index.html").is_file():
            raise StepFailed("The build made no pages.")
        STAMP.write_text(f"{made_from}\n{fingerprint(LOCK)}")


def main(*arguments: str) -> None:
    """Build unless the built pages fit the sources; with `--only-tools`, only install what building needs."""
    only_tools = "--only-tools" in arguments
    if is_built() and not only_tools:
        return
    with only_one("build"):
        install_bun()
        if not is_built() and not only_tools:
            build()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except StepFailed as failure:
        say(f"  ✗ {failure}")
        sys.exit(1)
