"""When two values are the same but for case, punctuation and articles, and the ids that rest on it."""

import re
import unicodedata
from hashlib import sha256

from persona_app.llm.questions import ClaimField

_NOT_MEANT = re.compile(r"[^\w+#]+")
_ARTICLES = frozenset({"a", "an", "the"})
_LEADING_ARTICLES = _ARTICLES | frozenset("der das den dem ein eine einen le la les un une el los las il lo gli una uno o os".split())


def value_key(value: str) -> str:
    """The value without case, punctuation and articles.

    `+` and `#` count (C, C++ and C# differ). A value that is nothing but punctuation or articles is its own key.
    """
    folded = unicodedata.normalize("NFKC", value).casefold().strip()
    words = _NOT_MEANT.sub(" ", folded).replace("_", " ").split()
    if len(words) > 1 and words[0] in _LEADING_ARTICLES:
        words = words[1:]
    return " ".join(word for word in words if word not in _ARTICLES) or " ".join(words) or folded


def claim_key(value: str, who: str = "") -> str:
    """The key under which wordings of one claim meet; for a relationship the other person's name is part of it."""
    return f"{value_key(value)}|{value_key(who)}" if who.strip() else value_key(value)


def claim_id(field: ClaimField, key: str) -> str:
    """A claim's id: the first 16 hex digits of the SHA-256 of field and key."""
    return sha256(f"{field.value}:{key}".encode()).hexdigest()[:16]


def contradiction_id(one: str, other: str) -> str:
    """A contradiction's id from the ids of its claims, in whichever order."""
    return sha256(":".join(sorted((one, other))).encode()).hexdigest()[:16]
