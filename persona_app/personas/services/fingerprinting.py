"""Hashes of what the trail says that something changed from and to."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

_VERSION = text(
    "SELECT encode(sha256(convert_to(concat_ws(E'\\n', number, content_sha256, profile::text), 'UTF8')), 'hex') FROM persona_version"
    " WHERE persona_id = :persona AND number = :number"
)


def version_state(session: Session, *, persona_id: UUID, number: int) -> str | None:
    """The SHA-256 (hex) of a version's number, content hash and profile; none of a version that is not there."""
    session.flush()
    return session.connection().execute(_VERSION, {"persona": persona_id, "number": number}).scalar_one_or_none()
