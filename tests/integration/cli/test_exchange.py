"""`persona import` and `persona export`, as a person types them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from persona_app.core.db import unit_of_work
from tests.factories import cards
from tests.factories.accounts import make_registered


@pytest.fixture
def persona(database: str, tmp_path: Path):
    """Run the program on this test's database, where Ada is the operator."""
    with unit_of_work() as session:
        make_registered(session, handle="ada")
    env = os.environ | {"DATABASE_URL": database, "PERSONA_HOME": str(tmp_path / "home")}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "persona"), *words]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)

    return run


def test_each_file_of_a_folder_is_told_and_comes_back_when_imported_as_json(persona, tmp_path):
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "tollef.json").write_bytes(cards.files()["v2"])
    (folder / "broken.json").write_bytes(b"{")
    done = persona("import", str(folder), "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert [one["file"] for one in told["failed"]] == [str(folder / "broken.json")]
    assert "broken at line 1" in told["failed"][0]["reason"]
    (imported,) = told["imported"]
    assert imported["losses"]["kept"]
    out = persona("export", imported["id"], "--format", "character-card-v2", "--out", "again.json")
    assert (out.returncode, out.stdout.strip()) == (0, "again.json")
    exported = json.loads((tmp_path / "again.json").read_text("utf-8"))
    del exported["data"]["extensions"]["persona_studio"]
    assert exported == cards.card_v2()


def test_what_is_there_is_left_when_told_to_skip(persona, tmp_path):
    (tmp_path / "tollef.json").write_bytes(cards.files()["v1"])
    first, second = (json.loads(persona("import", "tollef.json", "--json", "--on-same", "skip").stdout) for _ in range(2))
    assert first["imported"][0]["id"] == second["imported"][0]["id"]
    assert second["imported"][0]["outcome"] == "skipped"
