"""Words as the database can keep them."""

import re
from typing import Any

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL keeps in no text: NUL and lone surrogates."""


def storable(value: Any) -> Any:
    """The same without what PostgreSQL keeps in no text, in lists and objects too."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, dict):
        return {key: storable(inner) for key, inner in value.items()}
    return [storable(inner) for inner in value] if isinstance(value, list) else value
