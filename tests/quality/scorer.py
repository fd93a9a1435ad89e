"""How right are extracted claims, against the list a careful reader wrote? Pure functions; the rule was fixed before any extractor ran.

**Words.** A value is casefolded, accents and punctuation go, so do articles, pronouns, prepositions and auxiliaries; what is left is
stemmed (Snowball English). Negation (not, never, n't, no longer) is no content word: both sides must have it, or both not.

**Match.** A claim says the same as an accepted wording when they share at least one content word and at least 0.6 of the smaller set.
Age: the same whole number. Name and alias: one's words are a subset of the other's. Gender and pronouns: the same canonical set.
A relationship needs its kind by the rule above; when both name somebody, one name's words must be a subset of the other's, and a name
where the reader found none must be part of an accepted wording.

**Groups.** Where two readers would file the same sentence differently, both places are right. There are five such groups, no more:
- background, fact, habit: what happened, what is so and what recurs shade into each other;
- background, occupation, education: an earlier job or a school is biography as well;
- trait, value, belief: "believes in fairness", "is fair";
- skill, knowledge: knowing how and knowing that;
- like, habit, skill: "plays the cello" is filed by taste, by routine or by ability.

**Counting.** Each claim goes to its best wording (largest Jaccard overlap; not yet found first). An expected item found once or more is one
true positive; further claims for it count for nothing. A claim that fits none is still right for precision, though it finds nothing for
recall (`lenient`), when its quote stands verbatim in the text and it fits an item that nobody found, in a wider group: the
`LENIENT` pairs below, which never join opposites (like and dislike). Everything else is a false positive. A claim that comes closer to
something the reader forbade, in that very field, than to anything expected is a false positive, whatever its quote.
Register, favourite words and sample lines are not scored: they are counted from the text, not claimed by it.

**What the rule cannot see.** Containment in the smaller set is generous to values of one word; precision is precision up to that.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import snowballstemmer

CONTAINMENT = 0.6
UNSCORED = frozenset({"register", "favourite_word", "sample_line"})
GROUPS = (
    frozenset({"background", "fact", "habit"}),
    frozenset({"background", "occupation", "education"}),
    frozenset({"trait", "value", "belief"}),
    frozenset({"skill", "knowledge"}),
    frozenset({"like", "habit", "skill"}),
)
LENIENT = (
    frozenset({"background", "fact", "habit", "occupation", "education", "skill", "knowledge", "trait"}),
    frozenset({"background", "fact", "residence", "nationality", "relationship"}),
    frozenset({"like", "habit", "skill", "value", "goal", "trait", "fact"}),
    frozenset({"dislike", "fear", "fact", "belief"}),
    frozenset({"dislike", "habit"}),
    frozenset({"appearance", "fact", "trait"}),
    frozenset({"language", "skill", "habit"}),
    frozenset({"name", "alias"}),
)


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_STOP = _words(
    "a an the i me my we us our you your he him his she her hers it its they them their theirs this that these those who whom which "
    "of in on at to for from by with as and or but so than then into onto over about is are was were be been being am do does did "
    "has have had will would can could may might own very s t d ll re ve m"
)
_NEGATION = re.compile(r"\b(?:not|never|cannot|no longer)\b|n't\b")
_TITLES = _words("mr mrs ms miss dr prof professor aunt uncle judge captain")
_GENDER_WORDS = {
    "female": _words("female woman girl lady she her hers f feminine"),
    "male": _words("male man boy gentleman he him his m masculine"),
    "other": _words("they them their theirs nonbinary non binary enby agender"),
}
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Expected:
    """One thing the text says: in any of the accepted wordings; `who` for a relationship."""

    field: str
    accept: tuple[str, ...]
    who: str = ""


@dataclass(frozen=True)
class Forbidden:
    """Something the text does not say about the main person, though it looks like it."""

    field: str
    value: str


@dataclass(frozen=True)
class Expectation:
    """What a careful reader wrote about one text."""

    about: str
    expected: tuple[Expected, ...]
    forbidden: tuple[Forbidden, ...] = ()


@dataclass(frozen=True)
class ScoredClaim:
    """A claim as an extractor hands it in; unpacks like the tuple (field, value, who, quote)."""

    field: str
    value: str
    who: str = ""
    quote: str = ""


@dataclass
class Tally:
    """Counts of one field, or of many added up."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    lenient: int = 0
    repeated: int = 0
    forbidden: int = 0

    @property
    def precision(self) -> float | None:
        """Right claims of all claims that count; None when nothing was claimed."""
        right = self.tp + self.lenient
        return right / (right + self.fp) if right + self.fp else None

    @property
    def recall(self) -> float | None:
        """Expected items found; None when nothing was expected."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @classmethod
    def total(cls, tallies: Iterable["Tally"]) -> "Tally":
        """All counts added up (micro)."""
        every = list(tallies)
        return cls(**{name: sum(getattr(tally, name) for tally in every) for name in vars(cls())})


@dataclass
class Score:
    """The counts per field, and what went wrong, for whoever develops rules on texts they may see."""

    fields: dict[str, Tally] = field(default_factory=dict)
    wrong: list[ScoredClaim] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)

    def of(self, name: str) -> Tally:
        return self.fields.setdefault(name, Tally())

    @property
    def total(self) -> Tally:
        return Tally.total(self.fields.values())


def plain(text: str) -> str:
    """Casefolded, without accents, with straight apostrophes."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


