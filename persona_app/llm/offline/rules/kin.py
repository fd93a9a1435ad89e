"""People around somebody who are named beside the verb: in appositions, lists of the bereaved, brackets, supervision and marriage.

`possessives` reads `her brother Tom`; this module reads what is longer or looser: `her friend and neighbour of fifty years, Betty Storr`,
`survived by her daughters, Ann and Eve`, `two kids (Ann, 4, and Tom, 2)`, `under the supervision of Hugh Ray`.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator
from functools import lru_cache

from persona_app.llm.offline.lexicon import relations
from persona_app.llm.offline.mentions import Mention
from persona_app.llm.offline.people import FULL_NAME, Subject, is_name_word
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.rules.relations import nouns, spouse
from persona_app.llm.offline.sentences import Span
from persona_app.llm.questions import ClaimField

_TITLED = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister|Father|Aunt|Uncle|Sir|Captain|Chef|Coach|Judge|Magistrate)\.? )?(?:[A-Z]\. )?(?:{FULL_NAME})"
ROLES = (
    "editor|assistant|tutor|trainer|consultant|producer|publisher|agent|accompanist|collaborator|captain|foreman|predecessor|successor|head chef|chef|first mate|best man|stage manager|manager|line manager|cleaner|"
    "creditor|opponent|therapist|doctor|GP|physio|choirmaster|conductor|director|headmaster|headmistress|head teacher|lodger|tenant|protege|protegee|student|trainee|secretary|deputy|caretaker|choreographer|drummer|bassist|bandleader|co-driver|co-pilot|navigator|"
    "mate|pal|buddy|fellow [a-z]+|business partner|training partner|co-host|co-star|sponsor|guardian|keeper|nurse|midwife|vicar|priest|warden|sergeant|skipper|instructor|lecturer|mistress|lover|great-aunt|great-uncle|godparent|stable boy|housemaster|form tutor|childminder|stepdaughter|ex"
)
_LED: dict[str, str] = {
    "under the supervision of": "supervisor",
    "supervised by": "supervisor",
    "mentored by": "mentor",
    "taught by": "teacher",
    "coached by": "coach",
    "trained under": "teacher",
    "trained by": "trainer",
    "studied under": "teacher",
    "studied with": "teacher",
    "apprenticed to": "master",
    "managed by": "manager",
    "tutored by": "tutor",
    "reports to": "manager",
    "report to": "manager",
    "encouraged by": "mentor",
}
_SUPERVISED = re.compile(rf"\b(?P<how>{'|'.join(_LED)}) (?:(?:the|a|an|his|her|my) (?:[a-z-]+ ){{1,4}})?(?P<who>{_TITLED})")
_WED = re.compile(
    rf"\b(?:(?P<how>married|engaged)(?: (?:twice|first|secondly|then))?(?: ?:)? ?(?:first )?to|since \d{{4}} to|(?P<with>liv(?:es?|ed|ing)) with) (?:(?:the|a|an|his|her|my|fellow)(?: (?:[A-Z][a-z]+|[a-z-]+)){{1,3}}?,? )?(?P<who>{FULL_NAME})(?![\w'])(?P<past>,? (?:whom (?:he|she) divorced|until|from whom))?"
)
_AND_ME = re.compile(rf"\b(?P<who>{FULL_NAME}) and (?:me|I) (?:were|was|are|got|have been|had been) married")
_LEFT = re.compile(r"\b(?:survived by|leaves(?: behind)?)\b(?P<x>[^.]{5,300})")
_MEANING = {
    "Mum": "mother",
    "Mam": "mother",
    "Mom": "mother",
    "Dad": "father",
    "Gran": "grandmother",
    "Nan": "grandmother",
    "Grandma": "grandmother",
    "Grandpa": "grandfather",
    "Grandad": "grandfather",
    "Mother-in-law": "mother-in-law",
    "Father-in-law": "father-in-law",
    "Mama": "mother",
    "Papa": "father",
}
_BARE = re.compile(
    rf"(?<![\w'\"] )(?<!\w)(?P<x>{'|'.join(_MEANING)})(?= (?:[a-z]+(?:ed|s)|was|is|had|has|came|rang|said|says|thinks|made|told|went|sent|gave|taught|took|used|always|never|still|and)\b)"
)
_SINGLE = {"children": "child", "kids": "child", "grandchildren": "grandchild", "wives": "wife", "twins": "twin"}


_ORIGINS = re.compile(
    r"\b(?P<p>[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Tt]he) (?P<kin>father|mother|parents|dad|mum|mam|mom|family|grandfather|grandmother|grandparents)(?:, [^,.;]{2,40},)? (?:had |both |originally |all )?"
    r"(?P<x>(?:came|moved|emigrated|immigrated|fled|ran|worked|was an?|were|owned|kept|drove|died|left|grew|arrived|settled|taught|served|sailed|farmed|fished|sold|separated|divorced|raised|met|built|founded|jumped) [^,.;:()]{3,80})"
)


def read_origins(flat: str, span: Span, mentions: list[Mention], subject: Subject) -> Iterator[Hit]:
    """What the person's parents and grandparents were and did is where the person comes from."""
    sentence = flat[span.start : span.end].replace("\n", " ")
    owning = {m.start - span.start for m in mentions if m.case == "possessive" and m.is_subject}
    for match in _ORIGINS.finditer(sentence[:700]):
        is_theirs = match.start() in owning or match["kin"] == "family" and match["p"].lower() == "the" and bool(subject.calls)
        if not is_theirs or sentence.rstrip("\"' ").endswith("?") or re.search(r"\b(?:if|would|said|says|not|never)\b|n't\b", sentence):
            continue
        phrase = re.split(r"\s(?:and (?:he|she|I|they|it|we)|who|which|because|while|but|so|if|to say|when|until)\b", match["x"])[0]
        yield Hit(ClaimField.BACKGROUND, f"{match['kin']} {phrase}", span.start, span.end, "", span.start, span.end)


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<p>[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) (?P<adj>(?:[a-z][\w-]* ){{0,2}}?)(?P<kin>{nouns()}|{ROLES})(?: and [a-z-]+)?(?: of [a-z ]{{3,24}}?| in [A-Z]\w+)?(?:,? (?:called|named) |, (?:(?:the|an?) (?:[a-z-]+ ){{1,4}})?| )(?P<who>{_TITLED})(?![\w'])"
    )


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:[Tt]he|[Oo]ur) (?P<a>dog|cat|puppy|horse|parrot|(?:new |hotel |old |head |shift |ward )?(?:consultant|manager|cleaner|caretaker|boss|foreman|landlady|landlord|vicar|coach)),|\b[Aa]n? (?:[a-z-]+ ){{0,2}}(?P<b>{nouns()}),? (?:called|named)) (?P<who>{_TITLED})"
    )


