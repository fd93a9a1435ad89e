"""The owner's hand on single claims: each word is a decision, stands in a version of its own at once, and in every later one.

Decisions are kept apart from versions (`decision`, kind `claim`), one for each claim that was spoken of. What the owner saw while deciding
is kept with it, so that only news is proposed later (`personas/respecting.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.ingestion.schemas import clean_line
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas import queries
from persona_app.personas.claims import FACTOR_TITLES, FIELD_TITLES, claim_text, claims_at
from persona_app.personas.errors import ClaimInvalid, ClaimNotFound, ClaimRepeated, NoVersionYet, TooManyClaims
from persona_app.personas.models import Decision, Persona, PersonaVersion
from persona_app.personas.normalising import claim_id, claim_key
from persona_app.personas.profile import BigFiveFactor, Citation, Claim, Profile
from persona_app.personas.respecting import SCORES, apply_decisions, author_of, ids_of, slot_of, source_of
from persona_app.personas.schemas import ClaimWordView, OwnersWord, VersionView
from persona_app.personas.services.appending import append_by_hand, version_like
from persona_app.personas.services.lifecycle import require_unchanged
from persona_app.personas.services.recalling import CLAIM, RELEASED, REMOVED, SET, read_claim_decisions
from persona_app.personas.services.versioning import EDITED, find_latest_version
from persona_app.personas.storable import storable

LONGEST_VALUE = 500
LONGEST_WHO = 100
LONGEST_SUMMARY = 200
MOST_CLAIMS = 200
"""In one field: as many as a build keeps."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What an owner decides upon: the persona, locked and as the owner saw it, and its newest version."""

    session: Session
    actor: Actor
    persona: Persona
    newest: VersionView


def edit_claim(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    field: ClaimField,
    claim_id: str | None = None,
    value: str,
    who: str = "",
    lock_version: int,
) -> VersionView:
    """Put the owner's words in the place of a claim, or beside the others (without `claim_id`); a field for one value holds the new one.

    Saving the words that the owner has there already appends nothing.

    Raises:
        PersonaNotFound, NoVersionYet, ClaimNotFound: there is nothing to write upon.
        PersonaChanged, PersonaArchived, ClaimInvalid, ClaimRepeated, TooManyClaims: nothing was saved.
    """
    said, other = _checked(value, what="A claim", most=LONGEST_VALUE), _checked_who(who, field=field)
    desk = open_desk(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what=f"“{said}”")
    claims = claims_at(desk.newest.profile, field)
    target = _target(claims, field=field, wanted=claim_id)
    if target is not None and (target.value, target.who) == (said, other) and author_of(target.citations):
        return desk.newest
    _require_new(claims, field=field, value=said, who=other, but=target)
    decided_id = target.id if target else _id(field, said, other)
    word = {"value": said, "who": other}
    _decide_claim(desk, field=field, decided_id=decided_id, choice=SET, before=target, word=word)
    did = "changed" if target else "added"
    summary = f"{FIELD_TITLES[field]}: “{claim_text(target)}” became “{said}”." if target else f"{FIELD_TITLES[field]}: “{said}” was added."
    return save_decided(desk, did=did, field=FIELD_TITLES[field], summary=summary)


def remove_claim(session: Session, *, actor: Actor, persona_id: UUID, field: ClaimField, claim_id: str, lock_version: int) -> VersionView:
    """Take a claim out. It stays out of later versions, even though the data say so; a new text that says so is a proposal.

    Raises:
        PersonaNotFound, NoVersionYet, ClaimNotFound: there is nothing to take out.
        PersonaChanged, PersonaArchived: nothing was changed.
    """
    title = FIELD_TITLES[field]
    desk = open_desk(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what=f"What you took out under {title}")
    target = _get_claim(claims_at(desk.newest.profile, field), claim_id)
    _decide_claim(desk, field=field, decided_id=target.id, choice=REMOVED, before=target, word={"value": "", "who": ""})
    return save_decided(desk, did="taken out", field=title, summary=f"{title}: “{claim_text(target)}” was taken out.")


def set_score(session: Session, *, actor: Actor, persona_id: UUID, factor: str, score: int | None, lock_version: int) -> VersionView:
    """Say one of the five factors oneself, 0 to 100; without a score it is left open.

    Raises:
        PersonaNotFound, NoVersionYet: there is nothing to write upon.
        PersonaChanged, PersonaArchived, ClaimInvalid: nothing was saved.
    """
    if factor not in FACTOR_TITLES:
        raise ClaimInvalid(f"“{factor[:40]}” is none of the five factors.")
    if score is not None and not 0 <= score <= 100:
        raise ClaimInvalid("A score lies between 0 and 100.")
    title = FACTOR_TITLES[factor]
    desk = open_desk(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what=f"Your score for {title}")
    there: BigFiveFactor | None = getattr(desk.newest.profile.personality.big_five, factor)
    field = f"{SCORES}{factor}"
    detail = {"field": field, "claim_id": "", "value": "", "who": "", "score": score, "before": str(there.score) if there else ""}
    _write(desk, subject=field, choice=SET if score is not None else REMOVED, detail=detail, citations=there.citations if there else ())
    told = f"{title} was set to {score}." if score is not None else f"{title} was left open."
    return save_decided(desk, did="set", field=title, summary=told)


