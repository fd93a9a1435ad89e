"""From found values to the claims of a profile: pure, and the same whatever order the values come in.

What an engine said about values (joins and clashes) is applied first, an owner's settlements next, then the rules that hold whatever
an engine says: a name within a longer name is an alias, a field for one value holds one value, nobody likes and dislikes the same thing.
Nothing is averaged and newer data does not win: the value shown in a contested single field is the best supported, then the oldest.

A claim's id is that of its oldest wording, so that it stays when newer wordings join.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from persona_app.building.schemas import Clash, FieldMerge, FoundPlace, FoundValue, Settlement
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.normalising import claim_id, contradiction_id, value_key
from persona_app.personas.profile import Claim, Contradiction

MOST_CITATIONS = 12
MOST_WORDINGS = 20
_FIELD_ORDER = {each: position for position, each in enumerate(ClaimField)}


@dataclass(frozen=True)
class Group:
    """Values of one field that say the same, seen as one claim."""

    field: ClaimField
    members: tuple[FoundValue, ...]
    best: FoundValue

    @property
    def id(self) -> str:
        """The id of the oldest wording."""
        return claim_id(self.field, self.members[0].key)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that this claim had or would have alone."""
        return frozenset(claim_id(self.field, member.key) for member in self.members)

    @property
    def support(self) -> int:
        """How many places say so; a place that two wordings share counts once as far as its citation is at hand."""
        places = [place for member in self.members for place in member.places]
        return sum(member.support for member in self.members) - (len(places) - len(set(places)))

    @property
    def first(self) -> tuple[int, int, int]:
        """The oldest place."""
        return self.members[0].first

    def rank(self) -> tuple[int, tuple[int, int, int], str]:
        """Best supported first, then oldest, then by name."""
        return (-self.support, self.first, self.id)

    def claim(self, *, is_contested: bool = False) -> Claim:
        """This group as a claim of the profile."""
        wordings = dict.fromkeys(member.value for member in self.members if member.value != self.best.value)
        return Claim(
            id=self.id,
            value=self.best.value,
            who=self.best.who,
            citations=tuple(place.citation for place in _oldest(self.members)),
            support=self.support,
            also=tuple(wordings)[:MOST_WORDINGS],
            is_contested=is_contested,
        )


@dataclass(frozen=True)
class Merged:
    """The claims of each field in the order of the profile, and the contradictions with those that the owner settled."""

    claims: dict[ClaimField, tuple[Claim, ...]]
    contradictions: tuple[Contradiction, ...]

    @property
    def count(self) -> int:
        """How many claims the profile holds."""
        return sum(len(claims) for claims in self.claims.values())


@dataclass
class _Board:
    """The groups in play while rules are applied."""

    groups: list[Group]
    contradictions: dict[str, Contradiction] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)

    def of(self, which: ClaimField) -> list[Group]:
        return sorted((group for group in self.groups if group.field is which), key=Group.rank)

    def holding(self, claim: str) -> Group | None:
        return next((group for group in self.groups if claim in group.ids), None)


def merge(values: Iterable[FoundValue], answers: Iterable[FieldMerge] = (), settlements: Iterable[Settlement] = ()) -> Merged:
    """Join, settle, and find what contradicts what."""
    told = tuple(answers)
    board = _Board(_fold_names(_join(tuple(values), told)))
    for settlement in sorted(settlements, key=lambda each: str(each.decision_id)):
        _settle(board, settlement)
    for clash in sorted((clash for answer in told for clash in answer.clashes), key=lambda each: each.model_dump_json()):
        _clash(board, clash)
    _oppose_likes(board)
    _oppose_single_fields(board)
    return _finish(board)


def _join(values: Sequence[FoundValue], answers: Sequence[FieldMerge]) -> list[Group]:
    """Groups of values by the engine's joins; a join counts for the values that exist and lie in its field."""
    by_place = {(value.field, value.key): value for value in values}
    parent = {place: place for place in by_place}

    def root(place: tuple[ClaimField, str]) -> tuple[ClaimField, str]:
        while parent[place] != place:
            place = parent[place]
        return place

    best: set[tuple[ClaimField, str]] = set()
    for join in (join for answer in answers for join in answer.joins):
        places = [(join.field, key) for key in join.keys if (join.field, key) in by_place]
        for place in places[1:]:
            roots = sorted((root(places[0]), root(place)))
            parent[roots[1]] = roots[0]
        if len(places) > 1 and (join.field, join.best) in places:
            best.add((join.field, join.best))
    together: dict[tuple[ClaimField, str], list[FoundValue]] = {}
    for place, value in by_place.items():
        together.setdefault(root(place), []).append(value)
    return [_group(members, best=best) for members in together.values()]


