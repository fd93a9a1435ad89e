"""Which thoughts are kept: 50, of all characters in proportion, telling, and different from each other and from earlier ones. Pure.

The order of choice is that of maximal marginal relevance (Carbonell & Goldstein 1998): what is telling, less what resembles a thought that
is chosen already.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from persona_app.enrichment.likeness import MOST_LIKE, likeness, opening_of, words_of
from persona_app.enrichment.schemas import MOST_THOUGHTS, Chosen, ChosenCharacter, DraftThought

MOST_SAME_OPENING = 5
RELEVANCE = 0.7
"""What relevance weighs; diversity weighs the rest."""


@dataclass(slots=True)
class _Option:
    thought: DraftThought
    words: frozenset[str]
    opening: tuple[str, ...]
    resemblance: float = 0.0

    @property
    def worth(self) -> float:
        return RELEVANCE * self.thought.relevance - (1 - RELEVANCE) * self.resemblance


@dataclass
class _Choice:
    """What is chosen so far, and what may still be."""

    options: list[_Option]
    chosen: list[_Option] = field(default_factory=list)
    openings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    taken: Counter[UUID] = field(default_factory=Counter)

    def best_of(self, characters: set[UUID]) -> _Option | None:
        """The worthiest option of these characters that may be taken."""
        fitting = (each for each in self.options if each.thought.character_id in characters and self._fits(each))
        return max(fitting, key=lambda each: each.worth, default=None)

    def _fits(self, option: _Option) -> bool:
        return option.resemblance <= MOST_LIKE and self.openings[option.opening] < MOST_SAME_OPENING

    def take(self, option: _Option) -> None:
        """Choose it; what resembles it too much is not an option any more."""
        self.chosen.append(option)
        self.openings[option.opening] += 1
        self.taken[option.thought.character_id] += 1
        for each in self.options:
            each.resemblance = max(each.resemblance, likeness(each.words, option.words))
        self.options = [each for each in self.options if each is not option and each.resemblance <= MOST_LIKE]


def choose(
    candidates: Sequence[DraftThought],
    *,
    characters: Sequence[ChosenCharacter],
    earlier: Sequence[str] = (),
    kept: Sequence[DraftThought] = (),
    most: int = MOST_THOUGHTS,
) -> Chosen:
    """At most `most` of the candidates, in the order of the characters and of their lines; fewer when they bear no more.

    Every character with a usable candidate gets at least one, as long as there are no more than `most` characters; of more, those with
    most to say do. The rest is in proportion to the dialogues that each gave. What is `kept` was chosen before, and stays.
    """
    choice = _Choice(_options([*kept, *candidates], earlier=earlier))
    quotas = quotas_of(characters, has=Counter(each.thought.character_id for each in choice.options), most=most)
    for option in choice.options[: len(kept)]:
        choice.take(option)
    for character in sorted(quotas, key=lambda each: sum(one.thought.character_id == each for one in choice.options)):
        if not choice.taken[character] and len(choice.chosen) < most:
            _take_best(choice, {character})
    while len(choice.chosen) < most and _take_best(choice, {each for each in quotas if choice.taken[each] < quotas[each]}):
        pass
    while len(choice.chosen) < most and _take_best(choice, set(quotas)):
        pass
    return Chosen(
        thoughts=_in_order(choice.chosen, characters=characters),
        note=_note(len(choice.chosen), characters=characters, taken=choice.taken, most=most),
    )


def _take_best(choice: _Choice, characters: set[UUID]) -> bool:
    best = choice.best_of(characters) if characters else None
    if best is not None:
        choice.take(best)
    return best is not None


def _options(candidates: Sequence[DraftThought], *, earlier: Sequence[str]) -> list[_Option]:
    known = [frozenset(words_of(each)) for each in earlier]
    options = [_Option(each, frozenset(words_of(each.text)), opening_of(each.text)) for each in candidates]
    return [each for each in options if each.words and all(likeness(each.words, old) <= MOST_LIKE for old in known)]


def quotas_of(characters: Sequence[ChosenCharacter], *, has: Counter[UUID], most: int = MOST_THOUGHTS) -> dict[UUID, int]:
    """How many thoughts each character should get: one, and of the rest its part by its share of the dialogues, no more than it `has`.

    Rounded by largest remainders (Hamilton 1792); what some cannot fill goes to the others.
    """
    able = sorted((each for each in characters if has[each.character_id]), key=lambda each: -has[each.character_id])[:most]
    able = [each for each in characters if each in able]
    quotas = {each.character_id: 1 for each in able}
    while (left := min(most, sum(has[each] for each in quotas)) - sum(quotas.values())) > 0:
        open_to = [each for each in able if quotas[each.character_id] < has[each.character_id]]
        for character, part in _parts(left, open_to):
            quotas[character] = min(has[character], quotas[character] + part)
    return quotas


def _parts(total: int, characters: Sequence[ChosenCharacter]) -> Iterator[tuple[UUID, int]]:
    weights = [max(1, each.share) for each in characters]
    exact = [total * weight / sum(weights) for weight in weights]
    rest = total - sum(int(each) for each in exact)
    by_remainder = sorted(range(len(exact)), key=lambda at: (-(exact[at] - int(exact[at])), at))[:rest]
    for at, each in enumerate(characters):
        yield each.character_id, int(exact[at]) + (at in by_remainder)


def _in_order(chosen: Sequence[_Option], *, characters: Sequence[ChosenCharacter]) -> tuple[DraftThought, ...]:
    place = {each.character_id: at for at, each in enumerate(characters)}
    thoughts = (each.thought for each in chosen)
    return tuple(sorted(thoughts, key=lambda each: (place[each.character_id], each.lines[0].dialogue.position, each.lines[0].start)))


def _note(count: int, *, characters: Sequence[ChosenCharacter], taken: Counter[UUID], most: int) -> str:
    """Why there are fewer, or whom none is of; empty when neither is so."""
    silent = [each.name for each in characters if not taken[each.character_id]] if len(characters) <= most else []
    lines = sum(each.share for each in characters)
    parts = [f"{count} of {most} thoughts: the {lines} lines bear no more that are distinct."] if count < most else []
    parts += [f"None of what {_listed(silent)} says is a belief or an attitude of their own."] if silent else []
    return " ".join(parts)


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:5]) + ([f"{len(names) - 5} others"] if len(names) > 5 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
