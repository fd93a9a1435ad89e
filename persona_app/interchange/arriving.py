"""A draft's data and profile as they will be stored: every citation leads to words that really stand in a datum of the new persona."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from persona_app.ingestion.schemas import Extracted, clean_line
from persona_app.interchange.draft import Draft, DraftDatum, Passage
from persona_app.interchange.passages import Words
from persona_app.personas.profile import AuthorCitation, Citation, Claim, DataCitation, Profile

CARD = "card"
Kept = DataCitation | AuthorCitation
"""What a claim may rest on after it has arrived."""
_TITLE_CHARACTERS = 200


def datum_of(text: str, *, title: str, file_name: str, media_type: str, size_bytes: int) -> Extracted:
    """What was imported, as the datum it becomes."""
    shown = clean_line(file_name or title, limit=_TITLE_CHARACTERS) or "Import"
    return Extracted(kind="card", title=shown, origin=file_name, media_type=media_type, text=text, size_bytes=size_bytes)


def brought(datum: DraftDatum) -> Extracted:
    """A datum that a file of our own brings; of a kind of its own only if we know that kind."""
    kind: Any = datum.kind if datum.kind in ("text", "url", "file", CARD) else "text"
    size = len(datum.text.encode(errors="replace"))
    return Extracted(kind=kind, title=datum.title, origin=datum.origin, media_type=datum.media_type, text=datum.text, size_bytes=size)


def claim_passages(draft: Draft) -> tuple[Passage, ...]:
    """The claims of a whole profile as passages, as far as no words in the data that came along bear them: they are cited as the file
    says them."""
    if draft.profile is None:
        return ()
    texts = {one.id: (one.id, brought(one).text) for one in draft.data}
    words = {one.id: one.id for one in draft.words}
    bare = (claim for claim in _all_claims(draft.profile) if not _moved_citations(claim, texts, words))
    return tuple(Passage(place=f"claim.{claim.id}", label=claim.who, text=claim.value) for claim in bare)


def adopted(
    profile: Profile, *, data: Mapping[UUID, tuple[UUID, str]], words: Mapping[UUID, UUID], places: Mapping[str, Words], datum_id: UUID
) -> Profile:
    """The profile of a file of our own, each claim cited in the new persona's data.

    Args:
        data: by the old id of a datum, its new id and its text.
        words: by the old id of an owner's word, its new id.
        places: where in the import's own datum each claim stands that no other datum bears.
        datum_id: of that datum.
    """
    claims: dict[str, tuple[Kept, ...]] = {}

    def citations_of(claim: Claim) -> tuple[Kept, ...]:
        if kept := _moved_citations(claim, data, words):
            return kept
        stated = places[f"claim.{claim.id}"]
        return (DataCitation(data_id=datum_id, start=stated.start, end=stated.start + len(stated.text), quote=stated.text),)

    def walk(node: Any) -> Any:
        if isinstance(node, Claim):
            claims[node.id] = citations_of(node)
            return node.model_copy(update={"citations": claims[node.id]})
        if isinstance(node, tuple):
            return tuple(walk(each) for each in node)
        if hasattr(type(node), "model_fields") and not hasattr(node, "claim_ids"):
            return node.model_copy(update={name: walk(getattr(node, name)) for name in type(node).model_fields})
        return node

    walked: Profile = walk(profile)
    factors = {name: _scored(factor, claims, words) for name, factor in walked.personality.big_five if factor is not None}
    big_five = walked.personality.big_five.model_copy(update=factors)
    return walked.model_copy(update={"personality": walked.personality.model_copy(update={"big_five": big_five})})


def _moved_citations(claim: Claim, data: Mapping[UUID, tuple[UUID, str]], words: Mapping[UUID, UUID]) -> tuple[Kept, ...]:
    cited = tuple(moved for one in claim.citations if isinstance(one, DataCitation) and (moved := _moved(one, data)))
    return (*_said(claim.citations, words), *cited)


def _said(citations: Iterable[Citation], words: Mapping[UUID, UUID]) -> tuple[AuthorCitation, ...]:
    """The owner's words that come along."""
    said = (one.decision_id for one in citations if isinstance(one, AuthorCitation))
    return tuple(AuthorCitation(decision_id=words[one]) for one in said if one in words)


def _scored(factor: Any, claims: Mapping[str, tuple[Kept, ...]], words: Mapping[UUID, UUID]) -> Any:
    """A score keeps the claims that are there, and the owner's word; without any it goes."""
    ids = tuple(one for one in factor.claim_ids if claims.get(one))
    cited = dict.fromkeys((*_said(factor.citations, words), *(citation for one in ids for citation in claims[one])))
    return factor.model_copy(update={"claim_ids": ids, "citations": tuple(cited)[:12]}) if cited else None


def _moved(citation: DataCitation, data: Mapping[UUID, tuple[UUID, str]]) -> DataCitation | None:
    new_id, text = data.get(citation.data_id, (None, ""))
    if new_id is None or text[citation.start : citation.end] != citation.quote:
        return None
    return citation.model_copy(update={"data_id": new_id})


def _all_claims(profile: Profile) -> list[Claim]:
    """Every claim once, those of contradictions too."""
    found: dict[str, Claim] = {}

    def walk(node: Any) -> None:
        if isinstance(node, Claim):
            found.setdefault(node.id, node)
        elif isinstance(node, tuple):
            for each in node:
                walk(each)
        elif hasattr(type(node), "model_fields"):
            for name in type(node).model_fields:
                walk(getattr(node, name))

    walk(profile)
    return list(found.values())
