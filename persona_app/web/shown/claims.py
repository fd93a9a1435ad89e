"""A profile as its owner edits it: every field, also those that nothing is known for; and what is proposed against the owner's words."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.claims import FACTOR_TITLES, FIELD_TITLES, claim_text, claims_at
from persona_app.personas.profile import BigFiveFactor, Citation, Claim, DataCitation, LineCitation, Profile
from persona_app.personas.respecting import author_of
from persona_app.personas.schemas import ClaimWordView, ProposalView
from persona_app.personas.services.proposing import field_title
from persona_app.web import routes

QUOTES_MOST = 2
LONG = 70
"""Characters beyond which a claim is edited in a field of several lines."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownEditable(_Frozen):
    """A claim in its form; `key` names the form."""

    key: str
    field: str
    claim_id: str
    text: str
    value: str
    who: str
    is_long: bool
    is_mine: bool


class ShownField(_Frozen):
    """A field with its claims; `add_key` names the form for one more, empty where there is room for none."""

    key: str
    title: str
    claims: tuple[ShownEditable, ...]
    add_key: str
    add_label: str
    has_who: bool
    is_last: bool = False


class ShownScore(_Frozen):
    """One of the five factors in its form; `score` is empty where it is left open."""

    key: str
    factor: str
    name: str
    score: str
    is_mine: bool


class ShownEditing(_Frozen):
    """All that can be edited."""

    fields: tuple[ShownField, ...] = ()
    scores: tuple[ShownScore, ...] = ()


class ShownTakenOut(_Frozen):
    """A claim that the owner took out."""

    key: str
    field: str
    text: str


class ShownReason(_Frozen):
    """Words that a proposal rests on; `href` leads to where they stand, if that is a text."""

    key: str
    quote: str
    href: str


class ShownProposal(_Frozen):
    """Both sides; a side that says nothing is told in words (`is_mine_gone`: the owner took it out)."""

    id: str
    field: str
    mine: str
    theirs: str
    is_mine_gone: bool
    is_passage: bool
    whence: str
    reasons: tuple[ShownReason, ...]
    take: str
    take_label: str
    keep_label: str


def shown_editing(profile: Profile) -> ShownEditing:
    """Every field in the order in which one gets to know somebody, then the five factors."""
    fields = tuple(_field(profile, field) for field in FIELD_TITLES)
    return ShownEditing(fields=fields, scores=tuple(_score(profile, factor) for factor in FACTOR_TITLES))


def _field(profile: Profile, field: ClaimField) -> ShownField:
    claims = claims_at(profile, field)
    has_room = field not in SINGLE_FIELDS or not claims
    return ShownField(
        key=field.value,
        title=FIELD_TITLES[field],
        claims=tuple(_editable(field, each) for each in claims),
        add_key=f"{field.value}|" if has_room else "",
        add_label="Add" if not claims else "Add another",
        has_who=field is ClaimField.RELATIONSHIP,
    )


def _editable(field: ClaimField, claim: Claim) -> ShownEditable:
    return ShownEditable(
        key=f"{field.value}|{claim.id}",
        field=field.value,
        claim_id=claim.id,
        text=claim_text(claim),
        value=claim.value,
        who=claim.who,
        is_long=len(claim.value) > LONG,
        is_mine=bool(author_of(claim.citations)),
    )


def _score(profile: Profile, factor: str) -> ShownScore:
    there: BigFiveFactor | None = getattr(profile.personality.big_five, factor)
    return ShownScore(
        key=f"score|{factor}",
        factor=factor,
        name=FACTOR_TITLES[factor],
        score=str(there.score) if there else "",
        is_mine=bool(there and author_of(there.citations)),
    )


def shown_taken_out(words: Sequence[ClaimWordView]) -> tuple[ShownTakenOut, ...]:
    """What the owner took out and has not put back, newest first."""
    gone = (each for each in words if each.choice == "removed")
    return tuple(ShownTakenOut(key=str(each.id), field=field_title(each.field), text=each.before or "left open") for each in gone)


def shown_proposal(proposal: ProposalView, *, persona_id: str) -> ShownProposal:
    """Both sides, and why the other one says so."""
    title = field_title(proposal.field)
    is_passage = proposal.field == "content"
    theirs = proposal.theirs or ""
    take = "Use this passage" if is_passage else "Take it" if theirs else "Take it out"
    about = f"{title}: {theirs}" if not is_passage else "the engine’s passage"
    return ShownProposal(
        id=str(proposal.id),
        field=title,
        mine=proposal.mine or "",
        theirs=theirs,
        is_mine_gone=not proposal.mine,
        is_passage=is_passage,
        whence=_whence(proposal),
        reasons=_reasons(proposal.citations, persona_id=persona_id),
        take=take,
        take_label=f"{take}: {about}",
        keep_label=f"Keep yours: {title}",
    )


def _whence(proposal: ProposalView) -> str:
    if proposal.kind == "parent":
        return f"Version {proposal.parent_version} of the parent says"
    return f"Version {proposal.version_number} would say"


def _reasons(citations: Sequence[Citation], *, persona_id: str) -> tuple[ShownReason, ...]:
    newest = {each.quote: each for each in citations if isinstance(each, DataCitation | LineCitation)}
    shown = list(newest.values())[::-1][:QUOTES_MOST]
    return tuple(_reason(number, each, persona_id=persona_id) for number, each in enumerate(shown))


def _reason(number: int, citation: DataCitation | LineCitation, *, persona_id: str) -> ShownReason:
    href = ""
    if isinstance(citation, DataCitation):
        href = routes.persona_datum(persona_id, citation.data_id, at=(citation.start, citation.end))
    return ShownReason(key=str(number), quote=citation.quote, href=href)
