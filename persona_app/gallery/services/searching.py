"""Searching among public personas: bounded work for whatever somebody types, and pages that new personas do not shift."""

import math
import struct
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from persona_app.core.paging import CursorInvalid, decode_cursor, encode_cursor, page_size
from persona_app.gallery import candidates, facets, queries, wording
from persona_app.gallery.candidates import Asked
from persona_app.gallery.schemas import NO_FILTERS, Facets, Filters, Found, Sort
from persona_app.gallery.services.correcting import correct

_NOBODY = UUID(int=0)


class _Place(NamedTuple):
    """Where a page ends: the last row's sort key (as PostgreSQL writes it) and id, and the least popular candidate of the first page."""

    key: str
    id: UUID
    floor: str = "0"
    floor_id: UUID = _NOBODY


class _Wanted(NamedTuple):
    query: str
    filters: Filters
    sort: Sort
    adult: bool
    after: _Place | None
    size: int


def search_public(
    session: Session,
    *,
    query: str = "",
    filters: Filters = NO_FILTERS,
    sort: Sort | str = Sort.RELEVANCE,
    adult: bool = False,
    cursor: str | None = None,
    limit: int = 24,
) -> Found:
    """Public personas that have all the words and "phrases", the last word perhaps only begun, and everything that was chosen.

    Explicit and unrated personas are found only with `adult`. Where nothing has the words as they are spelt, what is spelt nearly so
    is searched instead, and `did_you_mean` says what. New personas never shift the pages that follow.

    Raises:
        CursorInvalid: `cursor` is none of this order.
    """
    order = Sort(sort)
    creator = wording.plain(filters.creator).strip() or " " * bool(filters.creator)  # a blank is nobody's handle
    chosen = filters.model_copy(update={"tags": tuple(map(wording.plain, filters.tags)), "creator": creator})
    wanted = _Wanted(wording.plain(query), chosen, order, adult, _place(cursor, order) if cursor else None, page_size(limit))
    queries.steady(session)
    terms, endings = _terms(session, wanted.query)
    if not terms and chosen.model_copy(update={"creator": ""}) == NO_FILTERS:
        return _everything(session, wanted)
    found = _search(session, wanted, terms, endings)
    if found.total or not terms:
        return found
    better = correct(session, terms, is_open=endings is not None)
    return _search(session, wanted, better, None).model_copy(update={"did_you_mean": _said(better)}) if better else found


def _terms(session: Session, query: str) -> tuple[list[wording.Term], list[str] | None]:
    """What must be there; and what the last word may become, None when it is whole."""
    pieces = wording.cut(query)
    if not pieces:
        return [], None
    is_open = wording.is_still_typing(query)
    read, endings = queries.read_words(session, [piece for piece, _ in pieces], is_open=is_open)
    terms = [wording.Term(words=words, is_quoted=is_quoted) for words, (_, is_quoted) in zip(read, pieces, strict=True) if words]
    may_go_on = is_open and bool(read[-1]) and len(read[-1][-1]) >= queries.SHORTEST_BEGINNING
    return terms, endings if may_go_on else None


def _said(terms: Sequence[wording.Term]) -> str:
    return " ".join(f'"{" ".join(term.words)}"' if term.is_quoted else " ".join(term.words) for term in terms)


def _search(session: Session, wanted: _Wanted, terms: list[wording.Term], endings: list[str] | None) -> Found:
    """The most popular candidates, ranked; a page of them, and with the first page the facets of all."""
    is_first, chosen = wanted.after is None, list(facets.any_of(wanted.filters))
    asked = Asked(bool(terms), wording.has_phrase(terms))
    statement = candidates.page_of_candidates(
        asked,
        sort=wanted.sort,
        any_of=len(chosen),
        has_cursor=not is_first,
        has_floor=wanted.after is not None and wanted.after.floor_id != _NOBODY,
        with_facets=is_first,
    )
    rows = session.connection().execute(statement, {**_parameters(session, wanted, chosen), **_words(terms, endings)}).all()
    items = [row for row in rows if row.kind == "item"]
    least = next((row for row in rows if row.kind == "all"), None)
    total = least.amount if least else 0
    place = wanted.after
    if place is None and least is not None and total > candidates.CAP - 1:
        place = _Place("", _NOBODY, least.place, least.persona_id)
    counts = [(row.number, row.place, row.amount) for row in rows if row.kind == "facet"]
    return Found(
        items=queries.read_cards(session, [row.persona_id for row in items[: wanted.size]]),
        facets=facets.counted(counts) if is_first else Facets(),
        total=total,
        is_capped=total > candidates.CAP - 1,
        next_cursor=_next(items, wanted, place),
    )


