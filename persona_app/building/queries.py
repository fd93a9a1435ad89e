"""What a build reads and keeps. Of texts only a few are loaded at a time; values come grouped and capped."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session, col

from persona_app.building.merging import MOST_CITATIONS
from persona_app.building.models import EngineAnswer, FoundClaim, Reading
from persona_app.building.schemas import FoundPlace, FoundValue, VerifiedClaim
from persona_app.core.ids import new_id
from persona_app.llm.protocol import Usage
from persona_app.llm.questions import ClaimField
from persona_app.personas.models import Persona, PersonaData
from persona_app.personas.profile import DataCitation

MOST_VALUES = 200


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Subject(_Frozen):
    """Whom a build is about: the owner's name for them (may be empty), the name that is shown, and whether it was only made up for now."""

    subject: str
    name: str
    is_name_provisional: bool


class Unread(_Frozen):
    """A datum to read."""

    id: UUID
    number: int
    chars: int


class DatumRead(_Frozen):
    """What a datum says, how many chunks it was read in, how many claims were dropped and passages withheld."""

    datum: Unread
    chunks: int
    claims: tuple[VerifiedClaim, ...]
    dropped: int
    withheld: int = 0


class Kept(_Frozen):
    """A finished call, on its way into the database."""

    key: str
    step: str
    answer: dict[str, Any]
    usage: Usage


class Plan(_Frozen):
    """What there is to read: data up to number `last`; chunks are estimated from lengths."""

    last: int
    unread: int
    read_before: int
    chunks: int


class ReadTotals(_Frozen):
    """What a version rests on."""

    data_ids: tuple[UUID, ...]
    dropped_quotes: int
    withheld: int = 0


class Found(_Frozen):
    """All values of a persona, and how many were left out because their field has more than 200."""

    values: tuple[FoundValue, ...]
    cut: int


def find_subject(session: Session, *, persona_id: UUID) -> Subject | None:
    """Whom it is about; None when the persona is gone."""
    row = session.execute(
        select(col(Persona.subject), col(Persona.name), col(Persona.is_name_provisional)).where(col(Persona.id) == persona_id)
    ).one_or_none()
    return Subject(subject=row[0], name=row[1], is_name_provisional=row[2]) if row else None


def plan_reading(session: Session, *, persona_id: UUID, reader: str, chunk_chars: int) -> Plan:
    """Count what this reader has and has not read."""
    is_read = select(col(Reading.id)).where(col(Reading.data_id) == col(PersonaData.id), col(Reading.reader) == reader).exists()
    chunks = func.greatest(1, func.ceil(col(PersonaData.char_count) / float(chunk_chars)))
    query = select(
        func.coalesce(func.max(col(PersonaData.number)), 0),
        func.count().filter(~is_read),
        func.count().filter(is_read),
        func.coalesce(func.sum(chunks).filter(~is_read), 0),
    ).where(col(PersonaData.persona_id) == persona_id)
    last, unread, before, estimate = session.execute(query).one()
    return Plan(last=last, unread=unread, read_before=before, chunks=int(estimate))


def next_unread(session: Session, *, persona_id: UUID, reader: str, after: int, last: int, limit: int) -> tuple[Unread, ...]:
    """The next data to read, in order of creation, without their texts."""
    is_read = select(col(Reading.id)).where(col(Reading.data_id) == col(PersonaData.id), col(Reading.reader) == reader).exists()
    query = (
        select(col(PersonaData.id), col(PersonaData.number), col(PersonaData.char_count))
        .where(col(PersonaData.persona_id) == persona_id, col(PersonaData.number) > after, col(PersonaData.number) <= last, ~is_read)
        .order_by(col(PersonaData.number))
        .limit(limit)
    )
    return tuple(Unread(id=row[0], number=row[1], chars=row[2]) for row in session.execute(query))


