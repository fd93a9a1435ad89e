"""Each direct dependency has its line in docs/DEPENDENCIES.md, and no line is left over."""

import json
import re
from pathlib import Path

from persona_app.web.components.editor import VERSIONS

ROOT = Path(__file__).resolve().parents[2]


def required() -> set[str]:
    """What is asked for by name, the way it is written there."""
    names = set(json.loads((ROOT / "tools" / "bun" / "package.json").read_text())["dependencies"]) | set(VERSIONS)
    for file in (ROOT / "requirements").glob("*.in"):
        lines = [line.split("#")[0].strip() for line in file.read_text().splitlines()]
        names |= {re.split(r"[\[=<>~!; ]", line)[0] for line in lines if line and not line.startswith("-")}
    return names


def documented() -> set[str]:
    """What has a line."""
    return set(re.findall(r"^- `([^`]+)`: \S", (ROOT / "docs" / "DEPENDENCIES.md").read_text(), flags=re.MULTILINE))


def test_the_document_lists_exactly_what_is_required() -> None:
    assert documented() == required()


def test_every_locked_package_has_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        lines = lock.read_text().splitlines()
        pinned = [number for number, line in enumerate(lines) if re.match(r"[\w.\[\]-]+==", line)]
        assert pinned, lock.name
        assert not [lines[number] for number in pinned if not lines[number + 1].startswith("    --hash=sha256:")], lock.name
