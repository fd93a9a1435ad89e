"""From the words after a verb to the values of claims: cut, split into a list, stripped."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re

from persona_app.llm.offline import institutions

_STOP = re.compile(
    r"\s*(?:[;(\[!?\"]|\.(?=\s|$)|, [a-z]+(?:ed|en) (?:by|with)\b|,? (?:because|since|when(?:ever)?|while|although|though|but|so (?:that|much|he|she|I|they)|until|unless|if|whereas|as (?:he|she|it|they|I|you|well as)|which|who|whom|whose|where|thanks to|despite|"
    r"except|rather than|instead of|even|especially|particularly|including|such as|even though|just as|more than|than|for (?:his|her|their|my|your|the last|over|more|\d+|many) \w+|ever since|at the moment|these days|nowadays|too|as well|"
    r"by the way|naturally|of course|honestly|at all|very much|a lot|so much|most of all|above all|anymore|any more|now|then|again|today|yesterday|right now|with (?:all|his|her|my) heart|to this day)\b| - |: )",
)
_LEAD = re.compile(
    r"^(?:(?:a|an|any|some|all|his|her|my|your|their|its|our|both|most|many|also|of|that|this|these|those|to|in|for|about|very|really|quite|always|just|mostly|mainly|especially|simply|only|"
    r"(?:all )?(?:kinds|sorts|types) of|(?:a )?(?:lot|bit|range|variety|number|couple) of|lots of|plenty of|things like|everything about|(?:finding|taking) (?:solace|joy|comfort|peace|pleasure|delight|refuge) in|being able to|getting to) )+",
    re.I,
)
_SPLIT = re.compile(
    r"\s*(?:,\s*(?:and|or|but also|as well as|plus)?|;\s*(?:and)?|\s(?:and|or|as well as|along with|&|plus|nor)\s(?:also )?)\s*"
)
_TAIL = re.compile(r"(?:[\s,;:.!-]+|\s(?:and|or|of|the|a|to|with|in|for|at|on|by|her|his|my|too|also))+$", re.I)
_EMPTY = frozenset(
    "it them him her me us you that this these those so one all everything nothing something anything people others things lot more most each other both much many same there here what how i he she they everyone someone such".split()
)
MAX_WORDS = 9


def cut(text: str) -> str:
    """The phrase up to the first word that begins another thought."""
    flat = re.sub(r'"([^"]{1,30})"', r"\1", " ".join(text.split()))
    match = _STOP.search(flat)
    return _TAIL.sub("", flat[: match.start()] if match else flat).strip()


def strip(value: str) -> str:
    """Without leading articles, possessives and fillers, and without trailing scraps."""
    bare = value.strip(" \n*_`'\"")
    for _ in range(3):
        shorter = _TAIL.sub("", _LEAD.sub("", bare)).strip(" *_`'\",")
        if shorter == bare:
            break
        bare = shorter
    return bare


def is_value(value: str, *, longest: int = MAX_WORDS) -> bool:
    """True when a phrase can stand as a value by itself."""
    tokens = value.split()
    if tokens and tokens[0].lower() in ("having", "being", "on", "with", "at", "by", "whom", "whether") and tokens[0].lower() != "being":
        return False
    if len(tokens) == 1 and value.endswith("ly") and value.lower() not in ("family", "jelly", "italy", "butterfly", "holly", "poly"):
        return False
    return (
        bool(tokens)
        and len(tokens) <= longest
        and value.lower() not in _EMPTY
        and tokens[0].lower() not in _EMPTY
        and any(c.isalpha() for c in value)
        and len(value) <= 120
    )


def split_list(text: str) -> list[str]:
    """The single values of `rowing, carpentry and mending old radios`, in order."""
    phrase = institutions.masked(cut(text))
    pieces = _SPLIT.split(phrase)
    joined: list[str] = []
    for piece in pieces:
        if joined and _is_half(joined[-1], piece, phrase):
            joined[-1] = phrase[phrase.rfind(joined[-1]) : phrase.find(piece, phrase.rfind(joined[-1])) + len(piece)]
        else:
            joined.append(piece)
    values = [strip(institutions.unmasked(piece)) for piece in joined]
    return list(dict.fromkeys(value for value in values if is_value(value)))


def _is_half(left: str, right: str, phrase: str) -> bool:
    """`the rich and bold flavours`, `black and white films`: the word before `and` is only an adjective."""
    words = left.split()
    if f"{left} and {right}" not in phrase:
        return False
    has_article = len(words) == 2 and words[0].lower() in ("the", "a", "an", "her", "his", "my", "their")
    return has_article and not right.lower().startswith(("the ", "a ", "an ", "her ", "his ", "my ")) and len(right.split()) >= 2


def one(text: str, *, longest: int = MAX_WORDS) -> list[str]:
    """The whole phrase as one value, or none."""
    value = strip(cut(text))
    return [value] if is_value(value, longest=longest) else []


_SCHEDULE = re.compile(
    r",?\s(?:(?:(?:a|one|two|three|four|five|six|seven|\d|a few|some|most) )?(?:days?|mornings?|afternoons?|evenings?|nights?|hours|shifts)(?: (?:a|per|each|every) (?:week|day|month))?|(?:on|at) (?:weekends?|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?: and (?:mon|tues|wednes|thurs|fri|satur|sun)days?)?|(?:once|twice) a week|every (?:day|weekend|week)|part-time|full-time)\s*$",
    re.I,
)


def unscheduled(job: str) -> tuple[str, str]:
    """The work and when it is done, apart: `clockmaker six days a week` → `clockmaker`, `six days a week`."""
    match = _SCHEDULE.search(job)
    return (job[: match.start()], match.group().strip(" ,")) if match and match.start() else (job, "")


def single_noun(text: str) -> list[str]:
    """Like `one`, cut before the first preposition, comma or relative: the noun phrase alone."""
    head = re.split(
        r",|\s(?:at|in|on|for|with|from|of|to|who|that|and|based|working|living|specialising|specializing|by|near|since|until|during|after|before|whose|when)\b",
        cut(text),
        maxsplit=1,
    )[0]
    value = strip(head)
    return [value] if is_value(value, longest=6) else []
