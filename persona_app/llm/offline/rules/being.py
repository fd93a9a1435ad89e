"""What the clause says that the person is, where no rule knows the words: by the shape of what follows the copula.

`hopeless with names`, `a terrible loser`, `not deaf`, `in remission`, `training for a marathon`. Moods of the moment, places passed through
and sentences that hang on another one are left out.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import relations, words
from persona_app.llm.offline.rules.reading import Hit, Reading, hit, hits
from persona_app.llm.questions import ClaimField

_DEGREE = r"(?:(?:very|really|so|quite|rather|pretty|extremely|always|also|too|still|a bit|a little|utterly|completely|almost|equally|notoriously|famously|not|only|just|often|sometimes|perhaps|probably|best|by nature|honestly|generally|usually|weirdly|oddly|slightly|highly) )*"
_WITH_COMPLEMENT = re.compile(
    rf"{_DEGREE}(?P<x>(?:bad|hopeless|terrible|useless|awful|rubbish|incapable|capable|slow|slower|quick|shy|impossible|reluctant|prone|inclined|given|loyal|kind|generous|rude|patient|impatient|strict|hard|soft|difficult|suspicious|protective|proud|careful|careless|"
    r"particular|fussy|picky|modest|comfortable|unable|lost|ruthless|merciless|gentle|honest|serious|secretive|stubborn|lucky|clumsy|cautious|sceptical|skeptical|calm|firm|fair|popular|competitive|vain|strong|weak|devoted|faithful|unmoved|unimpressed|indifferent|sensitive|resistant|addicted|immune) "
    r"(?:at|with|to|of|about|before|for|in|on|under|after|around|when|towards?) [\w' -]{2,60})",
    re.I,
)
_LOOSE = re.compile(
    r"(?P<x>[a-z]{3,}(?:ful|less|ive|ous|able|ible|ish|ant|ent|some|ical|istic|ic|minded|hearted|tempered|willed|headed|natured|spirited)|messy|late|hungry|bored|lonely|precise|impossible|relentless|merciless|superb|unmistakable|cheap|loud|lucky|literal|moderate|deaf|brave|religious|political|fair-minded|hearty|grim|nerdy|bossy|noisy|thirsty|greedy|frail)(?=\s*(?:$|[,.;!]|and\b|but\b|or\b))"
)
_MOMENT = frozenset(
    "different present absent innocent recent urgent apparent evident excellent pregnant important significant relevant brilliant available possible impossible-to responsible comfortable public basic available current violent dependent president student patient pleasant previous famous serious obvious various delicious fantastic parent client agent talent accident incident servant restaurant assistant alive grateful thankful useful helpful awful successful terrible horrible suitable notable visible single".split()
) - {"impossible", "patient", "serious"}
_NOT_A = re.compile(
    r"(?:an? |much of an? |one for |the (?:most )?|particularly |really |very |exactly |always |especially |at all |remotely |naturally |any )?(?P<x>[a-z][\w'-]*(?: [\w'-]+){0,4})(?=\s*(?:$|[,.;!:]))"
)
_NOT_NOW = re.compile(
    r"\b(?:sure|going|coming|joking|kidding|here|there|home|alone|ready|able|allowed|certain|saying|sorry|surprised|yet|enough|supposed|it|that|this|him|her|them|so|me|us|one|mine|yours|you|happy|far|trying|looking|asking|talking|thinking|telling|really|done|finished|to blame)\b",
    re.I,
)
_PERSONAL = re.compile(
    r"(?:(?:also|such|quite|still|always|only|very much|rather|something of|a bit of) )*(?P<x>(?:an?|the) (?!(?:above|same|first|last|only|other|named|next|former|one|kind|sort)\b)(?:(?:more|most|very|rather|deeply|truly|really|terribly) )?(?:[a-z][\w'-]*,? (?:and |but )?){0,4}?(?P<head>person|man|woman|soul|child|girl|boy|dad|mum|mother|father|lady|guy|fellow|[a-z]+(?:er|or|ist|ian|ant|eur|holic|ite|oaf|pain)|cook|optimist|pessimist|sceptic|skeptic|romantic|coward|rebel|bore|host|guest|snob|wimp|sport|nerd|geek|wreck|nuisance|menace|hoarder|saint|hero|survivor|believer|touch|bird|owl|member|veteran|citizen|native|convert|regular|patron|trustee|treasurer|chair|president|captain|leader))(?=\s*(?:$|[,.;!:]|and\b|but\b|with\b|at\b|in\b|who\b|to\b|by\b|for\b|from\b|on\b))"
)
_SUPERLATIVE = re.compile(r"(?:the|by far the|one of the|easily the) (?P<x>(?:(?:most|least) [a-z-]+|[a-z]+est))(?P<head> [a-z]+)?")
_LOOK = re.compile(
    r"(?:(?:very|always|quite|rather) )*(?:tall|tiny|short|slim|thin|stocky|slender|petite|lanky|plump|burly|wiry|bald|balding|freckled|bearded|(?:always )?dressed in [a-z ]{3,20}|broad-shouldered|bespectacled|tattooed|[a-z]+-haired)",
    re.I,
)
_EST = frozenset(
    "best worst latest biggest nearest closest oldest youngest eldest first last honest modest earnest interest forest guest rest tallest smallest largest longest shortest highest".split()
)
_STATE = re.compile(
    r"(?P<x>(?:in remission|in recovery|in debt|in therapy|on medication|in a (?:choir|band|orchestra|wheelchair|relationship|club|book club|team|union)|in (?:the|his|her|my) (?:navy|army|air force|choir|band|orchestra|police|union|team|club)|on the (?:committee|board|council|parish council|waiting list)|out (?:for|of action)\b[\w ]+|at war with [\w' ]+|on first-name terms with [\w' ]+|under (?:five|six) f\w+)\b[\w' -]{0,40})"
)
_ING_NOW = frozenset(
    "be do go come look sit stand talk think joke kid say tell ask get try try make have take run hope plan become write leave feel wait put seem wonder lie smile laugh call stay die cry see give turn use mean".split()
)


def read(reading: Reading) -> Iterator[Hit]:
    """Traits and facts after the copula; the caller has made sure that no other rule found anything."""
    p = reading.clause.predicate
    if p.is_unreal or p.modal or p.is_former or reading.clause.person == "joint":
        return
    if p.is_progressive:
        yield from _going_on(reading)
    elif reading.lemma != "be":
        return
    elif p.is_negated:
        yield from _denied(reading)
    elif p.is_past and not (p.is_perfect or reading.is_remembered):
        yield from _was(reading)
    else:
        yield from _is(reading)


def read_listed(reading: Reading) -> Iterator[Hit]:
    """`brisk, funny and incapable of gossip`: what follows the first part of a list, when the other rules took only that."""
    p = reading.clause.predicate
    if not reading.is_plain or p.modal or p.is_progressive or p.is_past and not reading.is_remembered or reading.clause.person == "joint":
        return
    first, *others = re.split(r"\s*(?:,|\band\b|\bbut\b|\byet\b)\s*", re.split(r"[.;:(]", reading.rest)[0])[:6]
    if len(first.split()) > 3:
        return
    for piece in others:
        if match := _WITH_COMPLEMENT.match(piece):
            yield from hits(reading, ClaimField.TRAIT, _short(match["x"]))
        elif _LOOK.fullmatch(piece):
            yield hit(reading, ClaimField.APPEARANCE, piece)
        elif found := _loose(piece):
            yield from hits(reading, ClaimField.TRAIT, found)


def _is(reading: Reading) -> Iterator[Hit]:
    rest = reading.rest
    if match := _WITH_COMPLEMENT.match(rest):
        yield from hits(reading, ClaimField.TRAIT, _short(match["x"]))
    elif (match := _SUPERLATIVE.match(rest)) and match["x"] not in _EST:
        adjective = match["x"]
        plain = re.sub(r"iest$", "y", adjective) if adjective.endswith("iest") else adjective.removesuffix("est")
        yield hit(reading, ClaimField.TRAIT, adjective if " " in adjective else plain)
    elif match := re.match(rf"an? (?P<x>{_LOOK.pattern}) (?:[a-z-]+ )?(?:man|woman|person|girl|boy|lady|figure)\b", rest):
        yield hit(reading, ClaimField.APPEARANCE, match["x"])
    elif match := _PERSONAL.match(rest):
        yield from _personal(reading, match)
    elif match := _STATE.match(rest):
        yield from hits(reading, ClaimField.FACT, _short(match["x"]))
    else:
        yield from hits(reading, ClaimField.TRAIT, _loose(rest))


def _loose(rest: str) -> list[str]:
    """Adjectives known by their endings, one after the other from the beginning."""
    found: list[str] = []
    for piece in re.split(r"\s*(?:,|\band\b|\bbut\b|\byet\b)\s*", rest)[:5]:
        bare = re.sub(rf"^{_DEGREE}", "", piece.strip(" .!") + " ").strip()
        match = _LOOSE.fullmatch(bare)
        if match is None or bare in _MOMENT:
            break
        found.append(match["x"])
    return found


def _personal(reading: Reading, match: re.Match[str]) -> Iterator[Hit]:
    head, phrase = match["head"], match["x"]
    adjectives = phrase.split()[1:-1]
    if head in relations() or head in words("occupations") and not adjectives:
        return
    if head.endswith(("er", "or", "ist", "ian", "ant")) and not adjectives and len(head) < 6:
        return
    if head in ("person", "man", "woman", "guy", "fellow", "lady", "girl", "boy") and not adjectives:
        return
    yield from hits(reading, ClaimField.TRAIT, _short(re.sub(r"^(?:an?|the) ", "", phrase)))


def _was(reading: Reading) -> Iterator[Hit]:
    rest = reading.rest
    if match := re.match(
        r"(?P<x>(?:late|early|ill|in hospital|in prison|homeless|unemployed|bullied|evacuated|too (?:young|small|old|poor|late|ill)|in an? [a-z-]+ (?:accident|blaze|crash|fire|band)|the (?:first|only|last|youngest|oldest|clever|quiet|loud|middle) (?:one|[a-z]+))\b[\w' -]{0,50})",
        rest,
    ):
        yield from hits(reading, ClaimField.BACKGROUND, _short(match["x"]))
    elif match := re.match(r"(?P<x>an? (?:[a-z-]+,? ){1,3}(?:child|boy|girl|kid|teenager|student|pupil|baby))\b", rest):
        yield hit(reading, ClaimField.BACKGROUND, match["x"])


def _denied(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    match = _NOT_A.match(reading.rest)
    if p.is_past and not reading.is_remembered or match is None or _NOT_NOW.search(match["x"]):
        return
    value = match["x"]
    if value.split()[-1] in relations() or len(value.split()) == 1 and value in words("occupations"):
        return
    if len(value.split()) <= 4 and not re.search(r"(?:ing|ed)$", value.split()[0]):
        yield hit(reading, ClaimField.TRAIT, f"{'never' if 'never' in p.adverbs else 'not'} {value}")


def _going_on(reading: Reading) -> Iterator[Hit]:
    """`is learning to knit`: what is under way, when it is more than the moment."""
    p = reading.clause.predicate
    if p.is_past or p.is_negated or reading.lemma in _ING_NOW:
        return
    rest = values.cut(reading.rest)
    least = 1 if reading.lemma == "learn" and rest in words("languages") else 2
    if least <= len(rest.split()) <= 9 and not re.search(r"\b(?:it|me|you|this|that|us|tonight|today|tomorrow)\b", rest):
        verb = re.split(r"[\s,]", reading.flat[: reading.clause.at].rstrip()[-30:])[-1].lower()
        yield hit(reading, ClaimField.FACT, f"{verb} {rest}")


def _short(phrase: str) -> list[str]:
    return values.one(phrase, longest=10)
