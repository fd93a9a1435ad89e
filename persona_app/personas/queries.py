"""Reading and locking what a persona owns.

The owner stands in every query; texts, profiles and contents are read only where one row is meant.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Text, and_, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.media.models import PersonaPicture
from persona_app.personas.errors import DataNotFound, PersonaNotFound
from persona_app.personas.models import Persona, PersonaData, PersonaVersion
from persona_app.personas.schemas import DataSummary, PersonaView, VersionSummary

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]

MOST_WORDS = 8
"""Words of a search that are looked at."""

_CARD = (
    "id", "name", "is_name_provisional", "source", "data_count", "version_count", "lock_version", "created_at", "updated_at", "archived_at",
    "owner_id", "subject", "parent_id",
)  # fmt: skip
_DATA = (
    "id", "number", "kind", "title", "origin", "media_type", "char_count", "size_bytes", "text_sha256", "details", "created_at",
)  # fmt: skip
_VERSION = (
    "id", "number", "semantic", "summary", "origin", "author_id", "run_id", "engine", "model", "is_extractive", "prompt_version",
    "prompt_tokens", "completion_tokens", "cost_usd", "duration_ms", "dropped_quotes", "content_sha256", "created_at",
)  # fmt: skip


def _columns(table: type, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [getattr(table, name) for name in names]


def owned(actor: Actor, persona_id: UUID) -> ColumnElement[bool]:
    """The persona of this id, if it is the actor's."""
    return and_(col(Persona.id) == persona_id, col(Persona.owner_id) == actor.account_id)


@cache
def select_cards() -> AnySelect:
    """Personas with the summary of their newest version, as `view_of` reads them. Made once: each condition makes a copy."""
    newest = and_(col(PersonaVersion.persona_id) == col(Persona.id), col(PersonaVersion.number) == col(Persona.version_count))
    summary = func.coalesce(PersonaVersion.summary, "").label("summary")
    picture: ColumnElement[str | None] = col(PersonaPicture.sha256).label("picture_sha256")
    chosen = select(*_columns(Persona, _CARD), summary, picture).outerjoin(PersonaVersion, newest)
    return chosen.outerjoin(PersonaPicture, col(PersonaPicture.persona_id) == col(Persona.id))


def view_of(row: AnyRow) -> PersonaView:
    """A row of `select_cards`."""
    return PersonaView.model_validate(row._mapping)


def get_view(session: Session, *, actor: Actor, persona_id: UUID) -> PersonaView:
    """The actor's persona.

    Raises:
        PersonaNotFound: there is none of this id, or it is another's.
    """
    row = session.execute(select_cards().where(owned(actor, persona_id))).one_or_none()
    if row is None:
        raise PersonaNotFound
    return view_of(row)


def lock(session: Session, *, actor: Actor, persona_id: UUID, is_ending: bool = False) -> Persona:
    """The actor's persona, locked until the transaction ends.

    Others may still add rows that only refer to it (a running build does), unless it `is_ending`. Who locks a run too locks it after.

    Raises:
        PersonaNotFound: there is none of this id, or it is another's.
    """
    return _locked(session, owned(actor, persona_id), is_ending=is_ending)


def lock_any(session: Session, *, persona_id: UUID) -> Persona:
    """The same for the program itself, whoever owns it.

    Raises:
        PersonaNotFound: it was deleted.
    """
    return _locked(session, col(Persona.id) == persona_id)


def _locked(session: Session, where: ColumnElement[bool], *, is_ending: bool = False) -> Persona:
    query = select(Persona).where(where).with_for_update(key_share=not is_ending).execution_options(populate_existing=True)
    persona: Persona | None = session.execute(query).scalar_one_or_none()
    if persona is None:
        raise PersonaNotFound
    return persona


def require_owned(session: Session, *, actor: Actor, persona_id: UUID) -> None:
    """Go on only with the actor's persona.

    Raises:
        PersonaNotFound: there is none of this id, or it is another's.
    """
    if session.execute(select(col(Persona.id)).where(owned(actor, persona_id))).first() is None:
        raise PersonaNotFound


def select_data(*more: str) -> AnySelect:
    """Data without their texts, as `data_of` reads them; `more` names further columns."""
    return select(*_columns(PersonaData, (*_DATA, *more)))


def data_of(row: AnyRow) -> DataSummary:
    """A row of `select_data`."""
    return DataSummary.model_validate(row._mapping)


def patterns_of(query: str) -> list[str]:
    """A pattern for each word of a search, for LIKE."""
    words = query.replace("\x00", " ").split()[:MOST_WORDS]
    return ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in words]


def read_matches(patterns: Sequence[str]) -> ColumnElement[bool]:
    """Every word stands somewhere in title, origin or text; found by reading them."""
    columns = [col(column) for column in (PersonaData.title, PersonaData.origin, PersonaData.text)]
    return and_(true(), *(or_(*(column.ilike(pattern) for column in columns)) for pattern in patterns))


def indexed_matches(patterns: Sequence[str], *, persona_id: UUID, below: int, count: int) -> ColumnElement[bool]:
    """The newest `count` data below a number with the same, found in the trigram index (which knows words of three letters and more).

    A function of the database asks the index: a query of ours could not, since policies come before what an index of texts answers.
    """
    found = func.matching_data(persona_id, below, cast(list(patterns), ARRAY(Text)), count)
    return col(PersonaData.id).in_(select(found))


def get_data_row(session: Session, query: AnySelect, *, actor: Actor, persona_id: UUID, data_id: UUID) -> AnyRow:
    """One row of a query over data, if the datum is in the actor's persona.

    Raises:
        DataNotFound: it is not.
    """
    whole = query.join(Persona, col(Persona.id) == col(PersonaData.persona_id))
    row = session.execute(whole.where(owned(actor, persona_id), col(PersonaData.id) == data_id)).one_or_none()
    if row is None:
        raise DataNotFound
    return row


def select_versions(*more: str) -> AnySelect:
    """Versions without profile and content, as `version_of` reads them; `more` names further columns."""
    thoughts = func.cardinality(PersonaVersion.thought_ids).label("thought_count")
    return select(*_columns(PersonaVersion, (*_VERSION, *more)), func.cardinality(PersonaVersion.data_ids).label("data_count"), thoughts)


def version_of(row: AnyRow) -> VersionSummary:
    """A row of `select_versions`."""
    return VersionSummary.model_validate(row._mapping)