def _parameters(session: Session, wanted: _Wanted, chosen: list[list[int]]) -> dict[str, object]:
    tags = queries.find_tag_ids(session, [facets.tag_named(each) for each in wanted.filters.tags]) if wanted.filters.tags else []
    given: dict[str, object] = {
        "all_of": [*tags, *facets.all_of(wanted.filters, adult=wanted.adult)],
        "cap": candidates.CAP if wanted.after is None else 2 * candidates.CAP,
        "most": wanted.size + 1,
        **{f"any_{number}": codes for number, codes in enumerate(chosen)},
    }
    if wanted.after is not None:
        given |= {"place": wanted.after.key, "id": wanted.after.id, "floor": wanted.after.floor, "floor_id": wanted.after.floor_id}
    return given


def _words(terms: list[wording.Term], endings: list[str] | None) -> dict[str, object]:
    if not terms:
        return {}
    query = {"query": wording.tsquery(terms, endings=endings)}
    if not wording.has_phrase(terms):
        return {**query}
    pairs = [candidates.pair_of(*pair) for pair in wording.pairs(terms, endings=endings)]
    return {**query, "words": wording.words_query(terms, endings=endings), "pairs": pairs}


def _everything(session: Session, wanted: _Wanted) -> Found:
    """All that is public, or all of one creator."""
    creator = wanted.filters.creator.lower()
    statement = candidates.page_of_everything(
        sort=wanted.sort, adult=wanted.adult, creator=bool(creator), has_cursor=wanted.after is not None
    )
    given: dict[str, object] = {"most": wanted.size + 1, "creator": creator}
    if wanted.after is not None:
        given |= {"place": wanted.after.key, "id": wanted.after.id}
    rows = session.connection().execute(statement, given).all()
    shown = queries.read_cards(session, [row.persona_id for row in rows[: wanted.size]])
    if creator:
        total = queries.count_of_creator(session, creator=creator, adult=wanted.adult)
        return Found(items=shown, total=total, next_cursor=_next(rows, wanted, wanted.after))
    counts = queries.count_everything(session, adult=wanted.adult)
    either = {facets.facet_code("adult", value) for value in ("true", "false")}
    return Found(
        items=shown,
        facets=facets.counted(counts) if wanted.after is None else Facets(),
        total=sum(amount for code, _, amount in counts if code in either),
        next_cursor=_next(rows, wanted, wanted.after),
    )


def _next(rows: Sequence[object], wanted: _Wanted, place: _Place | None) -> str | None:
    """The cursor of what follows, from rows that were read with one more than the page holds."""
    if len(rows) <= wanted.size:
        return None
    last = rows[wanted.size - 1]
    floor, floor_id = (place.floor, place.floor_id) if place else ("0", _NOBODY)
    key: int | datetime
    match wanted.sort:
        case Sort.NEW:
            key = datetime.fromisoformat(last.place)  # type: ignore[attr-defined]
        case Sort.LIKED:
            key = int(last.place)  # type: ignore[attr-defined]
        case _:
            key = _bits(last.place)  # type: ignore[attr-defined]
    return encode_cursor(key, last.persona_id, _bits(floor), floor_id)  # type: ignore[attr-defined]


def _place(cursor: str, sort: Sort) -> _Place:
    kind = datetime if sort is Sort.NEW else int
    key, last_id, floor, floor_id = decode_cursor(cursor, kind, UUID, int, UUID)
    if not (isinstance(floor, int) and isinstance(last_id, UUID) and isinstance(floor_id, UUID)):
        raise CursorInvalid
    if isinstance(key, int) and sort is not Sort.LIKED:
        return _Place(_real(key), last_id, _real(floor), floor_id)
    return _Place(str(key), last_id, _real(floor), floor_id)


def _bits(real: str) -> int:
    """A number of PostgreSQL's type `real`, not negative, as a whole number that a cursor can hold without loss."""
    bits: int = struct.unpack(">I", struct.pack(">f", float(real)))[0]
    return bits


def _real(bits: int) -> str:
    value: float = struct.unpack(">f", struct.pack(">I", bits))[0]
    if not math.isfinite(value):
        raise CursorInvalid
    return repr(value)
