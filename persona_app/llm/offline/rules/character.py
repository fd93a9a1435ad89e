"""Traits, appearance, habits."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import relations, words
from persona_app.llm.offline.predicates import FREQUENCY
from persona_app.llm.offline.rules.reading import Hit, Reading, hit, hits
from persona_app.llm.questions import ClaimField

_INTENSIFIERS = re.compile(
    r"^(?:(?:a|an|the|very|really|so|quite|rather|pretty|extremely|incredibly|fairly|somewhat|always|also|both|deeply|naturally|fiercely|generally|usually|often|sometimes|genuinely|too|most|more|highly|exceptionally|truly|unfailingly|famously|notoriously|painfully|endlessly|a bit|a little|equally|by nature|still|such|remarkably|hugely|terribly|wonderfully|immensely|intensely|almost|as|well|known to be|being|person who is|occasionally|at times|consistently|especially|particularly|surprisingly|utterly|completely|perhaps|of|but|yet|never|or|and|in turn|can be|be) )+",
    re.I,
)
_PERSON_NOUNS = r"(?:person|man|woman|soul|character|individual|girl|boy|lady|gentleman|fellow|guy|human(?: being)?|colleague|friend|leader|listener|spirit|child|mother|father|employee|team player|thinker|worker|teacher|nurse|presence|companion|student|artist|perfectionist|optimist|pessimist)"
_TRAIT_NOUNS = {
    "perfectionist",
    "optimist",
    "pessimist",
    "introvert",
    "extrovert",
    "extravert",
    "dreamer",
    "idealist",
    "realist",
    "romantic",
    "sceptic",
    "skeptic",
    "worrier",
    "workaholic",
    "homebody",
    "loner",
    "rebel",
    "eccentric",
    "cynic",
    "chatterbox",
    "night owl",
    "early riser",
    "early bird",
    "good listener",
    "great listener",
    "people person",
    "team player",
    "free spirit",
    "hard worker",
    "gossip",
    "know-it-all",
    "creature of habit",
    "morning person",
    "born leader",
    "natural leader",
    "deep thinker",
    "problem solver",
    "penny-pincher",
    "daydreamer",
    "wallflower",
    "peacemaker",
    "control freak",
    "procrastinator",
    "prankster",
    "practical joker",
    "flirt",
    "hopeless romantic",
    "tomboy",
    "patient teacher",
}
_ABSTRACT = re.compile(
    r"\b(?:sense of humou?r|wit|optimism|patience|kindness|generosity|honesty|loyalty|humou?r|curiosity|determination|resilience|courage|integrity|warmth|perseverance|enthusiasm|discipline|modesty|humility|temper|stubbornness|bluntness|calm|calmness|energy|work ethic|attention to detail|imagination|creativity|compassion|empathy|confidence|charm|sarcasm|ambition|laugh|smile|candour|punctuality|perfectionism|tenacity|independence|bravery|wisdom|intellect|intelligence|streak|spirit|memory|tongue|eye for detail|manner|heart|nature|personality|mind|passion)\b",
    re.I,
)
_LOOKS = re.compile(
    r"\b(?:hair|eyes?|beard|moustache|mustache|freckles|scar|tattoos?|glasses|spectacles|dimples?|skin|build|nose|face|smile|hands|curls|ponytail|braids?|eyebrows|complexion|cheekbones|fur|limp|dreadlocks|fringe|bun|wrinkles|birthmark|shoulders)\b",
    re.I,
)
_LOOK_WORDS = re.compile(
    r"^(?:(?:very|quite|rather|fairly|extremely|a|an|about|just|over|under|unusually|the) )*(?P<x>(?:tall|short|slim|thin|stocky|slender|petite|lanky|plump|burly|muscular|wiry|bald|balding|blonde?|brunette|red-haired|redheaded|dark-haired|grey-haired|gray-haired|white-haired|silver-haired|fair-haired|freckled|bearded|bespectacled|broad-shouldered|athletic|skinny|chubby|heavyset|blue-eyed|brown-eyed|green-eyed|dark-eyed|pale|tanned|willowy|gaunt|long-haired|short-haired|curly-haired)\b|(?:\d (?:foot|feet|ft)[\w' ]{0,12}|\d'\d+\"?|\d\.\d+ ?m(?:etres)?|\d{3} ?cm)(?: tall)?)",
    re.I,
)
_TIMES = re.compile(
    r"\b(?:every|each) (?:single )?(?:day|morning|evening|night|week|weekend|month|year|summer|winter|spring|autumn|sunday|monday|tuesday|wednesday|thursday|friday|saturday|afternoon|other|lunchtime|dawn|christmas|time)s?\b|\b(?:on|at) (?:sundays|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|weekends|weekdays|nights?)\b|\b(?:once|twice|three times|four times|five times|several times) a (?:day|week|month|year)\b|\bin (?:his|her|my|your|their) (?:spare|free) time\b|\bin the (?:mornings|evenings|afternoons)\b|\bbefore (?:breakfast|work|bed|dawn|sunrise|going to bed)\b|\bmost (?:days|mornings|evenings|weekends|nights|sundays|saturdays)\b|\ball (?:day|the time)\b|\bdaily\b|\bwherever (?:he|she|I) goes?\b|\bwhenever\b",
    re.I,
)
_HABITUAL = frozenset("collect meditate jog knit smoke volunteer hum whistle swear garden sew journal blog exercise".split())
_DOING = re.compile(r"^(?:.{0,200})$", re.S)


_AFTER_TRAIT = frozenset(
    "by with in at when as to about towards toward enough even without almost beyond sometimes under person around like underneath from until".split()
)
_MOMENTARY = frozenset(("to be", "to see", "to have", "to hear", "to meet", "to say", "with the", "to know", "to find", "to learn"))
_NEEDS_NO_OBJECT = frozenset(
    "open content capable careful passionate curious just cold bitter firm mean sweet possessive protective critical serious active quiet dedicated devoted honest proud hopeful calm radical original negative positive driven competent".split()
)
_OBJECT_WORDS = frozenset("to in about at with of by as when".split())
_NO_HABITS = frozenset(
    "be have can like love enjoy hate think believe want feel hope know wish admire say need fear seem remember worry dream prefer adore dislike become remain live understand forget stand wear call".split()
)


def read(reading: Reading) -> Iterator[Hit]:
    """How the person is, looks and what they keep doing."""
    if reading.clause.person == "joint":
        return
    p = reading.clause.predicate
    if p.is_unreal or p.is_former:
        return
    if reading.lemma == "be":
        yield from _copula(reading)
    elif reading.lemma == "have" and not p.is_negated:
        yield from _having(reading)
    elif reading.lemma == "get" and not p.is_past and not p.is_negated and p.modal in ("", "can") and (match := _GETS.match(reading.rest)):
        yield hit(reading, ClaimField.TRAIT, f"gets {match['x']}")
    elif reading.lemma in ("remain", "seem", "tend", "become", "look", "stand", "appear") and not p.is_negated:
        yield from _linking(reading)
    elif reading.lemma == "wear" and not p.is_negated and (not p.is_past or reading.is_remembered) and not p.is_progressive:
        yield from hits(reading, ClaimField.APPEARANCE, [f"wears {phrase}" for phrase in values.one(reading.rest, longest=10)])
    elif (
        reading.lemma in ("prove", "show", "display", "possess")
        and (match := re.match(r"(?:(?:his|her|my|their) |great |real |much )*(?P<x>[a-z]+(?: and [a-z]+)?)\b", reading.rest))
        and _ABSTRACT.search(match["x"])
    ):
        yield from hits(reading, ClaimField.TRAIT, values.split_list(match["x"]))
    yield from _habits(reading)


_NO_TRAITS = frozenset(
    "here there home back away late early married single divorced retired pregnant alive dead ready able sure happy glad sorry good great fine tall short thin slim bald blonde young vegan vegetarian busy sick tired hungry awake asleep gone "
    "older younger rich poor free well better best worse more less also then when because while with from into that this they them their".split()
)


def traits_in(phrase: str) -> list[str]:
    """The trait adjectives (and trait nouns) of a phrase such as `a warm, very patient woman`; stops at the first word that is neither."""
    flat = " ".join(phrase.split())
    found: list[str] = []
    for piece in re.split(r"\s*(?:,|;|\band\b|\bbut\b|\byet\b|\bor\b|\bif\b|/|&)\s*", flat)[:12]:
        bare = _INTENSIFIERS.sub("", piece.strip(' .!"') + " ").strip()
        trait = _trait(bare)
        if (
            not trait
            and found
            and re.fullmatch(r"[a-z]{4,}(?:-[a-z]+)?", bare)
            and not bare.endswith(("ing", "ly", "ed"))
            and bare not in _NO_TRAITS
        ):
            trait = [bare]
        if trait:
            found += trait
        elif bare and found or bare:
            break
        if trait and not re.fullmatch(r"(?:[\w-]+ ?){1,3}", bare):
            break
    return list(dict.fromkeys(found))


def _trait(bare: str) -> list[str]:
    if not bare:
        return []
    lower = bare.lower()
    if noun := next((noun for noun in _TRAIT_NOUNS if re.match(rf"{noun}\b", lower)), ""):
        return [noun]
    first = lower.split()[0].strip(".,")
    two = "-".join(lower.split()[:2])
    if " " in lower and two in words("traits"):
        return [bare.split()[0] + " " + bare.split()[1]]
    if first not in words("traits"):
        return []
    rest = lower.split()[1:]
    if (
        rest
        and len(rest) <= 4
        and not re.search(r"\b(?:to|about|of|in|at|with)\b", " ".join(rest))
        and (rest[-1] in words("occupations") or rest[-1] in relations())
    ):
        return [first]
    if not rest or re.match(rf"(?:[\w-]+ ){{0,2}}?{_PERSON_NOUNS}\b", " ".join(rest)) or rest[0] in _AFTER_TRAIT:
        if rest and (
            rest[0] in ("about", "of") or " ".join(rest[:2]) in _MOMENTARY or first in _NEEDS_NO_OBJECT and rest[0] in _OBJECT_WORDS
        ):
            return (
                [first]
                if first in ("curious", "passionate", "protective", "active", "dedicated", "devoted", "serious", "competent")
                and rest[0] == "about"
                and first == "curious"
                else []
            )
        return [first]
    following = [word for word in rest if word in words("traits")]
    return [first] if following and len(following) == len(rest) else []


def _copula(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_progressive:
        return
    if match := re.match(
        r"(?:(?:best |well |widely |also |always |often )*(?:known|remembered|famous|renowned|respected|admired|loved|noted|beloved|celebrated|liked) (?:by [\w' ]{2,40}? )?for (?:being )?)(?P<x>.+)",
        reading.rest,
        re.S,
    ):
        if not p.is_negated:
            yield from _known_for(reading, match["x"])
        return
    if match := re.match(
        r"(?:(?:often |sometimes |usually |always |widely )*(?:described|seen|regarded|considered|remembered|known) (?:by [\w' ]{2,40}? )?(?:as|to be) )(?P<x>.+)",
        reading.rest,
        re.S,
    ):
        if not p.is_negated:
            yield from hits(reading, ClaimField.TRAIT, traits_in(match["x"]))
        return
    if p.is_negated:
        if match := re.match(r"(?:an? |the (?:most )?|very |a very |particularly |much of an? )(?P<x>.+)", reading.rest):
            yield from hits(reading, ClaimField.TRAIT, [f"not {trait}" for trait in traits_in(match["x"])[:1]] if not p.is_past else [])
        return
    if p.is_past and not (p.is_perfect or reading.is_remembered):
        return
    rest = reading.rest
    if match := re.match(r"(?P<x>[a-z]+ing\b(?: [\w'-]+){0,4} (?:since|for (?:\w+ ){1,3}(?:years|months|decades))\b.*)", rest):
        if p.is_perfect:
            yield from hits(reading, ClaimField.HABIT, [" ".join(re.split(r"[,;.]", match["x"])[0].split()[:12])])
        return
    if match := _LOOK_WORDS.match(rest):
        yield from _looking(reading, match)
        return
    if re.match(r"(?:sorry|afraid that|happy to|glad|sure|ready|able|here|there)\b", rest):
        return
    yield from hits(reading, ClaimField.TRAIT, traits_in(rest))
    if (match := _WITH.match(rest)) and _ABSTRACT.search(match["x"]):
        yield from hits(reading, ClaimField.TRAIT, values.one(match["x"]))


_GETS = re.compile(
    r"(?:(?:very|quite|really|easily|rather|so|pretty|a bit) )*(?P<x>angry|jealous|grumpy|anxious|nervous|emotional|lonely|bored easily|cross|impatient|defensive|carried away|flustered)(?=\s*(?:$|[,.;!]|easily|when|if|quickly))"
)
_WITH = re.compile(
    r"(?:an?|the) [\w, -]{0,40}?\b(?:man|woman|person|soul|child|girl|boy|character|individual|fellow) with (?:an? |the )?(?P<x>(?:[\w'-]+ ){1,4}?(?:sense of humou?r|[a-z]+))(?=[,.;!]|$| and\b| who\b)"
)


def _looking(reading: Reading, match: re.Match[str]) -> Iterator[Hit]:
    """`tall, freckled and with green eyes`."""
    looks = [piece for piece in re.split(r",\s*|\s+and\s+|\s+with\s+", values.cut(reading.rest)) if piece.strip()]
    yield from hits(reading, ClaimField.APPEARANCE, [match["x"]])
    for piece in looks[1:4]:
        if _LOOKS.search(piece) or _LOOK_WORDS.match(piece):
            yield hit(reading, ClaimField.APPEARANCE, values.strip(piece))


def _known_for(reading: Reading, phrase: str) -> Iterator[Hit]:
    for value in values.split_list(phrase):
        if re.match(r"[a-z]+ing (?:those|others|people|him|her|them|it)\b", value):
            continue
        adjectives = traits_in(value)
        if adjectives and not _ABSTRACT.search(value):
            yield from hits(reading, ClaimField.TRAIT, adjectives)
        elif _ABSTRACT.search(value):
            yield hit(reading, ClaimField.TRAIT, value)
        else:
            yield hit(reading, ClaimField.FACT, f"known for {value}")


def _having(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_past and not (reading.is_remembered or p.is_perfect):
        return
    phrase = values.cut(reading.rest)
    if re.match(r"(?:an? |the )?(?:[\w-]+,? ){0,3}?(?:love|passion|fear|taste|interest|talent|gift)\b", phrase):
        return
    for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+(?=(?:an?|the|\w+ \w+)\b)", phrase)[:6]:
        if len(piece.split()) > 9:
            continue
        if _LOOKS.search(piece) and not re.search(
            r"\b(?:eye for|face of|hands full|eyes on|an eye|to face|on (?:his|her|my) face)\b", piece
        ):
            yield hit(reading, ClaimField.APPEARANCE, values.strip(piece))
        elif re.match(
            r"(?:an? |the )?(?:[\w'-]+ ){1,3}(?:sense of humou?r|wit|temper|patience|streak|spirit|heart|memory|work ethic|tongue|nature|personality|mind|imagination|laugh)\b",
            piece,
        ) or re.match(r"(?:endless|great|infinite|enormous|boundless) (?:patience|energy|curiosity|optimism|empathy)", piece):
            yield hit(reading, ClaimField.TRAIT, values.strip(piece))


def _linking(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if reading.lemma == "tend" and (match := re.match(r"to (?:be )?(?P<x>.+)", reading.rest, re.S)):
        found = traits_in(match["x"])
        if found:
            yield from hits(reading, ClaimField.TRAIT, found)
        else:
            yield from hits(reading, ClaimField.HABIT, [f"tends to {x}" for x in values.one(match["x"], longest=12)])
    elif reading.lemma == "remain" or reading.lemma == "seem" and reading.is_remembered:
        yield from hits(reading, ClaimField.TRAIT, traits_in(reading.rest))
    elif reading.lemma == "stand" and (match := _LOOK_WORDS.match(reading.rest)) and not p.is_past:
        yield hit(reading, ClaimField.APPEARANCE, match["x"])


def _habits(reading: Reading) -> Iterator[Hit]:
    """A present-tense doing with a word of frequency; `never` makes the habit of not doing it."""
    p = reading.clause.predicate
    if reading.lemma in _NO_HABITS or p.modal or p.is_progressive or p.is_perfect or reading.clause.is_leading:
        return
    if p.is_past and not reading.is_remembered or p.is_negated and "never" not in p.adverbs:
        return
    frequency = [word for word in p.adverbs if word in FREQUENCY and word not in ("generally", "typically")]
    timed = _TIMES.search(reading.rest)
    is_told = bool(frequency or timed or reading.lemma in _HABITUAL)
    if not is_told or p.is_past and not (frequency or timed and "every" in timed.group().lower()):
        return
    value = " ".join([*frequency[:1], _verb(reading), _habit_phrase(reading, timed)]).strip(" ,;.")
    if 2 <= len(value.split()) <= 14 and not re.search(r"\b(?:you|it|that|this)\b", value):
        yield hit(reading, ClaimField.HABIT, value)


def _habit_phrase(reading: Reading, timed: re.Match[str] | None) -> str:
    """Up to the word of time, and what follows it when that is short."""
    if timed is None or reading.lemma in _HABITUAL:
        return values.cut(reading.rest)
    after = " ".join(re.split(r"[,;(.]", reading.rest[timed.end() :])[0].split())
    is_kept = 0 < len(after.split()) <= 4 and not re.match(r"(?:and|but|so|because|when|where|which|that|if)\b", after)
    return " ".join(reading.rest[: timed.end()].split()) + (f" {after}" if is_kept else "")


def _verb(reading: Reading) -> str:
    """The verb as it stands in the text."""
    before = reading.flat[: reading.clause.at].rstrip()
    return before[before.rfind(" ") + 1 :].rsplit("\n", 1)[-1].lower() if before else reading.lemma
