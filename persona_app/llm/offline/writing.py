"""Claims as a system instruction: short plain sentences in the second person, every passage with the ids it rests on."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Callable, Iterable

from persona_app.llm.offline.lexicon import verb_forms
from persona_app.llm.questions import ClaimField, NumberedClaim, Passage, Section, WriteQuestion, Writing

_AT_ONCE = 8
F = ClaimField


_HAPPENED = frozenset(
    "born raised bitten selected chosen elected awarded diagnosed promoted appointed wounded injured ordained hired sent brought adopted orphaned evacuated designed created knighted divorced widowed made".split()
)
_FREQUENCY = frozenset(
    "always often usually never sometimes rarely regularly frequently occasionally habitually constantly religiously normally".split()
)
_NOUN_ENDINGS = tuple("ist vert er owl bird person spirit player romantic".split())


def write(question: WriteQuestion) -> Writing:
    """Sections in a fixed order; a field without claims is not mentioned."""
    by_field: dict[ClaimField, list[NumberedClaim]] = {}
    for claim in question.claims:
        known = by_field.setdefault(claim.field, [])
        if claim.text.strip() and claim.text.lower() not in {other.text.lower() for other in known}:
            known.append(claim)
    sections = []
    for heading, fields in _SECTIONS:
        passages = [passage for field in fields for passage in _passages(question.name, field, by_field.get(field, []))]
        if passages:
            sections.append(Section(heading=heading, passages=passages))
    return Writing(sections=sections)


_SECTIONS: tuple[tuple[str, tuple[ClaimField, ...]], ...] = (
    ("Who you are", (F.NAME, F.ALIAS, F.AGE, F.NATIONALITY, F.GENDER, F.PRONOUNS, F.RESIDENCE, F.LANGUAGE)),
    ("Work and skills", (F.OCCUPATION, F.EDUCATION, F.SKILL, F.KNOWLEDGE)),
    ("Your background", (F.BACKGROUND, F.FACT)),
    ("Your character", (F.TRAIT, F.VALUE, F.BELIEF, F.HABIT, F.APPEARANCE)),
    ("What moves you", (F.LIKE, F.DISLIKE, F.GOAL, F.FEAR)),
    ("The people around you", (F.RELATIONSHIP,)),
    ("How you speak", (F.REGISTER, F.FAVOURITE_WORD, F.SAMPLE_LINE)),
)


def joined(values: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(values)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _passages(name: str, field: ClaimField, claims: list[NumberedClaim]) -> list[Passage]:
    if not claims:
        return []
    sentence = _SENTENCES[field]
    found = []
    step = 1 if field in _SINGLY else _AT_ONCE
    for at in range(0, len(claims), step):
        chunk = claims[at : at + step]
        text = sentence(name, [claim.text.strip() if field is F.SAMPLE_LINE else _clean(claim.text) for claim in chunk])
        found.append(Passage(text=_bounded(text), claims=[claim.id for claim in chunk]))
    return found


_SINGLY = frozenset((F.NAME, F.AGE, F.GENDER, F.PRONOUNS, F.BELIEF, F.SAMPLE_LINE, F.RESIDENCE, F.NATIONALITY, F.REGISTER))


def _clean(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,")


def _bounded(text: str) -> str:
    return text if len(text) <= 1000 else text[:997].rsplit(" ", 1)[0] + " …"


def _article(noun: str) -> str:
    if (
        re.match(r"(?:an?|the|one|works?|runs?|teaches|head of|chief)\b", noun, re.I)
        or noun.lower().endswith("s")
        and not noun.lower().endswith("ss")
    ):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


_THIRD = re.compile(r"^([a-z]+)\b")


def second_person(phrase: str) -> str:
    """A predicate in the third person turned to `you`: `works at a school` → `work at a school`, `was born` stays `were born`."""
    match = _THIRD.match(phrase)
    if match is None:
        return phrase
    word = match.group(1)
    irregular = {"is": "are", "was": "were", "has": "have", "does": "do"}
    base = irregular.get(word) or next((lemma for lemma, form in verb_forms().get(word, ()) if form == "s"), word)
    return base + phrase[len(word) :]


def _own(phrase: str) -> str:
    """Words about the person turned to the second person."""
    return re.sub(
        r"\b(?:his|her|my|their)\b(?! own name)", "your", re.sub(r"\b(?:himself|herself|myself|themselves)\b", "yourself", phrase)
    )


def _occupation(_: str, values: list[str]) -> str:
    verbs = [
        value
        for value in values
        if re.match(r"(?:works?|runs?|teaches|manages|owns|leads|heads|edits|directs|oversees|supervises|chairs)\b", value)
    ]
    nouns = [value for value in values if value not in verbs]
    parts = ([f"You are {joined(map(_article, nouns))}."] if nouns else []) + (
        [f"You {joined(_own(second_person(value)) for value in verbs)}."] if verbs else []
    )
    return " ".join(parts)


def _past(values: list[str]) -> str:
    """Background phrases are predicates (`grew up in …`), participles (`born in …`) or nouns (`from …`)."""
    return "; ".join(_background(_own(value)) for value in values)


def _background(value: str) -> str:
    first = value.split()[0].lower()
    if first in _HAPPENED:
        return f"you were {value}"
    if first == "from":
        return f"you come {value}"
    if first in ("former", "retired", "ex-"):
        return (
            "you have retired"
            if value.lower() == "retired"
            else f"you are {_article(value)}"
            if first != "retired" or len(value.split()) <= 3
            else f"you {value}"
        )
    if any(form in ("past", "participle") for _, form in verb_forms().get(first, ())):
        return f"you {value}"
    return value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence_of(text: str) -> str:
    return _capital(text) + ("" if text.endswith((".", "!", "?", "…")) else ".")


def _education(_: str, values: list[str]) -> str:
    verbs = [value for value in values if re.match(r"(?:studied|studies|graduated|attended|finished|completed|went)\b", value)]
    nouns = [value for value in values if value not in verbs]
    parts = ([f"You {joined(_own(second_person(value)) for value in verbs)}."] if verbs else []) + (
        [f"Your education: {'; '.join(nouns)}."] if nouns else []
    )
    return " ".join(parts)


def _habits(_: str, values: list[str]) -> str:
    return f"You {joined(_own(_habit(value)) for value in values)}."


def _habit(value: str) -> str:
    words = value.split()
    if words[0].lower() in _FREQUENCY and len(words) > 1:
        return f"{words[0].lower()} {second_person(' '.join(words[1:]))}"
    return second_person(value)


def _traits(_: str, values: list[str]) -> str:
    nouns = [value for value in values if _is_quality(value)]
    adjectives = [value for value in values if value not in nouns]
    parts = ([f"You are {joined(_character(value) for value in adjectives)}."] if adjectives else []) + (
        [f"People know you for your {joined(nouns)}."] if nouns else []
    )
    return " ".join(parts)


def _is_quality(value: str) -> bool:
    return bool(
        re.search(
            r"(?:ism|ity|ness|ance|ence|ience|ination|age|humou?r|wit|temper|warmth|energy|honesty|loyalty|spirit|streak|heart|memory|laugh|smile|ethic|detail|mind|nature|charm|modesty|ambition|imagination|sarcasm|patience|generosity|manner|tongue|passion)$",
            value.lower(),
        )
    )


def _character(value: str) -> str:
    is_noun = (
        value.lower().endswith(_NOUN_ENDINGS)
        and value.lower() not in ("clever", "sober", "tender", "eager", "hopeless romantic")
        or value.lower() in ("rebel", "cynic", "workaholic", "homebody", "gossip", "tomboy")
    )
    return (
        _article(value)
        if is_noun and value.lower() not in ("perfectionist-like",) and not value.lower().endswith("old-fashioned")
        else value
    )


def _relations(_: str, values: list[str]) -> str:
    return " ".join(_relation(value) for value in values)


def _relation(value: str) -> str:
    match = re.match(r"(?P<kin>[^:(]+?)\s*(?:[:(]|\s-\s|\snamed\s|,\s)\s*(?P<who>[^)]+)\)?$", value)
    if match and match["who"].strip():
        return f"Your {match['kin'].strip()} is {match['who'].strip()}."
    number = re.match(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b", value)
    return f"You have {value if number or value.endswith('s') else _article(value)}."


def _looks(_: str, values: list[str]) -> str:
    wears = [second_person(value) for value in values if value.startswith("wears")]
    having = [
        value
        for value in values
        if not value.startswith("wears")
        and re.search(
            r"\b(?:hair|eyes?|beard|moustache|mustache|freckles|scar|tattoos?|glasses|spectacles|skin|build|nose|face|smile|hands|curls|ponytail|braids?|eyebrows|fur|limp|fringe|bun|wrinkles|dimples?|shoulders|complexion)\b",
            value,
        )
    ]
    being = [value for value in values if value not in having and not value.startswith("wears")]
    parts = []
    if being:
        parts.append(f"You are {joined(being)}.")
    if having:
        parts.append(f"You have {joined(_looked(value) for value in having)}.")
    if wears:
        parts.append(f"You {joined(wears)}.")
    return " ".join(parts)


def _looked(value: str) -> str:
    return (
        _article(value)
        if re.search(
            r"\b(?:beard|moustache|mustache|scar|tattoo|build|nose|face|smile|ponytail|braid|limp|fringe|bun|complexion|birthmark)$", value
        )
        else value
    )


def _simple(before: str, after: str = ".", *, own: bool = True) -> Callable[[str, list[str]], str]:
    def sentence(_: str, values: list[str]) -> str:
        return f"{before}{joined(_own(value) if own else value for value in values)}{after}"

    return sentence


def _belief(_: str, values: list[str]) -> str:
    value = _own(values[0])
    if value.startswith("does not believe in "):
        return f"You do not believe in {value.removeprefix('does not believe in ')}."
    if len(value.split()) > 4 or re.search(r"\b(?:is|are|should|must|can|deserves?|matters?)\b", value):
        return f"You believe that {value}."
    return f"Your conviction: {value}."


def _skills(_: str, values: list[str]) -> str:
    able = [
        value
        for value in values
        if any(form == "base" for _, form in verb_forms().get(value.split()[0], ()))
        and not value.split()[0].endswith("ing")
        and len(value.split()) > 1
    ]
    rest = [value for value in values if value not in able]
    parts = ([f"You can {joined(map(_own, able))}."] if able else []) + (
        [f"Your skills include {joined(map(_own, rest))}."] if rest else []
    )
    return " ".join(parts)


def _goals(_: str, values: list[str]) -> str:
    doing = [value for value in values if value.split()[0].endswith("ing")]
    verbs = [
        value
        for value in values
        if value not in doing and (value.split()[0].lower() in verb_forms() or value.split()[0].lower() in ("be", "see", "help", "visit"))
    ]
    rest = [value for value in values if value not in doing and value not in verbs]
    parts = [f"You want to {joined(_own(value) for value in verbs)}."] if verbs else []
    parts += [f"You dream of {joined(_own(value) for value in [*doing, *rest])}."] if doing or rest else []
    return " ".join(parts)


def _named(name: str, values: list[str]) -> str:
    return f"You are {values[0] or name}."


def _place(value: str) -> str:
    if re.match(r"(?:in|on|at|near|aboard)\b", value):
        return value
    return f"in {value if value[:1].isupper() or re.match(r'(?:a|an|the|your)' + chr(32), value) else _article(value)}"


def _lines(_: str, values: list[str]) -> str:
    return f"You say things like: “{values[0]}”" if not values[0].startswith(("“", '"')) else f"You say things like: {values[0]}"


_SENTENCES: dict[ClaimField, Callable[[str, list[str]], str]] = {
    F.NAME: _named,
    F.ALIAS: _simple("You are also called ", own=False),
    F.AGE: lambda _, values: f"You are {values[0]} years old." if values[0].isdigit() else f"Your age: {values[0]}.",
    F.NATIONALITY: lambda _, values: f"You are {values[0]}.",
    F.GENDER: lambda _, values: (
        f"You are {values[0]}." if values[0].lower() not in ("woman", "man", "girl", "boy") else f"You are a {values[0].lower()}."
    ),
    F.PRONOUNS: _simple("Your pronouns are ", own=False),
    F.RESIDENCE: lambda _, values: f"You live {_place(_own(values[0]))}.",
    F.LANGUAGE: _simple("You speak ", own=False),
    F.OCCUPATION: _occupation,
    F.EDUCATION: _education,
    F.SKILL: _skills,
    F.KNOWLEDGE: _simple("You know about "),
    F.BACKGROUND: lambda _, values: _sentence_of(_past(values)),
    F.FACT: lambda _, values: f"Also true of you: {'; '.join(map(_own, values))}.",
    F.TRAIT: _traits,
    F.VALUE: _simple("You value "),
    F.BELIEF: _belief,
    F.HABIT: _habits,
    F.APPEARANCE: _looks,
    F.LIKE: _simple("You like "),
    F.DISLIKE: _simple("You dislike "),
    F.GOAL: _goals,
    F.FEAR: _simple("You are afraid of "),
    F.RELATIONSHIP: _relations,
    F.REGISTER: lambda _, values: f"Your manner of speaking: {values[0]}.",
    F.FAVOURITE_WORD: lambda _, values: f"You often say {joined(f'“{value}”' for value in values)}.",
    F.SAMPLE_LINE: _lines,
}
