"""What a rejected form says when it is shown again."""

from fastapi import Response

from persona_app.web.form_notes import COOKIE, FormNote, find_note, set_note

NOTE = FormNote(form="/register", field="handle", sentence="The handle “ada” is taken.", typed={"email": "ada@example.org"})


def cookie_of(response: Response) -> str:
    """The Cookie header that a browser would send back."""
    return response.headers["set-cookie"].split(";")[0]


def test_the_note_comes_back_to_its_form() -> None:
    response = Response()
    set_note(response, NOTE)
    assert find_note(cookie_of(response), form="/register") == NOTE
    assert find_note(cookie_of(response), form="/login") is None


def test_scripts_cannot_read_the_note_and_it_ends_soon() -> None:
    response = Response()
    set_note(response, NOTE)
    assert "HttpOnly" in response.headers["set-cookie"]
    assert "Max-Age=60" in response.headers["set-cookie"]


def test_there_is_no_note_when_the_cookie_was_made_up() -> None:
    for value in ("", "%%%", "e30=", "bm9uc2Vuc2U=", '"'):
        assert find_note(f"{COOKIE}={value}", form="/login") is None


def test_long_input_is_cut_so_that_the_cookie_is_kept_by_browsers() -> None:
    response = Response()
    set_note(response, NOTE.model_copy(update={"typed": {"email": "x" * 5000, "handle": "y" * 5000}}))
    assert len(cookie_of(response)) < 4096
