"""Cards that we write, read by programs that we did not."""

import json
from pathlib import Path
from typing import Any

import pytest

from persona_app.interchange.converting import read_file, write_file
from persona_app.interchange.draft import Format
from tests.card_reader import read_elsewhere
from tests.factories import cards

tavern_card = pytest.importorskip("tavern_card", reason="tavern-card is not installed; make install-dev does it")
KINDS = ("v1", "v2", "v3", "png-v2", "png-both", "charx", "eliza-v1", "tinytroupe")
V2 = {
    "name", "description", "personality", "scenario", "first_mes", "mes_example", "creator_notes", "system_prompt",
    "post_history_instructions", "alternate_greetings", "tags", "creator", "character_version", "extensions", "character_book",
}  # fmt: skip
V3 = V2 | {"assets", "creation_date", "creator_notes_multilingual", "group_only_greetings", "modification_date", "nickname", "source"}
"""Every field of the specifications; what a file says beside them, we write and others leave out."""


def _written(kind: str, format_: Format) -> bytes:
    return write_file(cards.snapshot_of(read_file(cards.files()[kind])), format_).data


def _fields(kind: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(_written(kind, Format.CARD_V3))["data"]
    return fields


@pytest.mark.parametrize("kind", KINDS)
def test_tavern_card_reads_every_field_when_we_wrote_the_picture(kind: str) -> None:
    read = tavern_card.parse_png_card(_written(kind, Format.CARD_PNG))
    data = read.get("data", read)
    expected = _fields(kind)
    fields = V2 & set(expected)
    assert {field: data.get(field) for field in fields} == {field: expected[field] for field in fields}


@pytest.mark.parametrize("kind", KINDS)
def test_char_card_reader_reads_every_field_when_we_wrote_the_file(kind: str, tmp_path: Path) -> None:
    try:
        for ending, format_ in ((".png", Format.CARD_PNG), (".json", Format.CARD_V3)):
            file = tmp_path / f"card{ending}"
            file.write_bytes(_written(kind, format_))
            read, expected = read_elsewhere(file)["v3"]["data"], _fields(kind)
            fields = V3 & set(expected)
            assert {field: read.get(field) for field in fields} == {field: expected[field] for field in fields}
    except RuntimeError as error:
        if "npm could not install" not in str(error):
            raise
        pytest.skip(str(error)[:200])
