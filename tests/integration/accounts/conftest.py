"""A fixed moment, and settings whose limits the tests know."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def noon() -> datetime:
    """When the stories of these tests begin."""
    return datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
