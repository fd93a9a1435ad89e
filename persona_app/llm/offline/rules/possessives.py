"""`Her favourite food is …`, `my goal is to …`, `Alex's brother Tom …`: what is said of something that is the person's."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator
from dataclasses import dataclass

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import first_names, relations, words
from persona_app.llm.offline.mentions import Mention
from persona_app.llm.offline.people import FULL_NAME, Subject, is_name_word
from persona_app.llm.offline.phrasing import is_gerund
from persona_app.llm.offline.rules.character import traits_in
from persona_app.llm.offline.rules.relations import possessed
from persona_app.llm.offline.rules.work import occupations
from persona_app.llm.offline.sentences import Span
from persona_app.llm.questions import ClaimField

from .reading import Hit

_IS = r"(?: (?:in life|of all time|at work|right now|these days|for (?:the|this) \w+|was always|has always been))?(?:'s| is| are| include[sd]?| was| were| remains?| ranges? from| has always been| have always been)(?: (?:always|also|still|simply|mostly|definitely|probably))? "
_FAVOURITE = re.compile(rf"\s+(?:all-time |absolute |current )?favou?rite (?P<what>[\w' -]{{2,40}}?){_IS}(?P<x>.+)", re.S)
_TABLE: tuple[tuple[ClaimField, re.Pattern[str]], ...] = (
    (
        ClaimField.LIKE,
        re.compile(
            rf"\s+(?:(?:main|many|other|biggest|great|greatest|chief|first|one|true|real|only|guilty|lifelong) )*(?:hobb(?:y|ies)|interests?|passions?|pastimes?|loves?|pleasures?|joys?|obsessions?|go-to [\w ]{{2,30}}){_IS}(?P<x>.+)",
            re.S,
        ),
    ),
    (
        ClaimField.GOAL,
        re.compile(
            rf"\s+(?:(?:main|ultimate|biggest|great|greatest|lifelong|big|one|long-term|only|life'?s?|career|secret|next) )*(?:goal|dream|ambition|aim|mission|aspiration|plan|wish|hope)s?{_IS}(?:to |of )?(?P<x>.+)",
            re.S,
        ),
    ),
    (
        ClaimField.FEAR,
        re.compile(
            rf"\s+(?:(?:main|biggest|great|greatest|worst|only|deepest|one|secret) )*(?:fears?|phobias?|nightmares?|worry|worries){_IS}(?:of |that )?(?P<x>.+)",
            re.S,
        ),
    ),
    (
        ClaimField.DISLIKE,
        re.compile(
            rf"\s+(?:(?:main|biggest|greatest|one|only|least favou?rite) )*(?:pet peeves?|pet hates?|bugbears?|dislikes?|bete noire){_IS}(?P<x>.+)",
            re.S,
        ),
    ),
    (
        ClaimField.SKILL,
        re.compile(
            rf"\s+(?:(?:main|biggest|greatest|key|core|technical|other|many|special) )*(?:skills?|strengths?|talents?|speciality|specialty|specialities|expertise|forte|strong points?){_IS}(?:in )?(?P<x>.+)",
            re.S,
        ),
    ),
    (
        ClaimField.VALUE,
        re.compile(rf"\s+(?:(?:core|main|most important|guiding) )*(?:values?|principles?|priorit(?:y|ies)){_IS}(?P<x>.+)", re.S),
    ),
    (
        ClaimField.BELIEF,
        re.compile(
            rf"\s+(?:(?:core|main|firm|guiding|personal) )*(?:beliefs?|mottos?|philosophy|credo|rule|opinion|conviction){_IS}(?:that )?(?P<x>.+)",
            re.S,
        ),
    ),
    (ClaimField.NATIONALITY, re.compile(rf"\s+nationality{_IS}(?P<x>[A-Z][a-z]+)", re.S)),
    (ClaimField.PRONOUNS, re.compile(rf"\s+pronouns{_IS}(?P<x>\w+/\w+|\w+ and \w+)", re.S)),
    (
        ClaimField.ALIAS,
        re.compile(
            rf"\s+(?:nicknames?|alias|stage name|pen name|pseudonym|code ?name|call ?sign){_IS}(?P<x>\"?[A-Z][\w'. -]{{1,40}})", re.S
        ),
    ),
    (
        ClaimField.REGISTER,
        re.compile(
            r"\s+(?:answers?(?: to questions)?|replies|responses?|(?:manner|way|style) of speaking|speech|tone|language|voice|speaking style|writing style|sentences)(?: (?:is|are)) (?:always |often |usually |generally |as )*(?P<x>[\w -]{3,60})",
            re.S,
        ),
    ),
)
_OCCUPATION = re.compile(rf"\s+(?:current |day )?(?:job|profession|occupation|trade|vocation|calling){_IS}(?P<x>.+)", re.S)
_HOME = re.compile(
    r"\s+(?:current )?(?:home|hometown|home town|house|flat|cottage|apartment) (?P<be>is|was)? ?in (?P<x>(?:[\w']+ ){0,2}?[A-Z][\w'-]+(?:[ ,]+[A-Z][\w'-]+)*)",
    re.S,
)
_LANGUAGE = re.compile(rf"\s+(?:native |first |second |mother )(?:language|tongue){_IS}(?P<x>[A-Z]\w+)", re.S)
_SUBJECT_BODY = re.compile(
    r"\s+(?P<x>(?:(?:long|short|dark|curly|red|grey|gray|white|blonde?|brown|black|blue|green|hazel|silver|thick|wild|bushy|neat|straight) ?,? ?(?:and )?){1,4}(?:hair|eyes?|beard|curls|moustache|mustache))\b",
    re.S,
)
_BODY_IS = re.compile(
    r"\s+(?P<what>hair|eyes|beard|skin|moustache) (?:is|are) (?P<x>(?:(?:long|short|dark|curly|red|grey|gray|white|blonde?|brown|black|blue|green|hazel|silver|thick|straight|and|always|very),? ?){1,5})",
    re.S,
)
_QUALITY = re.compile(
    r"\s+(?P<x>(?:(?:unwavering|boundless|endless|dry|natural|sharp|quick|great|legendary|infectious|gentle|quiet|fierce|warm|wicked|fearless|adventurous|generous|stubborn|relentless|insatiable|unfailing|infinite|famous) )(?:optimism|curiosity|wit|humou?r|sense of humou?r|patience|kindness|generosity|spirit|determination|resilience|courage|integrity|warmth|enthusiasm|energy|honesty|temper|modesty|laugh|agility|streak|stubbornness|loyalty|smile))\b",
    re.S,
)
_LOVE_FOR = re.compile(
    r"\s+(?:[\w-]+ ){0,2}?(?:love|passion|fondness|enthusiasm|affection|taste|thirst|appetite|fascination|obsession|weakness) (?:for|of|with) (?P<x>.+)",
    re.S,
)
_FEAR_OF = re.compile(r"\s+(?:[\w-]+ ){0,2}?(?:fear|dread|terror|phobia) of (?P<x>.+)", re.S)
_HATE_OF = re.compile(r"\s+(?:[\w-]+ ){0,2}?(?:hatred|dislike|loathing|distrust) (?:of|for) (?P<x>.+)", re.S)
_DREAM_OF = re.compile(r"\s+(?:[\w-]+ ){0,2}?(?:goal|dream|ambition|hope|quest|plan) (?:of|for) (?P<x>.+)", re.S)
_SPOKEN = re.compile(
    r"\s+(?P<x>[A-Z][a-z]+) (?:is|was|remains) (?:now |quite |pretty |very |almost |still |nearly )?(?:excellent|fluent|perfect|flawless|decent|good|rusty|passable|impeccable|native|basic|better|dreadful|terrible)\b"
)
_SPENT = re.compile(
    r"\s+(?P<when>early years|early life|childhood|youth|teens|twenties|school days|summers) (?:was|were) spent (?P<how>on|in|at|under|among|with|between|aboard|by|near) (?P<x>.+)",
    re.S,
)
_DAYS = re.compile(
    r"\s+(?:days|evenings|nights|weekends|mornings|afternoons|spare time|free time)(?: (?:in|on|at|aboard) (?:the )?[\w ]{2,30}?)? (?:are|is|were|was) (?:mostly |often |usually )?(?:filled|spent|taken up|occupied)(?: with| by)? (?P<x>[a-z]+ing\b.+)",
    re.S,
)
_PURSUIT = re.compile(r"\s+(?:[a-z]+ )?(?:pursuit of|quest for|search for) (?P<x>.+)", re.S)
_ABILITY = re.compile(
    r"\s+(?:[a-z]+ )?(?:ability|capacity|talent|knack|gift) (?:to|for) (?P<x>[a-z][\w' -]*?)(?=[,.;]|$| (?:and|is|was|made|makes|has|gave|gives|meant|means|that|which|led)\b)"
)
_SPIRIT = re.compile(
    r"\s+(?P<x>[a-z-]+) (?:movements|spirit|soul|nature|manner|heart|personality|character|attitude|approach)(?: and (?P<more>[a-z-]+) (?:spirit|soul|nature|manner|heart|mind))?\b"
)
_STUDIED = re.compile(r"\s+(?P<x>(?:degree|diploma|PhD|doctorate|master's|MA|MSc|BA|BSc) (?:in|from|at) .+)", re.S)


_NEEDS_NAME = frozenset(
    "teacher boss colleague colleagues neighbours neighbour neighbors pupils friends apprentice pupil teachers friend".split()
)
_TELLING = frozenset(
    "older elder younger twin best half late pet eldest youngest childhood little big maternal paternal close closest rescue foster adopted two three four five".split()
)


@dataclass(frozen=True)
class Owned:
    """A possessive in its sentence."""

    flat: str
    span: Span
    mention: Mention
    after: int
    subject: Subject
    is_remembered: bool


def read(flat: str, span: Span, mentions: list[Mention], subject: Subject, *, is_remembered: bool) -> Iterator[Hit]:
    """Every claim that hangs on a possessive of the person in this sentence."""
    sentence = flat[span.start : span.end]
    if sentence.rstrip("\"' ").endswith("?"):
        return
    for mention in mentions:
        if mention.case != "possessive" or _is_unreal(flat, span, mention):
            continue
        after = mention.end + (
            2 if flat.startswith("'s", mention.end) else 1 if mention.is_name and flat.startswith("'", mention.end) else 0
        )
        owned = Owned(flat, span, mention, after, subject, is_remembered)
        yield from _claims(owned)


def _is_unreal(flat: str, span: Span, mention: Mention) -> bool:
    before = flat[span.start : mention.start].lower()
    return bool(
        re.search(
            r"\b(?:if|unless|whether|would|might|could|imagine|suppose|said|says|thinks?|thought|claims?|claimed|according to)\b",
            before[-60:],
        )
    )


def _claims(owned: Owned) -> Iterator[Hit]:
    rest = owned.flat[owned.after : min(owned.span.end, owned.after + 400)]
    was = bool(re.match(r"[\w' -]{3,60}? (?:was|were) ", rest)) and not owned.is_remembered
    if match := _FAVOURITE.match(rest):
        yield from _favourite(owned, match, was=was)
        return
    for field, pattern in _TABLE:
        if (match := pattern.match(rest)) and not was:
            yield from _listed(owned, field, match)
            return
    yield from _nouns(owned, rest)
    if match := possessed().match(rest):
        yield from _relative(owned, match)


def _make(owned: Owned, field: ClaimField, value: str, end: int, *, who: str = "") -> Hit:
    return Hit(field, value, owned.mention.start, min(owned.span.end, owned.after + end), who, owned.span.start, owned.span.end)


def _favourite(owned: Owned, match: re.Match[str], *, was: bool) -> Iterator[Hit]:
    field = ClaimField.FAVOURITE_WORD if re.match(r"(?:word|phrase|expression|saying)", match["what"]) else ClaimField.LIKE
    if was or re.search(r"\bleast\s*$", owned.flat[owned.mention.start : owned.after + match.start("what")]):
        return
    for value in values.split_list(match["x"]):
        yield _make(owned, field, value, match.end())


def _listed(owned: Owned, field: ClaimField, match: re.Match[str]) -> Iterator[Hit]:
    phrase = match["x"]
    if re.match(r"(?:not|never|that (?:he|she|I)|what|how|why|so|just|unclear|unknown|over|gone|dead|mine)\b", phrase):
        return
    if field in (ClaimField.GOAL, ClaimField.BELIEF, ClaimField.PRONOUNS, ClaimField.REGISTER, ClaimField.ALIAS):
        found = values.one(phrase, longest=18)
        if field is ClaimField.REGISTER:
            found = [
                value
                for value in found
                if re.search(
                    r"\b(?:brief|short|concise|formal|informal|sarcastic|polite|blunt|flowery|casual|slow|quiet|soft|dry|warm|terse|long|poetic|precise|calm|measured|clipped|plain|old-fashioned|playful|simple|gentle|friendly|direct)\b",
                    value,
                )
            ]
        elif field is ClaimField.PRONOUNS:
            found = [value.replace(" and ", "/").lower() for value in found]
    else:
        found = values.split_list(phrase)
    for value in found:
        if field is not ClaimField.NATIONALITY or value in words("nationalities"):
            yield _make(owned, field, value.strip('"'), match.end())


def _nouns(owned: Owned, rest: str) -> Iterator[Hit]:
    for field, pattern in ((ClaimField.LIKE, _LOVE_FOR), (ClaimField.FEAR, _FEAR_OF), (ClaimField.DISLIKE, _HATE_OF)):
        if match := pattern.match(rest):
            phrase = re.split(
                r"\s(?:is|was|led|drove|made|has|had|gave|took|began|brought|and (?:a|his|her|my)|came|grew|started|never|meant|kept|inspired|extends?)\b",
                values.cut(match["x"]),
            )[0]
            for value in values.split_list(phrase):
                yield _make(owned, field, value, match.start("x") + len(phrase))
    if match := _DREAM_OF.match(rest):
        phrase = re.split(r"\s(?:is|was|led|drove|made|has|had|came|while)\b", values.cut(match["x"]))[0]
        for value in values.one(phrase, longest=12):
            yield _make(owned, ClaimField.GOAL, value, match.start("x") + len(phrase))
    if match := re.match(r"\s+(?:[a-z]+ ){0,2}?(?:ambition|dream|goal|hope|wish|plan|aim) to (?P<x>.+)", rest, re.S):
        for value in values.one(match["x"], longest=14):
            yield _make(owned, ClaimField.GOAL, value, match.end())
    if match := _OCCUPATION.match(rest):
        for value in occupations(match["x"]):
            yield _make(owned, ClaimField.OCCUPATION, value, match.end())
    if (match := _HOME.match(rest)) and match["be"] != "was" and "town" not in match.group().split(" in ")[0]:
        yield _make(owned, ClaimField.RESIDENCE, " ".join(match["x"].split()), match.end())
    if (match := _LANGUAGE.match(rest)) and match["x"] in words("languages"):
        yield _make(owned, ClaimField.LANGUAGE, match["x"], match.end())
    if (match := _SPOKEN.match(rest)) and match["x"] in words("languages"):
        yield _make(owned, ClaimField.LANGUAGE, match["x"], match.end())
    yield from _lived(owned, rest)
    if match := _SUBJECT_BODY.match(rest):
        yield _make(owned, ClaimField.APPEARANCE, " ".join(match["x"].split()), match.end())
    if match := _BODY_IS.match(rest):
        yield _make(owned, ClaimField.APPEARANCE, f"{' '.join(match['x'].split()).strip(' ,')} {match['what']}", match.end())
    if match := _QUALITY.match(rest):
        yield _make(owned, ClaimField.TRAIT, " ".join(match["x"].split()), match.end())
    if match := re.match(r"\s+personality is (?P<x>.+)", rest, re.S):
        for value in traits_in(match["x"]):
            yield _make(owned, ClaimField.TRAIT, value, match.end())


def _lived(owned: Owned, rest: str) -> Iterator[Hit]:
    """`Her early years were spent at sea`, `his days are filled with writing, painting and music`, `her pursuit of truth`."""
    if match := _SPENT.match(rest):
        for value in values.one(match["x"], longest=12):
            yield _make(owned, ClaimField.BACKGROUND, f"{match['when']} spent {match['how']} {value}", match.end())
    elif match := _DAYS.match(rest):
        for value in values.split_list(match["x"]):
            if is_gerund(value):
                yield _make(owned, ClaimField.HABIT, value, match.end())
    elif match := _PURSUIT.match(rest):
        for value in values.one(match["x"], longest=8):
            yield _make(owned, ClaimField.GOAL, value, match.end())
    elif match := _ABILITY.match(rest):
        for value in values.one(match["x"], longest=8):
            yield _make(owned, ClaimField.SKILL, value, match.end())
    elif (match := _SPIRIT.match(rest)) and match["x"] in words("traits"):
        yield _make(owned, ClaimField.TRAIT, match["x"], match.end())
        if match["more"] in words("traits"):
            yield _make(owned, ClaimField.TRAIT, match["more"], match.end())


def _relative(owned: Owned, match: re.Match[str]) -> Iterator[Hit]:
    if (
        re.match(r"(?:ex|former|then|future)\b", match["adj"] or "")
        or owned.flat[owned.after + match.end() : owned.after + match.end() + 2] == "'s"
        and not match["who"]
    ):
        return
    who = " ".join((match["who"] or "").split())
    parts = [
        part
        for part in re.split(r",? and |, ", who)
        if part and is_name_word(re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister|Father)\.? ", "", part).split()[0])
    ]
    is_plural = match["kin"] not in relations() and match["kin"].endswith(("s", "children", "wives", "ren"))
    if (match["link"] or "").strip() == "," and not (
        parts
        and (
            parts[0].split()[0] in first_names()
            or is_plural
            or re.match(r"\s*(?:[,.;]|and\b|$)", owned.flat[owned.after + match.end() : owned.after + match.end() + 6])
        )
    ):
        parts = []
    if not is_plural and len(parts) > 1:
        parts = parts[:1]
    kin = match["kin"]
    adjective = " ".join(word for word in (match["adj"] or "").replace(",", " ").split() if word in _TELLING)
    value = f"{adjective} {kin}".strip()
    if is_plural and len(parts) > 1:
        for part in parts:
            yield _make(owned, ClaimField.RELATIONSHIP, _singular(kin), match.end(), who=part[:100])
        return
    if kin in _NEEDS_NAME and not parts:
        return
    if any(part.lower() in owned.subject.calls for part in parts):
        return
    yield _make(owned, ClaimField.RELATIONSHIP, value, match.end(), who=(parts[0] if parts else "")[:100])


def _singular(kin: str) -> str:
    return {"children": "child", "grandchildren": "grandchild", "wives": "wife", "puppies": "puppy", "ponies": "pony"}.get(
        kin, kin.removesuffix("s")
    )


__all__ = ["FULL_NAME", "Owned", "read"]