def _group(members: Iterable[FoundValue], *, best: set[tuple[ClaimField, str]] | frozenset[tuple[ClaimField, str]] = frozenset()) -> Group:
    ordered = tuple(sorted(members, key=lambda each: (each.first, each.key)))
    chosen = [member for member in ordered if (member.field, member.key) in best] or ordered
    shown = min(chosen, key=lambda each: (-each.support, each.first, each.key))
    return Group(field=ordered[0].field, members=ordered, best=shown)


def _fold_names(groups: list[Group]) -> list[Group]:
    """One name where one is contained in the other: the longest stays and takes the places of the shorter, which become aliases.

    An alias that is a name joins the name.
    """
    names = sorted((group for group in groups if group.field is ClaimField.NAME), key=lambda each: (-_length(each), each.rank()))
    others = [group for group in groups if group.field is not ClaimField.NAME]
    kept: list[Group] = []
    for group in names:
        within = [each for each in kept if _words(group) <= _words(each)]
        if not within:
            kept.append(group)
            continue
        longer = min(within, key=Group.rank)
        kept[kept.index(longer)] = _joined(longer, group.members)
        others.append(_as_alias(group))
    aliases = _strip_names([group for group in others if group.field is ClaimField.ALIAS], names=kept)
    return kept + [group for group in others if group.field is not ClaimField.ALIAS] + _distinct(aliases)


def _strip_names(aliases: list[Group], *, names: list[Group]) -> list[Group]:
    """Aliases without the wordings that are a shown name; their places join that name (in `names`)."""
    shown = {name.best.key: position for position, name in enumerate(names)}
    rest: list[Group] = []
    for alias in sorted(aliases, key=Group.rank):
        for member in alias.members:
            if member.key in shown:
                at = shown[member.key]
                names[at] = _joined(names[at], (member.model_copy(update={"field": ClaimField.NAME}),))
        left = [member for member in alias.members if member.key not in shown]
        if left:
            rest.append(alias if len(left) == len(alias.members) else _group(left))
    return rest


def _distinct(groups: list[Group]) -> list[Group]:
    """Groups without a wording in common; those that share one become one, the better supported giving the wording shown."""
    kept: list[Group] = []
    for group in sorted(groups, key=Group.rank):
        keys = {member.key for member in group.members}
        sharing = [each for each in kept if keys & {member.key for member in each.members}]
        one = group
        for each in reversed(sharing):
            one = _joined(each, one.members)
        kept = [each for each in kept if each not in sharing] + [one]
    return kept


def _joined(group: Group, more: tuple[FoundValue, ...]) -> Group:
    """The group with more members; a value with a key that it has adds its places to that member."""
    members = {member.key: member for member in group.members}
    for value in more:
        members[value.key] = joined_value(members[value.key], value) if value.key in members else value
    return replace(_group(members.values()), best=members[group.best.key])


def joined_value(one: FoundValue, other: FoundValue) -> FoundValue:
    """Two values of one field and key as one: a place that both have counts once."""
    older = min(one, other, key=lambda each: each.first)
    twice = len(one.places) + len(other.places) - len({*one.places, *other.places})
    return older.model_copy(update={"support": one.support + other.support - twice, "places": _oldest((one, other))})


def _as_alias(group: Group) -> Group:
    members = tuple(member.model_copy(update={"field": ClaimField.ALIAS}) for member in group.members)
    return Group(field=ClaimField.ALIAS, members=members, best=group.best.model_copy(update={"field": ClaimField.ALIAS}))


def _words(group: Group) -> frozenset[str]:
    return frozenset(value_key(group.best.value).split())


def _length(group: Group) -> int:
    return len(_words(group))


def _settle(board: _Board, settlement: Settlement) -> None:
    """Apply an owner's word: the losing claim leaves its field, `both` lets both stand; either way it stays listed."""
    left, right = board.holding(settlement.left_id), board.holding(settlement.right_id)
    if left is None or right is None or left is right or settlement.choice not in {"left", "right", "both"}:
        return
    found = _contradiction(left, right).model_copy(update={"settled": settlement.choice, "decision_id": settlement.decision_id})
    if _ordered(left, right)[0] is not left and settlement.choice != "both":
        found = found.model_copy(update={"settled": "right" if settlement.choice == "left" else "left"})
    board.contradictions[found.id] = found
    board.agreed.add(found.id)
    if settlement.choice != "both":
        board.groups.remove(right if settlement.choice == "left" else left)


