"""Claims that fields of a file state, and how changed claims go back into those fields.

A format says where it states something (`Stated`: the place of a text in its value). Reading makes claims of these. Writing compares
them with the profile as it is now: what is still claimed stays as it stands in the file, a claim that is gone makes room for a new one of
the same field, what is left is removed or added at the end. So an unchanged profile changes nothing, whatever the file looked like.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import NamedTuple

from pydantic import JsonValue

from persona_app.interchange.draft import DraftClaim, JsonObject
from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import CLAIM_PATHS, Claim, Profile

Path = tuple[str | int, ...]
MOST_CLAIMS = 1_000
"""Of one file; more than a profile of a person ever has."""


class Stated(NamedTuple):
    """A claim that the file states at `path`; the value in one line."""

    field: ClaimField
    path: Path
    value: str
    who: str = ""


class Change(NamedTuple):
    """What becomes of one place: another claim, or None where it goes."""

    stated: Stated
    claim: Claim | None


class Changes(NamedTuple):
    """How a file's statements differ from a profile."""

    changed: tuple[Change, ...]
    added: tuple[tuple[ClaimField, Claim], ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.added)


def line_of(text: str) -> str:
    """A value in one line, as claims are kept."""
    return " ".join(text.split())


def place_of(path: Path) -> str:
    """A path as words: `persona.skills.2`."""
    return ".".join(map(str, path))


def bounded(stated: Iterable[Stated]) -> list[Stated]:
    """The first 1,000 that have a value: what stands beyond stays in the file's values, and is no claim."""
    return list(islice((one for one in stated if one.value), MOST_CLAIMS))


def draft_claims(stated: Iterable[Stated]) -> tuple[DraftClaim, ...]:
    """The same for a draft; empty values are no claims."""
    return tuple(DraftClaim(field=one.field, value=one.value, who=one.who, place=place_of(one.path)) for one in stated if one.value)


def claims_of(profile: Profile, field: ClaimField) -> tuple[Claim, ...]:
    """The profile's claims of one field, none or one for a field that holds one."""
    found: object = profile
    for name in CLAIM_PATHS[field]:
        found = getattr(found, f"{name}_" if name == "register" else name)
    return (found,) if isinstance(found, Claim) else found if isinstance(found, tuple) else ()


def compare(stated: Sequence[Stated], profile: Profile) -> Changes:
    """How the profile differs from what is stated, in the fields that are stated; see the module's words."""
    changed: list[Change] = []
    added: list[tuple[ClaimField, Claim]] = []
    for field in dict.fromkeys(one.field for one in stated):
        here = [one for one in stated if one.field is field and one.value]
        fresh, gone = _matched(here, list(claims_of(profile, field)))
        changed += [Change(one, fresh.pop(0) if fresh else None) for one in gone]
        added += [(field, claim) for claim in fresh]
    return Changes(tuple(changed), tuple(added))


def _matched(stated: Sequence[Stated], claims: list[Claim]) -> tuple[list[Claim], list[Stated]]:
    """Claims that are stated nowhere, and statements that nothing claims any more."""
    used: set[int] = set()
    gone: list[Stated] = []
    for one in stated:
        match = next((index for index, claim in enumerate(claims) if _says(claim, one)), None)
        if match is None:
            gone.append(one)
        else:
            used.add(match)
    return [claim for index, claim in enumerate(claims) if index not in used], gone


def _says(claim: Claim, stated: Stated) -> bool:
    return claim.who == stated.who and stated.value in (claim.value, *claim.also)


def find(value: JsonValue, path: Path) -> JsonValue:
    """What stands at the path; None where nothing does."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def put(value: JsonObject, path: Path, new: JsonValue) -> None:
    """Set what stands at a path of names, making objects on the way."""
    here: JsonObject = value
    for step in path[:-1]:
        inner = here.get(str(step))
        if not isinstance(inner, dict):
            inner = here[str(step)] = {}
        here = inner
    here[str(path[-1])] = new


def apply(value: JsonObject, changes: Changes, *, adding: Mapping[ClaimField, Path], relation: tuple[str, str]) -> JsonObject:
    """A copy of the value with the changes in it.

    Args:
        adding: where new claims of a field go: a list, or the place of a single text.
        relation: the names of a relationship's keys for the person and for the words.
    """
    copy = deepcopy(value)
    gone: list[Path] = []
    for stated, claim in changes.changed:
        if claim is None:
            gone.append(stated.path)
        else:
            _replace(copy, stated.path, claim, relation)
    for path in sorted(gone, key=lambda path: [(isinstance(step, int), str(step).zfill(9)) for step in path], reverse=True):
        _remove(copy, path)
    for field, claim in changes.added:
        if field in adding:
            _add(copy, adding[field], _item(claim, relation))
    return copy


def _item(claim: Claim, relation: tuple[str, str]) -> JsonValue:
    return {relation[0]: claim.who, relation[1]: claim.value} if claim.who else claim.value


def _replace(value: JsonObject, path: Path, claim: Claim, relation: tuple[str, str]) -> None:
    parent, there = find(value, path[:-1]), find(value, path)
    new: JsonValue = claim.value
    if isinstance(there, dict):
        new = {**there, relation[0]: claim.who, relation[1]: claim.value}
    elif isinstance(there, int) and not isinstance(there, bool) and claim.value.isdecimal():
        new = int(claim.value)
    if isinstance(parent, dict):
        parent[str(path[-1])] = new
    elif isinstance(parent, list) and isinstance(path[-1], int):
        parent[path[-1]] = new


def _remove(value: JsonObject, path: Path) -> None:
    parent = find(value, path[:-1])
    if isinstance(parent, list) and isinstance(path[-1], int):
        del parent[path[-1]]
    elif isinstance(parent, dict):
        parent[str(path[-1])] = ""


def _add(value: JsonObject, path: Path, item: JsonValue) -> None:
    there = find(value, path)
    if isinstance(there, list):
        there.append(item)
    elif there in (None, ""):
        put(value, path, [item] if path[-1] in LISTS else item)
    elif isinstance(there, str) and isinstance(item, str):
        put(value, path, [there, item])


LISTS = frozenset(
    "adjectives topics bio lore traits interests likes dislikes skills beliefs long_term_goals general other_facts relationships".split()
)
"""Names under which the formats hold lists."""
