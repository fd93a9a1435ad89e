"""Which phrases can stand behind `You`, and how: `plays the oud` → `play the oud`, `bitten as a boy` → `were bitten as a boy`."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass

from persona_app.llm.offline.addressing import NOBODY, Subject, agreeing, agreeing_on, to_you
from persona_app.llm.offline.lexicon import FORM_BASE, FORM_PARTICIPLE, FORM_PAST, FORM_S, verb_forms, words

_BEFORE = frozenset(
    "always often usually never sometimes rarely seldom regularly frequently occasionally habitually constantly religiously normally also still once hardly barely first later originally "
    "generally typically mostly just really formerly previously".split()
)
_AUXILIARIES = frozenset(
    "is am are isn't aren't was were wasn't weren't has have hasn't haven't had does do did doesn't don't didn't can cannot can't could couldn't will won't would wouldn't must should may might".split()
)
_PAST_AUXILIARIES = frozenset("was were wasn't weren't did didn't had hadn't could couldn't".split())
_PASSIVE = frozenset(
    "born bitten diagnosed elected appointed awarded promoted ordained knighted orphaned evacuated widowed chosen injured wounded named nicknamed christened baptised baptized expelled".split()
)
_PASSIVE_BEFORE_PLACE = frozenset(
    "raised selected sent hired adopted created designed made built educated brought taken recruited invited sentenced trained-up".split()
)
_PLACE = re.compile(r"(?:$|(?:at|in|on|by|as|to|for|from|with|up|near|among|into|up)\b|\d)")
_STATE = re.compile(
    r"(?:not )?(?:allergic|afraid|proud|fond|fluent|keen|interested|known|famous|(?:(?:happily |newly )?married|divorced|widowed|engaged|separated)(?= to\b| with\b|$)|unmarried|single|left-handed|right-handed|ambidextrous|teetotal|"
    r"vegetarian|vegan|blind|deaf|colour-blind|color-blind|short-sighted|retired|human|based|able|unable|good|bad|great|terrible|used to \w+ing|willing|responsible|"
    r"addicted|devoted|dedicated|obsessed|passionate|close|pregnant|disabled|diabetic|dyslexic|autistic|asthmatic|homeless|childless|unemployed|self-employed|self-taught|tone-deaf|bilingual|trilingual)\b",
    re.I,
)
_NOUNS_TOO = frozenset(
    "fire work dance book box water park garden fish design research report film sound study heart love dream hope fear talk plan need use help care value call visit show change turn start stop search drink "
    "smoke look stand sleep laugh smile joke record process fight struggle respect balance judge treat trade race camp score blog text exercise focus farm nurse coach practice support travel walk hike ride drive swim "
    "sail paint play cook train produce rock head hand eye point sort cut break set run round light open close clean dress iron fast warm cool dry light clear last best right long free own even".split()
)
RATHER_NOUNS = frozenset(
    "fire work dance book box water park garden fish design research report film sound heart love dream hope fear light care exercise text blog score race head hand eye point rock produce record judge "
    "process sort cut clear last best right long free own even camp warm cool dry fast iron close".split()
)
"""Of those, the ones that begin a noun even in a list of what somebody does."""
_VERBAL_NEXT = re.compile(
    r"(?:an?|the|his|her|my|their|your|every|each|no|some|any|all|this|that|these|those|it|him|them|himself|herself|myself|yourself|up|out|off|at|in|on|to|from|with|about|for|into|over|"
    r"through|around|away|as|like|too|not|often|always|alone|together|more|less|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|people|badly|well|daily|[a-z]+ly)\b"
)
_SINCE = re.compile(r"\bsince (?:\d{4}|\w+hood|then)\b|\bfor (?:the (?:last|past)\b)")


@dataclass(frozen=True)
class Said:
    """What may follow `You`.

    Attributes:
        text: the predicate.
        is_past: it tells of something that happened.
    """

    text: str
    is_past: bool = False


def said_of_you(value: str, subject: Subject = NOBODY) -> Said | None:
    """The phrase as a predicate of `you`; None when its form does not say how it would be one."""
    before, phrase = _without_adverbs(value)
    word = re.match(r"[\w'’-]+", phrase)
    if word is None:
        return None
    first, rest = word.group().lower(), phrase[word.end() :]
    made = _auxiliary(first, rest) or _state(phrase, first) or _verb(first, rest, is_surely=bool(before))
    if made is None:
        return None
    if before[:1] == ["since"]:
        before, made = [], Said(f"have since {made.text}", is_past=True) if made.is_past else made
    adverbs = " ".join(before)
    return Said(to_you(_placed(adverbs, made.text), subject), made.is_past)


def _placed(adverbs: str, text: str) -> str:
    """`never` + `are late` → `are never late`; before any other verb the adverb comes first."""
    verb, _, rest = text.partition(" ")
    if not adverbs:
        return text
    return f"{verb} {adverbs} {rest}" if verb in ("are", "were", "have") and rest else f"{adverbs} {text}"


def _without_adverbs(value: str) -> tuple[list[str], str]:
    found = []
    words_left = value.split()
    while len(words_left) > 1 and words_left[0].lower() in _BEFORE | {"since"}:
        found.append(words_left.pop(0).lower())
    return found, " ".join(words_left)


def _auxiliary(first: str, rest: str) -> Said | None:
    plain = first.replace("’", "'")
    if plain not in _AUXILIARIES or not rest:
        return None
    return Said(agreeing(plain) + rest, plain in _PAST_AUXILIARIES)


def _state(phrase: str, first: str) -> Said | None:
    if first == "from" and len(phrase.split()) > 1:
        return Said(f"come {_lowered(phrase)}")
    if re.match(r"used to [a-z]+\b(?<!ing)", phrase, re.I):
        return Said(_lowered(phrase), is_past=True)
    if _STATE.match(phrase) or is_quality(phrase):
        return Said(f"are {_lowered(phrase)}")
    if re.match(r"the (?:[a-z]+est|only|first|second|third|fourth|fifth|middle|last)\b", phrase):
        return Said(f"are {phrase}")
    if first in ("a", "an") and 1 < len(phrase.split()) <= 7:
        return Said(f"are {_lowered(phrase)}")
    return None


def is_quality(phrase: str) -> bool:
    """True for an adjective of character by itself or with what goes on after it: `kind`, `good-natured with children`."""
    first, _, rest = phrase.lower().removeprefix("not ").partition(" ")
    return first in words("traits") and (not rest or bool(_GOES_ON.match(rest)))


_GOES_ON = re.compile(r"(?:and|but|to|with|about|in|of|at|when|towards?|for|as|by|around|on|if|under)\b|enough\b")


def _verb(first: str, rest: str, *, is_surely: bool) -> Said | None:
    forms = {form for _, form in verb_forms().get(first, ())}
    if not forms and _UNKNOWN_S.match(first + rest):
        return Said(re.sub(r"ies$", "y", re.sub(r"(?<=ch|sh|ss)es$", "s", first)).removesuffix("s") + agreeing_on(rest))
    if FORM_S in forms and not forms & {FORM_BASE, FORM_PAST}:
        return Said(agreeing(first) + agreeing_on(rest))
    if is_passive(first, rest):
        return Said(_dated(f"were {first}{rest}"), is_past=True)
    if FORM_BASE in forms and (FORM_PAST not in forms or first in ("read", "let", "put", "set", "cut")):
        return Said(first + rest) if is_surely or is_verb_start(first + rest, nouns=RATHER_NOUNS) else None
    if FORM_PAST in forms:
        has_gone_on = FORM_PARTICIPLE in forms and _SINCE.search(rest)
        return Said(f"{'have ' if has_gone_on else ''}{first}{rest}", is_past=True)
    return Said(f"have {first}{rest}", is_past=True) if FORM_PARTICIPLE in forms and rest else None


_UNKNOWN_S = re.compile(r"[a-z]{3,}(?<![su])s (?:the|an?|his|her|my|their|every|each)\b")
"""A verb that the list of verbs doesn't have: its ending and the object after it tell."""


def _dated(text: str) -> str:
    """`were born 3 March 1958` → `were born on 3 March 1958`."""
    dated = re.sub(r"^were born (?=\d{1,2}(?:st|nd|rd|th)? [A-Z]|[A-Z][a-z]+ \d{1,2}\b)", "were born on ", text)
    return re.sub(r"^were born (?=\d{4}\b|[A-Z][a-z]+ \d{4})", "were born in ", dated)


def is_passive(first: str, rest: str) -> bool:
    """`born in Cork`, `raised by monks`, but not `raised three children`."""
    return first in _PASSIVE or (first in _PASSIVE_BEFORE_PLACE and bool(_PLACE.match(rest.strip())))


def is_verb_start(value: str, *, nouns: frozenset[str] = _NOUNS_TOO) -> bool:
    """True when the phrase begins with a verb in its base form that is not rather a noun (`fire safety`, `dance classes`)."""
    first, _, rest = value.partition(" ")
    if not any(form == FORM_BASE for _, form in verb_forms().get(first.lower(), ())):
        return False
    return first.lower() not in nouns or bool(_VERBAL_NEXT.match(rest)) or rest[:1].isupper()


def _lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]