def _clash(board: _Board, clash: Clash) -> None:
    left = board.holding(claim_id(clash.left.field, clash.left.key))
    right = board.holding(claim_id(clash.right.field, clash.right.key))
    if left is not None and right is not None and left is not right:
        _contradict(board, left, right, why=clash.why)


def _oppose_likes(board: _Board) -> None:
    for like in board.of(ClaimField.LIKE):
        keys = {member.key for member in like.members}
        for dislike in board.of(ClaimField.DISLIKE):
            if keys & {member.key for member in dislike.members}:
                _contradict(board, like, dislike, why="Liked in one place, disliked in another.")


def _oppose_single_fields(board: _Board) -> None:
    for which in sorted(SINGLE_FIELDS, key=_FIELD_ORDER.__getitem__):
        groups = board.of(which)
        for other in groups[1:]:
            _contradict(board, groups[0], other, why="The sources differ.")


def _contradict(board: _Board, one: Group, other: Group, *, why: str) -> None:
    found = _contradiction(one, other, why=why)
    known = board.contradictions.get(found.id)
    if known is None:
        board.contradictions[found.id] = found
    elif not known.why:
        board.contradictions[found.id] = known.model_copy(update={"why": why})


def _contradiction(one: Group, other: Group, *, why: str = "") -> Contradiction:
    left, right = _ordered(one, other)
    return Contradiction(
        id=contradiction_id(left.id, right.id),
        left_field=left.field,
        left=left.claim(),
        right_field=right.field,
        right=right.claim(),
        why=why,
    )


def _ordered(one: Group, other: Group) -> tuple[Group, Group]:
    """The older one is the left one, in every build."""
    first, second = sorted((one, other), key=lambda each: (each.first, _FIELD_ORDER[each.field], each.id))
    return first, second


def _finish(board: _Board) -> Merged:
    open_ids = {claim.id for found in board.contradictions.values() if found.settled is None for claim in (found.left, found.right)}
    claims: dict[ClaimField, tuple[Claim, ...]] = {}
    spare: list[tuple[ClaimField, Claim]] = []
    for which in ClaimField:
        made = [group.claim(is_contested=group.id in open_ids) for group in board.of(which)]
        if which in SINGLE_FIELDS and made:
            spare += [(which, claim) for claim in made[1:] if _stands_beside(board, made[0], claim)]
            made = made[:1]
        claims[which] = tuple(made)
    for which, claim in spare:
        _seat(claims, which, claim)
    return Merged(
        claims=claims, contradictions=tuple(sorted((_marked(found, open_ids) for found in board.contradictions.values()), key=_listed))
    )


def _stands_beside(board: _Board, shown: Claim, other: Claim) -> bool:
    """Did the owner say that both hold?"""
    return contradiction_id(shown.id, other.id) in board.agreed


def _seat(claims: dict[ClaimField, tuple[Claim, ...]], which: ClaimField, claim: Claim) -> None:
    """A second value of a single field that the owner lets stand: a second name is an alias, anything else a fact that names its field."""
    if which is ClaimField.NAME:
        claims[ClaimField.ALIAS] += (claim,)
    else:
        claims[ClaimField.FACT] += (claim.model_copy(update={"value": f"{which.value}: {claim.value}"}),)


def _marked(found: Contradiction, open_ids: set[str]) -> Contradiction:
    """The contradiction with both claims flagged as the profile flags them."""
    return found.model_copy(
        update={
            side: claim.model_copy(update={"is_contested": claim.id in open_ids})
            for side, claim in (("left", found.left), ("right", found.right))
        }
    )


def _listed(found: Contradiction) -> tuple[bool, int, str]:
    """Open ones first, in the order of the profile."""
    return (found.settled is not None, _FIELD_ORDER[found.left_field], found.id)


def _oldest(members: Iterable[FoundValue]) -> tuple[FoundPlace, ...]:
    """The oldest distinct places of all members."""
    return tuple(sorted({place for member in members for place in member.places}, key=FoundPlace.age)[:MOST_CITATIONS])
