"""Small matters of written English: articles, lists in a sentence, which phrases are nouns that can stand without an article."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from persona_app.llm.offline.lexicon import FORM_BASE, FORM_ING, FORM_PAST, FORM_S, verb_forms, words
from persona_app.llm.offline.predicating import is_verb_start

LONGEST_VALUE = 400
_VOWEL_SOUND = re.compile(
    r"(?!(?:one|once|eu|uni(?!m|n)|us[aeu]|ut[io]|uk|u[rk][aeu]|ewe)\w*)(?:[aeiou]|hour|honest|honou?r|heir|8|11\b|18\b)", re.I
)
_SPELT = re.compile(r"(?!NASA|NATO|FIFA|SWAT|RADA|LAN|MASH|SIM)[FHLMNRSX](?:[A-Z\d.]|-|Sc\b|Phil\b)")
"""Abbreviations whose first letter is said with a vowel before it: `an MSc`, `an X-ray`."""
_DETERMINED = re.compile(
    r"(?:an?|the|my|his|her|its|our|their|your|this|that|these|those|all|any|every|each|no|some|anything|everything|something|both|many|few|several|most|more|other|another|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d[\d,.]*)\b|[\w.]+['’]s\b",
    re.I,
)
_HEAD_ENDS = re.compile(
    r",|\s(?:at|in|on|for|with|from|of|to|who|that|about|between|by|near|after|before|into|under|over|without|during|while|when|which|as|than|behind|against|around|through|above|below|beside|over|outside|inside|where|whose|overlooking)\b"
)
_MASS_ENDINGS = re.compile(r"(?:ness|[aeilr]ty|[aiu]tion|ism|ery|ics|ship|ance|ence|hood|dom|logy|graphy|ture|acy|ork)$")
_COUNTED = frozenset(
    "station party city university publication nation competition exhibition beauty-spot foundation location institution gallery bakery brewery nursery city county sty penalty conference dance "
    "audience science-fair picture creature lecture sculpture prism kingdom relationship championship friendship-bracelet scholarship celery-stick discovery battery cemetery fork entity community "
    "identity charity celebrity deity facility convention organisation organization reservation position petition application operation nightmare-scenario".split()
)
_CLAUSE = re.compile(
    r"(?:it|it['’]s|there|there['’]s|somebody|someone|everybody|everyone|nobody|people|they|others|he|she|I|you)\s+\S+", re.I
)
_FINITE = frozenset("is was are were am be been being's has had does did it's".split())


class Form(Enum):
    """What a value is, as far as its words tell."""

    NOUN = "a noun that can stand in a sentence as it is, or a gerund"
    BARE = "a singular noun without its article, or nothing we know"
    VERB = "begins with a verb in the base form"
    CLAUSE = "a sentence of its own: `it's raining`"


def form_of(value: str) -> Form:
    """The form of a thing that somebody likes, fears, knows, …"""
    tokens = value.split()
    if _CLAUSE.match(value) and len(tokens) > 2 - ("'" in tokens[0] or "’" in tokens[0]) and _has_verb(tokens):
        return Form.CLAUSE
    if re.search(r"[.,] ", value):
        return Form.BARE
    if _DETERMINED.match(value) or is_gerund(value):
        return Form.NOUN
    if len(tokens) > 1 and value[:1].islower() and is_verb_start(value):
        return Form.VERB
    return Form.NOUN if is_without_article(value) else Form.BARE


def _has_verb(tokens: Sequence[str]) -> bool:
    return any(word.lower() in _FINITE or re.search(r"['’](?:s|re|m)$", word) or word.lower() in verb_forms() for word in tokens[:4])


def is_gerund(value: str) -> bool:
    """True for `keeping bees`, `being seen`, `not sleeping`."""
    first = value.removeprefix("not ").split(None, 1)[0].lower()
    return any(form == FORM_ING for _, form in verb_forms().get(first, ())) or _is_doing(first)


def _is_doing(word: str) -> bool:
    """By the ending, for verbs that the list of verbs doesn't have."""
    return word.endswith("ing") and len(word) > 5 and word not in _THINGS


_THINGS = frozenset(
    "nothing something anything everything morning evening spring string building ceiling wedding clothing darling sibling offspring pudding dumpling duckling earring herring shilling "
    "sterling viking wellbeing painting-set".split()
)


def head_of(value: str) -> str:
    """The noun a noun phrase turns on: `the smell of rain` → `smell`."""
    before = _HEAD_ENDS.split(value, maxsplit=1)[0].split()
    return before[-1].strip("\"'’“”.()") if before else ""


