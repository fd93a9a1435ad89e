"""The matrix of the socket: everybody calls every event handler that the running application has, at the owner's page."""

from typing import Any

import pytest

from persona_app.web import policy
from persona_app.web.allowed.levels import Who
from tests.faults import fault
from tests.integration.attackers.enumerating import Reachable
from tests.integration.attackers.people import NO_ID, PRIVATE, TEXTS, Belongings, Somebody, build_persona, seen_by_owner
from tests.socket_client import TOASTS, Client

LISTED = sorted({**policy.HANDLERS, **policy.BUILT_IN})
SHOWING = {
    "ProfileState.opened",
    "DataState.opened",
    "VersionsState.opened",
    "ActivityState.opened",
    "SettingsState.opened",
    "ParentState.opened",
    "TemplatesState.opened",
    "StudioState.page_loaded",
    "AccountActivityState.opened",
}
"""Handlers that show the owner's words to the owner, so that their silence to others means something."""
CALLING = {"OnLoadInternalState.on_load_internal"}
"""Handlers that anyone may call, and that call those of the page, each of which is judged by itself."""
QUEUEING = {"State.hydrate_and_load"}
"""Handlers that anyone may call, and that queue those of the page: what these answer comes before or after the next call's answer."""
BEFORE = (
    *("ProfileState.opened", "ActivityState.opened", "DataState.opened", "JobProgressState.watched", "SettingsState.opened"),
    "PublishState.opened",
)
"""What a page would have called before, without which some handlers do nothing."""
GIVEN: dict[str, Any] = {
    "choice": "left",
    "version_number": 1,
    "outcome": "failed",
    "order": "name",
    "folder_id": "none",
    "label_id": "0a1b2c3d-0a1b-4c3d-8a1b-0a1b2c3d4e5f",
    "organiser_id": "0a1b2c3d-0a1b-4c3d-8a1b-0a1b2c3d4e5f",
    "batch_id": "0a1b2c3d-0a1b-4c3d-8a1b-0a1b2c3d4e5f",
    "kind": "folder",
    "what": "label",
    "fact_type": "string",
    "fact_key": "customer",
    "form_key": "like|",
    "of_field": "like",
    "field": "name",
    "mode": "inherited",
    "content": "# Guide\n\nYou know {town}.",
    "answer": "fractions",
    "proposal_id": NO_ID,
    "verdict": "keep",
    "form": {"name": "Taken over", "confirmation": "Odalind Vesper"},
    "words": "mornings",
    "is_archived": False,
    "is_on": True,
    "character_id": "0a1b2c3d-0a1b-4c3d-8a1b-0a1b2c3d4e5f",
    "genre": "drama",
    "year": "1995",
    "is_hidden": True,
    "is_chosen": True,
    "is_settled": False,
    "visibility": "unlisted",
    "rating": "explicit",
    "gender": "female",
    "report_id": "0a1b2c3d-0a1b-4c3d-8a1b-0a1b2c3d4e5f",
    "name": "no-such-collection",
    "toast_id": "0a1b2c3d",
    "error_id": "0a1b2c3d",
    "info": "a report",
    "component_stack": "",
    "vars": {},
    "hashes": [],
    "value": True,
    "var_name": "is_hydrated",
}
"""An argument of every name that handlers have; ids are the owner's."""


OF_ADDRESS = ("rx_router_", "persona_id", "slug", "creator_handle")
"""Variables that repeat where the client said it is."""


def at_page_of(belongings: Belongings) -> dict[str, Any]:
    """The persona's page, as a browser on it says where it is."""
    address = f"/studio/{belongings.persona_id}"
    return {"pathname": "/studio/[persona_id]", "asPath": address, "query": {"persona_id": belongings.persona_id}}


def payload_for(arguments: tuple[str, ...], belongings: Belongings) -> dict[str, Any]:
    """Well-meant arguments.

    Raises:
        KeyError: an argument whose name nobody gave a value; name it in GIVEN.
    """
    return {name: ({**GIVEN, **belongings.named})[name] for name in arguments}


