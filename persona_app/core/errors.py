"""The named facts that can go wrong; each domain subclasses the one that fits.

The message of an error is a sentence for a person: what happened, what was kept, what to do. The edges (page, endpoint,
job) translate it into a toast, a problem document or a retry; no domain knows an HTTP status.
"""

from typing import ClassVar


class AppError(Exception):
    """A failure that the product knows; its text may be shown to the person who caused it.

    Attributes:
        code: a stable name in snake case, the same in the API's problem documents and in the documentation.
    """

    code: ClassVar[str] = "error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(AppError):
    """What was asked for does not exist, or not for this actor."""

    code = "not_found"


class Forbidden(AppError):
    """The actor is known and may not do this."""

    code = "forbidden"


class Conflict(AppError):
    """What was asked does not fit the present state, for example a save on a stale version."""

    code = "conflict"


class Invalid(AppError):
    """The input cannot be used as it is."""

    code = "invalid"


class LimitReached(AppError):
    """A limit of size, number or rate was reached."""

    code = "limit_reached"


class Unavailable(AppError):
    """Something this depends on does not answer now; trying again later may help."""

    code = "unavailable"
