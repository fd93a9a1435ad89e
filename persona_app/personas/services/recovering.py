"""Owners' words on claims that were lost although versions still cite them: written again from what those versions say."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import FACTOR_TITLES, claims_at
from persona_app.personas.models import Decision, Persona, PersonaVersion
from persona_app.personas.profile import BigFiveFactor, Profile
from persona_app.personas.respecting import SCORES, author_of, ids_of, slot_of, standing_claim, standing_score
from persona_app.personas.services.recalling import CLAIM, RELEASED, REMOVED, SET
from persona_app.personas.storable import storable

AT_ONCE = 16
"""Versions in memory at one time."""


class _Cited(NamedTuple):
    """A word as a version has it."""

    decision_id: UUID
    field: str
    claim_id: str
    value: str
    who: str
    score: int | None
    seen: tuple[str, ...]

    @property
    def subject(self) -> str:
        slot = "" if self.score is not None else slot_of(ClaimField(self.field), self.claim_id)
        return f"{self.field}:{slot}" if slot else self.field


def recover_words(session: Session, *, persona_id: UUID) -> int:
    """Write each cited word again that there is no decision of; how many. The latest version that cites it says what it was.

    One that the newest version holds is set. Of any other it is not known whether the owner took it out or let the texts speak again: where
    the newest version holds nothing in its place it was taken out.
    """
    persona = session.execute(select(Persona).where(col(Persona.id) == persona_id)).scalar_one()
    mine = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM)
    known = set(session.execute(select(col(Decision.id)).where(*mine)).scalars())
    newest: Profile | None = None
    written = 0
    for row in _newest_first(session, persona_id):
        profile = Profile.model_validate(row.profile)
        newest = newest or profile
        for word in _cited(profile):
            if word.decision_id not in known:
                known.add(word.decision_id)
                choice = SET if profile is newest else _choice(word, newest)
                written += _write(session, word, choice=choice, row=row, persona=persona)
    return written


def _newest_first(session: Session, persona_id: UUID) -> Iterator[Any]:
    columns = (PersonaVersion.number, PersonaVersion.profile, PersonaVersion.author_id, PersonaVersion.created_at)
    below = 2**31 - 1
    while True:
        there = (col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.number) < below)
        query = select(*columns).where(*there).order_by(col(PersonaVersion.number).desc())  # type: ignore[call-overload]
        rows = session.execute(query.limit(AT_ONCE)).all()
        yield from rows
        if len(rows) < AT_ONCE:
            return
        below = rows[-1].number


def _cited(profile: Profile) -> Iterator[_Cited]:
    for field in ClaimField:
        for claim in claims_at(profile, field):
            for decision_id in author_of(claim.citations):
                yield _Cited(decision_id, field.value, claim.id, claim.value, claim.who, None, tuple(sorted(ids_of(field, claim))))
    for factor in FACTOR_TITLES:
        there: BigFiveFactor | None = getattr(profile.personality.big_five, factor)
        for decision_id in author_of(there.citations) if there else ():
            yield _Cited(decision_id, f"{SCORES}{factor}", "", "", "", there.score if there else None, ())


def _choice(word: _Cited, newest: Profile) -> str:
    if word.field.startswith(SCORES):
        standing = standing_score(newest, factor=word.field.removeprefix(SCORES), decision_id=word.decision_id)
    else:
        standing = standing_claim(newest, field=ClaimField(word.field), claim_id=word.claim_id, decision_id=word.decision_id)
    return RELEASED if standing.is_there else REMOVED


def _write(session: Session, word: _Cited, *, choice: str, row: Any, persona: Persona) -> int:
    """What was read until then is known to the owner; where another word has the place, nothing is written."""
    said = {"value": word.value, "who": word.who, "score": word.score} if choice == SET else {"value": "", "who": "", "score": None}
    kept = {"field": word.field, "claim_id": word.claim_id, "before": "" if choice == SET else word.value or str(word.score)}
    detail = {**kept, **said, "seen": list(word.seen), "sources": [], "version": row.number}
    about = {"id": word.decision_id, "persona_id": persona.id, "kind": CLAIM, "subject": word.subject, "choice": choice}
    by = {"created_by": row.author_id or persona.owner_id, "created_at": row.created_at}
    written = insert(Decision).values(**about, **by, detail=storable(detail)).on_conflict_do_nothing().returning(col(Decision.id))
    return len(session.execute(written).all())
