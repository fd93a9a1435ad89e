"""Older clients, after their system was taken over: the ids they know, the answers they had, and a build when they add something."""

import json

import pytest

from persona_app.core.db import unit_of_work
from persona_app.interchange.judging import judge
from persona_app.interchange.schemas import LegacyRow
from persona_app.personas.services.importing import import_personas
from tests.factories.legacy import CREATED

FORMER = {"name": "Ada", "likes": ["music", "```"], "note": "\ud800"}


@pytest.mark.parametrize("old_id", ["17", "row 17", "0190aaaa-0000-7000-8000-00000000abcd"])
async def test_an_older_client_gets_what_it_got_before_and_a_profile_once_it_adds(program, old_id):
    written = json.dumps(FORMER)
    row = LegacyRow(
        place="", id=old_id, text="Like: music\r\nAge: 36\r\n", text_bytes=1, persona=written, persona_bytes=1,
        created_at=CREATED, updated_at=CREATED,
    )  # fmt: skip
    with unit_of_work() as session:
        import_personas(session, actor=program.studio.actor, former=[judge(row)])

    taken = await program.get(f"/v1/persona/{old_id}")

    assert taken.status_code == 200, taken.text
    assert taken.json() == {
        "id": old_id,
        "raw_text": "Like: music\r\nAge: 36\r\n",
        "persona": {**FORMER, "note": "?"},
        "created_at": "2019-03-01T12:30:15.123456Z",
        "updated_at": "2019-03-01T12:30:15.123456Z",
    }
    async with program.working():
        changed = await program.patch(f"/v1/persona/{old_id}", json={"raw_text": "Like: chess"})
    assert changed.status_code == 200, changed.text
    assert [claim["value"].strip() for claim in changed.json()["persona"]["likes"]] == ["music", "chess"]
