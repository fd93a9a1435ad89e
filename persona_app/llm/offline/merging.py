"""Which values say the same, and which contradict each other."""

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from persona_app.llm.offline.lexicon import antonyms
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField, FieldValues, MergeQuestion, Merging, NumberedValue, Opposition, SameValues

_EMPTY_WORDS = frozenset("a an the of to in for and or his her my your their very really quite some any as at with on being".split())
_SYNONYMS = {
    "sci-fi": "science fiction",
    "scifi": "science fiction",
    "favorite": "favourite",
    "gray": "grey",
    "movies": "films",
    "movie": "film",
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "tv": "television",
    "photos": "photographs",
    "humor": "humour",
    "colour": "color",
    "uk": "united kingdom",
    "usa": "united states",
    "us": "united states",
}
_CONTAINING = frozenset((ClaimField.NAME, ClaimField.RESIDENCE))
_SUBSET = frozenset(
    (ClaimField.OCCUPATION, ClaimField.SKILL, ClaimField.EDUCATION, ClaimField.BACKGROUND, ClaimField.FACT, ClaimField.APPEARANCE)
)


@lru_cache(maxsize=50_000)
def key(value: str) -> frozenset[str]:
    """The stems of a value's telling words: equal keys say the same."""
    lowered = value.lower().replace("’", "'")
    tokens = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", lowered)
    words = [part for token in tokens for part in _SYNONYMS.get(token, token).split()]
    kept = [word for word in words if word not in _EMPTY_WORDS] or words
    return frozenset(snowballstemmer.stemmer("english").stemWords([word.removesuffix("'s").replace("-", "") for word in kept]))


def merge(question: MergeQuestion) -> Merging:
    """Joined synonyms and contradictions, in the order of the ids."""
    same: list[SameValues] = []
    leaders: dict[ClaimField, list[NumberedValue]] = {}
    for values in question.fields:
        groups = _groups(values)
        same += [
            SameValues(ids=sorted(value.id for value in group), best=_best(values.field, group).id) for group in groups if len(group) > 1
        ]
        leaders.setdefault(values.field, []).extend(_best(values.field, group) for group in groups)
    return Merging(same=same, contradictions=list(_contradictions(leaders)))


def _groups(values: FieldValues) -> list[list[NumberedValue]]:
    """Equal keys first; then, for fields where that is safe, a value whose words all stand in exactly one longer value."""
    by_key: dict[frozenset[str], list[NumberedValue]] = {}
    for value in values.values:
        by_key.setdefault(key(value.text), []).append(value)
    if values.field not in _CONTAINING | _SUBSET:
        return list(by_key.values())
    return _contained(by_key, is_name=values.field in _CONTAINING)


def _contained(by_key: dict[frozenset[str], list[NumberedValue]], *, is_name: bool) -> list[list[NumberedValue]]:
    holders: dict[str, list[frozenset[str]]] = {}
    for words in by_key:
        for word in words:
            holders.setdefault(word, []).append(words)
    target: dict[frozenset[str], frozenset[str]] = {}
    for words in by_key:
        rarest = min((holders[word] for word in words), key=len, default=[])
        longer = [other for other in rarest if words < other and (is_name or len(words) >= 3 and len(other) <= len(words) + 2)]
        if len(longer) == 1:
            target[words] = longer[0]
    groups: dict[frozenset[str], list[NumberedValue]] = {}
    for words, values in by_key.items():
        last = words
        while last in target:
            last = target[last]
        groups.setdefault(last, []).extend(values)
    return list(groups.values())


def _best(field: ClaimField, group: list[NumberedValue]) -> NumberedValue:
    """The longest wording of a name or place; otherwise the first of the most words up to eight."""
    if field in _CONTAINING:
        return max(group, key=lambda value: (len(value.text), -value.id))
    return max(group, key=lambda value: (min(len(value.text.split()), 8), -value.id))


def _contradictions(leaders: dict[ClaimField, list[NumberedValue]]) -> Iterator[Opposition]:
    for field in SINGLE_FIELDS:
        yield from _pairs(leaders.get(field, []), field)
    yield from _crossing(leaders.get(ClaimField.LIKE, []), leaders.get(ClaimField.DISLIKE, []))
    yield from _opposite(leaders.get(ClaimField.TRAIT, []))


def _pairs(values: list[NumberedValue], field: ClaimField) -> Iterator[Opposition]:
    for i, left in enumerate(values[:12]):
        for right in values[i + 1 : 12]:
            yield Opposition(
                left=left.id,
                right=right.id,
                why=f"One person has one {field.value} at a time: “{left.text[:100]}” and “{right.text[:100]}”.",
            )


def _crossing(likes: list[NumberedValue], dislikes: list[NumberedValue]) -> Iterator[Opposition]:
    liked = {key(value.text): value for value in likes}
    for value in dislikes:
        if (other := liked.get(key(value.text))) is not None:
            yield Opposition(left=other.id, right=value.id, why=f"Both liked and disliked: “{value.text[:200]}”.")


def _opposite(traits: list[NumberedValue]) -> Iterator[Opposition]:
    by_word = {value.text.lower().strip(): value for value in traits}
    for left, right in antonyms():
        if left in by_word and right in by_word:
            a, b = sorted((by_word[left], by_word[right]), key=lambda value: value.id)
            yield Opposition(left=a.id, right=b.id, why=f"“{a.text}” and “{b.text}” are opposites.")