def is_plural(noun: str) -> bool:
    """By its ending; `glasses`, but not `glass`, `cactus` or `tennis`."""
    return noun.lower() in (
        "people",
        "children",
        "men",
        "women",
        "mice",
        "geese",
        "sheep",
        "cattle",
        "parents",
        "dice",
        "feet",
        "teeth",
    ) or bool(re.search(r"[^siu]s$", noun.lower()))


def is_without_article(value: str) -> bool:
    """True for plurals, mass nouns and proper names."""
    head = head_of(value).lower()
    if not head:
        return False
    if re.search(r"\w['’]s\b", value) and not is_plural(head):
        return True
    if value[:1].isupper() and _all_capital(value) and (" " in value or not is_common(value)):
        return True
    is_mass = head in words("mass_nouns") or (bool(_MASS_ENDINGS.search(head)) and head not in _COUNTED and head not in words("traits"))
    return is_mass or is_plural(head) or is_gerund(head)


def _all_capital(value: str) -> bool:
    return all(word[:1].isupper() or word in ("of", "the", "de", "la", "and", "in") for word in value.split())


def is_common(word: str) -> bool:
    """True when a capital letter is only that of a sentence's or a list's beginning."""
    low = word.lower()
    known = low in words("traits") or low in words("occupations") or low in words("mass_nouns") or low in _ORDINARY
    singular = re.sub(r"(?:(?<=[sx])es|(?<!s)s)$", "", low)
    return known or low in verb_forms() or (low != singular and (singular in words("mass_nouns") or singular in words("occupations")))


_ORDINARY = frozenset(
    "a an the being having my her his their your our no not every all any some in on at from of with without good bad old new big small long short loud quiet strong black white hot cold open early late "
    "natural human public native fluent bachelor bachelor's master master's degree diploma storms petrol menu metadata deep flea light fresh sour sweet dark wild warm wet dry quick slow high low clean dirty young modern ancient classical local foreign free real fast cheap rich poor smoked roast fried "
    "red green blue yellow brown grey gray four two three five six seven eight nine ten applause coriander escalators narrow lunch breakfast dinner asleep open-water wild-water petrol menu metadata tape minor advanced basic dogs cats books birds".split()
)


def sentence_case(value: str) -> str:
    """The value as it stands inside a sentence: `Storms` → `storms`, `Menu costing` → `menu costing`, `Python` stays."""
    first, _, rest = value.partition(" ")
    is_title = rest[:1].isupper()
    if first[:1].isupper() and first[1:] == first[1:].lower() and not is_title and is_common(first):
        return value[:1].lower() + value[1:]
    return value


def joined(values: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; a serial comma where a value has its own `and`."""
    items = list(values)
    if len(items) == 1:
        return items[0]
    last = items[-1]
    needs_comma = len(items) > 2 and any(" and " in item for item in items) or " and " in items[-2] or any("," in item for item in items)
    return f"{', '.join(items[:-1])}{',' if needs_comma else ''} and {last}"


def article(following: str) -> str:
    """`a` or `an`, by sound as far as spelling tells."""
    is_acronym = re.match(r"U[A-Z]", following)
    return "an" if (_VOWEL_SOUND.match(following) and not is_acronym) or _SPELT.match(following) else "a"


def with_article(noun: str) -> str:
    """A singular noun phrase with `a` or `an` unless it has a determiner already or is a plural."""
    if _DETERMINED.match(noun) or is_plural(head_of(noun)):
        return noun
    return f"{article(noun)} {noun}"


def ended(text: str) -> str:
    """The text as a sentence: a capital first and a stop last."""
    capital = text[:1].upper() + text[1:]
    return capital if re.search(r"[.!?…][”’\"')]*$", capital) else f"{capital}."


def tidy(text: str) -> str:
    """A value on one line, without stops at its end, a run-on's semicolons as commas, never longer than `LONGEST_VALUE`."""
    flat = re.sub(r"\s*;\s*", ", ", " ".join(text.split()))
    flat = re.sub(r"(?:,\s*){2,}", ", ", flat).strip(" .,:;")
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1].rsplit(" ", 1)[0] + "…"


def is_past_verb(word: str) -> bool:
    """True for `studied`, `went`."""
    return any(form == FORM_PAST for _, form in verb_forms().get(word.lower(), ()))


def is_present_verb(word: str) -> bool:
    """True for `teaches`, `runs`."""
    forms = {form for _, form in verb_forms().get(word.lower(), ())}
    return FORM_S in forms and FORM_BASE not in forms