@lru_cache(maxsize=1)
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<kin>{nouns()})(?: [\w-]+){{0,3}} ?(?:\((?P<x>[A-Z][^()]{{1,60}})\)|, (?P<y>{FULL_NAME} and {FULL_NAME}))")


@lru_cache(maxsize=1)
def _kin() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<n>(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:[a-z-]+ )?)?(?P<kin>{nouns()})\b")


def read(flat: str, span: Span, mentions: list[Mention], subject: Subject, *, is_own: bool) -> Iterator[Hit]:
    """Relations in one sentence; `is_own`: the person writes or says it."""
    sentence = flat[span.start : span.end].replace("\n", " ")
    if len(sentence) > 700 or sentence.rstrip("\"' ").endswith("?") or re.search(r"\b(?:if|imagine|suppose)\b", sentence):
        return
    acting = any(m.case == "nominative" and m.is_subject for m in mentions)
    owning = {m.start - span.start for m in mentions if m.case == "possessive" and m.is_subject}
    found = [*_owned(sentence, owning, is_own=is_own)]
    if acting or is_own and not re.search(r"\b(?:he|she|they)\b", sentence, re.I):
        found += [*_led(sentence), *_wed(sentence), *_in_brackets(sentence)]
    if acting or subject.calls and not is_own:
        found += _bereaved(sentence)
    if is_own:
        found += [*_first_person(sentence)]
    for value, who in found:
        name = _name(who)
        if (name or not who) and not (name and any(part.lower() in subject.calls for part in name.split())):
            yield Hit(ClaimField.RELATIONSHIP, value, span.start, span.end, name, span.start, span.end)