@cache
def content_words(text: str) -> frozenset[str]:
    """Stemmed words that carry meaning; all words when none of them does."""
    found = tokens(_NEGATION.sub(" ", plain(text)))
    kept = [word for word in found if word not in _STOP] or found
    return frozenset(_STEMMER.stemWords(kept))


def is_negated(text: str) -> bool:
    return _NEGATION.search(plain(text)) is not None


def similarity(field_name: str, claimed: str, accepted: str) -> float:
    """0 when they don't say the same in this field, else their overlap (Jaccard), at most 1."""
    compare = _COMPARISONS.get(field_name, _same_content)
    return compare(claimed, accepted)


def _same_content(claimed: str, accepted: str) -> float:
    left, right = content_words(claimed), content_words(accepted)
    shared = left & right
    if not shared or is_negated(claimed) != is_negated(accepted):
        return 0.0
    return len(shared) / len(left | right) if len(shared) >= CONTAINMENT * min(len(left), len(right)) else 0.0


def _same_number(claimed: str, accepted: str) -> float:
    left, right = re.findall(r"\d+", claimed), re.findall(r"\d+", accepted)
    return 1.0 if left[:1] == right[:1] and left else 0.0


def _same_name(claimed: str, accepted: str) -> float:
    left, right = (frozenset(tokens(name)) - _TITLES for name in (claimed, accepted))
    return len(left & right) / len(left | right) if left and right and (left <= right or right <= left) else 0.0


def _same_gender(claimed: str, accepted: str) -> float:
    left, right = _gender(claimed), _gender(accepted)
    return 1.0 if left and left == right else 0.0


def _gender(text: str) -> str:
    return next((name for word in tokens(text) for name, words in _GENDER_WORDS.items() if word in words), "")


_COMPARISONS: dict[str, Callable[[str, str], float]] = {
    "age": _same_number,
    "name": _same_name,
    "alias": _same_name,
    "gender": _same_gender,
    "pronouns": _same_gender,
}


def _share_group(one: str, other: str, groups: Sequence[frozenset[str]]) -> bool:
    return one == other or any({one, other} <= group for group in groups)


def _fits(claim: ScoredClaim, item: Expected, groups: Sequence[frozenset[str]]) -> float:
    if not _share_group(claim.field, item.field, groups):
        return 0.0
    if claim.field == item.field == "relationship" and not _same_person(claim.who, item):
        return 0.0
    return max(similarity(item.field, claim.value, wording) for wording in item.accept)


def _same_person(who: str, item: Expected) -> bool:
    if not who or (item.who and _same_name(who, item.who)):
        return True
    return not item.who and frozenset(tokens(who)) <= frozenset(word for wording in item.accept for word in tokens(wording))


def _best(claim: ScoredClaim, items: Sequence[Expected], found: set[int], groups: Sequence[frozenset[str]]) -> tuple[float, int]:
    ranked = [(_fits(claim, item, groups), index not in found, -index) for index, item in enumerate(items)]
    overlap, _, position = max(ranked, default=(0.0, False, 0))
    return overlap, -position


def _is_forbidden(claim: ScoredClaim, forbidden: Sequence[Forbidden], overlap: float) -> bool:
    return any(similarity(claim.field, claim.value, no.value) > overlap for no in forbidden if no.field == claim.field)


def is_verbatim(quote: str, text: str) -> bool:
    """The quote's characters stand in the text, white space aside."""
    return bool(quote.strip()) and " ".join(quote.split()) in " ".join(text.split())


def score(expectation: Expectation, claims: Iterable[ScoredClaim | tuple[str, str, str, str]], *, text: str = "") -> Score:
    """Count per field; without the text no quote is verbatim, so that nothing counts leniently."""
    rows = [claim if isinstance(claim, ScoredClaim) else ScoredClaim(*claim) for claim in claims]
    result, found, loose = Score(), set[int](), list[ScoredClaim]()
    for claim in (row for row in rows if row.field not in UNSCORED):
        _place(claim, expectation, result=result, found=found, loose=loose)
    _place_leniently(loose, expectation.expected, result=result, found=found, text=text)
    _count_missed(expectation.expected, result=result, found=found)
    return result


def _place(claim: ScoredClaim, expectation: Expectation, *, result: Score, found: set[int], loose: list[ScoredClaim]) -> None:
    overlap, index = _best(claim, expectation.expected, found, GROUPS)
    if _is_forbidden(claim, expectation.forbidden, overlap):
        result.of(claim.field).forbidden += 1
        _count_wrong(claim, result)
    elif not overlap:
        loose.append(claim)
    elif index in found:
        result.of(claim.field).repeated += 1
    else:
        found.add(index)
        result.of(expectation.expected[index].field).tp += 1


def _place_leniently(loose: Sequence[ScoredClaim], items: Sequence[Expected], *, result: Score, found: set[int], text: str) -> None:
    taken = set(found)
    for claim in loose:
        overlap, index = _best(claim, items, taken, LENIENT)
        if not overlap or not is_verbatim(claim.quote, text):
            _count_wrong(claim, result)
        elif index in taken:
            result.of(claim.field).repeated += 1
        else:
            taken.add(index)
            result.of(claim.field).lenient += 1


def _count_wrong(claim: ScoredClaim, result: Score) -> None:
    result.of(claim.field).fp += 1
    result.wrong.append(claim)


def _count_missed(items: Sequence[Expected], *, result: Score, found: set[int]) -> None:
    for index, item in enumerate(items):
        if index not in found:
            result.of(item.field).fn += 1
            result.missed.append(item)
