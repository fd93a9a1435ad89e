"""The main job from the terminal, as an owner types it: a real process, a real worker in it, a real model server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from persona_app.core.db import unit_of_work
from tests.factories.accounts import make_actor
from tests.model_server.fixtures import model_server

__all__ = ["model_server"]


@pytest.fixture
def build(database, model_server, tmp_path):
    with unit_of_work() as session:
        make_actor(session, is_operator=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "DATABASE_URL": database,
        "OPENAI_BASE_URL": model_server.base_url,
        "PERSONA_MODEL": "stub",
        "PERSONA_MODEL_PATIENCE_SECONDS": "0.1",
    }

    def run(*words, stdin=""):
        command = [sys.executable, "-m", "persona_app.cli", "build", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, cwd=tmp_path, input=stdin, check=False)

    return run


def test_persona_is_written_as_json_when_the_files_name_says_so(build, tmp_path):
    (tmp_path / "ada.txt").write_text("Ada likes tea. Ada lives in Bath.")

    done = build("ada.txt", "missing.txt", "--name", "Ada Lovelace", "--out", "ada.json")

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "missing.txt can't be read: No such file" in done.stderr
    assert "✓ Built from 1 text: " in done.stderr
    assert "DEBUG" not in done.stderr
    written = json.loads((tmp_path / "ada.json").read_text())
    assert [claim["value"] for claim in written["profile"]["likes"]] == ["tea"]
    assert written["content"].startswith("# Ada Lovelace")


def test_persona_is_written_to_standard_output_and_nothing_else_is(build):
    done = build("-", stdin="Ada likes tea.")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# ")
    assert "tea" in done.stdout
    assert "✓" not in done.stdout


def test_sentence_and_exit_code_tell_when_nothing_can_be_read(build):
    refused = build("missing.txt")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Nothing could be read, so nothing was built." in refused.stderr
    assert "Traceback" not in refused.stderr


def test_sentence_and_exit_code_tell_when_the_model_fails(build, model_server):
    model_server.fail("500")

    failed = build("-", stdin="Ada likes tea.")

    assert (failed.returncode, failed.stdout) == (1, "")
    assert "What was read so far is kept; try again later." in failed.stderr
    assert "Traceback" not in failed.stderr
