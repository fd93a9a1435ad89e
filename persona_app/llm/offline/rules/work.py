"""Work, education, skills and knowledge."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import words
from persona_app.llm.offline.rules.reading import Hit, Reading, find_part, hit, hits
from persona_app.llm.questions import ClaimField

_ENDING = re.compile(
    r"(?:ologist|ographer|ician|ictionist|keeper|maker|smith|monger|wright|worker|teacher|driver|writer|officer|hand|seller|grower|dresser|master|mistress|fighter|walker|sitter|therapist|surgeon|scientist|engineer|instructor|tuner|blower|carver|tender|minder|planner|repairer|restorer|builder|binder|rider|assistant|analyst|guide)$"
)
_NOT_WORK = frozenset(
    "animal-lover lover fighter member winner survivor owner-occupier daydreamer teetotaller chain-smoker homebody early-riser worker-bee troublemaker peacemaker".split()
)
_AS = re.compile(
    r"(?:part-time |full-time |freelance |mostly |mainly |nights |now |today |there |currently )*(?:as|for a living as) (?P<x>.+)",
    re.I | re.S,
)
_FREE = re.compile(r"(?:an? |the |our |their |his |her |my )?(?P<x>.+)", re.I | re.S)
_SCHOOL = re.compile(
    r"\b(?:degree|diploma|certificate|doctorate|PhD|Ph\.D|MBA|BA|BSc|MSc|MA|B\.A|M\.A|B\.Sc|M\.Sc|bachelor'?s?|master'?s?|A-levels?|apprenticeship|scholarship|qualifications?|first in|GCSEs?|LLB|MD|university|college|school|academy|institute|conservatoire|polytechnic)\b",
    re.I,
)
_DEGREE = re.compile(
    r"(?P<x>(?:an? |the |his |her |my |two |three )?(?:[\w.'-]+ ){0,5}?(?:degrees?|diplomas?|certificate|doctorate|PhD|Ph\.D\.?|MBA|BA|BSc|MSc|MA|B\.A\.|M\.A\.|B\.Sc\.?|M\.Sc\.?|bachelor'?s?|master'?s?|A-levels?|apprenticeship|LLB|MD)\b(?! of ceremonies).*)",
    re.I | re.S,
)
_GOOD_AT = re.compile(
    r"(?:(?:very|really|quite|also|extremely|particularly|exceptionally|pretty|highly|remarkably|especially|so) )*(?:good|great|skilled|excellent|brilliant|expert|adept|proficient|talented|gifted|fantastic|handy|experienced|competent|fluent|skilful|skillful|wonderful|terrific|accomplished|well-versed|trained) (?:at|in|with|on) (?P<x>.+)",
    re.I | re.S,
)
_KNOWING = re.compile(
    r"(?:(?:very|really|quite|also|extremely|deeply|highly) )*(?:knowledgeable about|an (?:expert|authority) (?:on|in)|well-read in|well-versed in|familiar with|versed in|a specialist in) (?P<x>.+)",
    re.I | re.S,
)
_SKILLED_NOUN = re.compile(
    r"an? (?:(?:very|really|highly|extremely) )?(?P<adj>skilled|gifted|talented|excellent|accomplished|keen|brilliant|good|great|fine|decent|superb|expert|wonderful|competent|capable|self-taught|amateur) (?P<x>cook|baker|pianist|guitarist|singer|dancer|painter|swimmer|climber|gardener|driver|photographer|chess player|violinist|listener|communicator|negotiator|organi[sz]er|storyteller|sailor|rider|skier|carpenter|knitter|aerialist|archer|swordsman|musician|marksman|footballer|writer|speaker|problem solver|programmer|tennis player)\b",
    re.I,
)
_LANGUAGES = "languages"


_WORKING = frozenset("work serve volunteer moonlight freelance practise practice act train qualify retire start begin continue".split())
_RUNNING = frozenset("run manage own teach tutor lead head oversee edit farm direct supervise coach chair".split())
_ABLE_WORDS = frozenset(
    "keen good great excellent decent amateur brilliant accomplished gifted talented skilled fine superb wonderful competent capable self-taught expert".split()
)
_RUNS = frozenset("run manage own lead head oversee edit direct supervise chair".split())
_ALONE = frozenset("juggle swim drive sing dance knit sew cook ski sail crochet type whistle fly skate code weld".split())
_HOLDING = frozenset("have hold earn receive get gain obtain do take win complete study finish".split())
_ABILITIES = frozenset(
    "play cook bake sing dance swim drive ride sew knit repair fix mend write paint draw sail ski weave carve design build translate climb identify read make recite type juggle touch-type lip-read whistle code program weld solder speak tell name crochet skate surf mix grow milk shear navigate fly throw shoot track tie restore brew operate run walk lift hold calculate do take spot recognise recognize".split()
)


def is_occupation(phrase: str) -> bool:
    """True when the head of the noun phrase is a word for what people do for a living."""
    tokens = re.findall(r"[\w'-]+", phrase.lower())
    if not tokens:
        return False
    head = tokens[-1]
    singular = head[:-1] if head.endswith("s") and head not in words("occupations") else head
    if singular in _NOT_WORK or len(tokens) > 6:
        return False
    return singular in words("occupations") or bool(_ENDING.search(singular)) or "-".join(tokens[-2:]) in words("occupations")


def occupations(text: str) -> list[str]:
    """The occupations in a phrase such as `a retired nurse and midwife from Leeds`; the state (retired, former) stays with the word."""
    phrase = values.cut(text)
    found = []
    for piece in re.split(r"\s*(?:,|/|\band\b|\bturned\b|&)\s*", values.unscheduled(phrase)[0]):
        head = re.split(
            r"\s(?:at|in|on|for|with|from|of|to|who|that|based|working|living|specialising|specializing|by|near|since|until|during|after|before|whose|when|aboard|and)\b",
            piece,
            maxsplit=1,
        )[0]
        value = _without_age(values.strip(head))
        if value and is_occupation(value):
            found.append(value)
        elif found and piece:
            break
    return found


def _without_age(value: str) -> str:
    bare = re.sub(r"^(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old\s+", "", value, flags=re.I)
    bare = re.sub(r"^(?:also|now|currently|originally|still|both|once|just)\s+", "", bare)
    first = bare.split()[0] if bare.split() else ""
    if first in words("nationalities") and len(bare.split()) > 1:
        bare = bare.split(None, 1)[1]
    return re.sub(
        r"^(?:(?:very|highly|truly|deeply|born|remarkable|extraordinary|passionate|dedicated|proud|busy|young|old|elderly|kind|gifted|talented|skilled|brilliant|keen|respected|renowned|well-known|famous|acclaimed|award-winning|celebrated|experienced|successful|beloved|devoted|good|great|fictional|full-time|middle-aged|local|humble|simple|curious|quiet|wise|grumpy|cheerful|friendly|prominent|leading|influential|hard-working|hardworking),? )+",
        "",
        bare,
        flags=re.I,
    )


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


_FORMER = re.compile(r"(?:a |an |the )?(?:former|ex-|retired|one-time|sometime|erstwhile)\b", re.I)


def read(reading: Reading) -> Iterator[Hit]:
    """What the clause says about work, schooling and abilities."""
    if reading.clause.person == "joint":
        return
    p = reading.clause.predicate
    if p.is_unreal or p.is_negated:
        return
    if reading.lemma == "be":
        yield from _copula(reading)
    elif reading.lemma in _WORKING:
        yield from _working(reading)
    elif reading.lemma in _RUNNING:
        yield from _doing(reading)
    else:
        yield from _learning(reading)


def _copula(reading: Reading) -> Iterator[Hit]:
    rest = reading.rest
    if match := find_part(reading, _GOOD_AT):
        if not match.group().lower().startswith("fluent"):
            able = re.split(r",? (?:and|but) (?:less|not|bad|worse|no|hopeless|terrible|very)\b", match["x"])[0]
            yield from hits(reading, ClaimField.SKILL, values.split_list(re.sub(r"(,| and) at ", r"\1 ", able)))
        yield from _role(reading)
    elif match := reading.find(_KNOWING):
        yield from hits(reading, ClaimField.KNOWLEDGE, values.split_list(match["x"]))
    elif match := re.match(r"(?:educated|schooled|trained|taught) (?:at|in|by) (?P<x>[A-Z].+)", rest, re.S):
        yield from hits(reading, ClaimField.EDUCATION, values.one(match["x"]))
    elif match := re.match(
        r"(?:currently |now |still )?(?:studying|reading|doing|taking) (?P<x>.*\b(?:degree|PhD|course|at .*(?:[Uu]niversity|[Cc]ollege)).*)",
        rest,
        re.S,
    ):
        yield from hits(reading, ClaimField.EDUCATION, values.one(match["x"], longest=12))
    elif match := re.match(r"(?:employed|working) as (?P<x>.+)", rest, re.S):
        yield from _jobs(reading, match["x"])
    elif (
        re.match(
            r"(?:a|an|the|our|your|their|one of|now|currently|still|also|both|[a-z]+ly|[a-z-]+ist|[a-z]+er|[a-z]+or|head|chief|senior|deputy|assistant|lead|junior|principal|acting|vice|\d\d)\b",
            rest,
        )
        or reading.clause.is_leading
    ):
        yield from _role(reading)


def _role(reading: Reading) -> Iterator[Hit]:
    rest = re.sub(r"^[Aa]s ", "", reading.rest)
    if (match := _SKILLED_NOUN.match(rest)) and match["adj"].lower() in _ABLE_WORDS:
        yield from hits(reading, ClaimField.SKILL if match["adj"].lower() not in ("keen", "amateur") else ClaimField.LIKE, [match["x"]])
        return
    if re.match(r"(?:a |an |the )?(?:member|part|lover|fan|friend|child|son|daughter|kind|sort|bit)\b", rest):
        return
    yield from _jobs(reading, rest)


def _jobs(reading: Reading, phrase: str) -> Iterator[Hit]:
    p = reading.clause.predicate
    former = p.is_former or p.is_past and not reading.is_remembered and not p.is_perfect
    for value in occupations(phrase):
        if value.lower() in ("keeper", "owner", "guard of") or re.fullmatch(r"(?:good|great|best|true) \w+", value):
            continue
        if former or re.match(r"(?:former|ex-)", value, re.I):
            yield hit(reading, ClaimField.BACKGROUND, f"worked as {_with_article(value)}" if former else value)
        else:
            yield hit(reading, ClaimField.OCCUPATION, value)


_WORKS_AT = re.compile(
    r"(?:part-time |full-time |nights |mostly |(?:\w+ )?(?:days|mornings|afternoons|evenings|nights|shifts|hours)(?: a week)? )*(?P<p>at|for|in|with|on) (?P<x>.+)",
    re.S,
)
_NO_WORKPLACE = re.compile(
    r"(?:me\b|us\b|(?:the )?(?:past|morning|evening|home|progress|shifts?|a team|hours|weekends|it\b|this|that|people|others|my own))"
)
_WORKED_AS = {
    "work": "worked",
    "serve": "served",
    "train": "trained",
    "volunteer": "volunteered",
    "qualify": "qualified",
    "start": "started",
    "begin": "began",
    "retire": "retired",
    "practise": "practised",
    "practice": "practised",
}


def _working(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    is_former = p.is_former or p.is_past and not p.is_perfect or reading.lemma == "retire"
    match = re.match(r"(?:[\w ,'-]{0,60}?\b)?as (?P<x>(?:an? |the |our |\w+ ).+)", reading.rest, re.S)
    phrase = re.split(r" and (?=(?:an?|the|my|his|her|their)\b)", values.cut(match["x"]))[0] if match else ""
    if match and is_former:
        several = occupations(phrase) if " and " in phrase else []
        if reading.lemma == "work" and len(several) > 1:
            yield from hits(reading, ClaimField.BACKGROUND, [f"worked as {_with_article(job)}" for job in several])
        elif reading.lemma in _WORKED_AS and 0 < len(phrase.split()) <= 12:
            yield hit(reading, ClaimField.BACKGROUND, f"{_WORKED_AS[reading.lemma]} as {phrase}")
    elif match and reading.lemma in ("work", "serve", "act", "practise", "practice", "moonlight", "freelance"):
        job, when = values.unscheduled(phrase)
        yield from hits(reading, ClaimField.OCCUPATION, occupations(job) or values.single_noun(job))
        if "week" in when and reading.lemma == "work" and not p.is_past:
            yield hit(reading, ClaimField.HABIT, f"works {when}")
    elif reading.lemma == "volunteer" and not p.is_past:
        yield from hits(reading, ClaimField.HABIT, _volunteering(reading))
    elif reading.lemma == "work" and not is_former and (place := _WORKS_AT.match(reading.rest)):
        cut = values.cut(place["x"])
        if cut and len(cut.split()) <= 9 and not _NO_WORKPLACE.match(cut):
            yield hit(reading, ClaimField.OCCUPATION, f"works {place['p']} {cut}")


def _volunteering(reading: Reading) -> list[str]:
    phrase = values.cut(reading.rest)
    return [f"volunteers {phrase}"] if 0 < len(phrase.split()) <= 12 else []


def _doing(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.is_former or p.is_progressive and reading.lemma in ("run", "lead", "head"):
        return
    phrase = values.cut(reading.rest)
    if not phrase or len(phrase.split()) > 9:
        return
    is_business = re.search(
        r"\b(?:shop|store|bakery|caf[eé]|restaurant|company|business|farm|studio|school|workshop|agency|garage|bookshop|bookstore|clinic|practice|gallery|hotel|inn|pub|bar|team|department|stall|firm|brewery|salon|library|museum|charity|guest ?house|bed and breakfast|kitchen|orchard|vineyard|newspaper|magazine|start-?up|club|choir|programme|program|project|lab|laboratory|ward|unit|office|site|press|theatre|nursery)\b",
        phrase,
        re.I,
    )
    if reading.lemma in ("teach", "tutor") and not re.match(
        r"(?:me|us|him|her|you|them|himself|herself|myself|his|my|the children|everyone|people)\b", phrase
    ):
        field = ClaimField.OCCUPATION if not p.is_past else ClaimField.BACKGROUND
        yield hit(reading, field, f"{('taught' if p.is_past else 'teaches') if reading.lemma == 'teach' else 'tutors'} {phrase}")
    elif is_business and reading.lemma in _RUNS:
        field = ClaimField.BACKGROUND if p.is_past else ClaimField.OCCUPATION
        third = {"run": ("ran", "runs"), "lead": ("led", "leads"), "oversee": ("oversaw", "oversees")}.get(reading.lemma)
        past, present = third or (reading.lemma.rstrip("e") + "ed", reading.lemma + "s")
        yield hit(reading, field, f"{past if p.is_past else present} {phrase}")


_STUDY = re.compile(r"(?!(?:how|the (?:map|photo|letter|face)|him|her face)\b)(?P<x>.+)", re.I | re.S)


_COURSE = re.compile(
    r"(?P<x>(?:an?|the|his|her|my) (?:[\w-]+ ){0,4}(?:course|training|traineeship|evening classes|diploma|degree|apprenticeship)\b.*)"
)
_WENT_TO = re.compile(
    r"to (?P<x>(?:[\w' ]{0,30})(?:university|college|school|art school|[A-Z]\w+ (?:University|College|School|Academy)).*)"
)
_TALENT = re.compile(
    r"(?:an? |the )?(?:[\w-]+ ){0,2}?(?:talent|gift|knack|flair|skills?|aptitude|eye|ear|head|way) (?:for|in|at|with) (?P<x>.+)"
)
_GRASP = re.compile(r"(?:an? |the )?(?:[\w-]+ ){0,3}?(?:knowledge|understanding|grasp|command) of (?P<x>.+)")
_ATTENDED = {"attend": "attended", "finish": "finished", "complete": "completed"}


def _learning(reading: Reading) -> Iterator[Hit]:
    p, lemma = reading.clause.predicate, reading.lemma
    phrase = values.cut(reading.rest)
    if not phrase and p.modal == "can" and lemma in _ALONE:
        yield hit(reading, ClaimField.SKILL, lemma)
    if not phrase or len(phrase.split()) > 14 or p.is_former and lemma != "study":
        return
    schooling = _schooling(reading, phrase)
    if schooling:
        yield from hits(reading, ClaimField.EDUCATION, schooling)
    elif lemma == "can" or p.modal == "can":
        yield from _ability(reading)
    elif lemma in ("master", "excel", "specialise", "specialize"):
        yield from hits(reading, ClaimField.SKILL, values.split_list(re.sub(r"^(?:in|at)\s+", "", phrase)))
    elif lemma == "know" and not p.is_past:
        yield from _knowing(reading, phrase)
    elif lemma == "have" and (match := _TALENT.match(phrase)):
        yield from hits(reading, ClaimField.SKILL, values.split_list(match["x"]))
    elif lemma == "have" and (match := _GRASP.match(phrase)):
        for value in values.split_list(match["x"]):
            yield hit(reading, ClaimField.LANGUAGE if value in words("languages") else ClaimField.KNOWLEDGE, value)


def _schooling(reading: Reading, phrase: str) -> list[str]:
    p, lemma = reading.clause.predicate, reading.lemma
    if lemma == "study" and (p.is_past or p.is_perfect or p.is_progressive or re.search(r"\b(?:at|degree|university|college)\b", phrase)):
        value = values.strip(phrase)
        return [f"studied {value}" if p.is_past or p.is_perfect else f"studies {value}"] if value else []
    if lemma == "graduate":
        return [f"graduated {phrase}"]
    if lemma in _ATTENDED and _SCHOOL.search(phrase):
        return [f"{_ATTENDED[lemma]} {phrase}"]
    if lemma == "go" and (match := _WENT_TO.match(phrase)):
        return [f"went to {match['x']}"]
    course = _COURSE.match(phrase) if lemma in ("do", "take") and p.is_past else None
    match = course or (_DEGREE.match(phrase) if lemma in _HOLDING else None)
    return values.one(match["x"], longest=14) if match else []


def _knowing(reading: Reading, phrase: str) -> Iterator[Hit]:
    if match := re.match(r"how to (?P<x>.+)", phrase):
        yield from hits(reading, ClaimField.SKILL, values.split_list(match["x"]))
    elif match := re.match(
        r"(?:everything|a lot|a (?:good|great) deal|a thing or two|all|more|lots|plenty)(?: there is to know)? (?:about|of) (?P<x>.+)",
        phrase,
    ):
        for value in values.split_list(match["x"]):
            bare = re.sub(r"^(?:(?:a )?(?:good|great) deal|a lot|lots|plenty|much|something|everything) about ", "", value)
            if not re.match(r"(?:nothing|little|less|not)\b|deal$", bare):
                yield hit(reading, ClaimField.KNOWLEDGE, re.sub(r"^(?:good|great) deal about ", "", bare))


_ABLE = re.compile(r"(?:[a-z]+ )")


def _ability(reading: Reading) -> Iterator[Hit]:
    p = reading.clause.predicate
    if p.modal not in ("can", "could") or (p.is_past or p.modal == "could") and not reading.is_remembered:
        return
    lemma = reading.lemma
    if lemma in _ABILITIES:
        phrase = values.one(f"{lemma} {reading.rest}", longest=10)
        if not re.search(r"\b(?:you|it|them|this|that)\b", " ".join(phrase)):
            yield from hits(reading, ClaimField.SKILL, phrase)