def list_claim_words(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[ClaimWordView, ...]:
    """What the owner said of single claims and scores, newest first; words that were taken back too.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    mine = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM)
    rows = session.execute(select(Decision).where(*mine).order_by(col(Decision.created_at).desc(), col(Decision.id).desc())).scalars()
    return tuple(ClaimWordView.model_validate({**row.detail, **row.model_dump(exclude={"detail"})}) for row in rows)


def list_owners_words(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[OwnersWord, ...]:
    """The owner's words that hold, oldest first, to go with the persona into a file.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    held = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM, col(Decision.choice) != RELEASED)
    rows = session.execute(select(Decision).where(*held).order_by(col(Decision.id))).scalars()
    return tuple(OwnersWord.model_validate({**row.detail, "id": row.id, "choice": row.choice}) for row in rows)


def adopt_words(session: Session, *, actor: Actor, persona_id: UUID, words: Sequence[OwnersWord], version: int) -> dict[UUID, UUID]:
    """Make them decisions of a persona that arrived with version `version`; where its owner has a word already, that one stands.

    By the new id of each word the id of the one that stands in its place: what cites the word is to cite that one.
    """
    standing: dict[UUID, UUID] = {}
    for each in words:
        detail = each.model_dump(mode="json", include={"field", "claim_id", "value", "who", "score", "before", "seen"})
        row = {"id": each.new_id, "persona_id": persona_id, "kind": CLAIM, "subject": _subject(each), "choice": each.choice}
        by = {"created_by": actor.account_id, "created_at": now(), "detail": storable({**detail, "sources": [], "version": version})}
        session.execute(insert(Decision).values(**row, **by).on_conflict_do_nothing())
        about = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM, col(Decision.subject) == row["subject"])
        standing[each.new_id] = session.execute(select(col(Decision.id)).where(*about)).scalar_one()
    return standing


def _subject(word: OwnersWord) -> str:
    if word.field.startswith(SCORES):
        return word.field
    slot = slot_of(ClaimField(word.field), word.claim_id)
    return f"{word.field}:{slot}" if slot else word.field


def count_unwritten(session: Session, *, actor: Actor, persona_id: UUID) -> int:
    """How many of the owner's words are younger than the last content that a build wrote: it does not know them.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    built = select(func.max(col(PersonaVersion.created_at))).where(
        col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.run_id).is_not(None)
    )
    mine = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM, col(Decision.created_at) > built.scalar_subquery())
    count: int = session.execute(select(func.count()).select_from(Decision).where(*mine)).scalar_one()
    return count


def open_desk(session: Session, *, actor: Actor, persona_id: UUID, lock_version: int, what: str) -> Desk:
    """Lock the persona, if it is as the actor saw it.

    Raises:
        PersonaNotFound, NoVersionYet: there is nothing to write upon.
        PersonaChanged, PersonaArchived: somebody was quicker; `what` was not saved.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what=what)
    newest = find_latest_version(session, actor=actor, persona_id=persona_id)
    if newest is None:
        raise NoVersionYet
    return Desk(session=session, actor=actor, persona=persona, newest=newest)


def save_decided(desk: Desk, *, did: str, field: str, summary: str, profile: Profile | None = None) -> VersionView:
    """Append the version in which the owner's words stand, and tell of it. The trail gets the field's name, and no word of the claim."""
    session, persona, actor = desk.session, desk.persona, desk.actor
    decisions = read_claim_decisions(session, persona_id=persona.id)
    decided = apply_decisions(profile or desk.newest.profile, decisions).profile
    tell(desk, kind=EventKind.CLAIM_DECIDED, did=did, field=field)
    told = clean_line(summary, limit=LONGEST_SUMMARY)
    new = version_like(desk.newest.model_copy(update={"profile": decided}), actor=actor, origin=EDITED, summary=told)
    return append_by_hand(session, actor=actor, persona_id=persona.id, new=new)


def tell(desk: Desk, *, kind: EventKind, did: str, field: str) -> None:
    """Write it into the trail."""
    owner_id, persona_id = desk.persona.owner_id, desk.persona.id
    detail = {"did": did, "field": field}
    record(desk.session, kind=kind, actor_id=desk.actor.account_id, owner_id=owner_id, persona_id=persona_id, detail=detail)


def release_word(desk: Desk, *, field: str, claim_id: str) -> None:
    """What the owner said in this place counts no more; `field` and `claim_id` as a proposal names them."""
    subject = f"{field}:{claim_id}" if claim_id else field
    about = (col(Decision.persona_id) == desk.persona.id, col(Decision.kind) == CLAIM, col(Decision.subject) == subject)
    desk.session.execute(update(Decision).where(*about).values(choice=RELEASED, created_at=now(), created_by=desk.actor.account_id))


