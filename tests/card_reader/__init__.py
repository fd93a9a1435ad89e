"""Somebody else's reader of character cards, `@lenml/char-card-reader`, installed on first use from the lock file beside this module."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.model_server.aimock import beside_python, install_locked

HERE = Path(__file__).parent


def read_elsewhere(file: Path) -> dict[str, Any]:
    """The card of a file as this reader understands it: `v1`, `v2` and `v3`.

    Raises:
        RuntimeError: npm could not install it, or it could not read the file.
    """
    command = [beside_python("node"), str(HERE / "read.mjs"), str(install_locked(HERE, name="card-reader")), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise RuntimeError(f"the reader failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
