"""What can go wrong with accounts, sessions and tokens."""

from datetime import datetime, timedelta

from persona_app.core.errors import Conflict, Forbidden, Invalid, LimitReached, NotFound


class EmailInvalid(Invalid):
    """Not an e-mail address."""

    code = "email_invalid"


class EmailTaken(Conflict):
    """An account has this address."""

    code = "email_taken"

    def __init__(self) -> None:
        super().__init__("An account with this e-mail address exists already. Log in instead, or use another address.")


class HandleInvalid(Invalid):
    """Not a handle, or one that is kept back."""

    code = "handle_invalid"


class HandleTaken(Conflict):
    """An account has this handle."""

    code = "handle_taken"

    def __init__(self, handle: str) -> None:
        super().__init__(f"The handle “{handle}” is taken. Choose another one.")


class PasswordTooWeak(Invalid):
    """Too short, too long, or the same as the e-mail address or the handle."""

    code = "password_too_weak"


class LoginRefused(Forbidden):
    """The address or the password is wrong; which one is not told."""

    code = "login_refused"

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is not right. Check both and try again.")


class PasswordWrong(Invalid):
    """The password that was asked for once more is not the account's."""

    code = "password_wrong"

    def __init__(self) -> None:
        super().__init__("This is not the password of your account. Nothing was changed; try again.")


class LastOperator(Conflict):
    """The only operator of an installation that others use was to be erased."""

    code = "last_operator"

    def __init__(self, others: int) -> None:
        who = "another account uses" if others == 1 else f"{others} other accounts use"
        super().__init__(
            f"You are the only operator, and {who} this installation. Nothing was erased."
            " Name another operator first: persona account operator EMAIL."
        )


class TooManyAttempts(LimitReached):
    """Wrong passwords locked this account or this address for a while.

    Attributes:
        until: when it opens again.
    """

    code = "too_many_attempts"

    def __init__(self, *, until: datetime, at: datetime) -> None:
        minutes = max(1, -((at - until) // timedelta(minutes=1)))
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"Too many wrong passwords. Logging in is locked for now; try again in {minutes} {unit}.")
        self.until = until


class TooManyRequests(LimitReached):
    """The account's programs sent more requests than they may in one minute.

    Attributes:
        limit: how many they may send.
        seconds: until they may send again.
    """

    code = "too_many_requests"

    def __init__(self, *, limit: int, seconds: int) -> None:
        super().__init__(f"This account's programs may send {limit} requests a minute. Nothing was done; try again in {seconds} seconds.")
        self.limit, self.seconds = limit, seconds


class TooManyVisits(TooManyRequests):
    """More requests without a token came from an address than may in one minute."""

    code = "too_many_visits"

    def __init__(self, *, limit: int, seconds: int) -> None:
        LimitReached.__init__(
            self,
            f"From one address {limit} requests a minute are answered. Try again in {seconds} seconds, or send a token, which has its own.",
        )
        self.limit, self.seconds = limit, seconds


class AccountNotFound(NotFound):
    """No such account."""

    code = "account_not_found"


class ScopeMissing(Forbidden):
    """The token may not do this."""

    code = "scope_missing"

    def __init__(self, scope: str) -> None:
        super().__init__(f"This token does not have the scope “{scope}”. Nothing was changed; use a token that has it.")


class TokenInvalid(Invalid):
    """A token cannot be made as asked for."""

    code = "token_invalid"


class TokenNotFound(NotFound):
    """No such token of this account, or it was revoked."""

    code = "token_not_found"

    def __init__(self) -> None:
        super().__init__("This token is not known, or it was revoked already.")
