"""What is said about each field: a sentence where the form of the values is known, a list where it is not."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Callable, Iterable, Sequence

from persona_app.llm.offline.addressing import Subject, to_you
from persona_app.llm.offline.lexicon import relations, verb_forms, words
from persona_app.llm.offline.paragraphs import Block, Item, Listing, enumerated, listed, sentence
from persona_app.llm.offline.phrasing import Form, form_of, head_of, is_gerund, joined, sentence_case, with_article
from persona_app.llm.offline.portraying import is_role, role_case
from persona_app.llm.offline.predicating import RATHER_NOUNS, is_quality, is_verb_start, said_of_you

Write = Callable[[Sequence[Item], Subject], list[Block]]
_LONG = 70
_SHORTLY = 3
_QUALITY = re.compile(
    r"(?:ism|ity|ness|ance|ence|ination|hood|age|humou?r|wit|temper|warmth|energy|honesty|loyalty|spirit|streak|heart|memory|laugh|smile|ethic|detail|mind|nature|charm|modesty|ambition|sarcasm|"
    r"generosity|manners?|tongue|passion|optimism|voice|determination|appetite|presence|discipline|tact|grace|strength|integrity|kindness|instincts?|skills?)$"
)
_COUNTED_QUALITY = re.compile(
    r"(?:temper|spirit|streak|heart|memory|laugh|smile|ethic|mind|nature|tongue|manner|voice|appetite|presence|eye|passion|ear|instinct)$"
)
_CHARACTERS = re.compile(
    r"(?:bird|owl|person|perfectionist|optimist|pessimist|idealist|realist|cynic|rebel|workaholic|homebody|gossip|tomboy|romantic|player|thinker|listener|worker|talker|dreamer|\w+(?:er|or)|speaker|leader|learner|reader|loser|winner|storyteller|planner|fighter|survivor|mediator|negotiator|driver|organiser|organizer|communicator|introvert|extrovert|\w+(?:ist|ivert))$"
)
_CONVICTIONS = re.compile(
    r"(?:devout |practising |practicing |lapsed |convinced |lifelong )?(?P<who>Quaker|Muslim|Buddhist|Christian|Catholic|Hindu|Jew|Sikh|Protestant|Methodist|Lutheran|Anglican|atheist|agnostic|pacifist|humanist|feminist|socialist|vegan|stoic|communist|anarchist|monarchist|republican)$",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|should|must|can|cannot|could|will|would|may|has|have|had|does|do|did|needs?|deserves?|matters?|means?|makes?|comes?|goes|takes?|begins?|wins?|lives?|lies?|belongs?)\b"
)
_MANY = re.compile(
    r"(?:most |all |some |many |old |young )?(?:people|everyone|everybody|nobody|no one|children|men|women|they|we|you|I)\b.* \w+", re.I
)
_HAIRY = re.compile(
    r"\b(?:hair|eyes?|beard|moustache|mustache|freckles|scars?|tattoos?|skin|build|nose|face|smile|hands?|curls|ponytail|braids?|eyebrows|fur|limp|fringe|bun|wrinkles|dimples?|"
    r"shoulders|complexion|birthmark|voice|arms?|legs?|feet|teeth|tooth|stubble|bob|fingers?|wings?|tail)\b"
)
_HEIGHT = re.compile(r"(?:[\d.,]+ ?(?:m|cm|metres|meters)|(?:\d|four|five|six|seven)[ -](?:foot|feet|ft)(?: \w+)?|\d['’]\d+[\"”]?)", re.I)
_ONE_OF = re.compile(
    r"\b(?:hand|eye|arm|leg|foot|finger|wing|beard|moustache|mustache|scar|tattoo|build|nose|face|smile|ponytail|braid|limp|fringe|bun|complexion|birthmark|voice|bob|tail|dimple|tooth)$"
)
_LOOKING = re.compile(
    r"(?:very |quite |rather |fairly )?(?:tall|short|small|slim|slender|thin|lean|stocky|bald|balding|blond|blonde|brunette|red-haired|muscular|athletic|petite|handsome|beautiful|pretty|plump|stout|"
    r"heavy|broad|pale|tanned|freckled|bearded|grey|gray|lanky|wiry|sturdy|tiny|huge|skinny|burly|attractive|ginger|dark|fair|\w+-(?:haired|eyed|skinned|shouldered|built|faced|bearded))\b(?!.*\bhair\b)",
    re.I,
)


def tastes(verb: str, lead: str) -> Write:
    """`You like …`: nouns and gerunds in a sentence; under a lead as soon as one of many has an unknown form."""

    def write(items: Sequence[Item], subject: Subject) -> list[Block]:
        turned = [(form_of(item.text), item.saying(to_you(sentence_case(item.text), subject))) for item in items]
        nouns = [item for form, item in turned if form is Form.NOUN]
        other = [(form, item) for form, item in turned if form is not Form.NOUN]
        if len(items) > _SHORTLY and len(other) + sum(len(item.text) > _LONG for item in nouns) > len(items) // 3:
            return [Listing(f"You {verb}:", tuple(item.saying(_after(verb, form, item.text)) for form, item in turned))]
        said: list[Block] = list(enumerated(nouns, lambda text, is_first: f"You {'' if is_first else 'also '}{verb} {text}"))
        said += [sentence(f"You {verb} {_after(verb, form, item.text)}", [item]) for form, item in other if form is not Form.BARE]
        return said + listed(lead, [item for form, item in other if form is Form.BARE])

    return write


def _after(verb: str, form: Form, text: str) -> str:
    """`look at the stars` → `to look at the stars`; `it's raining` → `it when it's raining`."""
    if form is Form.VERB:
        return f"{'having ' if verb == 'dislike' else ''}to {text}"
    if form is Form.CLAUSE:
        return f"when {text}" if verb.startswith("are") else f"it when {text}"
    return text


def simply(saying: str, lead: str) -> Write:
    """One sentence for values that are nouns, a list for others: `Your skills include …`."""

    def write(items: Sequence[Item], subject: Subject) -> list[Block]:
        turned = [item.saying(to_you(sentence_case(item.text), subject)) for item in items]
        nouns = [item for item in turned if form_of(item.text) is Form.NOUN and len(item.text) <= _LONG]
        rest = [item for item in turned if item not in nouns]
        if len(rest) > 2 or len(nouns) < len(rest):
            return listed(lead, turned)
        return [*enumerated(nouns, lambda text, is_first: saying.format("" if is_first else "also ") + text), *listed(lead, rest)]

    return write


def predicates(lead: str, leftovers: str) -> Write:
    """`You keep bees and sing.`; more or longer ones under a lead that ends in `you`; what is no predicate by itself."""

    def write(items: Sequence[Item], subject: Subject) -> list[Block]:
        said = [(item, said_of_you(item.text, subject)) for item in items]
        known = [item.saying(each.text) for item, each in said if each is not None]
        rest = [item.saying(to_you(sentence_case(item.text), subject)) for item, each in said if each is None]
        return [*doings(known, lead), *listed(leftovers, rest)]

    return write


def doings(items: Sequence[Item], lead: str) -> list[Block]:
    """Predicates of `you`: short ones joined, a few as sentences, many as a list."""
    if not items:
        return []
    if len(items) > _SHORTLY:
        return [Listing(f"{lead}:", tuple(items))]
    if all(item.text.startswith("are ") and "," not in item.text for item in items):
        return [sentence(f"You are {joined(item.text.removeprefix('are ') for item in items)}", items)]
    if all(len(item.text) <= _LONG and not re.search(r",| and | but ", item.text) for item in items):
        return [sentence(f"You {joined(item.text for item in items)}", items)]
    return [sentence(f"You {item.text}", [item]) for item in items]


def background(items: Sequence[Item], subject: Subject) -> list[Block]:
    """What happened, birth and childhood first."""
    families = [item for item in items if _is_of_family(item.text)]
    said = [(item, _happened(item.text, subject)) for item in sorted(items, key=_early) if item not in families]
    known = [item.saying(text) for item, text in said if text]
    left = [item.saying(to_you(item.text, subject)) for item, text in said if not text]
    own = [sentence(f"Your {to_you(_KIN.sub('', item.text), subject)}", [item]) for item in families]
    return [*own, *doings(known, "In your life, you"), *listed("From your past", left)]


def _is_of_family(value: str) -> bool:
    """True for `father came over on a coal boat`: somebody around the person does something."""
    first, _, rest = _KIN.sub("", value).partition(" ")
    kin = first.lower() in ("family", "parents", "grandparents", "ancestors", "folks") or first.lower() in relations()
    return kin and bool(verb_forms().get(rest.split(" ")[0]) or re.match(r"(?:was|were|is|are|had|has)\b", rest))


_KIN = re.compile(r"^(?:my|his|her|their|the) (?=[a-z])")


def _happened(value: str, subject: Subject) -> str:
    """The predicate of `you` that the phrase is or makes: `former boxer` → `were a boxer`; empty when there is none."""
    said = said_of_you(value, subject)
    if said is not None:
        return re.sub(r"^are an? former (\w+)", lambda match: f"were {with_article(match[1])}", _GREW.sub(r"were \1", said.text))
    role = re.match(r"(?:former |ex-)(?P<role>\w.*)", value)
    return f"were {with_article(role['role'])}" if role is not None and is_role(role["role"]) else ""


_GREW = re.compile(r"^are (an? (?!only )[\w-]+ (?:child|boy|girl|baby|teenager|pupil))$")


def _early(item: Item) -> int:
    order = (r"born\b", r"from\b", r"(?:an? )?only child\b|(?:youngest|eldest|oldest)\b", r"(?:raised|brought up|grew up)\b")
    return next((number for number, pattern in enumerate(order) if re.match(pattern, item.text, re.I)), len(order))


def work(items: Sequence[Item], subject: Subject) -> list[Block]:
    """The occupations that the opening did not name."""
    roles = [item.saying(with_article(role_case(item.text))) for item in items if is_role(item.text)]
    other = [item for item in items if item.id not in {role.id for role in roles}]
    said: list[Block] = list(enumerated(roles, lambda text, _: f"You are also {text}"))
    return said + predicates("In your work, you", "Your work")(other, subject)


def education(items: Sequence[Item], subject: Subject) -> list[Block]:
    """Where and what somebody learned: predicates where they are, degrees as a list."""
    said = [(item, said_of_you(item.text, subject) if _is_past(item.text) else None) for item in items]
    known = [item.saying(each.text) for item, each in said if each is not None]
    return [
        *doings(known, "To learn, you"),
        *listed("Your education", [item.saying(to_you(item.text, subject)) for item, each in said if each is None]),
    ]


def _is_past(value: str) -> bool:
    said = said_of_you(value)
    return said is not None and (said.is_past or said.text.split()[0] in ("study", "attend", "hold", "have", "learn", "train", "go", "are"))


def skills(items: Sequence[Item], subject: Subject) -> list[Block]:
    able = [item.saying(to_you(sentence_case(item.text), subject)) for item in items if is_ability(item.text)]
    rest = [item for item in items if item.id not in {each.id for each in able}]
    said: list[Block] = [] if not able else _doing_so("You can", able) if len(able) <= _SHORTLY else [Listing("You can:", tuple(able))]
    return said + simply("Your skills {}include ", "Your skills")(rest, subject)


def is_ability(value: str) -> bool:
    """True for a skill that begins with a verb: `type faster`, `juggle`."""
    low = value[:1].lower() + value[1:]
    return is_verb_start(low) or (is_verb_start(low, nouns=RATHER_NOUNS) and " " not in low and low not in words("mass_nouns"))


def traits(items: Sequence[Item], subject: Subject) -> list[Block]:
    """`You are curious and kind. You have a sharp tongue.`"""
    being: list[Item] = []
    having: list[Item] = []
    left: list[Item] = []
    for item in items:
        text = to_you(_trait_case(item.text), subject)
        place, shown = _trait(text)
        {"are": being, "have": having}.get(place, left).append(item.saying(shown))
    being.sort(key=lambda item: item.text.startswith("not "))
    said: list[Block] = list(enumerated(being, lambda text, is_first: f"You are {'' if is_first else 'also '}{text}"))
    said += enumerated(having, lambda text, _: f"You have {text}")
    return said + predicates("It is like you that you", "Your character")(left, subject)


def _trait_case(value: str) -> str:
    return value[:1].lower() + value[1:] if value[1:].islower() else value


def _trait(text: str) -> tuple[str, str]:
    """`are`, `have` or nothing, and the words behind it."""
    bare = text.removeprefix("not ").removeprefix("very ")
    if bare.lower() in words("traits") or re.match(r"(?:an?|the) ", text):
        return "are", text
    if re.match(
        r"(?:good|bad|great|terrible|brilliant|poor|keen|fond|proud|slow|quick|late|early|able|ready) (?:with|at|to|in|for|of|on|about)\b",
        bare,
    ):
        return "are", text
    if re.match(r"(?:no|little|much|great|some|good) \w+", text) or _QUALITY.search(text.split(" with ")[0].split(" of ")[0]):
        return "have", with_article(text) if _COUNTED_QUALITY.search(text.split(" of ")[0].split(" for ")[0]) else text
    if re.match(r"(?:in|un|dis)?[\w-]+(?:able|ible|ful|less|ous|ive|ic|ant|ent|ed|ing) (?:of|to|with|at|in|for|about|under|by)\b", bare):
        return "are", text
    if is_quality(bare):
        return "are", text
    if _CHARACTERS.search(head_of(text)):
        return "are", f"{'not ' if text.startswith('not ') else ''}{with_article(text.removeprefix('not '))}"
    if " " not in bare and re.fullmatch(r"[\w-]+(?:y|ed|ful|less|ous|ive|ic|al|able|ible|ant|ent|ish|ary|some|ile|ate|ing)", bare):
        return "are", text
    return "", text


def beliefs(items: Sequence[Item], subject: Subject) -> list[Block]:
    """Convictions as clauses; what has no form that we know in its own words."""
    clauses = [item.saying(to_you(_opened(item.text), subject)) for item in items if is_clause(item.text)]
    other = [item for item in items if item.id not in {clause.id for clause in clauses}]
    said: list[Block] = [sentence(f"You believe that {clause.text}", [clause]) for clause in clauses]
    found = said if len(said) <= 2 else [Listing("You believe that:", tuple(clauses))]
    return [*found, *(block for item in other for block in _conviction(item, subject))]


def _conviction(item: Item, subject: Subject) -> list[Block]:
    match = _CONVICTIONS.match(item.text)
    if match is not None:
        is_noun = match["who"].lower() not in ("christian", "catholic", "vegan", "jewish", "agnostic") or " " in item.text
        return [sentence(f"You are {with_article(item.text) if is_noun else item.text}", [item])]
    said = said_of_you(item.text, subject)
    if said is not None and said.text.startswith(("do not ", "believe ", "have ", "trust ", "never ")):
        return [sentence(f"You {said.text}", [item])]
    if form_of(item.text) is Form.NOUN:
        return [sentence(f"You believe in {to_you(sentence_case(item.text), subject)}", [item])]
    return [sentence(f"Your conviction: “{item.text}”", [item])]


def is_clause(value: str) -> bool:
    """True for a sentence of its own: `debts are sacred`, `people mostly mean well`."""
    rest = value.partition(" ")[2]
    is_predicate = said_of_you(value) is not None and not re.match(r"(?:an?|the|every|no)\b", value, re.I)
    return bool(rest) and not is_predicate and not is_gerund(value) and bool(_FINITE.search(rest) or _MANY.match(value))


def _opened(clause: str) -> str:
    """A clause as it goes on after `that`."""
    first = clause.split()[0]
    opens = first.lower() in (
        "the",
        "a",
        "an",
        "every",
        "everyone",
        "everybody",
        "people",
        "nobody",
        "no",
        "all",
        "most",
        "there",
        "it",
        "we",
        "you",
        "what",
        "life",
        "if",
        "one",
        "good",
        "money",
    )
    return clause[:1].lower() + clause[1:] if opens else clause


def habits(items: Sequence[Item], subject: Subject) -> list[Block]:
    """What somebody does, then what somebody once did."""
    said = [(item, said_of_you(item.text, subject)) for item in items]
    now = [item.saying(each.text) for item, each in said if each is not None and not each.is_past]
    past = [item.saying(each.text) for item, each in said if each is not None and each.is_past]
    done = {item.id for item in (*now, *past)}
    rest = [item.saying(to_you(sentence_case(item.text), subject)) for item in items if item.id not in done]
    return [*doings(now, "In everyday life, you"), *listed("Other habits" if now else "Your habits", rest), *_each(past)]


def _each(items: Iterable[Item]) -> list[Block]:
    return [sentence(f"You {item.text}", [item]) for item in items]


def goals(items: Sequence[Item], subject: Subject) -> list[Block]:
    """`You want to …`, `You dream of …`."""
    turned = [item.saying(to_you(item.text, subject)) for item in items]
    verbs = [item.saying(re.sub(r"^to ", "", _trait_case(item.text))) for item in turned if is_aim(item.text)]
    dreams = [item.saying(sentence_case(item.text)) for item in turned if not is_aim(item.text) and form_of(item.text) is Form.NOUN]
    rest = [item for item in turned if item.id not in {each.id for each in (*verbs, *dreams)}]
    said: list[Block] = [Listing("You want to:", tuple(verbs))] if len(verbs) > _SHORTLY else _doing_so("You want to", verbs)
    said += enumerated(dreams, lambda text, is_first: f"You {'' if is_first else 'also '}dream of {text}")
    return said + listed("What you aim at", [item.saying(sentence_case(item.text)) for item in rest])


def _doing_so(before: str, items: Sequence[Item]) -> list[Block]:
    if items and all(not re.search(r",| and ", item.text) for item in items):
        return [sentence(f"{before} {joined(item.text for item in items)}", items)]
    return [sentence(f"{before} {item.text}", [item]) for item in items]


def is_aim(value: str) -> bool:
    """True for a goal that begins with a verb."""
    return bool(re.match(r"(?:to|be|become|see|get|not)\b \w", value, re.I)) or is_verb_start(_trait_case(value), nouns=RATHER_NOUNS)


def looks(items: Sequence[Item], subject: Subject) -> list[Block]:
    being, having, other = [], [], []
    for item in items:
        text = to_you(_trait_case(item.text), subject)
        if _HEIGHT.fullmatch(text):
            being.append(item.saying(f"{text[:1].lower()}{text[1:]} tall"))
        elif _LOOKING.match(text) and not _HAIRY.fullmatch(head_of(text)):
            being.append(item.saying(text))
        elif _HAIRY.search(text) and said_of_you(text) is None:
            having.append(item.saying(with_article(text) if _ONE_OF.search(head_of(text)) else text))
        else:
            other.append(item)
    said: list[Block] = list(enumerated(being, lambda text, _: f"You are {text}"))
    said += enumerated(having, lambda text, _: f"You have {text}")
    return said + predicates("To look at, you", "How you look")(other, subject)


def facts(items: Sequence[Item], subject: Subject) -> list[Block]:
    """What fits nowhere else; a doing that is going on (`reading a long book`) is one of them."""
    going_on = [item.saying(f"are {item.text}") if is_gerund(item.text) else item for item in items]
    return predicates("It is also true that you", "Also true of you")(going_on, subject)
