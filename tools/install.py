"""Put what the project needs into `.venv`, exactly as locked. Runs on any Python from 3.11, with nothing installed.

Usage: python3 tools/install.py run|dev
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.lock import only_one
from tools.steps import BIN, ROOT, VENV, StepFailed, run, say, step

PYTHON = BIN / "python"
SETS = {"run": ("dev", "run"), "dev": ("dev",)}
"""Which installed sets satisfy a wanted one: what tests need includes what the program needs."""


def fingerprint(wanted: str) -> str:
    """Changes with the locks, the project's own metadata and the Python."""
    files = [ROOT / "requirements" / name for name in ("uv.txt", f"{wanted}.txt")] + [ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files) + sys.version.encode() + str(VENV).encode()).hexdigest()


def stamp(name: str) -> Path:
    """Where it is noted what was installed last."""
    return VENV / f".installed-{name}"


def is_installed(wanted: str) -> bool:
    """Does a set that was installed completely satisfy the wanted one?"""
    names = [name for name in SETS[wanted] if stamp(name).is_file()]
    return PYTHON.exists() and (BIN / "persona").exists() and any(stamp(name).read_text() == fingerprint(name) for name in names)


def has_pip() -> bool:
    """Is there a virtual environment that works, with pip in it?"""
    return PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    """A virtual environment with pip; Debian's Python without `ensurepip` gets it from the system's pip."""
    with step(f"Making .venv with Python {sys.version.split()[0]}"):
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
        if made.returncode == 0:
            return
        advice = "This Python cannot make a virtual environment: install its venv package (on Debian: apt install python3-venv)."
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], advice=advice)
        run([sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"], advice=advice)


def install(wanted: str) -> None:
    """uv by pip, everything else by uv, each file checked against its hash; then the project itself, in place."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    index = (
        {"UV_DEFAULT_INDEX": os.environ["PIP_INDEX_URL"]} if "PIP_INDEX_URL" in os.environ and "UV_DEFAULT_INDEX" not in os.environ else {}
    )
    in_venv = {"VIRTUAL_ENV": str(VENV), "UV_HTTP_TIMEOUT": os.environ.get("UV_HTTP_TIMEOUT", "180"), **index}
    offline = "The package registry must be reachable; behind a proxy, set HTTPS_PROXY and SSL_CERT_FILE."
    with step("Installing uv"):
        run([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/uv.txt"], env=quiet, advice=offline)
    with step("Installing the locked Python packages (the first time takes about a minute)"):
        run([BIN / "uv", "pip", "sync", "--require-hashes", f"requirements/{wanted}.txt"], env=in_venv, advice=offline)
    with step("Installing the persona command"):
        run([BIN / "uv", "pip", "install", "--offline", "--no-deps", "--no-build-isolation", "--editable", "."], env=in_venv)


def main(wanted: str) -> None:
    """Install the wanted set unless it is there."""
    if is_installed(wanted):
        return
    with only_one("install"):
        if is_installed(wanted):
            return
        if not has_pip():
            make_environment()
        for name in SETS["run"]:
            stamp(name).unlink(missing_ok=True)
        install(wanted)
        stamp(wanted).write_text(fingerprint(wanted))


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except StepFailed as failure:
        say(f"  ✗ {failure}")
        sys.exit(1)
