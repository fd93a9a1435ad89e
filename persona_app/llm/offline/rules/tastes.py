"""Likes, dislikes, fears, goals, values, beliefs: what somebody feels about things."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import FORM_ING, verb_forms
from persona_app.llm.offline.rules.reading import Hit, Reading, find_part, hit, hits
from persona_app.llm.questions import ClaimField

_LIKING = frozenset("like love enjoy adore cherish relish appreciate savour savor treasure prefer admire".split())
_STRONG = frozenset("love adore cherish treasure relish hate detest loathe despise".split())
_DISLIKING = frozenset("dislike hate detest loathe despise resent".split())
_FEARING = frozenset("fear dread".split())
_WANTING = frozenset("want hope aim plan intend aspire long yearn wish dream strive seek".split())
_BELIEVING = frozenset("believe think hold maintain insist argue".split())
_LIKE_ADJECTIVES = re.compile(
    r"(?:(?:very|really|so|deeply|a|an|the|big|huge|great|super|quite|avid|keen|voracious|compulsive|regular|tireless|eager|proud|serious|lifelong|massive|passionate|devoted|dedicated|absolutely|also|particularly|especially|always|genuinely|still|truly|totally|completely|utterly|forever) )*"
    r"(?:(?:passionate|crazy|mad|excited|enthusiastic|nuts|wild) about|fond of|(?:keen|hooked|big) on|into|interested in|fascinated (?:by|with)|captivated by|obsessed (?:with|by)|addicted to|in love with|enamou?red (?:of|with)|"
    r"partial to|drawn to|(?:fan|lover|admirer|aficionado|devotee|supporter|follower|collector|reader|watcher) of|enthusiast of|happiest (?:when|in)|a sucker for|thrilled by) (?P<x>.+)",
    re.I | re.S,
)
_DISLIKE_ADJECTIVES = re.compile(
    r"(?:(?:very|really|so|deeply|quite|also|always|easily|constantly) )*(?:tired of|sick of|fed up with|annoyed by|irritated by|allergic to (?=small talk|nonsense|waste)|bored (?:by|with)|impatient with|disgusted by|intolerant of|no fan of|not a fan of|(?:can't|cannot) (?:stand|bear)) (?P<x>.+)",
    re.I | re.S,
)
_FEAR_ADJECTIVES = re.compile(
    r"(?:(?:very|really|so|deeply|quite|also|always|still|secretly|absolutely|a bit|a little|most|mildly|utterly) )*(?:afraid|scared|terrified|frightened|petrified|fearful|wary|phobic|nervous|anxious) (?:of|about) (?P<x>.+)",
    re.I | re.S,
)
_NOUN_ENTHUSIAST = re.compile(
    r"(?:(?:also|an?|the|big|huge|great|avid|keen|lifelong|massive|passionate|real|devoted|total|complete|true|bit of a|self-confessed) )+(?P<x>[\w' -]{3,30}?) (?:fan|enthusiast|lover|buff|nut|aficionado|addict|geek|fanatic|supporter|junkie|obsessive)\b",
    re.I,
)
_HAVE_TASTE = re.compile(
    r"(?:an? |the |his |her |my )?(?:[\w-]+,? ){0,3}?(?:love|passion|fondness|taste|soft spot|weakness|liking|appetite|thirst|enthusiasm|affection|penchant|appreciation|fascination|interest|obsession|thing|sweet tooth) (?:for|of|with|in) (?P<x>.+)",
    re.I | re.S,
)
_HAVE_FEAR = re.compile(r"(?:an? |the )?(?:[\w-]+,? ){0,3}?(?:fear|phobia|terror|dread|horror) (?:of|for) (?P<x>.+)", re.I | re.S)
_HAVE_DISLIKE = re.compile(
    r"(?:an? |the )?(?:[\w-]+,? ){0,3}?(?:dislike|hatred|aversion|distaste|loathing|contempt|disdain) (?:of|for|to|towards?) (?P<x>.+)",
    re.I | re.S,
)
_NO_PATIENCE = re.compile(
    r"(?:no|little|zero|not much) (?:patience|time|tolerance|sympathy|interest|appetite) (?:for|with|in|of) (?P<x>.+)", re.I | re.S
)
_HAVE_GOAL = re.compile(
    r"(?:an? |the |his |her |my )?(?:[\w-]+ ){0,2}?(?:goal|dream|ambition|aim|plans?|hope|desire|wish|mission) (?:of|to|is to|for) (?P<x>.+)",
    re.I | re.S,
)
_HAVE_VALUE = re.compile(
    r"(?:an? |the )?(?:[\w-]+ ){0,2}?(?:respect|regard|commitment|sense|devotion|dedication) (?:for|to|of) (?P<x>.+)", re.I | re.S
)
_TO_DO = re.compile(
    r"(?:is )?(?:one day |someday |eventually |also |still |nothing more than |very much |now )*(?:to (?P<do>.+)|of (?P<of>[a-z]+ing\b.+|the day .+|an? .+)|for (?P<for>.+))",
    re.I | re.S,
)
_BELIEF_IN = re.compile(r"(?:very |deeply |firmly )?in (?P<x>(?!the (?:morning|evening|end)).+)", re.I | re.S)
_BELIEF_THAT = re.compile(
    r"(?:that )?(?P<x>(?!(?:so|of|about|it'?s? (?:was|might)|he|she|him|her|them|i'm|i am|i'll|we should|you)\b).{8,160})", re.I | re.S
)
_OF_ALL = re.compile(
    r"(?:that )?(?:everyone|everybody|every|all|nobody|no one|people|most people|life|children|money|war|women|men|anyone)\b"
)
_HELD = re.compile(
    r"(?:that )?(?!(?:it|this|that|he|she|they|we|I|you|the|my|his|her|your|there|about|of|so)\b)[a-z]+(?: [a-z]+){0,2} (?:is|are|should|must|ought|never|always) "
)
_RELIGIONS = re.compile(
    r"(?:an? |the )?(?:[a-z]+ ){0,2}?(?P<x>Quaker|Catholic|Buddhist|Muslim|Christian|Methodist|Anglican|Protestant|Lutheran|Hindu|Sikh|Jewish|atheist|agnostic|humanist|pacifist|feminist|socialist|communist|anarchist|vegetarian|vegan|teetotal|Jew|environmentalist|Baptist|Mormon|Taoist|pagan)\b(?! (?:school|church|family|priest|friend|food|girl|boy|community|restaurant|charity|organi[sz]ation|wedding|hospital|upbringing))"
)
_GENERAL = re.compile(
    r"\b(?:people|everyone|everybody|every|all|nobody|no one|life|should|must|always|never|anyone|any|one|nothing|world|is|are|can|cannot|can't|matters?|deserves?)\b",
    re.I,
)


_WITH_PARTICLE = frozenset("look care stand fight live thrive listen get find take delight fall".split())


def read(reading: Reading) -> Iterator[Hit]:
    """Every taste that the clause states."""
    if reading.clause.person == "joint":
        return
    if reading.lemma == "be":
        yield from _copula(reading)
    elif reading.lemma in ("hold", "maintain", "insist", "argue") and reading.tail.startswith("that "):
        yield from _believing(reading)
    elif reading.lemma in ("have", "develop", "hold", "possess", "share"):
        yield from _having(reading)
    else:
        yield from _verbs(reading)


_POINT_OF = re.compile(r"the (?:point|appeal|attraction|fuss) (?:of|in|about) (?P<x>.+)")
_UNWANTED = re.compile(r"(?P<x>(?:an?|any|to be|to have|children)\b.+)")
_WORRY = re.compile(r"(?:a lot |constantly |often |sometimes )*(?:about|over|that) (?P<x>.+)", re.S)
_MISSED = re.compile(
    r"(?P<x>the (?!bus|train|boat|ferry|flight|plane|point|target|deadline|mark|chance|old|meeting|class|start|end|rest|days?\b|way\b)[a-z]+)(?=\s*(?:$|[,.;!]|though|and|but|so|too|of)|\s+(?:terribly|a lot|very|badly)\b)"
)
_WOULD = re.compile(r"(?:one day |someday |nothing more than )?to (?P<x>.+)", re.S)


def _verbs(reading: Reading) -> Iterator[Hit]:
    lemma, p = reading.lemma, reading.clause.predicate
    if p.modal == "would" and lemma in ("like", "love", "prefer") and not p.is_negated and (match := reading.find(_WOULD)):
        if not p.is_perfect:
            yield from _goal(reading, match["x"])
    elif lemma in ("bear", "stand", "abide", "tolerate") and p.is_negated and p.modal in ("can", "could"):
        yield from hits(reading, ClaimField.DISLIKE, values.split_list(reading.rest))
    elif p.is_unreal or p.is_former:
        return
    elif lemma in _LIKING | _DISLIKING:
        yield from _liking(reading)
    elif lemma in _BELIEVING:
        yield from _believing(reading)
    elif p.is_negated:
        yield from _denied(reading)
    elif lemma == "mind" and "do" in reading.flat[reading.clause.start : reading.clause.at].split():
        yield from hits(reading, ClaimField.DISLIKE, values.split_list(reading.rest))
    elif lemma in _FEARING:
        yield from hits(reading, ClaimField.FEAR, values.split_list(reading.rest))
    elif lemma == "worry" and (match := reading.find(_WORRY)):
        yield from hits(reading, ClaimField.FEAR, values.split_list(match["x"]))
    elif lemma in _WANTING:
        yield from _wanting(reading)
    elif lemma == "miss" and not p.is_past and not p.is_perfect and (match := reading.find(_MISSED)):
        yield hit(reading, ClaimField.LIKE, match["x"])
    elif lemma in ("value", "prize"):
        yield from hits(reading, ClaimField.VALUE, values.split_list(re.split(r"\b(?:above|over|more than|most)\b", reading.rest)[0]))
    elif lemma in _WITH_PARTICLE:
        yield from _phrasal(reading)


def _denied(reading: Reading) -> Iterator[Hit]:
    """`has never seen the point of golf`, `does not want a restaurant`."""
    if reading.lemma in ("see", "understand") and (match := reading.find(_POINT_OF)):
        yield from hits(reading, ClaimField.DISLIKE, values.split_list(match["x"]))
    elif reading.lemma == "want" and not reading.clause.predicate.is_past and (match := reading.find(_UNWANTED)):
        yield from hits(reading, ClaimField.FACT, [f"does not want {value}" for value in values.one(match["x"])])


def _liking(reading: Reading) -> Iterator[Hit]:
    lemma, p = reading.lemma, reading.clause.predicate
    is_dislike = (lemma in _DISLIKING) != p.is_negated
    if lemma in _DISLIKING and p.is_negated:
        return
    is_gerund = bool(re.match(r"(?:to|[a-z]+ing)\b", reading.rest))
    if p.is_past and not p.is_perfect and lemma not in _STRONG and not reading.is_remembered and not is_gerund:
        return
    if p.is_progressive and lemma not in ("love",) or lemma == "miss" and reading.clause.person == "third":
        return
    if lemma == "admire" and p.is_past and not reading.is_remembered:
        return
    rest = re.sub(r"^to (?P<verb>[a-z]+)\b", lambda match: gerund(match["verb"]), reading.rest)
    rest = re.split(r"\s(?:to|over) (?=[a-z]+(?:ing|s|e)?\b)", rest, maxsplit=1)[0] if lemma == "prefer" else rest
    if re.match(r"(?:it|him|her(?: (?:very|so|dearly)|$)|them|that (?:he|she|I|you)|how|what|each|one another|you\b)", rest):
        return
    yield from hits(reading, ClaimField.DISLIKE if is_dislike else ClaimField.LIKE, values.split_list(rest))


def gerund(base: str) -> str:
    """`look` → `looking`, when it is a verb we know; otherwise as it is."""
    ing = next((word for word, readings in verb_forms().items() if (base, FORM_ING) in readings), "")
    return ing or base


def _wanting(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if (
        p.is_past
        and not reading.is_remembered
        and reading.lemma in ("want", "dream")
        and (match := re.match(r"(?:to (?:be|become)|of (?:being|becoming)) (?P<x>.+)", reading.rest))
    ):
        yield from hits(reading, ClaimField.BACKGROUND, [f"wanted to be {value}" for value in values.one(match["x"])])
    if p.is_past and not reading.is_remembered or reading.lemma in ("seek", "long") and p.is_past:
        return
    match = reading.find(_TO_DO)
    if match and (match["do"] or match["of"] or match["for"] and reading.lemma in ("long", "yearn", "aim", "wish")):
        yield from _goal(reading, match["do"] or match["of"] or match["for"])


def _goal(reading: Reading, phrase: str) -> Iterator[Hit]:
    for value in values.one(phrase, longest=14):
        if not re.match(
            r"(?:know|ask|say|see you|hear|thank|apologi[sz]e|talk|tell|let|make sure|mention|add|point out|express|recommend|invite|come|meet)\b",
            value,
            re.I,
        ):
            yield hit(reading, ClaimField.GOAL, value)


def _believing(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_past and not reading.is_remembered or p.is_progressive:
        return
    if reading.lemma in ("hold", "maintain", "insist", "argue") and not reading.tail.startswith("that "):
        return
    if reading.lemma == "think" and "always" not in p.adverbs and not (_OF_ALL.match(reading.tail) or _HELD.match(reading.tail)):
        return
    if reading.lemma == "believe" and p.is_negated and (match := reading.find(_BELIEF_IN)):
        yield from hits(reading, ClaimField.BELIEF, [f"does not believe in {value}" for value in values.split_list(match["x"])])
    if (match := reading.find(_BELIEF_IN)) and reading.lemma == "believe" and not p.is_negated:
        yield from hits(reading, ClaimField.BELIEF, values.split_list(match["x"]))
    elif not p.is_negated and (match := _BELIEF_THAT.match(reading.tail)) and _GENERAL.search(match["x"]):
        value = re.sub(r"^that ", "", " ".join(match["x"].split())).rstrip(' .!;,"')
        value = re.split(r";|, (?:and|but|so) (?:he|she|I|they)\b", value)[0]
        if len(value.split()) <= 24:
            yield hit(reading, ClaimField.BELIEF, value, is_tail=True)


_PHRASAL: tuple[tuple[str, re.Pattern[str], ClaimField], ...] = (
    (
        "look",
        re.compile(r"forward to (?P<x>(?:retir|becom|travel|learn|finish|start|build|visit|see(?!ing you))\w* .+)", re.S),
        ClaimField.GOAL,
    ),
    (
        "care",
        re.compile(
            r"(?:deeply |passionately |a lot |a great deal |very much )?(?:about|for) (?P<x>(?!her\b|his\b|my\b|him\b|them\b).+)", re.S
        ),
        ClaimField.VALUE,
    ),
    ("stand", re.compile(r"(?:up )?for (?P<x>[a-z]+(?: and [a-z]+)?$)", re.S), ClaimField.VALUE),
    (
        "live",
        re.compile(r"for (?P<x>(?!\w+ (?:years|months|weeks)|years|a |the last|over|more|most|many|some|nearly|almost|about).+)", re.S),
        ClaimField.LIKE,
    ),
    ("thrive", re.compile(r"on (?P<x>.+)", re.S), ClaimField.LIKE),
    (
        "take",
        re.compile(r"(?:great |real |much |particular |quiet )?(?:pleasure|delight|pride|joy|comfort) in (?P<x>.+)", re.S),
        ClaimField.LIKE,
    ),
    (
        "find",
        re.compile(r"(?:great |real |much |particular )?(?:joy|solace|comfort|peace|pleasure|happiness) in (?P<x>.+)", re.S),
        ClaimField.LIKE,
    ),
    ("find", re.compile(r"(?:great |real |much )?companionship in (?:the form of )?(?P<x>.+)", re.S), ClaimField.LIKE),
    (
        "get",
        re.compile(r"(?:(?:terrible|bad|awful|such|horrible|dreadful) )*(?P<x>stage fright|vertigo|claustrophobia|exam nerves)\b"),
        ClaimField.FEAR,
    ),
    ("get", re.compile(r"(?:(?:very|really|super|so) )*(?:excited|enthusiastic) about (?P<x>.+)", re.S | re.I), ClaimField.LIKE),
    (
        "get",
        re.compile(r"(?:(?:very|really|so) )*(?:annoyed|irritated|angry|cross) (?:by|about|with|at) (?P<x>.+)", re.S | re.I),
        ClaimField.DISLIKE,
    ),
    ("get", re.compile(r"(?:(?:very|really|so) )*(?:nervous|anxious|scared) (?:about|of|in|on) (?P<x>.+)", re.S | re.I), ClaimField.FEAR),
)


def _phrasal(reading: Reading) -> Iterator[Hit]:
    if not reading.is_plain:
        return
    for lemma, pattern, field in _PHRASAL:
        if reading.lemma == lemma and (match := reading.find(pattern)):
            yield from hits(reading, field, values.split_list(match["x"]))


def _copula(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_unreal or p.is_former:
        return
    was_only = p.is_past and not p.is_perfect and not reading.is_remembered
    if was_only and (match := find_part(reading, _LIKE_ADJECTIVES) or find_part(reading, _FEAR_ADJECTIVES)):
        yield from hits(reading, ClaimField.BACKGROUND, values.one(match.group()) if not p.is_negated else [])
    elif match := find_part(reading, _LIKE_ADJECTIVES):
        yield from hits(reading, ClaimField.DISLIKE if p.is_negated else ClaimField.LIKE, values.split_list(match["x"]))
    elif (
        (match := reading.find(_NOUN_ENTHUSIAST))
        and not p.is_negated
        and match["x"] not in ("huge", "big", "great", "massive", "keen", "avid")
    ):
        yield from hits(reading, ClaimField.LIKE, values.split_list(match["x"]))
    elif p.is_negated:
        return
    elif (
        (match := reading.find(_RELIGIONS))
        and not re.match(r"(?:raised|brought|born|educated)\b", reading.rest)
        and (not p.is_past or reading.is_remembered)
    ):
        yield hit(reading, ClaimField.HABIT if match["x"] in ("vegetarian", "vegan", "teetotal") else ClaimField.BELIEF, match["x"])
    elif match := reading.find(_DISLIKE_ADJECTIVES):
        yield from hits(reading, ClaimField.DISLIKE, values.split_list(match["x"]))
    elif match := find_part(reading, _FEAR_ADJECTIVES):
        yield from hits(reading, ClaimField.FEAR, values.split_list(match["x"]))
    elif match := re.match(
        r"(?:very |deeply |fiercely )?(?:committed|dedicated|devoted) to (?P<x>(?!her\b|his\b|my\b|their\b|each\b).+)", reading.rest, re.S
    ):
        yield from hits(reading, ClaimField.VALUE, values.split_list(match["x"]))
    elif match := re.match(
        r"(?:determined|hoping|planning|saving(?: up)?|aiming|training|hoping|working towards?|dreaming of|keen) (?:to )?(?P<x>.+)",
        reading.rest,
        re.S,
    ):
        yield from _goal(reading, match["x"])


def _having(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_unreal or p.is_former:
        return
    if match := reading.find(_NO_PATIENCE):
        yield from hits(reading, ClaimField.DISLIKE, values.split_list(match["x"]))
    elif p.is_negated:
        return
    elif match := reading.find(_HAVE_TASTE):
        yield from hits(reading, ClaimField.LIKE, values.split_list(match["x"]))
    elif match := reading.find(_HAVE_FEAR):
        yield from hits(reading, ClaimField.FEAR, values.split_list(match["x"]))
    elif match := reading.find(_HAVE_DISLIKE):
        yield from hits(reading, ClaimField.DISLIKE, values.split_list(match["x"]))
    elif (match := reading.find(_HAVE_GOAL)) and reading.lemma == "have":
        yield from _goal(reading, match["x"])
