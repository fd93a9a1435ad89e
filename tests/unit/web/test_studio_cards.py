"""What the studio's list says of a persona."""

from datetime import UTC, datetime

import pytest

from persona_app.core.ids import new_id
from persona_app.jobs.schemas import RunState
from persona_app.personas.studio_schemas import StudioCard
from persona_app.web.shown.studio import NOT_BUILT, Card
from tests.unit.jobs.test_runs import run

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def persona(*, versions: int) -> StudioCard:
    return StudioCard(
        id=new_id(), name="Ilse", is_name_provisional=False, source="manual", data_count=1, version_count=versions, lock_version=1,
        summary="A clockmaker", created_at=NOON, updated_at=NOON, archived_at=None, display_name="",
        description="", folder_id=None, folder=None, labels=(), use_count=0, used_at=None, deleted_at=None, parent_id=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "versions", "activity", "is_live"),
    [
        (None, 0, NOT_BUILT, False),
        (None, 2, "", False),
        (RunState.QUEUED, 0, "In the queue", True),
        (RunState.RUNNING, 2, "Building", True),
        (RunState.WAITING, 0, "Building", True),
        (RunState.DONE, 2, "", False),
        (RunState.CANCELLED, 0, NOT_BUILT, False),
        (RunState.FAILED, 0, "", False),
    ],
)
def test_a_card_says_what_is_going_on(state: RunState | None, versions: int, activity: str, is_live: bool) -> None:
    card = Card.of(persona(versions=versions), run(state=state) if state else None)
    assert (card.activity, card.is_live) == (activity, is_live)


@pytest.mark.parametrize("versions", [0, 2])
def test_a_card_says_why_the_newest_build_failed(versions: int) -> None:
    failed = run(state=RunState.FAILED).model_copy(update={"sentence": "The model refuses the key. Nothing is lost."})
    assert Card.of(persona(versions=versions), failed).failure == "The build failed: The model refuses the key. Nothing is lost."
    assert Card.of(persona(versions=versions), None).failure == ""
