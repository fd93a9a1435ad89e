"""Find a Chromium for the browser tests, or install one.

In this order: one that is there (Playwright's own, the system's), `playwright install`, Debian's package. Whoever downloads is told.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.lock import only_one
from tools.steps import BIN, ROOT, StepFailed, run, say, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
SECONDS_TO_DOWNLOAD = 600
ADVICE = (
    "The browser tests need Chromium, and it could not be downloaded. Install it (on Debian, as root: apt-get install chromium), "
    "or name its program in PERSONA_TEST_BROWSER, then run `make test` again."
)


def works(program: str | Path) -> bool:
    """Does it say its version? A wrapper without a browser behind it does not."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> Path | None:
    """The Chromium that `playwright install` put into the user's cache, when it is there."""
    asked = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([BIN / "python", "-c", asked], capture_output=True, text=True, check=False)
    path = Path(done.stdout.strip() or "/nonexistent")
    return path if path.is_file() else None


def find() -> str | None:
    """The program to start, or None."""
    given = os.environ.get("PERSONA_TEST_BROWSER")
    if given:
        return given
    own = playwrights_own()
    found = [str(own)] if own else []
    found += [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in PLACES if Path(path).is_file()]
    return next((path for path in found if works(path)), None)


def download() -> bool:
    """Playwright's own Chromium."""
    with step("Downloading Chromium for the browser tests"):
        try:
            done = subprocess.run(
                [BIN / "playwright", "install", "chromium"], cwd=ROOT, capture_output=True, timeout=SECONDS_TO_DOWNLOAD, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0 and find() is not None


def install_package() -> bool:
    """Debian's package, where we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with step("That did not work here; installing Debian's chromium package"):
        run(["apt-get", "update", "-qq"], env=quiet, advice=ADVICE)
        run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"], env=quiet, advice=ADVICE)
    return find() is not None


def main() -> None:
    """Make sure that there is a browser."""
    if find():
        return
    with only_one("browser"):
        if not (find() or download() or install_package()):
            raise StepFailed(ADVICE)


if __name__ == "__main__":
    try:
        main()
    except StepFailed as failure:
        say(f"  ✗ {failure}")
        sys.exit(1)
