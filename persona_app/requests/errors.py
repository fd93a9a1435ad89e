"""What can go wrong with idempotency keys."""

from persona_app.core.errors import Invalid


class KeyInvalid(Invalid):
    """Not a key that can be kept."""

    code = "idempotency_key_invalid"

    def __init__(self) -> None:
        super().__init__(
            "An Idempotency-Key has 1 to 255 printable ASCII characters. Nothing was done; send another key, a UUID for example."
        )


class KeyReused(Invalid):
    """The key came with something else before."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another request within the last 24 hours. Nothing was done; use a new key for a new request."
        )
