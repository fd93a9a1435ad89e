"""Which address may be called by whom. Default: nobody; `tests/architecture` walks all routes."""

import re
from collections.abc import Mapping
from enum import StrEnum

from persona_app.accounts.schemas import Scope

Key = tuple[str, str]


class Who(StrEnum):
    """Whom an address is for; a token acts for one account, and what is another account's is not found."""

    NOBODY = "nobody"
    ANYONE = "anyone"
    VISITOR = "anyone, counted by address; by account with a token"
    READER = "read"
    WRITER = "write"
    BOTH = "read and write"
    OPERATOR_READS = "read, and the account is an operator's"
    OPERATOR_WRITES = "write, and the account is an operator's"


_PERSON = "/v1/person/{persona_id}"
_RUN = "/v1/runs/{run_id}"
_TEMPLATE = "/v1/templates/{template_id}"
_WEBHOOK = "/v1/webhooks/{webhook_id}"
_PUBLIC = "/v1/public/personas/{slug}"

ENDPOINTS: Mapping[Key, Who] = {
    ("GET", "/v1/health"): Who.ANYONE,
    ("GET", "/v1/openapi.json"): Who.ANYONE,
    ("GET", "/v1/docs"): Who.ANYONE,
    ("POST", "/v1/person"): Who.WRITER,
    ("GET", "/v1/person"): Who.READER,
    ("GET", _PERSON): Who.READER,
    ("PATCH", _PERSON): Who.WRITER,
    ("DELETE", _PERSON): Who.WRITER,
    ("POST", f"{_PERSON}/data"): Who.WRITER,
    ("GET", f"{_PERSON}/data"): Who.READER,
    ("GET", f"{_PERSON}/data/{{data_id}}"): Who.READER,
    ("GET", f"{_PERSON}/data/{{data_id}}/excerpt"): Who.READER,
    ("POST", f"{_PERSON}/data-and-regenerate"): Who.WRITER,
    ("POST", f"{_PERSON}/regenerate"): Who.WRITER,
    ("POST", f"{_PERSON}/characters"): Who.WRITER,
    ("GET", f"{_PERSON}/thoughts"): Who.READER,
    ("PATCH", f"{_PERSON}/thoughts/{{thought_id}}"): Who.WRITER,
    ("GET", f"{_PERSON}/enrichments"): Who.READER,
    ("POST", f"{_PERSON}/children"): Who.WRITER,
    ("GET", f"{_PERSON}/parent"): Who.READER,
    ("PUT", f"{_PERSON}/parent"): Who.WRITER,
    ("DELETE", f"{_PERSON}/parent"): Who.WRITER,
    ("PUT", f"{_PERSON}/parent/fields"): Who.WRITER,
    ("POST", f"{_PERSON}/parent/take"): Who.WRITER,
    ("POST", f"{_PERSON}/parent/keep"): Who.WRITER,
    ("GET", f"{_PERSON}/persona"): Who.READER,
    ("GET", f"{_PERSON}/persona-with-history"): Who.READER,
    ("GET", f"{_PERSON}/versions"): Who.READER,
    ("GET", f"{_PERSON}/versions/{{version}}"): Who.READER,
    ("GET", f"{_PERSON}/versions/{{version}}/diff"): Who.READER,
    ("GET", f"{_PERSON}/versions/{{version}}/blame"): Who.READER,
    ("POST", f"{_PERSON}/versions/{{version}}/restore"): Who.WRITER,
    ("GET", f"{_PERSON}/labels"): Who.READER,
    ("PUT", f"{_PERSON}/labels/{{label}}"): Who.WRITER,
    ("DELETE", f"{_PERSON}/labels/{{label}}"): Who.WRITER,
    ("GET", f"{_PERSON}/labels/{{label}}/history"): Who.READER,
    ("PUT", f"{_PERSON}/content"): Who.WRITER,
    ("GET", f"{_PERSON}/claims"): Who.READER,
    ("POST", f"{_PERSON}/claims"): Who.WRITER,
    ("PUT", f"{_PERSON}/claims/{{field}}/{{claim_id}}"): Who.WRITER,
    ("DELETE", f"{_PERSON}/claims/{{field}}/{{claim_id}}"): Who.WRITER,
    ("POST", f"{_PERSON}/claims/words/{{word_id}}/put-back"): Who.WRITER,
    ("PUT", f"{_PERSON}/scores/{{factor}}"): Who.WRITER,
    ("GET", f"{_PERSON}/proposals"): Who.READER,
    ("POST", f"{_PERSON}/proposals/{{proposal_id}}"): Who.WRITER,
    ("GET", f"{_PERSON}/export"): Who.READER,
    ("POST", "/v1/imports"): Who.WRITER,
    ("GET", "/v1/imports"): Who.READER,
    ("GET", "/v1/imports/{import_id}"): Who.READER,
    ("GET", "/v1/imports/{import_id}/results"): Who.READER,
    ("POST", "/v1/imports/{import_id}/cancel"): Who.WRITER,
    ("GET", "/v1/exports"): Who.READER,
    ("PUT", f"{_PERSON}/picture"): Who.WRITER,
    ("GET", f"{_PERSON}/picture"): Who.READER,
    ("DELETE", f"{_PERSON}/picture"): Who.WRITER,
    ("POST", f"{_PERSON}/publication"): Who.WRITER,
    ("GET", f"{_PERSON}/publication"): Who.READER,
    ("PATCH", f"{_PERSON}/publication"): Who.WRITER,
    ("DELETE", f"{_PERSON}/publication"): Who.WRITER,
    ("GET", f"{_PERSON}/publication/preflight"): Who.READER,
    ("POST", f"{_PERSON}/publication/confirm"): Who.WRITER,
    ("POST", f"{_PERSON}/publication/decline"): Who.WRITER,
    ("GET", f"{_PERSON}/runs"): Who.READER,
    ("GET", f"{_PERSON}/events"): Who.READER,
    ("POST", f"{_PERSON}/contradictions/{{contradiction_id}}/settle"): Who.WRITER,
    ("GET", "/v1/events"): Who.READER,
    ("GET", "/v1/account/export"): Who.READER,
    ("POST", "/v1/account/erasure"): Who.BOTH,
    ("GET", _RUN): Who.READER,
    ("GET", f"{_RUN}/events"): Who.READER,
    ("POST", f"{_RUN}/cancel"): Who.WRITER,
    ("POST", f"{_RUN}/retry"): Who.WRITER,
    ("GET", "/v1/webhooks"): Who.READER,
    ("POST", "/v1/webhooks"): Who.WRITER,
    ("GET", _WEBHOOK): Who.READER,
    ("PATCH", _WEBHOOK): Who.WRITER,
    ("DELETE", _WEBHOOK): Who.WRITER,
    ("POST", f"{_WEBHOOK}/secret"): Who.WRITER,
    ("POST", f"{_WEBHOOK}/test"): Who.WRITER,
    ("GET", f"{_WEBHOOK}/deliveries"): Who.READER,
    ("GET", f"{_WEBHOOK}/deliveries/{{delivery_id}}"): Who.READER,
    ("POST", f"{_WEBHOOK}/deliveries/{{delivery_id}}/redeliver"): Who.WRITER,
    ("GET", "/v1/templates"): Who.READER,
    ("POST", "/v1/templates"): Who.WRITER,
    ("GET", _TEMPLATE): Who.READER,
    ("PUT", _TEMPLATE): Who.WRITER,
    ("DELETE", _TEMPLATE): Who.WRITER,
    ("POST", f"{_TEMPLATE}/use"): Who.WRITER,
    ("GET", "/v1/reports"): Who.OPERATOR_READS,
    ("PATCH", "/v1/reports/{report_id}"): Who.OPERATOR_WRITES,
    ("PATCH", "/v1/moderation/{persona_id}"): Who.OPERATOR_WRITES,
    ("GET", "/v1/tags"): Who.ANYONE,
    ("GET", "/v1/public/personas"): Who.VISITOR,
    ("GET", _PUBLIC): Who.VISITOR,
    ("PUT", f"{_PUBLIC}/like"): Who.WRITER,
    ("DELETE", f"{_PUBLIC}/like"): Who.WRITER,
    ("POST", f"{_PUBLIC}/remix"): Who.WRITER,
    ("GET", "/v1/movies"): Who.READER,
    ("GET", "/v1/characters"): Who.READER,
    ("GET", "/v1/characters/{character_id}"): Who.READER,
    ("POST", "/v1/persona"): Who.BOTH,
    ("GET", "/v1/persona/{persona_id}"): Who.READER,
    ("PATCH", "/v1/persona/{persona_id}"): Who.BOTH,
}
"""Every address, by method and path pattern."""
DEV_ENDPOINTS: Mapping[Key, Who] = {("POST", "/v1/dev/person/{persona_id}/publication"): Who.WRITER}
"""What is there with `PERSONA_DEV=1` only."""


SCOPES: Mapping[Who, tuple[Scope, ...]] = {
    Who.VISITOR: ("read",),
    Who.READER: ("read",),
    Who.WRITER: ("write",),
    Who.BOTH: ("read", "write"),
    Who.OPERATOR_READS: ("read",),
    Who.OPERATOR_WRITES: ("write",),
}
"""What a token needs for each (who is an operator is the service's to find out); the others need no token, or none helps."""


_PATTERNS = {path: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))) for _, path in ENDPOINTS}


def methods_at(path: str) -> list[str]:
    """The methods that an address takes; the router would name only those of the first pattern that fits."""
    return sorted({method for method, pattern in ENDPOINTS if _PATTERNS[pattern].fullmatch(path)})


def pattern_of(path: str) -> str | None:
    """The pattern of an address that exists, whatever the method."""
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(path)), None)


def who_may(method: str, path: str) -> Who:
    """Whom the address is for; nobody when it is not listed."""
    return ENDPOINTS.get((method, path)) or DEV_ENDPOINTS.get((method, path), Who.NOBODY)
