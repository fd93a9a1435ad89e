"""People (and animals) around somebody: who they are to them, and their names."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator
from functools import lru_cache

from persona_app.llm.offline.lexicon import relations
from persona_app.llm.offline.people import FULL_NAME, gender_of, is_name_word
from persona_app.llm.offline.rules.reading import Hit, Reading, hit
from persona_app.llm.questions import ClaimField

_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|no)"
_NAMES = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister|Father)\.? )?(?:{FULL_NAME})(?:(?:,? and |, )(?:{FULL_NAME}))*"


_TELLING = frozenset(
    "pet older elder younger twin best half close good foster adopted grown-up rescue step identical old big little eldest youngest robotic childhood lifelong late".split()
)


@lru_cache(maxsize=1)
def nouns() -> str:
    """Kinship nouns and the like, with their plurals, as alternatives of a pattern."""
    plurals = [noun + "s" for noun in relations()] + ["children", "grandchildren", "wives", "puppies", "ponies"]
    return "|".join(sorted([*map(re.escape, relations()), *plurals], key=len, reverse=True))


@lru_cache(maxsize=1)
def _having() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<n>{_COUNT}) (?P<adj>(?:(?!and\b|or\b)[\w-]+,? ){{0,4}}?)(?P<kin>{nouns()})(?![\w-])(?:,? (?:named|called|whose name is|by the name of|whose names are) |, (?=[A-Z])| (?=[A-Z][a-z]+(?:,|\.|$| and [A-Z])))?(?P<who>{_NAMES})?",
        re.S,
    )


@lru_cache(maxsize=1)
def possessed() -> re.Pattern[str]:
    """After a possessive: `older brother Tom`, `wife, Ann`, `cat is called Tibbles`, `best friend`."""
    return re.compile(
        rf"\s+(?P<adj>(?:(?:late|older|elder|younger|twin|best|eldest|youngest|old|oldest|childhood|little|big|closest|beloved|dear|first|second|third|former|ex|long-time|longtime|lifelong|three|two|four|five|only|baby|pet|close|good|new|faithful|adopted|maternal|paternal|wonderful|darling|half|foster|rescue|then|future|late,?) ){{0,3}})(?P<kin>{nouns()})(?![\w'-])"
        rf"(?:(?P<link>, the (?:[a-z-]+ ){{1,3}}(?=[A-Z])|,? (?:named|called|whose name is) |(?:'s name| name)? (?:is|was|are|were) (?:called |named )?(?=[A-Z])|'s name is |, (?=[A-Z])| (?=[A-Z]))(?P<who>{_NAMES}))?",
        re.S,
    )


_MARRIED = re.compile(
    rf"(?:(?:happily|now|also|since|been|recently) )*(?P<how>married|engaged) to (?:(?:his|her|my|the|a|an) (?:[\w-]+ ){{0,4}}?)?(?P<who>{FULL_NAME})",
    re.S,
)
_KIN_OF = re.compile(
    r"(?:an?|the|proud|devoted|loving|[a-z]+) (?:[a-z-]+ ){0,3}?(?P<kin>mother|father|parent|daughter|son|grandmother|grandfather|sister|brother|wife|husband|widow|widower|twin|aunt|uncle|child|granddaughter|grandson|niece|nephew|mum|dad) (?:of|to) (?P<x>(?!the (?:city|sea|earth|nation|year)|all\b|invention)[^.;]+)",
    re.S,
)


def spouse(name: str) -> str:
    """Wife or husband when the given name tells."""
    return {"f": "wife", "m": "husband"}.get(gender_of(name), "spouse")


def read(reading: Reading) -> Iterator[Hit]:
    """Relations that the clause states by its verb."""
    if not reading.is_plain:
        return
    p = reading.clause.predicate
    if (
        reading.lemma in ("have", "own", "keep", "adopt", "raise", "share", "get")
        and (not p.is_past or reading.is_remembered or reading.lemma in ("adopt", "raise"))
        and not p.is_progressive
    ):
        yield from _has(reading)
    elif reading.lemma == "be":
        yield from _is(reading)
    elif (
        reading.lemma == "marry"
        and (
            match := re.match(
                rf"(?:(?:his|her|my) (?:[\w-]+ ){{0,3}}|an? (?:[\w-]+ ){{0,4}}(?:named |called ))?(?P<who>{FULL_NAME})", reading.rest
            )
        )
        and is_name_word(match["who"].split()[0])
    ):
        yield hit(reading, ClaimField.RELATIONSHIP, spouse(match["who"]), who=match["who"])


def _has(reading: Reading) -> Iterator[Hit]:
    rest = reading.rest
    rest = re.sub(r"^(?:his|her|my|their|your) (?:life|home|house|flat|apartment|room) with ", "", rest)
    at = 0
    for _ in range(4):
        match = _having().match(rest, at)
        if match is None or match["n"] in ("no", "many"):
            return
        yield from _relation(reading, match, count=match["n"])
        joined = re.match(r"\s*(?:,|and|,\s*and)\s+(?=(?:an?|one|two|three|four|five|\d+)\s)", rest[match.end() :])
        if joined is None:
            return
        at = match.end() + joined.end()


def _relation(reading: Reading, match: re.Match[str], *, count: str) -> Iterator[Hit]:
    who = " ".join((match["who"] or "").split())
    if who and not is_name_word(who.split()[0]):
        who = ""
    adjective = re.sub(r"^(?:very|beloved|dear|wonderful|lovely|darling) ", "", match["adj"] or "").strip(" ,")
    adjective = " ".join(word for word in adjective.replace(",", " ").split() if word in _TELLING)
    kin = match["kin"]
    names = [name for name in re.split(r",? and |, ", who) if name]
    if len(names) > 1:
        single = {"children": "child", "grandchildren": "grandchild"}.get(kin, kin.removesuffix("s"))
        for name in names:
            yield hit(reading, ClaimField.RELATIONSHIP, single, who=name[:100])
        return
    number = "" if count.lower() in ("a", "an") or count == "one" and kin in relations() else count + " "
    yield hit(reading, ClaimField.RELATIONSHIP, f"{number}{adjective + ' ' if adjective else ''}{kin}".strip(), who=who[:100])


_INVERSE = {
    "mother": "child",
    "father": "child",
    "parent": "child",
    "mum": "child",
    "dad": "child",
    "daughter": "parent",
    "son": "parent",
    "child": "parent",
    "wife": "husband",
    "husband": "wife",
    "widow": "late husband",
    "widower": "late wife",
}


def _is(reading: Reading) -> Iterator[Hit]:
    if match := reading.find(_MARRIED):
        if is_name_word(match["who"].split()[0]):
            yield hit(
                reading, ClaimField.RELATIONSHIP, spouse(match["who"]) if match["how"] == "married" else "fiancé(e)", who=match["who"]
            )
    elif match := reading.find(_KIN_OF):
        names = re.search(_NAMES, match["x"])
        who = names.group() if names and is_name_word(names.group().split()[0]) else ""
        of = " ".join(match["x"].split()[:8])
        inverse = _INVERSE.get(match["kin"], match["kin"])
        count = re.match(r"(two|three|four|five|six|seven|eight|nine|ten|\d+)\b", of)
        if count and inverse == "child":
            yield hit(reading, ClaimField.RELATIONSHIP, f"{count[1]} children", who=who[:100])
        elif who:
            for name in re.split(r",? and |, ", who):
                yield hit(reading, ClaimField.RELATIONSHIP, inverse, who=name)
    elif (
        reading.clause.person != "second"
        and (
            match := re.match(
                r"(?:still |now |happily |currently )*(?P<x>divorced|widowed|single|engaged|separated|married)\b(?! to\b)", reading.rest
            )
        )
        and not (reading.clause.predicate.is_past and not reading.is_remembered)
    ):
        yield hit(reading, ClaimField.FACT, match["x"])