class Answers:
    """What a client was told."""

    def __init__(self, updates: list[dict[str, Any]]) -> None:
        self.text = str(updates)
        deltas = [(state, name) for update in updates for state, delta in update.get("delta", {}).items() for name in delta]
        self.changed = {f"{state}.{name}" for state, name in deltas if state != TOASTS and not name.startswith(OF_ADDRESS)}
        self.is_sent_to_log_in = "/login" in self.text

    @property
    def leaks(self) -> list[str]:
        """The owner's words in it."""
        return [word for word in PRIVATE if word in self.text]


def call(somebody: Somebody, found: Reachable, key: str, belongings: Belongings, *, is_refused: bool = False) -> tuple[Answers, Answers]:
    """Call it first of all, and again when the page is opened; what either brought. A refusal that has to come is waited for."""
    client = Client(somebody.url, cookie=somebody.cookie, at=at_page_of(belongings))
    try:
        handler = found.handlers[key]
        client.call(handler.name, payload_for(handler.arguments, belongings))
        client.settle()
        if is_refused:
            client.await_update(lambda updates: Answers(updates).is_sent_to_log_in)
        at_once = Answers(list(client.updates))
        for before in (*BEFORE, key):
            client.call(found.handlers[before].name, payload_for(found.handlers[before].arguments, belongings))
        return at_once, Answers(client.settle())
    finally:
        client.close()


@fault(
    area="Attackers",
    what="Somebody adds an event handler that no policy lists, or an inherited method can be called",
    result="The tests fail for the one; the other may be called by nobody",
)
def test_every_handler_of_the_application_is_in_the_matrix(found: Reachable) -> None:
    refused = {key for key in found.handlers if key.rpartition(".")[2] in policy.REFUSED_METHODS}
    assert set(found.handlers) - refused == set(LISTED)
    assert {policy.who_may(key) for key in refused} == {Who.NOBODY}


@fault(
    area="Attackers",
    what="Nobody in particular, another owner and the operator call every event handler with the ids of an owner's things",
    result="They are sent to log in, or see and change nothing of the owner's; the owner is served",
)
@pytest.mark.parametrize("key", LISTED)
def test_everybody_is_answered_as_the_policy_says(
    key: str, found: Reachable, everybody: dict[str, Somebody], belongings: Belongings
) -> None:
    needed, owner = policy.who_may(key), everybody["owner"]
    before = seen_by_owner(owner, belongings.persona_id)
    for name in ("anonymous", "other owner", "operator"):
        is_refused = name == "anonymous" and (needed >= Who.ACCOUNT or key in CALLING)
        at_once, in_all = call(everybody[name], found, key, belongings, is_refused=is_refused and key not in QUEUEING)
        assert (name, in_all.leaks) == (name, [])
        is_allowed = (
            needed is Who.ANYONE or (needed is Who.ACCOUNT and name != "anonymous") or (needed is Who.OPERATOR and name == "operator")
        )
        assert key in QUEUEING or (name, at_once.is_sent_to_log_in) == (name, is_refused)
        assert is_allowed or at_once.changed == set()
    assert seen_by_owner(owner, belongings.persona_id) == before


@pytest.mark.parametrize("key", LISTED)
def test_the_owner_is_answered(key: str, found: Reachable, everybody: dict[str, Somebody], request: pytest.FixtureRequest) -> None:
    owner = everybody["owner"]
    own = (
        build_persona(owner, *TEXTS)
        if key in {"SettingsState.delete_confirmed", "SettingsState.renamed"}
        else request.getfixturevalue("spare")
    )
    at_once, _ = call(owner, found, key, own)
    assert not at_once.is_sent_to_log_in
    assert bool(at_once.leaks) or key not in SHOWING
    assert policy.who_may(key) is not Who.NOBODY or at_once.changed == set()


def test_setters_of_every_state_do_nothing_whoever_calls_them(
    found: Reachable, everybody: dict[str, Somebody], belongings: Belongings
) -> None:
    setters = sorted(key for key in found.handlers if key.rpartition(".")[2] in policy.REFUSED_METHODS)
    assert setters
    for name, somebody in everybody.items():
        client = Client(somebody.url, cookie=somebody.cookie, at=at_page_of(belongings))
        for key in setters:
            handler = found.handlers[key]
            client.call(handler.name, {**payload_for(handler.arguments, belongings), "value": "PWNED"})
        answers = Answers(client.settle())
        client.close()
        assert (name, answers.changed, "PWNED" in answers.text) == (name, set(), False)
