"""Where somebody comes from and what they went through."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.rules.reading import Hit, Reading, find_part, hit
from persona_app.llm.questions import ClaimField

_BORN = re.compile(r"(?:also |both )?(?P<x>(?i:born|raised|brought up|adopted|orphaned|educated at home|descended)\b.+)", re.S)
_FROM = re.compile(
    r"(?:originally |also |now )?from (?P<x>(?:(?:a|an|the) (?:[\w-]+ ){0,4})?[A-Z][\w'-]+(?:[ ,]+(?:[A-Z][\w'-]+|of|in|the))*|(?:a|an) (?:[\w-]+ ){0,3}(?:family|village|town|farm|island)[\w ]{0,30})",
    re.S,
)
_EVENTS: dict[str, tuple[str, re.Pattern[str]]] = {
    "grow": ("grew", re.compile(r"up\b.+", re.S)),
    "move": ("moved", re.compile(r"(?:back |here |away |there )?(?:to|from|into|out|across|in)\b.+", re.S)),
    "emigrate": ("emigrated", re.compile(r".+", re.S)),
    "immigrate": ("immigrated", re.compile(r".+", re.S)),
    "settle": ("settled", re.compile(r"(?:down )?in .+", re.S)),
    "live": ("lived", re.compile(r"(?:for .+ )?(?:in|on|at|abroad|with|among)\b.+", re.S)),
    "serve": ("served", re.compile(r"(?:in|with|on|for|[\w-]+ years)\b.+", re.S)),
    "join": ("joined", re.compile(r"(?!(?:us|me|him|her|them|in)\b).+", re.S)),
    "found": ("founded", re.compile(r"(?!(?:out|that)\b).+", re.S)),
    "start": (
        "started",
        re.compile(
            r"(?:an?|his|her|my|the|(?:his|her|my) own) (?:[\w-]+ ){0,4}(?:business|company|career|band|shop|job|firm|charity|school|caf[eé]|blog|family|bakery|club).*",
            re.S,
        ),
    ),
    "open": (
        "opened",
        re.compile(
            r"(?:an?|his|her|my|the) (?:[\w-]+ ){0,5}(?:shop|caf[eé]|restaurant|bakery|studio|practice|store|gallery|school|clinic|business|workshop|bookshop|garage|salon|bar|pub).*",
            re.S,
        ),
    ),
    "retire": ("retired", re.compile(r".*", re.S)),
    "win": ("won", re.compile(r"(?!(?:it|him|her|over)\b).+", re.S)),
    "publish": ("published", re.compile(r"(?!it\b).+", re.S)),
    "survive": ("survived", re.compile(r"(?!by\b).+", re.S)),
    "lose": ("lost", re.compile(r"(?:his|her|my|both|an?|the use|sight|hearing)\b.+", re.S)),
    "travel": ("travelled", re.compile(r"(?:to|around|across|through|the|all|widely|extensively)\b.+", re.S)),
    "work": ("worked", re.compile(r"(?:at|for|in|on|with|aboard)\b(?! (?:it|that|this|progress)\b).+", re.S)),
    "spend": (
        "spent",
        re.compile(
            r"(?:(?:his|her|my|most of|much of|several|two|three|four|five|six|seven|eight|nine|ten|\d+|many|over|more than|nearly|almost|a|the|some|part of|forty|thirty|twenty)\b)[\w' -]{0,30}?(?:years?|childhood|youth|months|career|decades?|summers?|life|time|early)\b.+",
            re.S,
        ),
    ),
    "overcome": ("overcame", re.compile(r"(?!(?:it|this|that)\b).+", re.S)),
    "embark": ("embarked", re.compile(r"on .+", re.S)),
    "marry": ("married", re.compile(r"(?!(?:him|her)\b(?!\w)).+", re.S)),
    "divorce": ("divorced", re.compile(r".+", re.S)),
    "arrive": ("arrived", re.compile(r"in (?:[A-Z]|the [A-Z]).+", re.S)),
    "leave": (
        "left",
        re.compile(
            r"(?:school|university|college|home|the (?:army|navy|air force|company|firm|country|city|circus|church|police)|[A-Z]|his job|her job|my job).*",
            re.S,
        ),
    ),
    "quit": ("quit", re.compile(r"(?:(?:his|her|my) job|school|university|smoking|drinking|the ).*", re.S)),
    "become": ("became", re.compile(r"(?:an?|the|one of the|head|chief|deputy|president|mayor|known) .+", re.S)),
    "adopt": ("adopted", re.compile(r"(?:an?|two|three) .+", re.S)),
    "recover": ("recovered", re.compile(r"from .+", re.S)),
    "receive": (
        "received",
        re.compile(
            r"(?:an?|the|his|her|my) (?:[\w'-]+ ){0,5}(?:award|medal|prize|honou?r|fellowship|grant|OBE|MBE|knighthood|scholarship).*", re.S
        ),
    ),
    "score": ("scored", re.compile(r".+", re.S)),
    "discover": ("discovered", re.compile(r"(?:an?|the|his|her|my) .+", re.S)),
    "invent": ("invented", re.compile(r".+", re.S)),
}
_UNDERGONE = re.compile(
    r"(?P<x>(?:selected|chosen|elected|awarded|diagnosed|promoted|appointed|bitten|wounded|injured|ordained|hired|knighted|evacuated|drafted|conscripted|sent|deployed|transferred|made (?:redundant|head|partner)|designed as|created as|built as|divorced in|widowed in|widowed at)\b.+)",
    re.S,
)
_CUT = re.compile(
    r"\s*(?:[;(\[!?\"]|\.(?=\s|$)|,? (?:because|while|although|though|but|so that|until|unless|if|whereas|which|who|whom|whose|thanks to|despite|what (?:do|did|else)|you know|believe it|and (?:he|she|I|they|has|was|is|then|now)|where)\b| - ).*",
    re.S,
)


_SMALL_TALK = frozenset("start join win lose travel spend move become score".split())


def read(reading: Reading) -> Iterator[Hit]:
    """What happened in the person's life."""
    if reading.clause.person == "joint":
        return
    p = reading.clause.predicate
    if p.is_unreal or p.is_negated:
        return
    if reading.lemma == "be":
        yield from _copula(reading)
    elif (
        reading.lemma in ("hail", "come")
        and (match := re.match(r"(?:originally )?from (?P<x>.+)", reading.rest, re.S))
        and (not p.is_past or reading.is_remembered or reading.lemma == "hail")
    ):
        if re.match(r"(?:[A-Z]|an? |the )", match["x"]):
            yield from _event(reading, "from " + match["x"])
    elif p.is_past and not p.is_progressive or p.is_perfect:
        yield from _past(reading)


