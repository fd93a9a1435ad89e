"""Word lists, read once from `data/`. All of them are immutable.

The lists were written for this program; they name words, not facts about anybody.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

from functools import lru_cache
from importlib.resources import files

from persona_app.llm.offline.letters import folded

FORM_BASE, FORM_S, FORM_PAST, FORM_PARTICIPLE, FORM_ING = "base", "s", "past", "participle", "ing"


def _lines(name: str) -> tuple[str, ...]:
    text = (files(__package__) / "data" / name).read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache
def words(name: str) -> frozenset[str]:
    """The words of `data/<name>.txt`, as written there (a hyphen may stand for a space) and without marks on their letters."""
    return frozenset(form for line in _lines(f"{name}.txt") for word in line.split() for form in (word, folded(word)))


@lru_cache
def relations() -> dict[str, str]:
    """Nouns for people around somebody, with `f`, `m` or `-`; do not change the dictionary."""
    pairs = (line.rsplit(" ", 1) for line in _lines("relations.txt"))
    return {form: gender for noun, gender in pairs for form in (noun, folded(noun))}


@lru_cache
def first_names() -> dict[str, str]:
    """Given names with the gender they usually go with (`f`, `m`, `-`); do not change the dictionary."""
    pairs = (line.split(": ", 1) for line in _lines("first_names.txt"))
    found: dict[str, str] = {}
    for gender, names in pairs:
        for name in names.split():
            found[name] = gender if name not in found or found[name] == gender else "-"
    return found


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


_DOUBLING = frozenset(
    "plan stop run swim jog get set put win quit knit sit begin hum shop tap travel commit excel enrol admit regret brag row".split()
) - {"row"}


def _suffixed(base: str, suffix: str) -> str:
    if base.endswith("ie"):
        return base + "d" if suffix == "ed" else base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee") and base != "be":
        return base[:-1] + suffix
    if base in _DOUBLING:
        return base + base[-1] + suffix
    if suffix == "ed" and base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + suffix


@lru_cache
def verb_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """From an inflected verb to its (lemma, form) readings; do not change the dictionary."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in dict.fromkeys(_lines("verbs.txt")):
        base, *irregular = line.split()
        past, participle = irregular if irregular else (_suffixed(base, "ed"), _suffixed(base, "ed"))
        forms = (
            (base, FORM_BASE),
            (_third(base), FORM_S),
            (past, FORM_PAST),
            (participle, FORM_PARTICIPLE),
            (_suffixed(base, "ing"), FORM_ING),
        )
        for word, form in forms:
            found.setdefault(word, []).append((base, form))
    found.update({"has": [("have", FORM_S)], "does": [("do", FORM_S)], "learnt": [("learn", FORM_PAST), ("learn", FORM_PARTICIPLE)]})
    found["'ve"] = [("have", FORM_BASE)]
    found["'d"] = [("have", FORM_PAST)]
    found["woke"] = [("wake", FORM_PAST)]
    found["dreamt"] = [("dream", FORM_PAST), ("dream", FORM_PARTICIPLE)]
    return {word: tuple(dict.fromkeys(readings)) for word, readings in found.items()}


@lru_cache
def number_words() -> dict[str, int]:
    """English number words from 1 to 99; do not change the dictionary."""
    ones = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    found = {word: number for number, word in enumerate(ones, 1)}
    for step, ten in enumerate(tens, 2):
        found[ten] = step * 10
        found.update({f"{ten}-{one}": step * 10 + number for number, one in enumerate(ones[:9], 1)})
    return found


@lru_cache
def antonyms() -> tuple[tuple[str, str], ...]:
    """Pairs of opposite traits."""
    return tuple((left, right) for left, right in (line.split() for line in _lines("antonyms.txt")))


@lru_cache
def markers() -> dict[str, tuple[str, int]]:
    """From a trait word to its factor and the direction (1 or -1) it marks; do not change the dictionary."""
    found: dict[str, tuple[str, int]] = {}
    for line in _lines("big_five.txt"):
        factor, sign, rest = line.split(None, 2)
        found.update({word.replace("_", " "): (factor, 1 if sign == "+" else -1) for word in rest.split()})
    return found