def find_texts(session: Session, *, data_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The texts of these data; those that are gone are missing."""
    query = select(col(PersonaData.id), col(PersonaData.text)).where(col(PersonaData.id).in_(data_ids))
    return {row[0]: row[1] for row in session.execute(query)}


def find_answers(session: Session, *, persona_id: UUID, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The answers kept under these keys."""
    query = select(col(EngineAnswer.key), col(EngineAnswer.answer)).where(
        col(EngineAnswer.persona_id) == persona_id, col(EngineAnswer.key).in_(keys)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def keep_answer(session: Session, *, persona_id: UUID, run_id: UUID, key: str, step: str, answer: Mapping[str, Any], usage: Usage) -> bool:
    """Keep a finished call; False when it is kept already."""
    answers = (Kept(key=key, step=step, answer=dict(answer), usage=usage),)
    return bool(keep_answers(session, persona_id=persona_id, run_id=run_id, answers=answers))


def keep_answers(session: Session, *, persona_id: UUID, run_id: UUID, answers: Sequence[Kept]) -> frozenset[str]:
    """Keep finished calls; the keys of those that were not kept before. In their keys' order: no two transactions deadlock."""
    rows = [
        {
            "persona_id": persona_id,
            "key": each.key,
            "step": each.step,
            "answer": each.answer,
            "prompt_tokens": each.usage.prompt_tokens,
            "completion_tokens": each.usage.completion_tokens,
            "calls": each.usage.calls,
            "cost_usd": each.usage.cost_usd,
            "duration_ms": each.usage.duration_ms,
            "run_id": run_id,
        }
        for each in sorted(answers, key=lambda each: each.key)
    ]
    whole = [EngineAnswer.model_validate(row).model_dump() for row in rows]
    inserted = upsert(EngineAnswer).values(whole).on_conflict_do_nothing().returning(col(EngineAnswer.key))
    return frozenset(session.execute(inserted).scalars())


def keep_readings(session: Session, *, persona_id: UUID, reader: str, readings: Sequence[DatumRead]) -> None:
    """Keep what each of these data says, whole; nothing of those that are kept already."""
    rows = [
        Reading(
            persona_id=persona_id,
            data_id=each.datum.id,
            reader=reader,
            chunks=each.chunks,
            claims=len(each.claims),
            dropped_quotes=each.dropped,
            withheld=each.withheld,
        ).model_dump()
        for each in sorted(readings, key=lambda each: each.datum.number)
    ]
    inserted = upsert(Reading).values(rows).on_conflict_do_nothing().returning(col(Reading.data_id))
    fresh = set(session.execute(inserted).scalars())
    claims = [
        _claim_row(claim, persona_id=persona_id, datum=each.datum, reader=reader)
        for each in readings
        if each.datum.id in fresh
        for claim in each.claims
    ]
    if claims:
        session.execute(insert(FoundClaim), claims)


def first_name(session: Session, *, persona_id: UUID, reader: str, numbers: range) -> str:
    """The first name that data of these numbers tell this reader; empty when they tell none."""
    query = (
        select(col(FoundClaim.value))
        .where(
            col(FoundClaim.persona_id) == persona_id,
            col(FoundClaim.reader) == reader,
            col(FoundClaim.field) == ClaimField.NAME.value,
            col(FoundClaim.data_number) >= numbers.start,
            col(FoundClaim.data_number) < numbers.stop,
        )
        .order_by(col(FoundClaim.data_number), col(FoundClaim.start_at))
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none() or ""


def read_totals(session: Session, *, persona_id: UUID, reader: str, last: int) -> ReadTotals:
    """Which data this reader has read up to number `last`, in order of creation, how many claims it dropped and passages it withheld."""
    query = (
        select(col(PersonaData.id), col(Reading.dropped_quotes), col(Reading.withheld))
        .join(Reading, (col(Reading.data_id) == col(PersonaData.id)) & (col(Reading.reader) == reader))
        .where(col(PersonaData.persona_id) == persona_id, col(PersonaData.number) <= last)
        .order_by(col(PersonaData.number))
    )
    rows = session.execute(query).all()
    return ReadTotals(
        data_ids=tuple(row[0] for row in rows), dropped_quotes=sum(row[1] for row in rows), withheld=sum(row[2] for row in rows)
    )


_GROUPED = """
WITH grouped AS (
    SELECT field, key, count(*) AS support, min(ARRAY[data_number, start_at]) AS first
    FROM found_claim WHERE persona_id = :persona AND reader = :reader AND data_number <= :last
    GROUP BY field, key
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY field ORDER BY support DESC, first, key) AS place FROM grouped
)
"""
_CUT = text(_GROUPED + "SELECT count(*) FROM ranked WHERE place > :most")  # noqa: S608 - constants
_VALUES = text(
    _GROUPED  # noqa: S608 - constants
    + """
SELECT ranked.field, ranked.key, ranked.support, ranked.first,
    at.value, at.who, at.data_id, at.data_number, at.start_at, at.end_at, at.quote
FROM ranked CROSS JOIN LATERAL (
    SELECT * FROM found_claim AS found
    WHERE found.persona_id = :persona AND found.reader = :reader AND found.data_number <= :last
      AND found.field = ranked.field AND found.key = ranked.key
    ORDER BY found.data_number, found.start_at, found.end_at LIMIT :citations
) AS at
WHERE ranked.place <= :most
ORDER BY ranked.field, ranked.first, ranked.key, at.data_number, at.start_at, at.end_at
"""
)


def find_values(session: Session, *, persona_id: UUID, reader: str, last: int) -> Found:
    """The distinct values of each field with their oldest places: at most 200 a field, the best supported, then the oldest."""
    where = {"persona": persona_id, "reader": reader, "last": last, "most": MOST_VALUES}
    rows = session.execute(_VALUES, {**where, "citations": MOST_CITATIONS}).all()
    together: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        together.setdefault((row.field, row.key), []).append(row)
    return Found(values=tuple(_value(group) for group in together.values()), cut=session.execute(_CUT, where).scalar_one())


def _value(rows: Sequence[Any]) -> FoundValue:
    oldest = rows[0]
    return FoundValue(
        field=ClaimField(oldest.field),
        key=oldest.key,
        value=oldest.value,
        who=oldest.who,
        support=oldest.support,
        places=tuple(_places(rows)),
    )


def _places(rows: Iterable[Any]) -> Iterable[FoundPlace]:
    for row in rows:
        yield FoundPlace(
            number=row.data_number, citation=DataCitation(data_id=row.data_id, start=row.start_at, end=row.end_at, quote=row.quote)
        )


def _claim_row(claim: VerifiedClaim, *, persona_id: UUID, datum: Unread, reader: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "persona_id": persona_id,
        "data_id": datum.id,
        "data_number": datum.number,
        "reader": reader,
        "field": claim.field.value,
        "value": claim.value,
        "who": claim.who,
        "key": claim.key,
        "start_at": claim.start,
        "end_at": claim.end,
        "quote": claim.quote,
    }
