"""A public persona as a card in a picture."""

import json
from datetime import UTC, datetime

import pytest

from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.converting import read_file
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.public_card import public_card_png
from persona_app.publishing.schemas import Face, Provenance

FACE = Face(
    name="Mara Quell",
    headline="A baker",
    content="# Mara Quell\n\nBakes bread.\n\n## Personality\n\n- Calm",
    provenance=Provenance(
        version=2, engine="offline", model="", is_extractive=True, data_count=1, thought_count=0, built_at=datetime(2026, 1, 1, tzinfo=UTC)
    ),
)


def test_card_says_what_visitors_see_when_it_is_read() -> None:
    draft = read_file(public_card_png(FACE, blank_picture("other"), tags=("baker",), creator="ada")).draft
    assert draft.kept is not None
    data = draft.kept.value["data"]
    assert isinstance(data, dict)
    assert (data["name"], data["description"], data["personality"], data["tags"], data["creator"]) == (
        "Mara Quell", "Bakes bread.", "- Calm", ["baker"], "ada",
    )  # fmt: skip
    assert "persona_studio" not in json.dumps(data)


def test_card_is_refused_when_the_picture_is_none() -> None:
    with pytest.raises(ImportRefused):
        public_card_png(FACE, b"GIF89a")
