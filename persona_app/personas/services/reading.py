"""Reading personas and their data."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.personas import queries
from persona_app.personas.errors import DataNotFound, ExcerptOutside
from persona_app.personas.models import Persona, PersonaData
from persona_app.personas.schemas import DataSummary, DataText, Evidence, Excerpt, PersonaCard, PersonaView

WIDEST_EXCERPT = 100_000
"""Most characters on each side of a quote, and of the quote itself."""
READ_OUTRIGHT = 500
"""So many of the newest data are searched by reading them: some 20 ms for 5 kB each."""


def list_personas(
    session: Session, *, actor: Actor, is_archived: bool = False, cursor: str | None = None, limit: int = 50
) -> Page[PersonaCard]:
    """The actor's personas, or those put away, last changed first.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    archived = col(Persona.archived_at).is_not(None) if is_archived else col(Persona.archived_at).is_(None)
    place = (col(Persona.updated_at), col(Persona.id))
    query = queries.select_cards().where(col(Persona.owner_id) == actor.account_id, archived)
    if cursor is not None:
        query = query.where(tuple_(*place) < tuple_(*decode_cursor(cursor, datetime, UUID)))
    query = query.order_by(*(column.desc() for column in place)).limit(page_size(limit) + 1)
    rows = session.execute(query).all()
    return page_of(rows, limit=limit, view=queries.view_of, cursor=lambda row: encode_cursor(row.updated_at, row.id))


def get_persona(session: Session, *, actor: Actor, persona_id: UUID) -> PersonaView:
    """One persona as its page shows it.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    return queries.get_view(session, actor=actor, persona_id=persona_id)


def find_persona_id(session: Session, *, actor: Actor, old_id: str) -> UUID | None:
    """The actor's persona that an older system knew by this id: its own id, or one that was no UUID."""
    actor.require("read")
    mine = col(Persona.owner_id) == actor.account_id
    try:
        is_it = col(Persona.id) == UUID(old_id)
    except ValueError:
        is_it = col(Persona.legacy_id) == old_id.replace("\x00", " ")
    found: UUID | None = session.execute(select(col(Persona.id)).where(mine, is_it)).scalar_one_or_none()
    return found


def _find_data(session: Session, *, persona_id: UUID, patterns: Sequence[str], below: int, count: int) -> Sequence[queries.AnyRow]:
    """The newest matches below a number.

    The newest data are read outright: a frequent word fills the page from them. What is not found there is rare, and the index
    finds it among all others without reading them.
    """
    floor = below - READ_OUTRIGHT
    newest_first = queries.select_data().where(col(PersonaData.persona_id) == persona_id).order_by(col(PersonaData.number).desc())
    near = newest_first.where(col(PersonaData.number) < below, col(PersonaData.number) >= floor, queries.read_matches(patterns))
    found = list(session.execute(near.limit(count)).all())
    if len(found) < count and floor > 1:
        far = queries.indexed_matches(patterns, persona_id=persona_id, below=floor, count=count - len(found))
        found += session.execute(newest_first.where(far)).all()
    return found


def list_data(
    session: Session, *, actor: Actor, persona_id: UUID, query: str = "", cursor: str | None = None, limit: int = 50
) -> Page[DataSummary]:
    """What was submitted, newest first; with a query, what has all its words in title, origin or text.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    persona = queries.get_view(session, actor=actor, persona_id=persona_id)
    below = cast(int, decode_cursor(cursor, int)[0]) if cursor is not None else persona.data_count + 1
    count = page_size(limit) + 1
    rows = _find_data(session, persona_id=persona_id, patterns=queries.patterns_of(query), below=below, count=count)
    return page_of(rows, limit=limit, view=queries.data_of, cursor=lambda row: encode_cursor(row.number))


def get_data(session: Session, *, actor: Actor, persona_id: UUID, data_id: UUID) -> DataText:
    """One submission whole.

    Raises:
        DataNotFound: the actor has no such datum in such a persona.
    """
    actor.require("read")
    whole = queries.select_data("text")
    row = queries.get_data_row(session, whole, actor=actor, persona_id=persona_id, data_id=data_id)
    return DataText.model_validate(row._mapping)


def get_excerpt(session: Session, *, actor: Actor, persona_id: UUID, data_id: UUID, start: int, end: int, around: int = 300) -> Excerpt:
    """A quote with up to `around` characters on either side; offsets in code points, `end` exclusive.

    Raises:
        DataNotFound: the actor has no such datum in such a persona.
        ExcerptOutside: the offsets do not lie within the text.
    """
    actor.require("read")
    around = max(0, min(around, WIDEST_EXCERPT))
    if not 0 <= start < end <= start + WIDEST_EXCERPT or end >= 2**31:
        raise ExcerptOutside
    begin = max(0, start - around)
    piece = func.substr(PersonaData.text, begin + 1, end + around - begin).label("piece")
    row = queries.get_data_row(session, queries.select_data().add_columns(piece), actor=actor, persona_id=persona_id, data_id=data_id)
    if end > row.char_count:
        raise ExcerptOutside
    return Excerpt(
        before=row.piece[: start - begin],
        quote=row.piece[start - begin : end - begin],
        after=row.piece[end - begin :],
        has_more_before=begin > 0,
        has_more_after=end + around < row.char_count,
        data=queries.data_of(row),
    )


def list_evidence(session: Session, *, persona_id: UUID) -> Iterator[Evidence]:
    """All data of a persona in order of creation, without texts, for a build; whoever calls has checked who asks."""
    columns = [getattr(PersonaData, name) for name in Evidence.model_fields]
    query = select(*columns).where(col(PersonaData.persona_id) == persona_id).order_by(col(PersonaData.number))
    for row in session.execute(query.execution_options(yield_per=500)):
        yield Evidence.model_validate(row._mapping)


def get_evidence_text(session: Session, *, persona_id: UUID, data_id: UUID) -> str:
    """The text of one datum, for a build.

    Raises:
        DataNotFound: it is gone, with its persona.
    """
    query = select(col(PersonaData.text)).where(col(PersonaData.persona_id) == persona_id, col(PersonaData.id) == data_id)
    text: str | None = session.execute(query).scalar_one_or_none()
    if text is None:
        raise DataNotFound
    return text
