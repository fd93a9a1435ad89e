"""What of an older row can be kept, one reason at a time."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from persona_app.interchange.judging import judge, judge_rows, key_of, name_of
from persona_app.interchange.schemas import LegacyRow, Reason, Refusal

NOON = datetime(2020, 5, 4, 12, tzinfo=UTC)
OWN = "0190aaaa-0000-7000-8000-00000000abcd"


def row(**changed):
    whole = {"place": "(0,1)", "id": "17", "text": "Ada.", "text_bytes": 4, "persona": "{}", "persona_bytes": 2}
    return LegacyRow(**{**whole, "created_at": NOON, "updated_at": NOON, **changed})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"id": None}, Reason.NO_ID),
        ({"id": "  "}, Reason.NO_ID),
        ({"id": "x" * 201}, Reason.ID_UNFIT),
        ({"id": "a\nb"}, Reason.ID_UNFIT),
        ({"text": None, "text_bytes": None}, Reason.NO_TEXT),
        ({"text": " \n"}, Reason.NO_TEXT),
        ({"text": None, "text_bytes": 99}, Reason.TEXT_TOO_LARGE),
        ({"persona": None, "persona_bytes": 99}, Reason.PERSONA_TOO_LARGE),
        ({"text": b"caf\xe9"}, Reason.NOT_UTF8),
        ({"persona": "{'a': 1}"}, Reason.BROKEN_JSON),
        ({"persona": '{"a": Infinity}'}, Reason.BROKEN_JSON),
        ({"persona": ""}, Reason.BROKEN_JSON),
        ({"persona": '"Ada"'}, Reason.NOT_AN_OBJECT),
        ({"persona": '{"a":' * 65 + "1" + "}" * 65}, Reason.NESTED_TOO_DEEP),
        ({"persona": '{"a":' * 100_000 + "1" + "}" * 100_000}, Reason.NESTED_TOO_DEEP),
        ({"created_at": None}, Reason.NO_TIME),
        ({"updated_at": None}, Reason.NO_TIME),
    ],
)
def test_a_row_is_refused_with_the_reason_when_it_is_damaged(changed, reason):
    assert judge(row(**changed)) is reason


def test_words_and_times_are_kept_to_the_letter_when_nothing_is_wrong():
    judged = judge(row(text="\ufeffAda\r\n", persona='{"a": 1.50,\n "a": "\\ud800"}'))
    assert (judged.text, judged.profile) == ("\ufeffAda\r\n", '{"a": 1.50,\n "a": "\\ud800"}')
    assert (judged.created_at, judged.updated_at) == (NOON, NOON)


@pytest.mark.parametrize("spelling", [OWN, OWN.upper(), OWN.replace("-", ""), f"{{{OWN}}}"])
def test_an_id_that_is_a_uuid_becomes_the_personas_however_it_is_spelled(spelling):
    judged = judge(row(id=spelling))
    assert (judged.id, judged.legacy_id) == (UUID(OWN), None)


def test_an_id_that_is_no_uuid_is_kept_beside_a_new_one():
    judged = judge(row(id="17"))
    assert (judged.legacy_id, judged.id.version, key_of(judged)) == ("17", 7, "17")


def test_the_first_fit_row_of_one_id_is_taken():
    judged = list(judge_rows([row(text=""), row(text="Two."), row(text="Three.")]))
    assert [one.reason if isinstance(one, Refusal) else one.text for one in judged] == [Reason.NO_TEXT, "Two.", Reason.DUPLICATE_ID]


@pytest.mark.parametrize(
    ("old_id", "name"), [("17", "17"), (None, "at (0,1)"), ("\a", "at (0,1)"), (" ", "at (0,1)"), (b"\xff", "at (0,1)")]
)
def test_a_row_is_called_by_its_place_when_its_id_cannot_be_shown(old_id, name):
    assert name_of(row(id=old_id)) == name
