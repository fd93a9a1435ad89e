"""Identifiers, made in the application so that any PostgreSQL from 15 on serves."""

import secrets
from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): unique, and ordered by the millisecond of its making."""
    return UUID(int=uuid_utils.uuid7().int)


def new_secret() -> str:
    """256 random bits, URL-safe, for session and API tokens. Only its hash is ever stored."""
    return secrets.token_urlsafe(32)
