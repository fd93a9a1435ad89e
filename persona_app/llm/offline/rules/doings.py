"""Whatever else the clause says that the person does, has or did: habits, facts and events that no other rule names.

Only statements are taken, with a verb of doing and something said about it; talk about the talk (I mean, I guess), feelings of the moment
and sentences that hang on another one (`it`, `this`) are left out.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline.gate import trimmed
from persona_app.llm.offline.rules.reading import Hit, Reading, hit
from persona_app.llm.questions import ClaimField

_TALK = frozenset(
    "be can say tell call think know believe mean guess hope want wish feel see hear like love enjoy hate dislike adore need seem appear look remember forget understand agree suppose bet swear miss wonder doubt ask answer reply respond "
    "laugh smile joke thank promise prove show consider regard describe notice fear worry dread prefer detest loathe despise let help try start stop begin continue turn become remain find get come happen matter care stand hold "
    "cry owe aim plan intend aspire long yearn strive dream resent treasure cherish admire value respect set put bring give take change keep respect lack judge face show prove attend seek struggle bear cry owe pause nod shrug grin lean sigh insist admit claim recall explain".split()
)
_LIGHT = frozenset(
    "give take put set keep bring find get come turn start begin stop continue change help try become show stand hold face call cry look meet fight struggle thank".split()
)
_SOLID = re.compile(
    r"^(?:up|out|off|on|down|over|in|into|to|for|from|with|away|back|as|an?|the|his|her|my|their|two|three|four|five|six|\d+|[A-Z]\w+|[a-z]+ing)\b.*\b[\w'-]{4,}",
    re.S,
)
_TAKEN = frozenset(
    "work live reside study graduate marry speak serve retire move grow emigrate settle found own manage teach lead head".split()
)
_ALLOWED_LIGHT: dict[str, re.Pattern[str]] = {
    "get": re.compile(r"(?:up\b|lost\b|on well)"),
    "take": re.compile(
        r"(?:a|an|the|his|her|my|long|photo\w*|pictures|notes|part|lessons|classes|care of|\w+ (?:lessons|classes|pills|sugar|walks?)|(?:two|three|milk|sugar))\b"
    ),
    "keep": re.compile(r"(?!(?:it|him|her|them|going|me|my|up|on|that|asking|saying|telling)\b)\w+"),
    "give": re.compile(r"(?:\w+ ){0,3}(?:lessons|talks|classes|lectures|concerts|to charity|blood)\b"),
    "help": re.compile(r"(?:out|at|in|with)\b"),
    "put": re.compile(r"(?:\w+ ){1,4}(?:on|in|into)\b"),
    "go": re.compile(
        r"(?:to|out|for|on|by|home|there|running|swimming|fishing|hiking|dancing|climbing|sailing|jogging|shopping|birdwatching|camping)\b"
    ),
    "look": re.compile(r"after\b"),
    "find": re.compile(
        r"(?:\w+ ){1,5}(?:exhausting|draining|boring|tedious|difficult|hard|calming|relaxing|soothing|funny|suspicious|frightening|comforting)\b"
    ),
    "call": re.compile(r"(?:his|her|my) (?:mother|father|mum|mom|dad|sister|brother|parents|grandmother|daughter|son)\b"),
    "try": re.compile(r"to (?:eat|read|walk|run|learn|write|swim|sleep|cook|avoid|keep)\b"),
    "come": re.compile(r"(?:to|here|in|from)\b"),
    "attend": re.compile(r"\w+"),
    "stop": re.compile(r"(?:drinking|smoking|eating|working|playing|writing|painting|flying)\b"),
    "start": re.compile(
        r"(?:playing|writing|painting|running|learning|working|drawing|singing|dancing|climbing|swimming|keeping|growing|gardening|teaching|making|collecting|studying|each|every|the day|as|at)\b"
    ),
    "begin": re.compile(
        r"(?:playing|writing|painting|running|learning|working|drawing|singing|dancing|climbing|swimming|keeping|growing|gardening|teaching|making|collecting|studying|each|every|the day|as|his|her)\b"
    ),
    "set": re.compile(r"up (?:a|an|the|his|her|our|my|their)\b"),
    "bring": re.compile(r"(?:his|her|my|a|an|home|the)\b"),
    "change": re.compile(r"(?:careers?|jobs?)\b"),
    "seek": re.compile(r"\w+"),
    "struggle": re.compile(r"with\b"),
    "turn": re.compile(r"(?:down|vegetarian|vegan|professional)\b"),
    "cry": re.compile(r"(?:at|in|during|easily)\b"),
    "fight": re.compile(r"for\b"),
    "insist": re.compile(r"on [a-z]+ing\b"),
}
_ALONE = frozenset("smoke drink drive dance cook swim travel fly sing gamble swear vote complain gossip".split())
_HANGING = re.compile(
    r"^(?:it|this|that|them|him|so|one|there|here|you|us|me|something|nothing|anything|what|how|why|her(?= *(?:$|and|in|on|at|to))|those|these)\b|\b(?:you|your|this (?:one|morning|evening|afternoon|week)|tonight|tomorrow|yesterday|today|just now|last night|at the moment|right now|it|me|us)\b",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:[;(\[!?\"]|\.(?=\s|$)|,? (?:because|while|although|though|but|so that|until|unless|if|whereas|which|who|whom|whose|thanks to|despite|as though|as if|and (?:he|she|I|they|you|then|now))\b| - |: ).*",
    re.S,
)
_LASTING = re.compile(
    r"\b(?:(?:in|since|until|from) (?:the )?(?:\d{4}s?|'\d\d)|for (?:\w+ )?(?:\w+|\d+) (?:years|months|decades)|(?:\w+|\d+) years ago|when I was|as a (?:child|girl|boy|kid|teenager|student|young)|at (?:\d{1,2}|the age of|school|university|college|\w+teen|\w+ty)|my (?:whole|entire) life|after (?:school|university|college|graduating|the war|leaving)|before (?:the war|university))\b",
    re.I,
)
_OWNING = re.compile(
    r"(?:an?|two|three|four|five|six|seven|eight|\d+|several|no) (?!(?:lot|bit|few|great deal|question|point|problem|feeling|moment|cold|headache|chance|idea|reason|choice|good time|nice|minute|look|word|say|right|hard time|doubt|time|way|kind|sense|deep|strong|tendency|habit of|thing|goal|dream|fear|love|passion|interest|talent|gift|knack|taste|degree)\b)[\w' -]{3,60}",
    re.I,
)


_LACKING = re.compile(
    r"(?P<x>(?:an?|any) (?!(?:clue|idea|problem|choice|chance|moment|minute|doubt|lot|reason|good|bad|single|favou?rite)\b)[a-z][\w-]*(?: [\w-]+){0,3})(?=\s*(?:$|[,.;!]|and\b|but\b))"
)
_ILLNESS = re.compile(
    r"(?P<x>(?:(?:type \w+|mild|severe|chronic|high|late-onset) )*(?:diabetes|asthma|epilepsy|arthritis|tinnitus|migraines|hay fever|insomnia|dyslexia|ADHD|eczema|coeliac disease|blood pressure|multiple sclerosis|Parkinson's|a pacemaker))\b"
)
_NOT_ABILITIES = frozenset("stand bear wait help believe imagine say tell remember be see think abide have get find do take".split())
_OFTEN = frozenset("always often usually never sometimes rarely seldom still regularly hardly".split())


def read(reading: Reading) -> Iterator[Hit]:
    """Habit, fact or background for a clause that is a plain statement of doing."""
    p = reading.clause.predicate
    if p.modal == "can" and p.is_negated and not p.is_past and reading.lemma not in _NOT_ABILITIES:
        yield from _unable(reading)
    if p.is_unreal or p.modal or p.is_progressive or reading.clause.is_leading or reading.clause.person == "joint":
        return
    if reading.lemma in ("have", "own", "possess"):
        yield from _having(reading)
    elif reading.lemma in _TALK and not _is_telling(reading):
        return
    elif p.is_past or p.is_perfect:
        yield from _done(reading)
    elif (reading.lemma not in _TAKEN or reading.lemma == "grow" and not reading.rest.startswith("up")) and not p.is_former:
        yield from _doing(reading)


def _is_telling(reading: Reading) -> bool:
    """A verb of little meaning says something by what follows it: `gave up a job in Geneva`."""
    light = _ALLOWED_LIGHT.get(reading.lemma)
    if light and light.match(reading.rest):
        return True
    p = reading.clause.predicate
    return (p.is_past or p.is_perfect) and reading.lemma in _LIGHT and bool(_SOLID.search(reading.rest))


def _unable(reading: Reading) -> Iterator[Hit]:
    """`She cannot swim`: as a fact."""
    rest = " ".join(_CUT.sub("", reading.rest).split()).strip(" ,;.!")
    if len(rest.split()) <= 8 and not (rest and _HANGING.search(rest)):
        yield hit(reading, ClaimField.FACT, f"cannot {reading.lemma} {rest}".strip())


def _phrase(reading: Reading) -> str:
    rest = " ".join(_CUT.sub("", reading.rest).split()).strip(" ,;.")
    rest = re.sub(r"\s(?:in|on|with|for|of|to|from|at) (?:it|them|there|that|this)$", "", rest)
    if re.fullmatch(r"(?:into|in|on|up|out|off|at|to|for|by|with|over|of|down|away|back|through|about)", rest):
        return ""
    return "" if not rest or _HANGING.search(rest) else trimmed(rest)


def _doing(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    phrase = _phrase(reading)
    if p.is_negated and not reading.rest.strip(" .,;!") and reading.lemma in _ALONE:
        rare = [word for word in p.adverbs if word in ("hardly", "rarely", "seldom", "never", "barely")]
        yield hit(reading, ClaimField.HABIT, f"{rare[0]} {reading.lemma}s" if rare else f"does not {reading.lemma}")
    if not phrase or re.match(r"(?:\w+ minutes late|(?:he|she|I|they|that)\b)", phrase):
        return
    if p.is_negated and "never" not in p.adverbs and not {"rarely", "seldom", "hardly"} & set(p.adverbs):
        yield hit(reading, ClaimField.HABIT, f"does not {reading.lemma} {phrase}")
        return
    if living := re.search(r"\s+for a living$", phrase):
        yield hit(reading, ClaimField.OCCUPATION, f"{_verb(reading)} {phrase[: living.start()]}")
        return
    often = [word for word in p.adverbs if word in _OFTEN]
    yield hit(reading, ClaimField.HABIT, " ".join([*often[:1], _verb(reading), phrase]))


def _done(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    phrase = _phrase(reading)
    if p.is_former and "used to" in reading.flat[reading.clause.start : reading.clause.at] and not reading.rest.strip(" .,;"):
        yield hit(reading, ClaimField.BACKGROUND, f"used to {reading.lemma}")
    if (
        not phrase
        or reading.lemma == "do"
        and not re.match(r"(?:his|her|my|their|an?) (?!best|own|thing|bit|job|lot)\w+", phrase)
        and not re.search(r"\b(?:school|college|university|sea|war|prison|course|training|doctorate|military|army|navy)\b", phrase)
        or reading.lemma == "go"
        and not re.match(r"(?:to|on|down|into|away|back|off|through|from|into|blind|deaf|bankrupt|vegan|bald)\b", phrase)
    ):
        return
    if p.is_negated and not (p.is_perfect and "never" in p.adverbs):
        return
    if p.is_perfect and p.is_negated:
        yield hit(reading, ClaimField.FACT, f"never {_verb(reading)} {phrase}")
    elif True:
        before = (
            "used to "
            if p.is_former and reading.lemma not in ("be",) and "used to" in reading.flat[reading.clause.start : reading.clause.at]
            else ""
        )
        yield hit(reading, ClaimField.BACKGROUND, f"{before}{_verb(reading)} {phrase}")


def _having(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_perfect and p.is_negated and reading.lemma == "own" and (phrase := _phrase(reading)):
        yield hit(reading, ClaimField.FACT, f"never owned {phrase}")
        return
    if p.is_negated and not (p.is_past or p.is_perfect or p.is_former) and (lacking := _LACKING.match(reading.rest)):
        yield hit(reading, ClaimField.FACT, f"does not {reading.lemma} {lacking['x']}")
        return
    if not (p.is_past or p.is_negated or p.is_former) and (ill := _ILLNESS.match(reading.rest)):
        yield hit(reading, ClaimField.FACT, f"has {ill['x']}")
        return
    if p.is_past or p.is_negated or p.is_former or not (match := _OWNING.match(reading.rest)):
        return
    if (
        reading.clause.person == "first"
        and reading.lemma == "have"
        and not re.match(
            r"(?:an?|two|three|four|five|\d+) (?:[\w-]+ ){0,3}(?:car|bike|bicycle|motorbike|boat|house|garden|allotment|van|motorcycle|licence|license|piano|guitar|violin|tattoos?|shop|farm|collection|studio|workshop|scar|black belt|blog|website|podcast|greenhouse|camera|telescope|caravan|shed|cats?|dogs?)\b",
            reading.rest,
        )
    ):
        return
    phrase = re.split(r",? and no\b", " ".join(_CUT.sub("", match.group()).split()))[0].strip(" ,;.")
    if phrase and not _HANGING.search(phrase):
        yield hit(reading, ClaimField.FACT, f"{'owns' if reading.lemma == 'own' else 'has'} {phrase}")


def _verb(reading: Reading) -> str:
    before = reading.flat[: reading.clause.at].rstrip()[-30:]
    return re.split(r"[\s,]", before)[-1].lower() or reading.lemma
