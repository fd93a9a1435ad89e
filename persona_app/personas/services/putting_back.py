"""What the owner took out, put back: the decision is undone, and what stood there stands again, as far as it still rests on something.

The words of then are in the versions: the latest that has them is asked. The owner's own words, once taken out, are the owner's again;
any other place is the texts' again, in this version and in every later one.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import cast, func, literal, select, update
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.events.schemas import EventKind
from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import FACTOR_TITLES, FIELD_TITLES, claim_text, claims_at, with_claims, with_factor
from persona_app.personas.errors import ClaimWordNotFound, TooManyClaims
from persona_app.personas.models import Decision, PersonaData, PersonaVersion, Proposal
from persona_app.personas.profile import CLAIM_PATHS, AuthorCitation, BigFiveFactor, Citation, DataCitation, Profile
from persona_app.personas.respecting import SCORES, author_of
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.claiming import MOST_CLAIMS, Desk, open_desk, save_decided, tell
from persona_app.personas.services.realigning import standing_in
from persona_app.personas.services.recalling import CLAIM, RELEASED, REMOVED, SET, read_claim_decisions

DID = "put back"


def put_back(session: Session, *, actor: Actor, persona_id: UUID, word_id: UUID, lock_version: int) -> VersionView:
    """Undo that a claim was taken out, or a score left open; the version that stands after that.

    It has the claim again at once, in its place, unless nothing that it rested on is there any more: then the next build looks. What is
    there already, or was not taken out, appends nothing.

    Raises:
        PersonaNotFound, NoVersionYet, ClaimWordNotFound: there is nothing to put back.
        PersonaChanged, PersonaArchived, TooManyClaims: nothing was changed.
    """
    desk = open_desk(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="What you put back")
    word = _get_word(desk, word_id)
    if word.choice != REMOVED:
        return desk.newest
    earlier = _last_with(desk, word) or Profile()
    _undo(desk, word, earlier)
    session.flush()
    is_score = word.detail["field"].startswith(SCORES)
    profile, summary = _with_score(desk, word, earlier) if is_score else _with_claim(desk, word, earlier)
    title = FACTOR_TITLES[word.detail["field"].removeprefix(SCORES)] if is_score else FIELD_TITLES[ClaimField(word.detail["field"])]
    if not summary:
        tell(desk, kind=EventKind.CLAIM_DECIDED, did=DID, field=title)
        return desk.newest
    _settle_same(desk, word)
    return save_decided(desk, did=DID, field=title, summary=f"{title}: {summary}", profile=profile)


def _get_word(desk: Desk, word_id: UUID) -> Decision:
    mine = (col(Decision.id) == word_id, col(Decision.persona_id) == desk.persona.id, col(Decision.kind) == CLAIM)
    found: Decision | None = desk.session.execute(select(Decision).where(*mine)).scalar_one_or_none()
    if found is None:
        raise ClaimWordNotFound
    return found


def _last_with(desk: Desk, word: Decision) -> Profile | None:
    """The profile of the latest version that has what was taken out."""
    path, named = cast(literal(_path(word.detail["field"])), JSONPATH), func.jsonb_build_object("id", word.detail["claim_id"])
    has_it = func.jsonb_path_exists(col(PersonaVersion.profile), path, named)
    query = select(col(PersonaVersion.profile)).where(col(PersonaVersion.persona_id) == desk.persona.id, has_it)
    found = desk.session.execute(query.order_by(col(PersonaVersion.number).desc()).limit(1)).scalar_one_or_none()
    return Profile.model_validate(found) if found else None


def _path(field: str) -> str:
    """Where it stands in the stored profile, in PostgreSQL's SQL/JSON path language; one value is as a list of one."""
    if field.startswith(SCORES):
        return f"$.personality.big_five.{field.removeprefix(SCORES)}.score"
    named = "".join(f'."{part}"' for part in CLAIM_PATHS[ClaimField(field)])
    return f"${named}[*] ? (@.id == $id)"


def _undo(desk: Desk, word: Decision, earlier: Profile) -> None:
    """The owner's words of then are said again; what the texts had said is theirs to say."""
    standing = standing_in(word, earlier)
    said = {"value": standing.value, "who": standing.who, "score": standing.score, "before": ""} if standing.is_said else {}
    word.choice = SET if standing.is_said else RELEASED
    word.detail = {**word.detail, **said}
    word.created_by, word.created_at = desk.actor.account_id, now()


def _with_claim(desk: Desk, word: Decision, earlier: Profile) -> tuple[Profile, str]:
    """The newest profile with the claim where it stood, and what to say of it; nothing to say when it rests on nothing any more."""
    field, profile = ClaimField(word.detail["field"]), desk.newest.profile
    place, claim = next(((at, each) for at, each in enumerate(claims_at(earlier, field)) if each.id == word.detail["claim_id"]), (0, None))
    citations = _still_there(desk, claim.citations) if claim else ()
    there = claims_at(profile, field)
    if claim is None or not citations or claim.id in {each.id for each in there}:
        return profile, ""
    if len(there) >= MOST_CLAIMS:
        raise TooManyClaims(most=MOST_CLAIMS)
    support = max(1, claim.support - (len(claim.citations) - len(citations)))
    back = claim.model_copy(update={"citations": citations, "support": support, "is_contested": False})
    return with_claims(profile, field, [*there[:place], back, *there[place:]]), f"“{claim_text(claim)}” was put back."


def _with_score(desk: Desk, word: Decision, earlier: Profile) -> tuple[Profile, str]:
    """The same for a score, which rests on claims of the newest profile, or on the owner."""
    factor, profile = word.detail["field"].removeprefix(SCORES), desk.newest.profile
    was: BigFiveFactor | None = getattr(earlier.personality.big_five, factor)
    known = {claim.id for field in ClaimField for claim in claims_at(profile, field)}
    rests = tuple(each for each in was.claim_ids if each in known) if was else ()
    citations = _still_there(desk, was.citations) if was else ()
    if was is None or not citations or not (rests or author_of(citations)):
        return profile, ""
    back = was.model_copy(update={"claim_ids": rests, "citations": citations})
    return with_factor(profile, factor, back), f"{was.score} was put back."


def _still_there(desk: Desk, citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Those whose text this persona still has, or whose word its owner still stands by. Lines and parents are kept with the claim."""
    held = {each.id for each in read_claim_decisions(desk.session, persona_id=desk.persona.id)}
    cited = {each.data_id for each in citations if isinstance(each, DataCitation)}
    mine = (col(PersonaData.persona_id) == desk.persona.id, col(PersonaData.id).in_(cited))
    data = set(desk.session.execute(select(col(PersonaData.id)).where(*mine)).scalars())

    def is_there(citation: Citation) -> bool:
        if isinstance(citation, DataCitation):
            return citation.data_id in data
        return citation.decision_id in held if isinstance(citation, AuthorCitation) else True

    return tuple(each for each in citations if is_there(each))


def _settle_same(desk: Desk, word: Decision) -> None:
    """A text that says what stands there again proposes nothing any more."""
    about = (col(Proposal.persona_id) == desk.persona.id, col(Proposal.state) == "open", col(Proposal.field) == word.detail["field"])
    same = col(Proposal.theirs)["id"].astext == word.detail["claim_id"]
    desk.session.execute(update(Proposal).where(*about, same).values(state="taken", settled_at=now()))
