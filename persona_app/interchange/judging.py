"""Which rows of the older table can be taken over to the letter, and why the others can't."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn
from uuid import UUID

from persona_app.core.ids import new_id
from persona_app.interchange.schemas import LegacyRow, Reason, Refusal
from persona_app.personas.schemas import FormerPersona

LONGEST_ID = 200
DEEPEST = 64
"""Levels of lists and objects, as in JSON that is submitted."""


def key_of(former: FormerPersona) -> str:
    """Its id in the older system; two spellings of one UUID are one id."""
    return former.legacy_id if former.legacy_id is not None else str(former.id)


def judge_rows(rows: Iterable[LegacyRow]) -> Iterator[FormerPersona | Refusal]:
    """Each row in turn. Of rows with one id, which stand behind each other, the first that can be taken is."""
    last = None
    for row in rows:
        judged = judge(row)
        if isinstance(judged, Reason):
            yield Refusal(row=name_of(row), reason=judged)
        elif key_of(judged) == last:
            yield Refusal(row=name_of(row), reason=Reason.DUPLICATE_ID)
        else:
            last = key_of(judged)
            yield judged


def name_of(row: LegacyRow) -> str:
    """What a report calls it: the id, if that can be shown."""
    try:
        found = _decoded(row.id)
    except UnicodeDecodeError:
        found = None
    return found if found and found.strip() and _is_fit_id(found) else f"at {row.place}"


def judge(row: LegacyRow) -> FormerPersona | Reason:
    """The row as it can be stored, or the first reason why not."""
    try:
        old_id, text, profile = _decoded(row.id), _decoded(row.text), _decoded(row.persona)
    except UnicodeDecodeError:
        return Reason.NOT_UTF8
    wrong = _wrong_id(old_id) or _wrong_text(text, row) or _wrong_profile(profile, row)
    if wrong is not None:
        return wrong
    if row.created_at is None or row.updated_at is None:
        return Reason.NO_TIME
    own_id = _uuid_of(old_id or "")
    return FormerPersona(
        id=own_id or new_id(),
        legacy_id=None if own_id else old_id,
        text=text or "",
        profile=None if profile is None or profile.strip() == "null" else profile,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _decoded(value: str | bytes | None) -> str | None:
    return value.decode() if isinstance(value, bytes) else value


def _uuid_of(old_id: str) -> UUID | None:
    """As the interface for older clients reads an id: what can be a UUID is one."""
    try:
        return UUID(old_id)
    except ValueError:
        return None


def _is_fit_id(old_id: str) -> bool:
    return len(old_id) <= LONGEST_ID and old_id.isprintable()


def _wrong_id(old_id: str | None) -> Reason | None:
    if not old_id or not old_id.strip():
        return Reason.NO_ID
    return None if _is_fit_id(old_id) else Reason.ID_UNFIT


def _wrong_text(text: str | None, row: LegacyRow) -> Reason | None:
    if text is None:
        return Reason.TEXT_TOO_LARGE if row.text_bytes is not None else Reason.NO_TEXT
    return None if text.strip() else Reason.NO_TEXT


def _wrong_profile(profile: str | None, row: LegacyRow) -> Reason | None:
    if profile is None:
        return Reason.PERSONA_TOO_LARGE if row.persona_bytes is not None else None
    try:
        value = json.loads(profile, parse_constant=_refuse_constant)
    except RecursionError:
        return Reason.NESTED_TOO_DEEP
    except ValueError:
        return Reason.BROKEN_JSON
    if value is None:
        return None
    if not isinstance(value, dict):
        return Reason.NOT_AN_OBJECT
    return Reason.NESTED_TOO_DEEP if _depth(value) > DEEPEST else None


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(name)


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        deepest += 1
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
    return deepest
