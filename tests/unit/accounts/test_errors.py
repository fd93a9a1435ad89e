"""A locked account is told how long, in round minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from persona_app.accounts.errors import TooManyAttempts

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "told"), [(1, "1 minute."), (60, "1 minute."), (61, "2 minutes."), (300, "5 minutes.")])
def test_wait_is_rounded_up_when_told(seconds, told):
    assert TooManyAttempts(until=NOON + timedelta(seconds=seconds), at=NOON).sentence.endswith(told)
