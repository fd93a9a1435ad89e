"""What a delivery says: ids, the kind, the time, numbers. No name, no text and no address of anybody goes out."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from persona_app.webhooks.schemas import TEST_KIND


def body_of(
    *, delivery_id: UUID, event_id: UUID | None, kind: str, at: datetime, persona_id: UUID | None, detail: Mapping[str, Any]
) -> str:
    """The body as it is sent, always the same for one delivery."""
    told = {
        "id": str(delivery_id),
        "event_id": str(event_id) if event_id else None,
        "kind": kind,
        "at": at.isoformat(),
        "persona_id": str(persona_id) if persona_id else None,
        "numbers": numbers_of(detail),
    }
    return json.dumps(told, separators=(",", ":"))


def test_body(*, delivery_id: UUID, at: datetime) -> str:
    """What a test sends."""
    return body_of(delivery_id=delivery_id, event_id=None, kind=TEST_KIND, at=at, persona_id=None, detail={})


def numbers_of(detail: Mapping[str, Any]) -> dict[str, int | float]:
    """What an event counts: a version's number, how many data were added, …"""
    return {name: value for name, value in detail.items() if isinstance(value, int | float) and not isinstance(value, bool)}
