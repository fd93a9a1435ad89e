"""Editors by program: of many who save at once, every save that is acknowledged is there."""

import asyncio

from persona_app.core.db import unit_of_work
from persona_app.personas.services.editing import edit_content

EDITORS = 20
SHEET = "# Ada\n\n" + "".join(f"Editor {number} wrote nothing yet.\n\n" for number in range(EDITORS))


async def _person(program):
    persona_id = await program.person(build=False)
    with unit_of_work() as session:
        edit_content(session, actor=program.studio.actor, persona_id=persona_id, base=0, content=SHEET)
    return persona_id


async def test_nothing_is_lost_when_twenty_editors_save_with_if_match_at_once(program, settings_of):
    settings_of(api_requests_per_minute=100_000)
    at = f"/v1/person/{await _person(program)}"

    async def save(editor):
        """Look, write, and look again for as long as somebody else is faster; the number of the version that came of it."""
        while True:
            seen = (await program.get(f"{at}/persona-with-history", params={"limit": 1})).json()
            content = seen["persona"]["content"].replace(f"Editor {editor} wrote nothing yet.", f"Editor {editor} was here.")
            headers = {"If-Match": f'"{seen["person"]["lock_version"]}"'}
            body = {"base": seen["persona"]["number"], "content": content}
            answer = await program.put(f"{at}/content", json=body, headers=headers)
            if answer.status_code != 412:
                assert answer.status_code == 200, answer.text
                return answer.json()["number"]

    numbers = await asyncio.gather(*map(save, range(EDITORS)))

    newest = (await program.get(f"{at}/versions/latest")).json()
    assert sorted(numbers) == list(range(2, EDITORS + 2))
    assert newest["number"] == EDITORS + 1
    assert newest["content"].count(" was here.") == EDITORS


async def test_an_edit_is_refused_even_where_it_could_be_joined_when_the_state_was_said(program):
    at = f"/v1/person/{await _person(program)}"
    etag = (await program.get(at)).headers["etag"]
    first = {"base": 1, "content": SHEET.replace("Editor 1 wrote nothing", "Editor 1 wrote this")}
    saved = await program.put(f"{at}/content", json=first, headers={"If-Match": etag})
    late = {"base": 1, "content": SHEET.replace("Editor 9 wrote nothing", "Editor 9 wrote that")}
    refused = await program.put(f"{at}/content", json=late, headers={"If-Match": etag})
    assert (saved.status_code, refused.status_code, refused.json()["code"]) == (200, 412, "precondition_failed")
    assert f'"{refused.json()["lock_version"]}"' == saved.headers["etag"]

    joined = await program.put(f"{at}/content", json=late)
    assert "Editor 1 wrote this" in joined.json()["content"]
    assert "Editor 9 wrote that" in joined.json()["content"]


async def test_no_body_is_needed_when_the_header_says_all(program):
    at = f"/v1/person/{await _person(program)}"
    child = (await program.post(f"{at}/children")).json()["id"]
    await program.put(f"{at}/content", json={"base": 1, "content": "# Ada\n\nYou are Ada."})
    seen = {"If-Match": (await program.get(f"/v1/person/{child}")).headers["etag"]}

    unsaid = await program.post(f"/v1/person/{child}/parent/take")
    taken = await program.post(f"/v1/person/{child}/parent/take", headers=seen)
    stale = await program.post(f"/v1/person/{child}/versions/1/restore", headers=seen)
    now = (await program.get(f"/v1/person/{child}")).headers["etag"]
    restored = await program.post(f"/v1/person/{child}/versions/1/restore", headers={"If-Match": now})

    assert [one.status_code for one in (unsaid, taken, stale, restored)] == [428, 200, 412, 200]
    assert (taken.json()["content"], restored.json()["content"]) == ("# Ada\n\nYou are Ada.", SHEET)