def note_seen(desk: Desk, *, field: str, claim_id: str, seen: Iterable[str], citations: Iterable[Citation]) -> None:
    """The owner looked at this and stays with the word: it is no news any more."""
    subject = f"{field}:{claim_id}" if claim_id else field
    about = (col(Decision.persona_id) == desk.persona.id, col(Decision.kind) == CLAIM, col(Decision.subject) == subject)
    row = desk.session.execute(select(Decision).where(*about)).scalar_one_or_none()
    if row is not None:
        row.detail = _seen(row.detail, seen=seen, citations=citations, version=desk.newest.number)


def _seen(detail: dict[str, Any], *, seen: Iterable[str], citations: Iterable[Citation], version: int) -> dict[str, Any]:
    sources = {source for each in citations if (source := source_of(each)) and not source.startswith("data:")}
    return {
        **detail,
        "seen": sorted({*detail.get("seen", ()), *seen}),
        "sources": sorted(sources.union(detail.get("sources", ()))),
        "version": version,
    }


def _decide_claim(desk: Desk, *, field: ClaimField, decided_id: str, choice: str, before: Claim | None, word: dict[str, str]) -> None:
    seen = {*(ids_of(field, before) if before else ()), *_rivals(desk.newest.profile, field)}
    slot = slot_of(field, decided_id)
    was = claim_text(before) if before else ""
    detail = {"field": field.value, "claim_id": decided_id, "score": None, "before": was, **word}
    cited = [citation for each in claims_at(desk.newest.profile, field) for citation in each.citations]
    _write(desk, subject=f"{field.value}:{slot}" if slot else field.value, choice=choice, detail=detail, seen=seen, citations=cited)


def _rivals(profile: Profile, field: ClaimField) -> frozenset[str]:
    """The other values of a field that holds one: they stood in what contradicts it."""
    if field not in SINGLE_FIELDS:
        return frozenset()
    sides = (side for each in profile.contradictions for side in ((each.left_field, each.left), (each.right_field, each.right)))
    return frozenset().union(*(ids_of(field, claim) for which, claim in sides if which is field))


def _write(
    desk: Desk, *, subject: str, choice: str, detail: dict[str, Any], seen: Iterable[str] = (), citations: Iterable[Citation]
) -> None:
    """A later word takes the place of an earlier one, under the same id, and what was seen then stays seen."""
    session, persona_id = desk.session, desk.persona.id
    about = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM, col(Decision.subject) == subject)
    earlier = session.execute(select(col(Decision.detail)).where(*about)).scalar_one_or_none() or {}
    whole = _seen({**earlier, **detail}, seen=seen, citations=citations, version=desk.newest.number)
    word = {"choice": choice, "detail": whole, "created_by": desk.actor.account_id, "created_at": now()}
    written = insert(Decision).values(id=new_id(), persona_id=persona_id, kind=CLAIM, subject=subject, **word)
    session.execute(written.on_conflict_do_update(index_elements=["persona_id", "kind", "subject"], set_=word))


def _checked(value: str, *, what: str, most: int) -> str:
    """One line without control characters, as it is kept."""
    said = clean_line(value, limit=len(value) + 1)
    if not said:
        raise ClaimInvalid(f"{what} needs at least a word; to take it out, remove it.")
    if len(said) > most:
        raise ClaimInvalid(f"{what} has at most {most} characters, and this has {len(said)}.")
    return said


def _checked_who(who: str, *, field: ClaimField) -> str:
    if field is not ClaimField.RELATIONSHIP or not who.strip():
        return ""
    return _checked(who, what="The name of the other person", most=LONGEST_WHO)


def _id(field: ClaimField, value: str, who: str) -> str:
    return claim_id(field, claim_key(value, who))


def _target(claims: Sequence[Claim], *, field: ClaimField, wanted: str | None) -> Claim | None:
    if wanted is None:
        return next(iter(claims), None) if field in SINGLE_FIELDS else None
    return _get_claim(claims, wanted)


def _get_claim(claims: Sequence[Claim], wanted: str) -> Claim:
    found = next((each for each in claims if each.id == wanted), None)
    if found is None:
        raise ClaimNotFound
    return found


def _require_new(claims: Sequence[Claim], *, field: ClaimField, value: str, who: str, but: Claim | None) -> None:
    others = [each for each in claims if but is None or each.id != but.id]
    if any(_id(field, value, who) in ids_of(field, each) - {each.id} | {_id(field, each.value, each.who)} for each in others):
        raise ClaimRepeated(value=value, field=FIELD_TITLES[field])
    if but is None and len(others) >= MOST_CLAIMS:
        raise TooManyClaims(most=MOST_CLAIMS)
