"""API tokens: listed and revoked. They are made by an endpoint."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field

from persona_app.accounts.schemas import TokenView
from persona_app.accounts.services.tokens import list_tokens, revoke_token
from persona_app.core.clock import now
from persona_app.core.errors import AppError
from persona_app.web import gateway, session
from persona_app.web.states.toasts import tell, tell_failure

Id = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


class TokenRow(BaseModel):
    """One token as the list shows it; times are ISO 8601, empty where there is none."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    hint: str
    scopes: str
    created_at: str
    expires_at: str
    last_used_at: str
    is_over: bool

    @classmethod
    def of(cls, token: TokenView) -> "TokenRow":
        """What is shown of a token."""
        has_expired = token.expires_at is not None and token.expires_at <= now()
        return cls(
            id=str(token.id),
            name=token.name,
            hint=token.hint,
            scopes=" and ".join(token.scopes),
            created_at=token.created_at.isoformat(),
            expires_at=token.expires_at.isoformat() if token.expires_at else "",
            last_used_at=token.last_used_at.isoformat() if token.last_used_at else "",
            is_over=has_expired or token.revoked_at is not None,
        )


class AccountState(rx.State):
    """The tokens, without their secrets, and the one that is about to be revoked."""

    tokens: list[TokenRow] = []
    is_loaded: bool = False
    asking: str = ""

    @rx.event
    async def page_loaded(self) -> None:
        """The page was opened."""
        self.asking = ""
        await self._read()

    @rx.event
    async def token_made(self) -> None:
        """The endpoint made one (its secret is none of this state's business): list it."""
        await self._read()

    @rx.event
    def revoke_asked(self, token_id: Id) -> None:
        """Revoke was pressed once; ask before doing it."""
        self.asking = token_id

    @rx.event
    def revoke_declined(self) -> None:
        """The token stays."""
        self.asking = ""

    @rx.event
    async def revoke_confirmed(self, token_id: Id) -> None:
        """Revoke was pressed twice."""
        self.asking = ""
        try:
            await gateway.call(revoke_token, actor=session.current_actor(), token_id=UUID(token_id))
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, "The token is revoked. Programs that use it are refused from now on.")
        await self._read()

    async def _read(self) -> None:
        try:
            page = await gateway.call(list_tokens, actor=session.current_actor(), limit=200)
        except AppError as error:
            await tell_failure(self, error)
            return
        self.tokens = [row for row in map(TokenRow.of, page.items) if not row.is_over]
        self.is_loaded = True
