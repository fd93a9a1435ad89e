"""Whom a persona can follow, in words."""

from datetime import UTC, datetime

import pytest

from persona_app.core.ids import new_id
from persona_app.personas.studio_schemas import Found, StudioCard
from persona_app.web.shown.candidates import NONE_FITS, ShownCandidate, candidates_words

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("found", "is_narrowed", "words"),
    [
        (Found(count=1), True, "1 persona found"),
        (Found(count=1_000, is_more=True), True, "More than 1,000 personas found"),
        (Found(count=57), False, "57 personas"),
        (Found(count=0), True, NONE_FITS),
        (Found(count=0), False, ""),
    ],
    ids=["one", "many", "all", "none-fits", "none-at-all"],
)
def test_it_is_said_how_many_there_are_to_choose_from(found: Found, is_narrowed: bool, words: str) -> None:
    assert candidates_words(found, is_narrowed=is_narrowed) == words


@pytest.mark.parametrize(("display_name", "name", "called"), [("", "Ilse", ""), ("The clockmaker", "The clockmaker", "Ilse")])
def test_somebody_is_called_as_in_the_studio(display_name: str, name: str, called: str) -> None:
    card = StudioCard(
        id=new_id(), name="Ilse", is_name_provisional=False, source="manual", data_count=1, version_count=3, lock_version=1,
        summary="A clockmaker", created_at=NOON, updated_at=NOON, archived_at=None, display_name=display_name,
        description="", folder_id=None, folder=None, labels=(), use_count=0, used_at=None, deleted_at=None, parent_id=None,
    )  # fmt: skip
    shown = ShownCandidate.of(card)
    assert (shown.name, shown.called, shown.version, shown.summary) == (name, called, "Version 3", "A clockmaker")
