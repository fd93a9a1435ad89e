"""What a well-meant request to each address looks like. An address that takes a body and is not here fails the matrix."""

from collections.abc import Callable, Mapping
from typing import Any

from persona_app.api import policy as api_policy
from persona_app.web import policy as web_policy
from persona_app.web import routes
from tests.factories.pictures import make_picture
from tests.integration.attackers.people import NO_RECEIVER

Route = tuple[str, str]
_PERSON = "/v1/person/{persona_id}"

UNPROTECTED: frozenset[Route] = frozenset(
    {
        ("GET", "/ping"),
        ("HEAD", "/ping"),
        ("GET", "/_health"),
        ("HEAD", "/_health"),
        ("GET", "/livez"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }
)
"""Beside the tables: whether the program answers (Reflex's own two among them), and numbers for programs on the same machine."""
APPLICATIONS: frozenset[Route] = frozenset({("MOUNT", "/_event"), ("MOUNT", "")})
"""The pages' socket (its handlers are a matrix of their own) and the built files."""

PICTURE = make_picture()
CSV = b"film,speaker,text\nThe Mill,ADA,The wheel turns whether you watch it or not.\nThe Mill,BO,Then I'll watch it.\n"

BODIES: Mapping[Route, Callable[[int], dict[str, Any]]] = {
    ("POST", routes.LOG_IN): lambda _: {"data": {"email": "nobody@example.org", "password": "not the one"}},
    ("POST", routes.SIGN_UP): lambda _: {"data": {"email": "", "handle": "", "password": ""}},
    ("POST", routes.LOG_OUT): lambda _: {},
    ("POST", routes.ERASE_ACCOUNT): lambda _: {"data": {"password": ""}},
    ("POST", "/v1/account/erasure"): lambda _: {"json": {"password": ""}},
    ("POST", routes.MAKE_TOKEN): lambda _: {"data": {"name": "made", "read": "on"}},
    ("POST", routes.MAKE_WEBHOOK): lambda _: {"data": {"url": NO_RECEIVER, "kinds": "report_dismissed"}},
    ("POST", routes.WEBHOOK_SECRET): lambda _: {},
    ("POST", routes.SUBMIT_PERSONA): lambda n: {"files": [("text", (None, f"Ada is a miller, number {n}."))]},
    ("POST", routes.SUBMIT_DATA): lambda n: {"files": [("text", (None, f"Ada likes walks, number {n}."))]},
    ("POST", routes.SUBMIT_PICTURE): lambda _: {"files": [("picture", ("face.png", make_picture(), "image/png"))]},
    ("POST", routes.SUBMIT_IMPORT): lambda n: {
        "files": [("file", ("card.json", f'{{"name": "Card {n}", "first_mes": "Hello."}}'.encode()))]
    },
    ("POST", routes.SUBMIT_MANY): lambda n: {"files": [("files", (f"{n}.json", f'{{"name": "Many {n}", "first_mes": "Hi."}}'.encode()))]},
    ("POST", routes.CONTENT): lambda n: {"json": {"base": 1, "content": f"# Ada\n\nYou are Ada, number {n}."}},
    ("POST", routes.PREVIEW): lambda n: {"json": {"content": f"# Ada, number {n}"}},
    ("POST", routes.LIKE): lambda _: {},
    ("POST", routes.ADULT_CONTENT): lambda _: {"data": {"wanted": "yes"}},
    ("POST", routes.REMIX): lambda _: {},
    ("POST", routes.REPORT): lambda _: {"data": {"kind": "misleading"}},
    ("POST", routes.SUBMIT_CORPUS): lambda _: {"files": [("files", ("said.csv", CSV)), ("look", (None, "yes"))]},
    ("POST", routes.EXPORT_MANY): lambda _: {"data": {"id": "{persona_id}"}},
    ("POST", routes.USE): lambda _: {},
    ("POST", "/v1/person"): lambda n: {"json": {"raw_text": f"Ada is a baker, number {n}."}},
    ("PATCH", _PERSON): lambda _: {"json": {"is_archived": False}},
    ("POST", f"{_PERSON}/data"): lambda n: {"json": {"raw_text": f"Ada likes music, number {n}."}},
    ("POST", f"{_PERSON}/data-and-regenerate"): lambda n: {"json": {"raw_text": f"Ada likes chess, number {n}."}},
    ("POST", f"{_PERSON}/regenerate"): lambda _: {},
    ("POST", f"{_PERSON}/contradictions/{{contradiction_id}}/settle"): lambda _: {"json": {"choice": "left"}, "headers": {"If-Match": "*"}},
    ("PUT", f"{_PERSON}/content"): lambda n: {"json": {"base": 1, "content": f"# Ada\n\nYou are Ada, number {n}."}},
    ("POST", f"{_PERSON}/claims"): lambda n: {"json": {"field": "like", "value": f"walk {n}"}, "headers": {"If-Match": "*"}},
    ("PUT", f"{_PERSON}/claims/{{field}}/{{claim_id}}"): lambda n: {"json": {"value": f"word {n}"}, "headers": {"If-Match": "*"}},
    ("POST", f"{_PERSON}/claims/words/{{word_id}}/put-back"): lambda _: {"headers": {"If-Match": "*"}},
    ("PUT", f"{_PERSON}/scores/{{factor}}"): lambda n: {"json": {"score": n % 100}, "headers": {"If-Match": "*"}},
    ("POST", f"{_PERSON}/proposals/{{proposal_id}}"): lambda _: {"json": {"choice": "keep"}, "headers": {"If-Match": "*"}},
    ("PUT", f"{_PERSON}/labels/{{label}}"): lambda _: {"json": {"number": 1}, "headers": {"If-Match": "*"}},
    ("POST", f"{_PERSON}/versions/{{version}}/restore"): lambda _: {"json": {}, "headers": {"If-Match": "*"}},
    ("POST", "/v1/imports"): lambda n: {"json": {"name": f"Import {n}", "description": "Bakes.", "first_mes": "Hello."}},
    ("POST", "/v1/imports/{import_id}/cancel"): lambda _: {},
    ("PUT", f"{_PERSON}/picture"): lambda _: {"content": PICTURE, "headers": {"Content-Type": "image/png"}, "params": {"declared": "safe"}},
    ("POST", f"{_PERSON}/publication"): lambda _: {"json": {"review": True, "replace": True}},
    ("PATCH", f"{_PERSON}/publication"): lambda _: {"json": {"visibility": "public"}},
    ("POST", f"{_PERSON}/publication/confirm"): lambda _: {"json": {}},
    ("POST", f"{_PERSON}/publication/decline"): lambda _: {},
    ("POST", "/v1/runs/{run_id}/cancel"): lambda _: {},
    ("POST", "/v1/runs/{run_id}/retry"): lambda _: {},
    ("PATCH", "/v1/reports/{report_id}"): lambda _: {"json": {"is_settled": True}},
    ("PATCH", "/v1/moderation/{persona_id}"): lambda _: {"json": {"is_hidden": False, "reason": "It is fine."}},
    ("POST", "/v1/webhooks"): lambda _: {"json": {"url": NO_RECEIVER, "kinds": ["report_dismissed"]}},
    ("PATCH", "/v1/webhooks/{webhook_id}"): lambda _: {"json": {"is_on": True}},
    ("POST", "/v1/webhooks/{webhook_id}/secret"): lambda _: {},
    ("POST", "/v1/webhooks/{webhook_id}/test"): lambda _: {},
    ("POST", "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver"): lambda _: {},
    ("POST", "/v1/persona"): lambda n: {"json": {"raw_text": f"Ada is a weaver, number {n}."}},
    ("POST", f"{_PERSON}/characters"): lambda _: {"json": {"characters": ["{unread_character}"]}},
    ("PATCH", f"{_PERSON}/thoughts/{{thought_id}}"): lambda _: {"json": {"is_hidden": True}},
    ("PUT", f"{_PERSON}/parent"): lambda _: {"json": {"parent_id": "{parent_id}"}, "headers": {"If-Match": "*"}},
    ("PUT", f"{_PERSON}/parent/fields"): lambda _: {"json": {"fields": {"like": "appended"}}, "headers": {"If-Match": "*"}},
    ("POST", f"{_PERSON}/parent/take"): lambda _: {"json": {}, "headers": {"If-Match": "*"}},
    ("POST", f"{_PERSON}/parent/keep"): lambda _: {"json": {}, "headers": {"If-Match": "*"}},
    ("POST", "/v1/templates"): lambda n: {"json": {"name": f"Guide {n}", "content": "# Guide\n\nYou know {town}."}},
    ("PUT", "/v1/templates/{template_id}"): lambda n: {"json": {"name": f"Guide {n}", "content": "# Guide", "lock_version": 1}},
    ("POST", "/v1/templates/{template_id}/use"): lambda n: {"json": {"name": f"From a template {n}"}},
    ("POST", f"{_PERSON}/children"): lambda n: {"json": {"name": f"Child {n}"}},
    ("PUT", "/v1/public/personas/{slug}/like"): lambda _: {},
    ("POST", "/v1/public/personas/{slug}/remix"): lambda n: {"json": {"name": f"Remix {n}"}},
    ("PATCH", "/v1/persona/{persona_id}"): lambda n: {"json": {"raw_text": f"Ada likes rain, number {n}."}},
}
QUERIES: Mapping[Route, dict[str, str]] = {
    ("GET", f"{_PERSON}/data/{{data_id}}/excerpt"): {"start": "0", "end": "7"},
    ("GET", f"{_PERSON}/versions/{{version}}/diff"): {"from": "1"},
}


def listed() -> set[Route]:
    """Every address of both tables."""
    return {*web_policy.ENDPOINTS, *api_policy.ENDPOINTS}


def request_for(route: Route, *, number: int, named: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of a request; `number` makes its text one that was not sent before, `named` holds the ids that bodies speak of.

    Raises:
        KeyError: it takes a body, and nobody said which.
    """
    asked = {"params": QUERIES[route]} if route in QUERIES else {}
    return {**asked, **(_filled(BODIES[route](number), named) if route[0] in {"POST", "PATCH", "PUT"} else {})}


def _filled(what: Any, named: Mapping[str, str]) -> Any:
    """The same with `{name}` of ids replaced, where a text is nothing else."""
    if isinstance(what, dict):
        return {key: _filled(each, named) for key, each in what.items()}
    if isinstance(what, list):
        return [_filled(each, named) for each in what]
    return named.get(what[1:-1], what) if isinstance(what, str) and what[:1] == "{" else what
