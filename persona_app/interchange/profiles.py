"""A profile of the claims that a file states, each citing the words in the datum."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from persona_app.interchange.draft import DraftClaim
from persona_app.interchange.passages import Words
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.normalising import claim_id, claim_key
from persona_app.personas.profile import CLAIM_PATHS, Claim, DataCitation, Profile

MOST_CITATIONS = 12


def profile_of(claims: Sequence[DraftClaim], *, data_id: UUID, places: Mapping[str, Words]) -> tuple[Profile, tuple[DraftClaim, ...]]:
    """The profile, and the claims that it has no room for: their words stand nowhere in the datum, or their field holds one value.

    Claims that say the same (but for case and punctuation) are one claim with all the places.
    """
    found: dict[tuple[ClaimField, str], Claim] = {}
    left: list[DraftClaim] = []
    for one in claims:
        citation = _cite(one, data_id=data_id, places=places)
        identity = claim_id(one.field, claim_key(one.value, one.who))
        is_second = one.field in SINGLE_FIELDS and any(field is one.field and id_ != identity for field, id_ in found)
        if citation is None or is_second:
            left.append(one)
        else:
            found[one.field, identity] = _joined(found.get((one.field, identity)), one, citation, identity)
    return _assembled(found), tuple(left)


def _cite(claim: DraftClaim, *, data_id: UUID, places: Mapping[str, Words]) -> DataCitation | None:
    """Where the value's words stand; else, for words that were joined into one line, the whole passage."""
    words = places.get(claim.place)
    if words is None:
        return None
    at = words.text.find(claim.value)
    start, quote = (words.start + at, claim.value) if at >= 0 else (words.start, words.text)
    return DataCitation(data_id=data_id, start=start, end=start + len(quote), quote=quote)


def _joined(there: Claim | None, one: DraftClaim, citation: DataCitation, identity: str) -> Claim:
    if there is None:
        return Claim(id=identity, value=one.value, who=one.who, citations=(citation,), support=1)
    also = there.also if one.value in (there.value, *there.also) else (*there.also, one.value)
    citations = (*there.citations, citation)[:MOST_CITATIONS]
    return there.model_copy(update={"also": also, "citations": citations, "support": there.support + 1})


def _assembled(found: Mapping[tuple[ClaimField, str], Claim]) -> Profile:
    tree: dict[str, Any] = {}
    for (field, _), claim in found.items():
        *parents, last = CLAIM_PATHS[field]
        place = tree
        for parent in parents:
            place = place.setdefault(parent, {})
        if field in SINGLE_FIELDS:
            place[last] = claim
        else:
            place.setdefault(last, []).append(claim)
    return Profile.model_validate(tree)
