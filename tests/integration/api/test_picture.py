"""The picture of a persona, for programs."""

from typing import Any

import httpx

from persona_app.core import config
from persona_app.media.schemas import Size
from persona_app.media.stores import store_of
from tests.factories.pictures import make_picture

PNG = {"Content-Type": "image/png"}


async def put(program: Any, person: str, content: bytes, **asked: Any) -> httpx.Response:
    answer: httpx.Response = await program.put(f"/v1/person/{person}/picture", content=content, headers=PNG, **asked)
    return answer


async def test_a_picture_is_given_looked_at_and_taken_away(program) -> None:
    person = await program.person()
    given = await put(program, person, make_picture(), params={"declared": "suggestive"})
    assert given.status_code == 200, given.text
    assert given.json() | {"sha256": ""} == {
        "sha256": "",
        "width": 300,
        "height": 200,
        "rating": "suggestive",
        "judged": None,
        "declared": "suggestive",
    }
    assert store_of(config.get_settings()).read(given.json()["sha256"], Size.SMALL) is not None
    assert (await program.get(f"/v1/person/{person}/picture")).json() == given.json()
    assert (await program.get(f"/v1/person/{person}")).json()["picture_sha256"] == given.json()["sha256"]
    assert (await program.delete(f"/v1/person/{person}/picture")).status_code == 204
    assert (await program.get(f"/v1/person/{person}/picture")).json()["code"] == "picture_not_found"
    assert (await program.delete(f"/v1/person/{person}/picture")).status_code == 204


async def test_the_same_picture_comes_by_a_form(program) -> None:
    person = await program.person()
    by_body = await put(program, person, make_picture())
    by_form = await program.put(f"/v1/person/{person}/picture", files={"file": ("face.exe", make_picture(), "text/plain")})
    assert by_form.status_code == 200, by_form.text
    assert by_form.json() == by_body.json()
    assert by_form.json()["rating"] == "unrated"


async def test_what_is_no_picture_is_refused_and_nothing_changes(program) -> None:
    person = await program.person()
    before = (await put(program, person, make_picture())).json()
    refused = {
        "picture_unreadable": await put(program, person, b"<html>"),
        "picture_damaged": await put(program, person, make_picture()[:300]),
        "picture_unfit": await put(program, person, make_picture(width=10, height=10)),
        "request_invalid": await program.put(f"/v1/person/{person}/picture", data={"file": "words"}, files={"other": b"x"}),
        "media_type_refused": await program.put(f"/v1/person/{person}/picture", json={"picture": "words"}),
    }
    assert {code: answer.json()["code"] for code, answer in refused.items()} == {code: code for code in refused}
    assert (await put(program, person, make_picture(), params={"declared": "lovely"})).json()["code"] == "request_invalid"
    assert (await program.get(f"/v1/person/{person}/picture")).json() == before


async def test_a_picture_beyond_the_limit_is_refused(program, settings_of) -> None:
    person = await program.person()
    settings_of(picture_max_bytes=2_000)
    answer = await put(program, person, make_picture() + b"\0" * 2_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "picture_too_large")
    answer = await put(program, person, b"\0" * 1_100_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_anothers_persona_is_not_found(program, stranger) -> None:
    person = await program.person()
    async with program.as_other(stranger) as other:
        assert (await put(other, person, make_picture())).status_code == 404
        assert (await other.get(f"/v1/person/{person}/picture")).status_code == 404
        assert (await other.delete(f"/v1/person/{person}/picture")).status_code == 404
