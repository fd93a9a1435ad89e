"""Payloads are read strictly, whatever a handler's own conversion would make of them."""

from typing import Annotated

import pytest
from pydantic import Field

from persona_app.web import policy
from persona_app.web.allowed.levels import Who, joined
from persona_app.web.policy import is_valid_payload, who_may, who_may_request


def handler(self: object, token_id: Annotated[str, Field(pattern="^[0-9a-f]{4}$")], is_sure: bool = False) -> None:
    """Stands for a handler of ours."""


def form_handler(self: object, form: dict[str, str]) -> None:
    """Stands for a handler that takes a form."""


@pytest.mark.parametrize("payload", [{"token_id": "0a1b"}, {"token_id": "0a1b", "is_sure": True}])
def test_a_payload_passes_when_it_fits_the_signature(payload: dict[str, object]) -> None:
    assert is_valid_payload("Example.handler", handler, payload)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"token_id": "0A1B"},
        {"token_id": 1234},
        {"token_id": ["0a1b"]},
        {"token_id": None},
        {"token_id": "0a1b", "is_sure": "yes"},
        {"token_id": "0a1b", "is_sure": 1},
        {"token_id": "0a1b", "self": {}},
        {"token_id": "0a1b", "more": 1},
    ],
)
def test_a_payload_is_refused_when_anything_is_missing_unknown_or_of_another_type(payload: dict[str, object]) -> None:
    assert not is_valid_payload("Example.handler", handler, payload)


def test_a_form_passes_as_the_browser_wraps_it() -> None:
    assert is_valid_payload("Example.form_handler", form_handler, {"form": {"__reflex_form_data__": [["name", "a"], ["read", "on"]]}})


@pytest.mark.parametrize("entries", [[["name", {"a": 1}]], [["name"]], "name", 7, [["name", 3]]])
def test_a_form_is_refused_when_its_values_are_not_text(entries: object) -> None:
    assert not is_valid_payload("Example.form_handler", form_handler, {"form": {"__reflex_form_data__": entries}})


def test_a_payload_is_refused_when_it_is_far_too_long() -> None:
    assert not is_valid_payload("Example.form_handler", form_handler, {"form": {"a": "x" * policy.PAYLOAD_MOST}})


def test_variables_cannot_be_written_on_connecting() -> None:
    variables = {"vars": {"reflex___state____state.is_operator": True}}
    assert not is_valid_payload("State.hydrate_and_load", handler, variables)
    assert is_valid_payload("State.hydrate_and_load", handler, {"vars": {}, "hashes": ["a"]})


def test_nobody_may_call_what_is_not_listed() -> None:
    assert who_may("IdentityState.anything") is Who.NOBODY
    assert who_may("UpdateVarsInternalState.update_vars_internal") is Who.NOBODY
    assert who_may("StudioState.setvar") is Who.NOBODY
    assert who_may_request("DELETE", "/ui/personas") is Who.NOBODY


def test_areas_become_one_table_when_each_lists_its_own() -> None:
    assert joined([{"A.opened": Who.ACCOUNT}, {}, {"B.opened": Who.OPERATOR}]) == {"A.opened": Who.ACCOUNT, "B.opened": Who.OPERATOR}


def test_the_policy_cannot_be_read_when_two_areas_list_the_same() -> None:
    with pytest.raises(ValueError, match=r"A\.opened"):
        joined([{"A.opened": Who.ACCOUNT}, {"A.opened": Who.OPERATOR}])
