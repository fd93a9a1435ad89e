"""What others see of accounts."""

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.accounts.errors import ScopeMissing

Scope = Literal["read", "write"]
ALL_SCOPES: frozenset[Scope] = frozenset(get_args(Scope))


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Actor(_Frozen):
    """Who asks, and what they may do; a browser's session has every scope."""

    account_id: UUID
    email: str
    handle: str
    is_operator: bool
    scopes: frozenset[Scope] = ALL_SCOPES

    def require(self, scope: Scope) -> None:
        """Go on only with this scope.

        Raises:
            ScopeMissing: the actor came with a token that does not have it.
        """
        if scope not in self.scopes:
            raise ScopeMissing(scope)


class OpenedSession(_Frozen):
    """A browser's new session: the token goes into the cookie and is stored nowhere else."""

    token: str
    actor: Actor
    expires_at: datetime


class TokenView(_Frozen):
    """A program's token, without its secret; `hint` is how it begins."""

    id: UUID
    name: str
    hint: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class NewToken(_Frozen):
    """A token just made: the only time that its secret is shown."""

    token: str
    view: TokenView


class Preferences(_Frozen):
    """What an account prefers to see; `shows_adult`: explicit and unrated personas, too."""

    shows_adult: bool = False
