"""What a rejected form says when its page is shown again: the sentence, its field, and what was typed.

Kept for a minute in a cookie that only the server reads. Passwords never get in: only the fields named by the caller do.
"""

import base64
import binascii
from http.cookies import CookieError, SimpleCookie

from fastapi import Response
from pydantic import BaseModel, ConfigDict, ValidationError

from persona_app.core.config import get_settings
from persona_app.web.session import is_secure

COOKIE = "persona_form"
SECONDS = 60
LONGEST = 300


class FormNote(BaseModel):
    """One rejection; `field` is empty when it concerns the whole form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    field: str
    sentence: str
    typed: dict[str, str]


def set_note(response: Response, note: FormNote) -> None:
    """Let the next page show it."""
    short = note.model_copy(update={"typed": {name: value[:LONGEST] for name, value in note.typed.items()}})
    value = base64.urlsafe_b64encode(short.model_dump_json().encode()).decode()
    response.set_cookie(COOKIE, value, max_age=SECONDS, path="/", httponly=True, samesite="lax", secure=is_secure(get_settings()))


def clear_note(response: Response) -> None:
    """The form went through."""
    response.delete_cookie(COOKIE, path="/")


def find_note(cookie_header: str, *, form: str) -> FormNote | None:
    """The note for this form, if the browser brought one."""
    try:
        morsel = SimpleCookie(cookie_header).get(COOKIE)
        note = FormNote.model_validate_json(base64.urlsafe_b64decode(morsel.value)) if morsel else None
    except (CookieError, ValidationError, binascii.Error, ValueError):
        return None
    return note if note and note.form == form else None
