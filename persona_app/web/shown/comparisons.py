"""Two versions beside each other: the words that went and came, and the claims."""

from pydantic import BaseModel, ConfigDict

from persona_app.personas.comparing import ClaimChange
from persona_app.personas.profile import Claim
from persona_app.personas.schemas import VersionComparison
from persona_app.web.shown.quantities import count

SHOWN_AROUND = 240
"""Characters of unchanged text that stand on each side of a change; what lies further away is folded to an ellipsis."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownPiece(_Frozen):
    """Words that stayed (`same`), went (`gone`) or came (`new`)."""

    change: str
    text: str


class ShownClaimChange(_Frozen):
    """A claim that came, went or is said otherwise; one side is empty where there was none."""

    field: str
    before: str
    after: str


class ShownComparison(_Frozen):
    """What version `after` changed since version `before`."""

    before: int = 0
    after: int = 0
    summary: str = ""
    pieces: tuple[ShownPiece, ...] = ()
    claims: tuple[ShownClaimChange, ...] = ()


def shown_comparison(comparison: VersionComparison) -> ShownComparison:
    """In words."""
    profile = comparison.profile
    pieces = [ShownPiece(change=each.change.value, text=each.text) for each in comparison.content]
    scores = [ShownClaimChange(field=name, before=_score(old), after=_score(new)) for name, old, new in profile.scores]
    return ShownComparison(
        before=comparison.before,
        after=comparison.after,
        summary=_summary(sum(piece.change != "same" for piece in pieces), len(profile.claims), len(scores)),
        pieces=tuple(_folded(piece, is_first=not at, is_last=at == len(pieces) - 1) for at, piece in enumerate(pieces)),
        claims=(*(_change(each) for each in profile.claims), *scores),
    )


def _summary(places: int, claims: int, scores: int) -> str:
    parts = [count(places, "change") + " in the content"] if places else []
    parts += [count(claims, "claim")] if claims else []
    parts += [count(scores, "score")] if scores else []
    return ", ".join(parts) + "." if parts else "Nothing differs."


def _change(change: ClaimChange) -> ShownClaimChange:
    return ShownClaimChange(
        field=change.field.replace(".", " · ").replace("_", " "), before=_said(change.before), after=_said(change.after)
    )


def _said(claim: Claim | None) -> str:
    if claim is None:
        return ""
    return f"{claim.value} ({claim.who})" if claim.who and claim.who not in claim.value else claim.value


def _score(score: int | None) -> str:
    return "" if score is None else str(score)


def _folded(piece: ShownPiece, *, is_first: bool, is_last: bool) -> ShownPiece:
    text = piece.text
    if piece.change != "same" or len(text) <= 2 * SHOWN_AROUND:
        return piece
    head = "" if is_first else text[:SHOWN_AROUND].rsplit(" ", 1)[0]
    tail = "" if is_last else text[-SHOWN_AROUND:].split(" ", 1)[-1]
    return ShownPiece(change=piece.change, text=f"{head} … {tail}")
