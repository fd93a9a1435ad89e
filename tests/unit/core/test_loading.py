"""What is loaded once is not looked at again by each round of the garbage collector."""

import os
import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT

SERVER = """
import asyncio, gc, weakref
from persona_app.web.lifespan import connected

class Ring:
    def __init__(self): self.me = self

async def serve():
    async with connected():
        ring = weakref.ref(Ring())
        looked_at = len(gc.get_objects())
        gc.collect()
        print(gc.get_freeze_count() > 20 * looked_at, ring() is None)

asyncio.run(serve())
"""


def test_a_server_s_rounds_find_what_came_since_and_pass_over_what_was_loaded(tmp_path: Path) -> None:
    environment = {**os.environ, "PERSONA_HOME": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