def _past(reading: Reading) -> Iterator[Hit]:
    known = _EVENTS.get(reading.lemma)
    p = reading.clause.predicate
    if known is None or not known[1].match(reading.rest):
        return
    if (
        p.is_perfect
        and reading.lemma in ("live", "work", "become", "spend")
        or reading.lemma == "work"
        and re.search(r"\bas (?:an?|the)\b", reading.rest)
    ):
        return
    if reading.is_speech and reading.lemma in _SMALL_TALK and len(reading.rest.split()) < 3:
        return
    yield from _event(reading, f"{known[0]} {reading.rest}")


def _copula(reading: Reading) -> Iterator[Hit]:
    if match := re.match(
        r"(?:severely |very |also |mildly )*(?P<x>(?:allergic to|deaf|blind|colou?r-?blind|left-handed|dyslexic|diabetic|coeliac|asthmatic)\b[\w ]{0,40})",
        reading.rest,
    ):
        if not reading.clause.predicate.is_past:
            yield hit(reading, ClaimField.FACT, values.cut(match["x"]))
    elif match := reading.find(_BORN):
        yield from _event(reading, match["x"])
    elif (match := find_part(reading, _FROM)) and not reading.clause.predicate.is_past:
        yield from _event(reading, "from " + match["x"])
    elif (
        (
            match := re.match(
                r"(?P<x>(?:an only child|the (?:eldest|youngest|oldest|middle|second|third|fourth|first|last|only|seventh|fifth) (?:of (?:\w+ )+|child\b|son\b|daughter\b).*|one of (?:\w+ )?(?:\w+) (?:children|siblings|brothers|sisters)|a (?:twin|foster child|war orphan|refugee)\b.*))",
                reading.rest,
            )
        )
        or (reading.clause.predicate.is_past or reading.clause.predicate.is_perfect or reading.clause.is_leading)
        and (match := reading.find(_UNDERGONE))
    ):
        yield from _event(reading, match["x"])


def _event(reading: Reading, phrase: str) -> Iterator[Hit]:
    value = " ".join(_CUT.sub("", phrase).split()).strip(" ,;.")
    first, *more = re.split(r", (?=the (?:\w+ )?(?:of|child|son|daughter)\b|one of|an only|and |[a-z]+ed )", value, maxsplit=1)
    for part in (first, *(rest for rest in more if rest.startswith(("the ", "one of", "an only")))):
        if len(part.split()) >= 2 or part == "retired":
            yield hit(reading, ClaimField.BACKGROUND, re.sub(r"^Born\b", "born", part))


__all__ = ["read", "values"]
