"""Files of other people's programs: each is read and comes back, or is refused with a reason."""

from pathlib import Path

import pytest

from persona_app.interchange.converting import WRITERS, read_file, write_file
from persona_app.interchange.draft import Format
from persona_app.interchange.errors import ImportRefused
from tests.factories.cards import snapshot_of

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the project (../shared/data)")
FOLDERS = ("cards", "texts/elizaos", "texts/tinytroupe", "texts/agents-md", "texts/companions")
REASONS = {
    "derived_bad_base64.png": "base64",
    "derived_bad_crc.png": "checksum",
    "derived_truncated_mid_chunk.png": "ends in the middle",
    "derived_zip_without_card.charx": "no card.json",
    "tavern_kit__3498a56__invalid_missing_name.json": "no name",
    "characterfile.character.schema.json": "no format",
    "logging-addict.character.json": "line 13, column 5",
}
"""Files that are refused, and a word of the reason; all others are read."""


def _files() -> list[Path]:
    return sorted(file for folder in FOLDERS for file in (DATA / folder).iterdir())


def test_every_file_is_read_or_refused_with_its_reason() -> None:
    refused = {}
    for file in _files():
        try:
            read_file(file.read_bytes(), name=file.stem)
        except ImportRefused as error:
            refused[file.name] = error.sentence
    assert set(refused) == set(REASONS)
    assert {name for name, reason in REASONS.items() if reason not in refused[name]} == set()


def test_every_field_comes_back_when_a_file_is_written_in_its_own_format() -> None:
    for file in (file for file in _files() if file.name not in REASONS):
        reading = read_file(file.read_bytes(), name=file.stem)
        draft = reading.draft
        if draft.format not in WRITERS:
            continue
        again = read_file(write_file(snapshot_of(reading), draft.format).data, name=file.stem).draft
        assert (again.name, again.content, again.media, again.tags) == (draft.name, draft.content, draft.media, draft.tags), file.name
        if draft.format is not Format.CARD_PNG:
            assert again.kept == draft.kept, file.name
        elif draft.kept is not None and again.kept is not None:
            before, after = draft.kept.value.get("data", draft.kept.value), again.kept.value["data"]
            assert isinstance(before, dict) and isinstance(after, dict)
            kept = {key: value for key, value in before.items() if key not in ("extensions", "character_book") and value is not None}
            assert {key: after.get(key) for key in kept} == kept, file.name


def test_every_file_is_written_in_every_format() -> None:
    for file in (file for file in _files() if file.name not in REASONS):
        snapshot = snapshot_of(read_file(file.read_bytes(), name=file.stem))
        for format_ in WRITERS:
            again = read_file(write_file(snapshot, format_).data, name=snapshot.name)
            assert again.draft.content.strip(), (file.name, format_)
