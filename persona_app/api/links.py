"""Where an answer leads: the OpenAPI document's links, from what an answer holds to the requests that take it.

OpenAPI 3.1, "Link Object": https://spec.openapis.org/oas/v3.1.1.html#link-object
"""

from collections.abc import Iterator, Mapping
from typing import Any

Where = Mapping[str, str]

BODY = "$response.body#"
THIS_PERSON = "$request.path.persona_id"
WITH_PERSON = (
    "get_person", "change_person", "delete_person", "add_person_data", "list_person_data", "add_person_data_and_regenerate",
    "regenerate_person", "get_person_persona", "get_person_persona_with_history", "list_person_versions", "list_person_runs",
    "list_person_events",
)  # fmt: skip
WITH_RUN = ("get_person_run", "follow_run", "cancel_person_run", "retry_person_run")
WITH_OLD_ID = ("get_old_persona", "change_old_persona")

LINKS: Mapping[tuple[str, int], tuple[tuple[tuple[str, ...], Where], ...]] = {
    ("create_person", 201): ((WITH_PERSON, {"persona_id": f"{BODY}/id"}), (WITH_RUN, {"run_id": f"{BODY}/run_id"})),
    ("list_persons", 200): ((WITH_PERSON, {"persona_id": f"{BODY}/items/0/id"}),),
    ("get_person", 200): ((("change_person",), {"persona_id": f"{BODY}/id", "header.if-match": "$response.header.ETag"}),),
    ("add_person_data", 201): (
        (("get_person_datum", "get_person_excerpt"), {"persona_id": THIS_PERSON, "data_id": f"{BODY}/id"}),
        (("regenerate_person",), {"persona_id": THIS_PERSON}),
    ),
    ("list_person_data", 200): (
        (("get_person_datum", "get_person_excerpt"), {"persona_id": THIS_PERSON, "data_id": f"{BODY}/items/0/id"}),
    ),
    ("add_person_data_and_regenerate", 202): ((WITH_RUN, {"run_id": f"{BODY}/run_id"}),),
    ("regenerate_person", 202): ((WITH_RUN, {"run_id": f"{BODY}/run_id"}),),
    ("settle_person_contradiction", 202): ((WITH_RUN, {"run_id": f"{BODY}/run_id"}),),
    ("retry_person_run", 202): ((WITH_RUN, {"run_id": f"{BODY}/run_id"}),),
    ("list_person_runs", 200): ((WITH_RUN, {"run_id": f"{BODY}/items/0/id"}),),
    ("list_person_versions", 200): ((("get_person_version",), {"persona_id": THIS_PERSON, "version": f"{BODY}/items/0/number"}),),
    ("get_person_persona", 200): (
        (("get_person_version",), {"persona_id": THIS_PERSON, "version": f"{BODY}/number"}),
        (
            ("settle_person_contradiction",),
            {"persona_id": THIS_PERSON, "contradiction_id": f"{BODY}/profile/contradictions/0/id"},
        ),
    ),
    ("create_old_persona", 201): (
        (WITH_OLD_ID, {"persona_id": f"{BODY}/id"}),
        (("get_person", "get_person_persona", "delete_person"), {"persona_id": f"{BODY}/id"}),
    ),
}
"""By the operation that answers and its status: which operations come next, and where their parameters are found."""


def links_of(operation: str, status: int) -> dict[str, Any]:
    """The links of one answer, as the document holds them; empty when it leads nowhere."""
    return dict(_links(operation, status))


def _links(operation: str, status: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for targets, parameters in LINKS.get((operation, status), ()):
        for target in targets:
            yield target, {"operationId": target, "parameters": dict(parameters)}
