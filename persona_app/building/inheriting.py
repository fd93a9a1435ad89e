"""What a child has of its parent, as a build needs it: which values join in, which fields stay the parent's, and what that hides.

A field with room for several joins the parent's claims with what data and thoughts say, as the oldest places there are. A field for one
value takes the parent's only where nothing else is said. What the owner chose comes before both (`personas/inheriting.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, select
from sqlmodel import Session, col

from persona_app.building.merging import Merged, merge
from persona_app.building.schemas import FoundPlace, FoundValue
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.claims import claims_at, with_claims
from persona_app.personas.inheriting import (
    BIG_FIVE,
    CONTENT,
    Mode,
    State,
    composed,
    effective,
    is_of,
    modes_now,
    own_of,
)
from persona_app.personas.models import Persona, PersonaVersion
from persona_app.personas.normalising import claim_key
from persona_app.personas.parents import Tie
from persona_app.personas.profile import BigFive, Claim, InheritedCitation, Profile
from persona_app.personas.services.tying import find_living_tie, write_hidden

_BEFORE_ALL_DATA = -1_000_000


class Heritage(BaseModel):
    """What a build has to know of a parent.

    Attributes:
        tie: the child's tie to its parent; None without one.
        theirs: what the parent says.
        copied: what the child has of a parent that it follows no more, in that field or at all: its own by now.
        content_mode: how the content that is written stands to the parent's.
    """

    model_config = ConfigDict(frozen=True)

    tie: Tie | None = None
    theirs: tuple[FoundValue, ...] = ()
    copied: tuple[FoundValue, ...] = ()
    content_mode: Mode = Mode.OVERRIDDEN

    def mixed(self, own: Iterable[FoundValue]) -> tuple[FoundValue, ...]:
        """What the claims are made of: the values of data and thoughts, of former parents, and the parent's where its field lets it."""
        mine = (*self.copied, *own)
        spoken = {value.field for value in mine}
        theirs = (value for value in self.theirs if self._lets_in(value.field, is_spoken=value.field in spoken))
        return (*theirs, *(value for value in mine if self._chosen(value.field) is not Mode.INHERITED))

    def _lets_in(self, field: ClaimField, *, is_spoken: bool) -> bool:
        chosen = self._chosen(field)
        return chosen is not Mode.OVERRIDDEN if chosen else not (is_spoken and field in SINGLE_FIELDS)

    def hidden(self, own: Iterable[FoundValue]) -> State:
        """What data and thoughts say in fields that the owner chose to inherit."""
        merged = merge([value for value in (*self.copied, *own) if self._chosen(value.field) is Mode.INHERITED])
        profile = Profile()
        for field, claims in merged.claims.items():
            profile = with_claims(profile, field, claims)
        return State(profile=profile)

    def settled(self, merged: Merged) -> Merged:
        """The claims with those fields as the parent has them that the owner chose to inherit."""
        fields = [field for field in ClaimField if self._chosen(field) is Mode.INHERITED]
        if self.tie is None or not fields:
            return merged
        theirs = {field: claims_at(self.tie.state.profile, field) for field in fields}
        standing = {claim.id for claims in ({**merged.claims, **theirs}).values() for claim in claims}
        kept = (each for each in merged.contradictions if each.settled or {each.left.id, each.right.id} <= standing)
        return Merged(claims={**merged.claims, **theirs}, contradictions=tuple(kept))

    @property
    def big_five(self) -> BigFive | None:
        """The parent's scores, where the owner chose to inherit them."""
        is_theirs = self.tie is not None and self.tie.chosen.get(BIG_FIVE) is Mode.INHERITED
        return self.tie.state.profile.personality.big_five if self.tie is not None and is_theirs else None

    def own_claims(self, merged: Merged) -> Merged:
        """The claims that rest on anything but the parent: what a content that is appended to the parent's is written from."""
        return Merged(
            claims={field: tuple(each for each in claims if self._is_own(each)) for field, claims in merged.claims.items()},
            contradictions=merged.contradictions,
        )

    def content(self, written: str) -> str:
        """The content of the child."""
        return composed(written, self.tie.state.content, self.content_mode) if self.tie else written

    def _is_own(self, claim: Claim) -> bool:
        return self.tie is None or not all(is_of(each, self.tie.parent_id) for each in claim.citations)

    def _chosen(self, field: ClaimField) -> Mode | None:
        return self.tie.chosen.get(field.value) if self.tie else None


