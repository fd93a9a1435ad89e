"""Signatures, by which a receiver knows that a delivery is ours and new.

`Persona-Signature: t=<unix seconds>,v1=<hex>`, where the hex is HMAC-SHA256 with the secret over `<unix seconds>.<body>`. For a day
after a rotation there are two `v1`, of the new and of the old secret; a receiver takes the delivery when one of them fits.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from persona_app.core.ids import new_secret

PREFIX = "whsec_"
OLD_SECRET_SIGNS_FOR = timedelta(days=1)


def make_secret() -> str:
    """256 random bits. The key is the whole text, prefix included, as UTF-8."""
    return PREFIX + new_secret()


def signature(body: str, *, secrets: Sequence[str], at: datetime) -> str:
    """The value of the header; the newest secret first."""
    seconds = int(at.timestamp())
    signed = f"{seconds}.{body}".encode()
    marks = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={seconds}", *(f"v1={mark}" for mark in marks)])