def _name(who: str) -> str:
    """The name, when its first word may be one."""
    bare = re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister|Father|Aunt|Uncle|Sir|Captain|Chef|Coach|Judge|Magistrate)\.? ", "", who)
    return who[:100] if bare and is_name_word(bare.split()[0]) else ""


def _owned(sentence: str, owning: set[int], *, is_own: bool) -> Iterator[tuple[str, str]]:
    for match in _own().finditer(sentence):
        if match.start() in owning and not re.search(r"\b(?:of|then|future)\b", match["adj"]):
            former = (
                "former "
                if re.search(r"\b(?:ex|former|last|old|then|late)\b", match["adj"])
                and "late" not in match["adj"]
                and match["kin"] not in ("friend", "dog", "cat")
                else "late "
                if "late " in match["adj"]
                else ""
            )
            yield f"{former}{match['kin']}", match["who"]


def _led(sentence: str) -> Iterator[tuple[str, str]]:
    for match in _SUPERVISED.finditer(sentence):
        yield _LED[match["how"]], match["who"]


def _wed(sentence: str) -> Iterator[tuple[str, str]]:
    for match in _WED.finditer(sentence):
        if match["with"]:
            yield "partner", match["who"]
        else:
            kind = "fiancé(e)" if match["how"] == "engaged" else spouse(match["who"])
            yield f"ex-{kind}" if match["past"] else kind, match["who"]
    if both := _AND_ME.search(sentence):
        yield spouse(both["who"]), both["who"]


def _in_brackets(sentence: str) -> Iterator[tuple[str, str]]:
    for match in _bracketed().finditer(sentence):
        names = [name for name in re.split(r",? and |, ", match["x"] or match["y"]) if re.fullmatch(FULL_NAME, name.strip())]
        if match["kin"] in relations() and len(names) > 1:
            continue
        for name in names:
            yield single(match["kin"]), name.strip()


def single(kin: str) -> str:
    """One of several: `kids` → `child`."""
    return _SINGLE.get(kin, kin if kin in relations() else kin.removesuffix("s"))


def _bereaved(sentence: str) -> Iterator[tuple[str, str]]:
    """`survived by her daughters, Ngozi, a barrister, and Helen, by five grandchildren and by her sister Patience`."""
    left = _LEFT.search(sentence)
    if left is None:
        return
    places = list(_kin().finditer(left["x"]))
    for i, match in enumerate(places):
        stop = places[i + 1].start() if i + 1 < len(places) else len(left["x"])
        part = left["x"][match.end() : stop]
        names = [m[1] for m in re.finditer(rf"(?:^ |^, |, (?:and )?| and )({FULL_NAME})(?=,| |$|;)", part)]
        if not names:
            yield f"{match['n'] or ''}{match['kin']}".strip(), ""
        for name in names if match["kin"] not in relations() else names[:1]:
            yield single(match["kin"]), name


def _first_person(sentence: str) -> Iterator[tuple[str, str]]:
    for match in _called().finditer(sentence):
        yield (match["a"] or match["b"]).removeprefix("new ").strip(), match["who"]
    for match in _BARE.finditer(sentence):
        yield _MEANING[match["x"]], ""
