"""Accounts, browser sessions, API tokens, and counters of wrong passwords and of requests."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index, String
from sqlalchemy.dialects.postgresql import ARRAY, CITEXT
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


class Account(SQLModel, table=True):
    """Somebody who can log in. The first one on an installation is the operator. `shows_adult`: the gallery shows them adult personas."""

    __tablename__ = "account"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(sa_column=Column(CITEXT, nullable=False, unique=True))
    handle: str = Field(sa_column=Column(CITEXT, nullable=False, unique=True))
    password_hash: str
    is_operator: bool = False
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    shows_adult: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})


class LoginSession(SQLModel, table=True):
    """A browser's session: the cookie holds 256 random bits, this row their SHA-256 (hex)."""

    __tablename__ = "login_session"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    last_seen_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    expires_at: datetime = Field(sa_type=UTC_TIME)


class ApiToken(SQLModel, table=True):
    """A program's token: `ps_` and 256 random bits, shown once; this row holds their SHA-256 (hex) and the first characters."""

    __tablename__ = "api_token"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    name: str
    hint: str
    token_hash: str = Field(unique=True)
    scopes: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    expires_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    last_used_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class LoginFailure(SQLModel, table=True):
    """Wrong passwords within one window, per account and per address; `key` is a SHA-256 (hex) of either."""

    __tablename__ = "login_failure"
    __table_args__ = (Index("ix_login_failure_window", "window_ends_at"),)

    key: str = Field(primary_key=True)
    count: int
    window_ends_at: datetime = Field(sa_type=UTC_TIME)


class RequestWindow(SQLModel, table=True):
    """How many requests of an account's programs were let through in the present window."""

    __tablename__ = "request_window"

    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", primary_key=True)
    count: int
    window_ends_at: datetime = Field(sa_type=UTC_TIME)


class AddressWindow(SQLModel, table=True):
    """How many requests without a token came from an address in the present window; `key` is the SHA-256 (hex) of the address."""

    __tablename__ = "address_window"
    __table_args__ = (Index("ix_address_window_window", "window_ends_at"),)

    key: str = Field(primary_key=True)
    count: int
    window_ends_at: datetime = Field(sa_type=UTC_TIME)
