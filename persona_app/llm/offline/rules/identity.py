"""Name, aliases, age, nationality, residence, languages, gender, pronouns."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import number_words, words
from persona_app.llm.offline.people import FULL_NAME, calls_of
from persona_app.llm.offline.rules.reading import Hit, Reading, hit, hits
from persona_app.llm.questions import ClaimField

_NUMBER = r"(?P<n>\d{1,3}|" + "|".join(sorted(number_words(), key=len, reverse=True)) + ")"
_AGE_IS = re.compile(
    rf"(?:now |only |just |currently |already |nearly (?!\d)|aged? |also )*{_NUMBER}(?: years?(?: old| of age|-old)?\b|(?=\s*$)|(?=\s*[,.;!]))",
    re.I,
)
_AGE_BEFORE = re.compile(rf"(?:an? |the |now |also )?(?:[\w-]+ ){{0,2}}?{_NUMBER}[- ]years?[- ]old\b", re.I)
_TURNED = re.compile(rf"{_NUMBER}\b(?! (?:people|years? (?:ago|later)|times))", re.I)
_PLACE = r"(?P<x>(?:(?:a|an|the|his|her|my|their|our)\s)?(?:[\w'-]+\s){0,6}?[A-ZÀ-Þ][\w'’-]+(?:[ ,-]+(?:[A-ZÀ-Þ][\w'’-]+|of|the|upon|on|in|de|la|del|and(?= [A-Z])))*)"
_LIVES = re.compile(
    rf"(?:(?:alone|happily|quietly|together|still|now|currently|here|there|abroad|mostly|with [\w' ,-]{{2,50}}?|by [a-z]+self)\s+)*(?:in|at|on|near|outside|just outside|between|by|aboard|above|off)\s+{_PLACE}",
    re.S,
)
_LIVES_PLAIN = re.compile(
    r"(?:(?:alone|happily|quietly|together|still|now)\s+)*(?P<p>in|on|above|near|aboard|by) (?P<x>(?:an?|the|his|her|my) (?!past|moment|present|shadow|hope|fear)[\w' -]{3,60})",
    re.S,
)
_LIVING = frozenset("live reside dwell settle stay".split())
_BASED = re.compile(
    rf"(?:now |currently |also |still )?(?:based|living|settled|residing|resident|at home) (?:in|at|on|near) {_PLACE}", re.S
)
_CALLED = re.compile(
    r"(?:(?:best |also |better |affectionately |fondly |simply |sometimes |often |usually |widely |now )*(?:known|called|nicknamed|dubbed)(?: (?:as|to (?:his|her|my|their|all|everyone|friends|family)[\w ]{0,30}? as|by (?:everyone|friends|all|her [\w]+|his [\w]+) as?|simply as))?|called|nicknamed|named) (?P<x>\"[^\"]{2,30}\"|(?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3})",
    re.S,
)
_NAMED = re.compile(rf"(?:a |an |the )?(?:[\w-]+ ){{0,5}}?(?:named|called) (?P<x>{FULL_NAME})")
_NATIVE = re.compile(r"(?:a |an |the )?(?:(?:native|fluent|proud|native-born)\s)?", re.I)


_HOME_IN = re.compile(rf"(?:his|her|my|their|your) home (?:in|on) {_PLACE}", re.S)
_PRONOUNS = re.compile(r"(?P<x>(?:she/her|he/him|they/them|she/they|he/they|ze/zir)\w*)(?: pronouns)?", re.I)
_TURNED_NOW = re.compile(
    _TURNED.pattern
    + r"(?= (?:last|this|in (?:January|February|March|April|May|June|July|August|September|October|November|December)|yesterday|today|on)\b|\s*$|,|\.)",
    re.I,
)
_FLUENT = re.compile(r"(?:also |completely |almost )?(?:fluent|bilingual|trilingual|proficient|conversational) in (?P<x>.+)", re.S)


def read(reading: Reading) -> Iterator[Hit]:
    """Who the person is, as far as this clause says."""
    if not reading.is_plain:
        return
    yield from _at_age(reading)
    if reading.lemma in _LIVING:
        yield from _residence(reading)
    elif reading.lemma == "make" and not reading.clause.predicate.is_past and (match := reading.find(_HOME_IN)):
        yield from _place(reading, match["x"])
    elif reading.clause.person == "joint":
        return
    elif reading.lemma == "be":
        for rule in (_ages, _nationality, _names, _based, _gender_word):
            yield from rule(reading)
        if match := reading.find(_FLUENT):
            yield from languages(reading, match["x"])
    elif reading.lemma in ("speak", "know", "master") or reading.lemma == "learn" and reading.clause.predicate.is_past:
        yield from languages(reading, reading.rest)
    elif reading.lemma == "get" and (match := re.match(r"by in (?P<x>.+)", reading.rest, re.S)):
        yield from languages(reading, match["x"])
    elif reading.lemma == "use" and (match := reading.find(_PRONOUNS)):
        yield hit(reading, ClaimField.PRONOUNS, match["x"].lower())
    elif reading.lemma == "turn" and reading.clause.predicate.is_past and (match := reading.find(_TURNED_NOW)):
        before = reading.flat[reading.clause.sentence.start : reading.clause.start].lower()
        if not re.search(r"\b(?:when|after|before|until|since|as)\s*$", before):
            yield from _age(reading, match["n"])


def _age(reading: Reading, number: str) -> Iterator[Hit]:
    years = int(number) if number.isdigit() else number_words().get(number.lower(), 0)
    if 1 <= years <= 130:
        yield hit(reading, ClaimField.AGE, str(years))


_AT_AGE = re.compile(r"(?:\b(?:[Tt]oday|[Nn]ow)\b,? )?(?:[Aa]t|[Aa]ged|[Aa]t the age of) (?P<n>\d{1,3}),?\s*$")


def _at_age(reading: Reading) -> Iterator[Hit]:
    """`Now 75, he lives …`, `At 75, she still …`: only with a present tense."""
    before = reading.flat[reading.clause.sentence.start : reading.clause.start]
    match = _AT_AGE.search(before) or re.search(r"\b(?:[Nn]ow|[Tt]oday) (?P<n>\d{2,3}),?\s*$", before)
    if match and not reading.clause.predicate.is_past and not reading.clause.predicate.is_perfect:
        yield from _age(reading, match["n"])


def _ages(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_past and not reading.is_remembered or p.is_past and re.match(r"(?:\w+ )?when\b", reading.tail) or p.modal:
        return
    before = reading.flat[reading.clause.sentence.start : reading.clause.start].lower()
    if re.search(r"\b(?:when|since|until|after|before|while|by the time)\s*$", before) or p.is_past:
        return
    match = reading.find(_AGE_BEFORE) or reading.find(_AGE_IS)
    if match:
        yield from _age(reading, match["n"])


def _nationality(reading: Reading) -> Iterator[Hit]:
    rest = reading.rest
    if reading.clause.predicate.is_past and not reading.is_remembered:
        return
    match = re.match(
        r"(?:originally |also |half |proudly |a |an |the |born |\d{1,3}[- ]years?[- ]old |[a-z-]+,? ){0,4}(?P<x>[A-Z][a-z]+(?:[- ][A-Z][a-z]+)?)\b(?P<next>\s[a-z]+)?",
        rest,
    )
    if not match:
        return
    word = match["x"]
    if _is_nationality(word):
        if re.match(
            r"\s(?:food|music|teacher|literature|translator|lit|tutor|major|professor|cuisine|wine|history|art|films?|lessons?|language|speaker|interpreter|and)\b",
            match["next"] or "",
        ):
            return
        if re.search(
            r"\b(?:in|of|at|to|with|for|from|by|about|learning|studying|speaking|teaching|her|his|my)\s+$", rest[: match.start("x")]
        ):
            return
        yield hit(reading, ClaimField.NATIONALITY, word)


def _is_nationality(word: str) -> bool:
    return all(part in words("nationalities") for part in re.split(r"[- ]", word)) or word.replace(" ", "-") in words("nationalities")


def _names(reading: Reading) -> Iterator[Hit]:
    if (
        reading.clause.predicate.lemma == "be"
        and re.match(r"(?:always |best |better )*known\b", reading.rest)
        and (alias := re.search(r"(?:^|[\s,])(?P<x>[A-Z][a-z]+), as $", reading.flat[reading.clause.sentence.start : reading.clause.start]))
    ):
        yield hit(reading, ClaimField.ALIAS, alias["x"])
    elif match := reading.find(_CALLED):
        value = match["x"].strip('"')
        if value.lower() not in reading.subject.calls and value.split()[0] not in ("English",):
            yield hit(reading, ClaimField.ALIAS, value)
        elif reading.clause.predicate.is_past is False and value.lower() in reading.subject.calls:
            yield hit(reading, ClaimField.NAME, value)
    if reading.clause.person in ("first", "second"):
        match = re.match(rf"(?P<x>{FULL_NAME})(?=\s*(?:[,.;!-]|$|and\b))", reading.rest) or reading.find(_NAMED)
        if match and set(calls_of(match["x"])) & reading.subject.calls:
            yield hit(reading, ClaimField.NAME, match["x"])


def _based(reading: Reading) -> Iterator[Hit]:
    if (
        match := re.match(rf"in {_PLACE} (?:since|for (?:\w+ ){{1,3}}(?:years|months|decades))\b", reading.rest, re.S)
    ) and reading.clause.predicate.is_perfect:
        yield from _place(reading, match["x"])
    role = re.match(rf"(?:an?|the) [a-z][\w ,-]{{2,60}}? (?:based|living|residing|who lives) in {_PLACE}", reading.rest, re.S)
    if role and reading.is_plain and not reading.clause.predicate.is_past:
        yield from _place(reading, role["x"])
    elif (match := reading.find(_BASED)) and (not reading.clause.predicate.is_past or reading.is_remembered):
        yield from _place(reading, match["x"])


def _residence(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_past and not p.is_perfect or reading.lemma in ("settle", "stay") and not p.is_past:
        return
    if p.is_perfect and p.is_past and reading.rest and reading.clause.predicate.form == "past":
        return
    if match := reading.find(_LIVES):
        yield from _place(reading, match["x"])
    elif (match := reading.find(_LIVES_PLAIN)) and reading.lemma == "live":
        value = values.cut(match["x"])
        value = re.split(r" with (?:his|her|my|their|two|three|a)\b", value)[0]
        if 1 < len(value.split()) <= 9:
            yield hit(reading, ClaimField.RESIDENCE, values.strip(value))


def _place(reading: Reading, place: str) -> Iterator[Hit]:
    value = re.split(r"\s+(?:with|and (?:his|her|my|their|a|works?|has)|since|for|where|when|because)\b", " ".join(place.split()))[0]
    if (
        re.match(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\d)", value)
        or len(value.split()) > 9
    ):
        return
    yield hit(reading, ClaimField.RESIDENCE, values.strip(value))


def languages(reading: Reading, phrase: str) -> Iterator[Hit]:
    """Languages listed in a phrase, each only when it is the name of one."""
    clean = re.split(r"\b(?:but|because|when|learned)\b", phrase)[0]
    if re.match(r"(?:no|not|only a few)\b", clean):
        return
    for piece in re.split(r",|;|\band\b|&", clean[:240])[:12]:
        match = re.match(r"\s*(?:(?!with\b|at\b|to\b|in\b|from\b)[a-z]+ ){0,4}(?P<x>[A-Z][a-z]+|BSL|ASL)(?: (?P<y>[A-Z][a-z]+))?", piece)
        if match and (match["x"] in words("languages") or match["y"] in words("languages")):
            yield hit(reading, ClaimField.LANGUAGE, f"{match['x']} {match['y']}" if match["y"] in words("languages") else match["x"])


_GENDER_WORDS = {
    "woman": "female",
    "girl": "female",
    "lady": "female",
    "female": "female",
    "man": "male",
    "boy": "male",
    "guy": "male",
    "gentleman": "male",
    "male": "male",
    "nonbinary": "non-binary",
    "non-binary": "non-binary",
    "trans woman": "female",
    "trans man": "male",
}


def _gender_word(reading: Reading) -> Iterator[Hit]:
    match = re.match(
        r"(?:(?:an?|the|also|now|one|that|always) )(?:[\w'-]+,? (?:and )?){0,5}?(?P<x>woman|girl|lady|female|man|boy|guy|gentleman|male)\b(?! (?:of the match|friend|nurse|lead))|(?P<y>non-?binary|female|male)\b",
        reading.rest,
        re.I,
    )
    if (
        match
        and (word := (match["x"] or match["y"]).lower()) in _GENDER_WORDS
        and not re.search(r"\b(?:to|of|for|with|by|like|called)\b", match.group())
    ):
        yield hit(reading, ClaimField.GENDER, _GENDER_WORDS[word])
    kin = re.match(
        r"(?:a|an|the|proud|also|devoted|loving|married|single|[a-z]+ )*?(?P<k>mother|grandmother|wife|widow|daughter|sister|aunt|mum|father|grandfather|husband|widower|son|brother|uncle|dad)\b (?:of|to|and)",
        reading.rest,
    )
    if kin:
        yield hit(
            reading,
            ClaimField.GENDER,
            "female" if kin["k"] in ("mother", "grandmother", "wife", "widow", "daughter", "sister", "aunt", "mum") else "male",
        )


def hit_languages(reading: Reading) -> Iterator[Hit]:
    """Kept apart for labelled lines."""
    yield from languages(reading, reading.rest)


__all__ = ["hit_languages", "hits", "languages", "read"]
