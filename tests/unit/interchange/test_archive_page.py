"""docs/ARCHIVE.md says of every table whether an archive of everything holds it."""

import re
from pathlib import Path

from persona_app.privacy.classification import TABLES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "ARCHIVE.md"


def test_every_table_is_decided_upon() -> None:
    _, _, table = PAGE.read_text("utf-8").partition("## Every table")
    named = [name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(TABLES)
