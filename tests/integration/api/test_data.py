"""Data through the interface: texts, files and pages in, texts out, page by page."""

import httpx
import pytest

from persona_app.personas.services import history

NOTES = ("notes.txt", b"Like: rain", "text/plain")


async def test_data_are_added_and_no_build_started_when_a_text_is_sent(program):
    person = await program.person(build=False)
    answer = await program.post(f"/v1/person/{person}/data", json={"raw_text": "Like: tea"})
    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(body["id"])
    assert (await program.get(answer.headers["location"])).json()["raw_text"] == "Like: tea"
    assert (await program.get(f"/v1/person/{person}/runs")).json()["items"] == []


async def test_a_file_and_a_text_are_taken_when_a_form_is_sent(program):
    person = await program.person(build=False)
    answer = await program.post(f"/v1/person/{person}/data", data={"raw_text": "Like: tea"}, files={"file": NOTES})
    assert [(one["kind"], one["title"]) for one in answer.json()["items"]] == [("text", "Like: tea"), ("file", "notes.txt")]


async def test_a_person_is_made_when_a_form_with_several_files_is_sent(program):
    files = [("files", NOTES), ("files", ("more.md", b"Like: sun", "text/markdown"))]
    answer = await program.post("/v1/person", data={"name": "Mara", "build": "false"}, files=files)
    assert (answer.status_code, answer.json()["name"], answer.json()["run_id"]) == (201, "Mara", None)
    assert (await program.get(f"/v1/person/{answer.json()['id']}")).json()["data_count"] == 2


async def test_data_are_listed_newest_first_with_their_texts_page_by_page(program):
    person = await program.person("Like: 0", build=False)
    for number in (1, 2):
        await program.post(f"/v1/person/{person}/data", json={"raw_text": f"Like: {number}"})
    first = (await program.get(f"/v1/person/{person}/data", params={"limit": 2})).json()
    rest = (await program.get(f"/v1/person/{person}/data", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [one["raw_text"] for one in (*first["items"], *rest["items"])] == ["Like: 2", "Like: 1", "Like: 0"]
    assert rest["next_cursor"] is None
    assert [one["raw_text"] for one in (await program.get(f"/v1/person/{person}/data", params={"q": "1"})).json()["items"]] == ["Like: 1"]


async def test_a_page_ends_early_when_the_texts_grow_too_long(program, monkeypatch):
    person = await program.person("Like: 0", build=False)
    for number in (1, 2):
        await program.post(f"/v1/person/{person}/data", json={"raw_text": f"Like: {number}"})
    monkeypatch.setattr(history, "MOST_CHARACTERS", 15)
    first = (await program.get(f"/v1/person/{person}/data")).json()
    rest = (await program.get(f"/v1/person/{person}/data", params={"cursor": first["next_cursor"]})).json()
    assert [len(page["items"]) for page in (first, rest)] == [2, 1]


async def test_nothing_is_added_and_each_reason_told_when_something_cannot_be_read(program):
    person = await program.person(build=False)
    picture = ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "image/png")
    answer = await program.post(f"/v1/person/{person}/data", data={"raw_text": "Like: tea"}, files={"file": picture})
    assert (answer.status_code, answer.json()["code"]) == (422, "sources_unreadable")
    [source] = answer.json()["sources"]
    assert (source["source"], source["code"]) == ("photo.png", "not_text")
    assert (await program.get(f"/v1/person/{person}")).json()["data_count"] == 1
    form = {"raw_text": "Like: tea", "leave_out_failed": "true"}
    assert (await program.post(f"/v1/person/{person}/data", data=form, files={"file": picture})).status_code == 201


async def test_a_private_address_is_refused_with_its_own_code(program):
    person = await program.person(build=False)
    answer = await program.post(f"/v1/person/{person}/data", json={"urls": ["http://127.0.0.1/"]})
    assert (answer.status_code, answer.json()["sources"][0]["code"]) == (422, "address_private")


async def test_the_same_text_is_added_again_only_when_it_is_asked_for(program):
    person = await program.person("Like: tea", build=False)
    refused = await program.post(f"/v1/person/{person}/data", json={"raw_text": "Like: tea"})
    taken = await program.post(f"/v1/person/{person}/data", json={"raw_text": "Like: tea", "allow_repeats": True})
    assert (refused.status_code, refused.json()["code"], taken.status_code) == (409, "data_repeated", 201)
    assert "data 1" in refused.json()["sources"][0]["detail"]


async def test_a_text_or_file_beyond_the_limit_is_refused(program, settings_of):
    person = await program.person(build=False)
    settings_of(upload_max_bytes=1000)
    text = await program.post(f"/v1/person/{person}/data", json={"raw_text": "x" * 1001})
    file = await program.post(f"/v1/person/{person}/data", files={"file": ("long.txt", b"x" * 1001, "text/plain")})
    assert {(answer.status_code, answer.json()["code"]) for answer in (text, file)} == {(413, "file_too_large")}


async def test_reading_stops_when_a_body_without_a_stated_length_is_too_large(program, settings_of):
    person = await program.person(build=False)
    settings_of(upload_max_bytes=1000)
    sent = 0

    async def endless():
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        while sent < 100_000_000:
            sent += 100_000
            yield b"x" * 100_000

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await program.post(f"/v1/person/{person}/data", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert sent < 2_000_000


async def test_a_quote_is_shown_in_its_surroundings(program):
    person = await program.person("Ada wrote the first program.", build=False)
    [datum] = (await program.get(f"/v1/person/{person}/data")).json()["items"]
    at = f"/v1/person/{person}/data/{datum['id']}/excerpt"
    excerpt = (await program.get(at, params={"start": 4, "end": 9, "around": 4})).json()
    assert (excerpt["before"], excerpt["quote"], excerpt["after"]) == ("Ada ", "wrote", " the")
    outside = await program.get(at, params={"start": 4, "end": 900})
    assert (outside.status_code, outside.json()["code"]) == (422, "excerpt_outside")


async def test_nothing_is_read_of_a_body_when_nobody_is_known(program):
    read = 0

    async def body():
        nonlocal read
        read += 1
        yield b'{"raw_text": "Like: mischief"}'

    nobody: httpx.AsyncClient = program.as_other(None)
    answer = await nobody.post("/v1/person", content=body(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, read) == (401, 0)


async def test_a_form_is_refused_when_a_text_stands_where_a_file_belongs(program):
    person = await program.person(build=False)
    answer = await program.post(f"/v1/person/{person}/data", files={"raw_text": (None, "Like: tea"), "files": (None, "Like: rain")})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/files")
    assert (await program.get(f"/v1/person/{person}")).json()["data_count"] == 1


@pytest.mark.parametrize("word", ["yes", "1", "", "[]"])
async def test_a_form_is_refused_when_a_choice_is_neither_true_nor_false(program, word):
    person = await program.person(build=False)
    form = {"raw_text": (None, "Like: tea"), "allow_repeats": (None, word)}
    answer = await program.post(f"/v1/person/{person}/data", files=form)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/allow_repeats")
    taken = await program.post(f"/v1/person/{person}/data", files={**form, "allow_repeats": (None, "True")})
    assert taken.status_code == 201
