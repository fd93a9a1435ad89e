"""What all processes know together about the endpoints they ask."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from persona_app.core.db import UTC_TIME


class EndpointBreaker(SQLModel, table=True):
    """An endpoint whose last calls failed; one that answers has no row.

    `endpoint` is the SHA-256 (hex) of the address, which may hold credentials; `host` is the part that may be shown. `failures` counts
    the calls in a row that failed. While `rests_until` is set no call is made but a probe once that time is over; `probed_until` is when
    the probe under way is given up for lost. `pause_seconds` is the length of the rest.
    """

    __tablename__ = "endpoint_breaker"

    endpoint: str = Field(primary_key=True)
    host: str
    failures: int
    pause_seconds: float = 0
    since: datetime = Field(sa_type=UTC_TIME)
    changed_at: datetime = Field(sa_type=UTC_TIME)
    rests_until: datetime | None = Field(default=None, sa_type=UTC_TIME)
    probed_until: datetime | None = Field(default=None, sa_type=UTC_TIME)
