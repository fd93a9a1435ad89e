"""Two versions beside each other: the words that went and came, and the claims."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from persona_app.personas.claims import title_at
from persona_app.personas.comparing import ClaimChange
from persona_app.personas.profile import Claim
from persona_app.personas.schemas import VersionComparison
from persona_app.web import routes
from persona_app.web.shown.quantities import count

_TOLD = {"new": "more", "gone": "gone", "changed": "said otherwise"}
ROWS_AROUND = 2
"""Lines that stay shown on each side of a change, where lines stand beside each other."""
SHOWN_AROUND = 240
"""Characters of unchanged text that stand on each side of a change; what lies further away is folded to an ellipsis."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownPiece(_Frozen):
    """Words that stayed (`same`), went (`gone`) or came (`new`)."""

    change: str
    text: str


class ShownClaimChange(_Frozen):
    """A claim that came, went or is said otherwise (`kind`: new, gone, changed); one side is empty where there was none."""

    field: str
    before: str
    after: str
    kind: str = "changed"


class ShownRow(_Frozen):
    """Lines that stand beside each other; `folded` says how many lines that stayed are left out here."""

    before: tuple[ShownPiece, ...] = ()
    after: tuple[ShownPiece, ...] = ()
    is_same: bool = False
    folded: str = ""


class ShownComparison(_Frozen):
    """What version `after` changed since version `before`."""

    before: int = 0
    after: int = 0
    summary: str = ""
    pieces: tuple[ShownPiece, ...] = ()
    claims: tuple[ShownClaimChange, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    is_side_by_side: bool = False
    inline_href: str = ""
    side_href: str = ""


def shown_comparison(comparison: VersionComparison, *, persona_id: str, is_side_by_side: bool = False) -> ShownComparison:
    """In words: the content as one text, or as lines beside each other."""
    ends = {"before": comparison.before, "after": comparison.after}
    profile = comparison.profile
    pieces = [ShownPiece(change=each.change.value, text=each.text) for each in comparison.content]
    scores = [ShownClaimChange(field=name, before=_score(old), after=_score(new)) for name, old, new in profile.scores]
    inline = [_folded(piece, is_first=not at, is_last=at == len(pieces) - 1) for at, piece in enumerate(pieces)]
    return ShownComparison(
        **ends,
        summary=_summary(pieces, profile.claims, len(scores)),
        pieces=() if is_side_by_side else tuple(inline),
        claims=(*(_change(each) for each in profile.claims), *scores),
        rows=tuple(_near_changes(list(_rows(pieces)))) if is_side_by_side else (),
        is_side_by_side=is_side_by_side,
        inline_href=routes.persona_comparison(persona_id, **ends),
        side_href=routes.persona_comparison(persona_id, **ends, is_side_by_side=True),
    )


def _summary(pieces: Sequence[ShownPiece], claims: Sequence[ClaimChange], scores: int) -> str:
    places = sum(kind != "same" for kind, _ in groupby(pieces, key=lambda piece: "same" if piece.change == "same" else "changed"))
    kinds = Counter(_kind(each) for each in claims)
    parts = [count(places, "place") + " in the content"] if places else []
    parts += [f"{count(kinds[kind], 'claim')} {told}" for kind, told in _TOLD.items() if kinds[kind]]
    parts += [count(scores, "score") + " otherwise"] if scores else []
    return ", ".join(parts) + "." if parts else "Nothing differs."


def _kind(change: ClaimChange) -> str:
    if change.before is None:
        return "new"
    return "changed" if change.after else "gone"


def _rows(pieces: Sequence[ShownPiece]) -> Iterator[ShownRow]:
    """A row ends where both texts have the same end of a line."""
    before: list[ShownPiece] = []
    after: list[ShownPiece] = []
    for piece in pieces:
        for line in piece.text.splitlines(keepends=True) if piece.change == "same" else [piece.text]:
            part = ShownPiece(change=piece.change, text=line)
            if piece.change != "new":
                before.append(part)
            if piece.change != "gone":
                after.append(part)
            if piece.change == "same" and line.endswith("\n"):
                yield _row(before, after)
                before, after = [], []
    if before or after:
        yield _row(before, after)


def _row(before: Sequence[ShownPiece], after: Sequence[ShownPiece]) -> ShownRow:
    is_same = all(piece.change == "same" for piece in (*before, *after))
    return ShownRow(before=tuple(before), after=tuple(after), is_same=is_same)


def _near_changes(rows: Sequence[ShownRow]) -> Iterator[ShownRow]:
    """Rows with changes and `ROWS_AROUND` on each side; the rest is folded."""
    changed = [at for at, row in enumerate(rows) if not row.is_same]
    near = {other for at in changed for other in range(at - ROWS_AROUND, at + ROWS_AROUND + 1)}
    for is_near, run in groupby(range(len(rows)), key=near.__contains__):
        places = list(run)
        if is_near or len(places) == 1:
            yield from (rows[at] for at in places)
        else:
            yield ShownRow(folded=f"{count(len(places), 'line')} that stayed")


def _change(change: ClaimChange) -> ShownClaimChange:
    return ShownClaimChange(
        field=title_at(change.field),
        before=_said(change.before),
        after=_said(change.after),
        kind=_kind(change),
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
