"""What a sentence about the person tells beside its verb: schooling, tongues, looks and homes named in a phrase of their own.

Read only where the person is the one the sentence speaks of, or where a sentence in the person's own text has no subject at all
(`Six foot three, with hair like a brush.`).
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import institutions, values
from persona_app.llm.offline.lexicon import first_names, number_words, words
from persona_app.llm.offline.mentions import Mention
from persona_app.llm.offline.people import FULL_NAME, Subject
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.rules.relations import nouns
from persona_app.llm.offline.sentences import Span
from persona_app.llm.questions import ClaimField

_UNREAL = re.compile(r"\b(?:if|unless|would|might|could have|imagine|suppose|pretend|wish(?:es)?)\b", re.I)
_DEGREE = re.compile(
    r"\b(?:an?|his|her|my|their|the) (?P<x>(?:[\w-]+ ){0,2}?(?:degree|doctorate|PhD|master's(?: degree)?|bachelor's(?: degree)?|diploma|apprenticeship|MA|MSc|BA|BSc|MBA|certificate|scholarship) (?:in|from|at|with|to|as) [\w'’ \ue000\ue001-]{3,60})"
)
_READ = re.compile(
    r"\b(?:read|studied|reading|studying|graduated (?:in|with [\w ]+ in)) (?P<x>[a-z][\w' -]{2,50}? at (?:the )?[A-Z][\w'-]*(?:(?: |\ue000|\ue001)(?:of|de|[A-Z])[\w'-]*)*)"
)
_LEFT_SCHOOL = re.compile(r"\bleft (?P<x>school at (?:\d\d|[a-z]+teen|the age of [\w-]+))", re.I)
_TONGUE = re.compile(
    r"\b(?P<how>[Mm]y|[Hh]is|[Hh]er|[Tt]heir|(?:in|into|from|speaks?|spoke|understands?|and|with|besides|to|have|has|had|reads?|writes?|some|decent|good|fluent|little|fair|conversational|basic|broken|passable|rusty|perfect|schoolboy|native|learn(?:ed|ing|s|t)?|stud(?:y|ies|ying)|picked up|,)) (?P<x>[A-Z][a-z]+(?: Sign Language)?)\b(?! (?:[A-Z]|[a-z]+(?:er|or|ist|ian)s?\b|[a-z]+-|food|music|friend|man|woman|girl|boy|wife|husband|mother|father|family|parents|side|accent|(?:books?|poetry|literature|history|novels?|films?|wine|exam|lessons?|class(?:es)?)\b))"
)
_TONGUE_VERB = re.compile(
    r"\b(?:speak|speaks|spoke|speaking|understands?|fluent|bilingual|swears?|swearing|swore|quarrels?|argues?|dreams?|counts?|prays?|writes?|sings?|translat\w+|gets? by|mother tongue|languages?|native|tongue|accent|grammar|conversational|grace|words)\b",
    re.I,
)
_LOOK_NOUN = r"(?:hair|beard|moustache|mustache|freckles|scar|tattoos?|glasses|spectacles|dimples|hands|hand|nose|curls|ponytail|braids?|eyebrows|eyes|cheekbones|limp|dreadlocks|fringe|wrinkles|birthmark|shoulders|voice|hearing aid|walking stick|glass eye|gold tooth|teeth|build|greatcoat|coat|boots|hat|cardigan|scarf|waistcoat|eyepatch|earrings?|piercings?)"
_LOOKS = re.compile(
    rf"(?:\bwith|\bhas|\bhave|\bhad|\bher|\bhis|\bmy|\btheir|\bwears?|\bwearing|\bin|^|,|\band|\.) (?:an? |the |two )?(?P<x>(?!(?:in|on|of|at|to|the|own)\b)(?:[a-z][a-z'-]+,? (?:and )?){{1,4}}{_LOOK_NOUN}\b)(?! (?:of|from|to|for|on the|in the|full|over|up|back)\b)(?P<more> (?:that|like|cropped|tied|down to|on (?:his|her|my|their)|in an?|behind) [\w' -]{{3,40}})?"
)
_LOOK_ADJECTIVES = frozenset(
    "long short dark curly red grey gray white blond blonde brown black blue green hazel silver thick wild bushy neat straight bright enormous huge tiny big small large broken crooked broad thin pale bald salt-and-pepper cropped ginger auburn greying graying bleached dyed wavy shaved shaven gold golden brass wooden deep hoarse loud soft gravelly husky booming round square horn-rimmed thick-rimmed wire-rimmed patched tattered strong rough calloused callused delicate long-fingered hooked upturned freckled tattooed hearing walking piercing twinkling kind sharp purple pink orange yellow striped tweed leather woollen knitted faded".split()
)
_HEIGHT = re.compile(
    r"\b(?P<x>(?:four|five|six|seven|[4-7]) (?:foot|feet|ft)(?: (?:\w+|\d+(?! (?:years|people))))?(?: tall)?|[12][.,]\d\d ?m\b|[12]\d\d ?cm\b|[4-7]'\d{1,2}\"?)(?! (?:away|deep|of|from|long|below|above|wide))",
    re.I,
)
_HOME = re.compile(
    r"\b(?:home is|(?:now|nowadays|today|currently|these days|still|since \d{4})? ?(?:based|living|lives|settled|at home) (?:in|on|at)|(?:now|still|nowadays|these days) in|(?:moved|relocated) (?:back )?(?:here )?to|room in|flat in|house in|apartment in|cottage in|address (?:known to \w+ )?in|home in|been in|been here in|ended up in) (?P<x>(?:the )?[A-ZÀ-Þ][\w'-]+(?:,? [A-Z][\w'-]+)*)"
)
_NARROW = re.compile(r"\bHome is (?P<x>(?:an?|the) [\w' -]{3,60})")
_AGED = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(sorted(number_words(), key=len, reverse=True))})[ -]years[ -]old\b|\bI'll be (?P<next>[\w-]+) (?:come|in|next|this) [A-Z]",
    re.I,
)


_DEVOTED = (
    (ClaimField.GOAL, re.compile(r",? (?:striving|aspiring|yearning|always hoping) to (?P<x>[^,.;:]{5,120})")),
    (
        ClaimField.VALUE,
        re.compile(
            r"\b(?:dedicat|devot|committ)ing (?:him|her|my|your|them)sel(?:f|ves) to (?P<x>(?!(?:his|her|my|their|the study)\b)[^,.;:]{5,100})"
        ),
    ),
    (ClaimField.VALUE, re.compile(r"\bnurtur(?:ing|ed) (?:an?|the) (?:[a-z]+ )?(?:appreciation|respect) for (?P<x>[^,.;:]{5,80})")),
    (ClaimField.LIKE, re.compile(r"\bwith an? (?:[a-z]+ )?(?:thirst|passion|hunger|love) for (?P<x>[a-z][^,.;:]{3,80})")),
)


def read(flat: str, span: Span, mentions: list[Mention], subject: Subject, *, is_own: bool) -> Iterator[Hit]:
    """Claims from the phrases of one sentence; `is_own`: the person is its writer or speaker."""
    sentence = flat[span.start : span.end].replace("\n", " ")
    if len(sentence) > 600 or sentence.rstrip("\"' ").endswith("?") or _UNREAL.search(sentence):
        return
    acting = any(m.case == "nominative" and m.person != "joint" and m.is_subject for m in mentions)
    if not acting and not (is_own and _has_no_subject(sentence)):
        return
    for field, value in (
        *_schooling(sentence),
        *_tongues(sentence, acting=acting),
        *_looks(sentence),
        *_homes(sentence),
        *_age(sentence),
        *_devoted(sentence),
    ):
        if not (field is ClaimField.APPEARANCE and _speaks_of_another(sentence, subject)):
            yield Hit(field, value, span.start, span.end, "", span.start, span.end)


def _has_no_subject(sentence: str) -> bool:
    return not re.search(r"\b(?:he|she|they|his|her|him|their|you|your|it's)\b", sentence, re.I) and not re.search(
        rf"\b(?:{nouns()})\b", sentence
    )


def _speaks_of_another(sentence: str, subject: Subject) -> bool:
    """A relative or another person is named: looks and the like may be theirs."""
    if re.search(
        rf"\b(?:{nouns()}|man|woman|people|somebody|someone)\b", re.sub(r"\b(?:an?|the) (?:[a-z-]+ ){0,3}(?:man|woman)\b", "", sentence)
    ):
        return True
    return any(word in first_names() and word.lower() not in subject.calls for word in re.findall(r"[A-Z][a-z]+", sentence))


def _schooling(sentence: str) -> Iterator[tuple[ClaimField, str]]:
    if re.search(r"\b(?:no|not|never|without|supposed to have|didn't|haven't)\b", sentence):
        return
    for pattern in (_DEGREE, _READ, _LEFT_SCHOOL):
        for match in pattern.finditer(institutions.masked(sentence)):
            value = institutions.unmasked(re.split(r"\s(?:which|that|who|and|but|after|before|under|by|when)\s", match["x"])[0])
            yield ClaimField.EDUCATION, f"left {value}" if pattern is _LEFT_SCHOOL else value


def _tongues(sentence: str, *, acting: bool) -> Iterator[tuple[ClaimField, str]]:
    if re.search(r"\b(?:no|not|never|n't|cannot|only a few|very little)\b|n't\b", sentence) or not _TONGUE_VERB.search(sentence):
        return
    for match in _TONGUE.finditer(sentence):
        name = match["x"]
        if name in words("languages") or name.endswith("Sign Language"):
            yield ClaimField.LANGUAGE, name
    first = re.match(r"(?P<x>[A-Z][a-z]+) (?:is|was) (?:my|his|her|their) (?:mother tongue|first language|native language)", sentence)
    if first and first["x"] in words("languages"):
        yield ClaimField.LANGUAGE, first["x"]


def _looks(sentence: str) -> Iterator[tuple[ClaimField, str]]:
    for match in _LOOKS.finditer(" " + sentence[:1].lower() + sentence[1:]):
        words_in = re.findall(r"[a-z'-]+", match["x"])[:-1]
        if any(word in _LOOK_ADJECTIVES for word in words_in) and not any(word in ("eye-opening", "second-hand") for word in words_in):
            yield ClaimField.APPEARANCE, match["x"] + (match["more"] or "" if len((match["more"] or "").split()) <= 6 else "")
    if (tall := _HEIGHT.search(sentence)) and not re.search(r"\b(?:within|deep|dreams?|wall|tree|boat)\b", sentence):
        yield ClaimField.APPEARANCE, tall["x"]


def _homes(sentence: str) -> Iterator[tuple[ClaimField, str]]:
    if match := _NARROW.search(sentence):
        yield ClaimField.RESIDENCE, values.cut(match["x"])
    elif (match := _HOME.search(sentence)) and not re.search(
        r"\b(?:was|were|until|before|when|as a (?:child|boy|girl)|had|then|used to|grew|parents|holiday)\b", sentence[: match.end()]
    ):
        if match.group().split()[0] in ("moved", "relocated") and re.search(
            r"\b(?:1[89]\d\d|20[01]\d|years? (?:ago|old)|at \d|aged|after|family)\b", sentence
        ):
            return
        yield ClaimField.RESIDENCE, match["x"]


def _devoted(sentence: str) -> Iterator[tuple[ClaimField, str]]:
    """What is said by a participle after the main clause: `…, striving to save the reefs`."""
    if re.search(r"\b(?:no|not|never|without)\b|n't\b", sentence):
        return
    for field, pattern in _DEVOTED:
        for match in pattern.finditer(sentence):
            found = values.one(match["x"].split(" and ")[0], longest=14) if field is ClaimField.GOAL else values.split_list(match["x"])
            yield from ((field, value) for value in found)


def _age(sentence: str) -> Iterator[tuple[ClaimField, str]]:
    match = _AGED.search(sentence)
    if match is None or re.search(r"\b(?:was|were|when|until|since|had|turned|before)\b|\bfor (?:an?|some)", sentence):
        return
    number = match["n"] or match["next"]
    years = int(number) if number.isdigit() else number_words().get(number.lower().replace(" ", "-"), 0)
    if match["next"]:
        years -= 1
    if 10 <= years <= 120 and re.search(rf"\b(?:I|I'm|I'll|he|she|they|{FULL_NAME})\b", sentence):
        yield ClaimField.AGE, str(years)