def read_heritage(session: Session, *, persona_id: UUID) -> Heritage:
    """The child's tie, and the values that come from parents; whoever calls has checked who asks."""
    newest = and_(col(Persona.id) == col(PersonaVersion.persona_id), col(Persona.version_count) == col(PersonaVersion.number))
    query = select(col(PersonaVersion.profile), col(PersonaVersion.content)).join(Persona, newest)
    row = session.execute(query.where(col(Persona.id) == persona_id)).one_or_none()
    if row is None:
        return Heritage()
    state = State(profile=Profile.model_validate(row.profile), content=row.content)
    tie = find_living_tie(session, persona_id=persona_id)
    if tie is None:
        return Heritage(copied=tuple(_values(state.profile, ClaimField)))
    followed = [field for field in ClaimField if tie.chosen.get(field.value) is not Mode.OVERRIDDEN]
    theirs = tuple(_values(tie.state.profile, ClaimField, parent_id=tie.parent_id))
    copied = _values(state.profile, ClaimField, but=dict.fromkeys(followed, tie.parent_id), first=len(theirs))
    return Heritage(tie=tie, theirs=theirs, copied=tuple(copied), content_mode=_content_mode(state, tie))


def save_heritage(session: Session, *, persona_id: UUID, heritage: Heritage, state: State, hidden: State) -> State:
    """Keep what choices hide, and say the state as the owner would have it by now: choices may have changed while the engine thought."""
    tie, before = find_living_tie(session, persona_id=persona_id), heritage.tie
    if tie is None or tie == before:
        if tie is not None:
            write_hidden(session, persona_id=persona_id, own=hidden)
        return state
    own = state
    if before is not None:
        modes = modes_now(state, parent_id=before.parent_id, parent=before.state, chosen=before.chosen)
        own = own_of(state, parent_id=before.parent_id, parent=before.state, modes=modes)
    write_hidden(session, persona_id=persona_id, own=own)
    modes = modes_now(own, parent_id=tie.parent_id, parent=tie.state, chosen=tie.chosen)
    return effective(own, parent=tie.state, modes=modes)


def _content_mode(state: State, tie: Tie) -> Mode:
    """As the owner chose, unless the owner wrote otherwise since; what nobody chose is written anew from all claims."""
    mode = modes_now(state, parent_id=tie.parent_id, parent=tie.state, chosen=tie.chosen)[CONTENT]
    return mode if mode is tie.chosen.get(CONTENT) else Mode.OVERRIDDEN


def _values(
    profile: Profile,
    fields: Iterable[ClaimField],
    *,
    parent_id: UUID | None = None,
    but: Mapping[ClaimField, UUID] | None = None,
    first: int = 0,
) -> Iterator[FoundValue]:
    """The claims that cite a parent (this one; any; any `but` one, by field) as values that are older than all data."""
    number = _BEFORE_ALL_DATA + first
    for field in fields:
        for claim in claims_at(profile, field):
            for citation in claim.citations:
                if not isinstance(citation, InheritedCitation) or (parent_id is not None and citation.persona_id != parent_id):
                    continue
                if but is not None and but.get(field) == citation.persona_id:
                    continue
                number += 1
                place = FoundPlace(number=number, citation=citation)
                key = claim_key(claim.value, claim.who)
                yield FoundValue(field=field, key=key, value=claim.value, who=claim.who, support=1, places=(place,))
