"""Whom a text is about, what that person is called, and which pronouns mean them."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections import Counter
from dataclasses import dataclass, field

from persona_app.llm.offline.callnames import kin_calls, nicknames
from persona_app.llm.offline.lexicon import first_names, relations, verb_forms, words
from persona_app.llm.offline.speakers import is_asking, lines_of, turns

NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:['-][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]*|-[a-z][a-zà-öø-ÿ]*)*|[OD]'[A-Z][a-z]+|Mc[A-Z][a-z]+|Mac[A-Z][a-z]+"
_PARTICLE = r"(?:(?:van|von|de|da|di|del|der|la|le|den|ten|bin|al|el|dos|du)\s){0,2}"
FULL_NAME = rf"(?:{NAME})(?: [A-Z]\.)?(?: {_PARTICLE}(?:{NAME})){{0,3}}"
TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Captain|Sister|Father|Lord|Lady|Sergeant|Judge|Reverend|Rev)\.? )?"
_SAID = (
    re.compile(rf"\b(?:[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Tt]he\s+\w+'s|[Ww]hose) (?:full |real |first )?name(?: is|'s)\s+{TITLE}({FULL_NAME})"),
    re.compile(
        rf"\b[Yy]ou(?: are|'re)\s+(?:(?:an?|the|fictional|character|named|called|now|playing|old|young|wise|brave|famous|[a-z]+(?:ed|al|ic|ous|y))\s+){{0,5}}?{TITLE}({FULL_NAME})"
    ),
    re.compile(rf"\b(?:named|called)\s+{TITLE}({FULL_NAME})"),
    re.compile(rf"^[ #*]*(?:[Aa]n? )?(?:[Ii]nterview|[Cc]onversation|[Qq]&[Aa])[\w ]{{0,20}} with {TITLE}({FULL_NAME})", re.M),
    re.compile(
        rf"^[ #*]*(?:[Ii]nterview|INTERVIEW|[Pp]rofile|[Oo]bituary|OBITUARY|[Cc]urriculum [Vv]itae|CURRICULUM VITAE|CV|R[eé]sum[eé]|[Dd]iary|[Bb]iography|[Rr]emembering|[Ii]n [Mm]emory)(?: of| -|:|,)?[ \t]+{TITLE}({FULL_NAME})",
        re.M,
    ),
    re.compile(rf"^[ #*]*(?:[Ff]ull )?[Nn]ame\**:\**[ \t]*{TITLE}({FULL_NAME})", re.M),
    re.compile(rf"\b[Aa]ct as {TITLE}({FULL_NAME})"),
)
_ABOUT = (
    re.compile(
        rf"\b(?:recommend|recommendation (?:for|of)|reference for|here to talk about|talk about|in support of|speak about|pleasure to introduce) {TITLE}({FULL_NAME})"
    ),
    re.compile(
        rf"^[ #*]*(?:Statement of|Pupil|Student|Patient|Candidate|Employee|Player|Applicant|Client|Meet the team|Meet|Author|Speaker|Guest|Introducing|About|Profile|Witness|In memory of)\**:?\**[ \t]+{TITLE}({FULL_NAME})(?=\s*(?:[,.:;(]|$))",
        re.M,
    ),
    re.compile(rf"\A\s*{TITLE}({FULL_NAME}), (?:aged )?\d{{2,3}}\b", re.M),
)
_OWN_NAME = re.compile(rf"\b(?:I'm|I am|[Tt]his is|[Tt]he name's|call me) ({FULL_NAME})(?=[,.;!(]| \(| and | from | - )")
_SIGNED = re.compile(
    rf"^[ \t]*(?:(?:[Ll]ove|[Yy]ours(?: [a-z]+)?|[Bb]est(?: wishes| regards)?|(?:[Kk]ind |[Ww]arm )?[Rr]egards|[Ss]incerely|[Cc]heers|[Tt]hanks|[Hh]ugs|[Tt]ake care|[Xx]+|[Ww]armly|[Ww]ith [a-z ]{{2,30}}|[Yy]our [a-z ]{{2,24}}|[Mm]uch love|[Aa]ll (?:my|the) [a-z]+|[Aa]ll best)[,.!]?[ \t]*\n?\s*|-+ ?){TITLE}({FULL_NAME})[ \tx]*$",
    re.M,
)
_HANDLE = r"(?=[\w.-]*[_\d])[A-Za-z][\w.-]{2,30}|[a-z][\w.-]{1,30}|[A-Z][a-z]+(?:[A-Z][a-z]*)+"
_ROLES = frozenset(
    "narrator system speaker witness patient doctor therapist caller client customer agent bot assistant admin moderator mod all everyone me a q".split()
)
_FROM = re.compile(rf"^From: *{TITLE}({FULL_NAME})", re.M)
_MENTION = re.compile(rf"(?<![\w'])({FULL_NAME})")
_NOT_NAMES = frozenset(
    "The A An I In On At It He She They We You My Your His Her Their Our This That These Those There Here When While After Before If But And Or So As For From With Without To By Of Not No Yes Oh Well Then Now "
    "Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Dear Hi Hello Hey Thanks Thank Best Love "
    "Mr Mrs Ms Miss Dr Human User Assistant Interviewer Question Answer Christmas Easter English French German Spanish University College School Street Road Bank City North South East West What Who Why Where How "
    "Please Sorry Okay Ok Maybe Perhaps Although Though Because Since Until Every Each Some Many Most All Both One Two Three First Last Next Also However Later Despite During Through Throughout Beyond Once Never Always "
    "God Lord Internet Sir Madam Mum Mom Dad Grandma Grandpa Mother Father Aunt Uncle Skills Education Experience Languages Profile Summary Contact References Hobbies Interests Employment Work Personal Born Known Like "
    "Name Date Nationality Address Page Part Chapter Once Did Got Been Bad Good Great New Same Same Old Is Are Was Were Do Does Did Have Has Had Can Could Would Should Will Just Let Give Take Make Get Go Come See Home About Menu Search Login Sign Cookie Privacy Terms "
    "Instead Meanwhile Still Soon Eventually Finally Suddenly Often Sometimes Usually Afterwards Indeed Besides Otherwise Nowadays Recently Lately Apparently Fortunately Unfortunately Luckily Sadly Happily Honestly Actually Clearly Obviously Certainly Surely "
    "Only Again Ever Almost Nearly Rather Quite Very Too Together Alone Anyway Thus Hence Therefore Moreover Furthermore Nevertheless Nonetheless Likewise Similarly Initially Originally Previously Formerly Already Yet Unlike Inside Outside Above Below Behind "
    "Between Among Against Toward Towards Upon Within Across Along Around Near Nearby Off Over Under Up Down Out".split()
)


_NO_CALLS = frozenset("van von de da di del la le der mr mrs ms dr miss the".split())
_PERSON_WORDS = frozenset("character woman man person girl boy assistant robot persona individual detective wizard".split())


@dataclass(frozen=True)
class Subject:
    """The person a text is about.

    Attributes:
        name: as asked or found; may be empty (then only first or second person speaks of them).
        calls: all single names and name sequences that mean them, lower case.
        gender: `f`, `m`, `n` (they) or empty, for resolving pronouns; evidence for a claim is looked for elsewhere.
        is_narrator: `I` outside dialogue is the subject.
        is_addressed: `you` outside dialogue is the subject (a role prompt).
        speaks_as: labels of dialogue turns that are the subject's, lower case.
    """

    name: str
    calls: frozenset[str] = frozenset()
    gender: str = ""
    is_narrator: bool = False
    is_addressed: bool = False
    speaks_as: frozenset[str] = field(default_factory=frozenset)


def is_name_word(word: str) -> bool:
    """True when a capitalised word may be (part of) a person's name."""
    return word not in _NOT_NAMES and word not in words("nationalities") and word not in words("languages")


def calls_of(name: str) -> frozenset[str]:
    """The ways to call somebody of this full name."""
    parts = [part for part in name.replace(".", "").split() if len(part) > 1 and part.lower() not in _NO_CALLS]
    kept = [part.lower() for part in parts if part[:1].isupper() or len(parts) == 1]
    return frozenset([*kept, name.lower()]) if name else frozenset()


def find_subject_name(flat: str) -> str:
    """The name of the person a text is mainly about; empty when nothing tells."""
    said = _said_name(flat)
    if said:
        return _fullest(said, flat)
    for pattern in (_FROM, _SIGNED):
        match = list(pattern.finditer(flat))
        if match and _first_person_share(flat) > 0.02 and _clean_name(match[-1][1]) and not _is_about_another(flat, match[-1][1]):
            return _fullest(_clean_name(match[-1][1]), flat)
    if any(not is_asking(turn.who) for turn in turns(flat)) and (talking := _talking_name(flat)) is not None:
        return _fullest(talking, flat)
    last = flat.rstrip()[-60:].rsplit("\n", 1)[-1].strip()
    if (
        re.fullmatch(FULL_NAME, last)
        and _clean_name(last) == last
        and _first_person_share(flat) > 0.02
        and not _is_about_another(flat, last)
    ):
        return last
    own = [name for match in _OWN_NAME.finditer(flat[:6000]) if (name := _clean_name(match[1]))]
    if own and not turns(flat) and not _is_about_another(flat, own[0]):
        return _fullest(own[0], flat)
    if _first_person_share(flat) > 0.03 and not _is_about_another(flat, "") and not turns(flat):
        return ""
    return _fullest(_most_mentioned(flat), flat)


def _talking_name(flat: str) -> str | None:
    """In a dialogue: the one who answers, or says most (and at least a third more than the next); None when several say as much."""
    spoken: Counter[str] = Counter()
    for turn in turns(flat):
        if not is_asking(turn.who):
            spoken[turn.who] += turn.end - turn.start
    best = spoken.most_common(2)
    if not best or len(best) > 1 and best[0][1] * 3 < best[1][1] * 4:
        return None
    who = best[0][0]
    if len(who) == 1:
        return _introduced(flat[: next(turn.start for turn in turns(flat) if len(turn.who) == 1)])
    own = " ".join(flat[turn.start : turn.end] for turn in turns(flat) if turn.who == who)
    said = re.search(rf"\b(?:[Mm]y name is|[Mm]y name's|I'm|I am|[Tt]his is) ({FULL_NAME})", own)
    if said and _clean_name(said[1]):
        return _clean_name(said[1])
    if re.fullmatch(_HANDLE, who) and who.lower() not in _ROLES:
        return who
    return who if re.fullmatch(FULL_NAME, who) and is_name_word(who.split()[0]) else ""


def _introduced(head: str) -> str:
    """The first full name in the lines before an interview begins."""
    for match in _MENTION.finditer(head):
        name = _clean_name(match[1])
        if " " in name and not _NOT_PEOPLE.search(name):
            return name
    return ""


def _said_name(flat: str) -> str:
    head = flat[:4000]
    for pattern in (*_SAID, *_ABOUT):
        for match in pattern.finditer(head):
            name = "" if _NOT_PEOPLE.search(match[1]) else _clean_name(match[1])
            if name and not _is_somebody_elses(head, match):
                return name
    return _headline_name(flat)


def _is_somebody_elses(flat: str, match: re.Match[str]) -> bool:
    """`a cat called Tom`, `a game called LocoRoco`: the name belongs to what stands before."""
    if not re.match(r"named|called", match.group()):
        return False
    before = flat[max(0, match.start() - 40) : match.start()].lower().split()
    return not before or before[-1].strip(",") not in _PERSON_WORDS


_CONTACT = re.compile(r"\S@\S|\bpronouns\b|\b(?:tel|phone|email|e-mail|address)\b|\bhe/him\b|\bshe/her\b", re.I)


def _headline_name(flat: str) -> str:
    """A CV's or article's first line when it is nothing but a name."""
    for line in lines_of(flat)[:6]:
        text = line.text.strip(" #*=_")
        if text:
            bare = re.sub(r"^(?:CV|Curriculum Vitae|Résumé|Resume)\b[ :,;-]*", "", text, flags=re.I)
            bare = re.sub(r" [\"(][\w'-]+[\")]", "", bare.title() if bare.isupper() else bare)
            match = re.fullmatch(rf"{TITLE}({FULL_NAME})(?:,? ?\(?.{{0,12}}\)?)?", bare)
            is_known = bool(match) and (bare.split()[0] in first_names() or bool(_CONTACT.search(flat[line.end : line.end + 200])))
            return _clean_name(match[1]) if match and is_known and len(match[1].split()) in (2, 3) else ""
    return ""


def _is_common(word: str) -> bool:
    """A word of the language, as far as the lists know: `Nurse Anna`, `Poor Tom`, but `Elodie Martin`."""
    return word in relations() or word in verb_forms() or any(word in words(name) for name in ("occupations", "traits", "function_words"))


def _clean_name(name: str) -> str:
    parts = name.split()
    while parts and not is_name_word(parts[0]):
        parts = parts[1:]
    if len(parts) > 1 and parts[0] not in first_names() and parts[1] in first_names() and _is_common(parts[0].lower()):
        parts = parts[1:]
    kept = []
    for part in parts:
        if part in _NOT_NAMES:
            break
        kept.append(part)
    return " ".join(kept)


def _fullest(name: str, flat: str) -> str:
    """The longest form of this name that the text uses, `Evelyn` → `Evelyn Sinclair`."""
    nicked = (
        re.search(rf"(?<![\w'])({re.escape(name)}) [\"(][A-Z][\w'-]{{1,20}}[\")] ({FULL_NAME})", flat) if name and " " not in name else None
    )
    if nicked and _clean_name(nicked[2]):
        return f"{name} {_clean_name(nicked[2])}"
    if not name or " " in name:
        return name
    forms = Counter(
        found
        for match in re.finditer(rf"(?<![\w'])(?:{re.escape(name)}(?: [A-Z]\.)?(?: {_PARTICLE}(?:{NAME})){{1,2}})", flat)
        if len((found := _clean_name(match.group())).split()) > 1
    )
    return forms.most_common(1)[0][0] if forms else name


_NOT_PEOPLE = re.compile(
    r"\b(?:Academy|School|University|Hospital|College|Street|Club|United|City|House|Hotel|Institute|Church|Bank|Road|Lane|Ltd|Company|Museum|Library|Council|Park|Station|Award|Medal|Prize|Society|Association|Island|River|Mount|Lake|Saint|St|Hospice|Theatre|Centre|Fund|Trust|Foundation|Group|Team|Press|Times|Festival|Society|County|Province|Republic)\b"
)


def _most_mentioned(flat: str) -> str:
    """The first name of the person who is named most, grammatical subjects counting more; empty when nobody stands out."""
    head = re.sub(r" [\"(][A-Z][\w'-]+[\")] (?=[A-Z])", " ", flat[:200_000])
    counts: Counter[str] = Counter()
    places: dict[str, int] = {}
    surnames: dict[str, str] = {}
    for match in _MENTION.finditer(head):
        parts = _clean_name(match[1]).split()
        if not parts or _NOT_PEOPLE.search(match[1]):
            continue
        if len(parts) > 1 and re.fullmatch(NAME, parts[-1]):
            surnames.setdefault(parts[-1], parts[0])
        counts[parts[0]] += _weight(head, match)
        places.setdefault(parts[0], match.start())
    for last, first in surnames.items():
        if last in counts and last != first:
            counts[first] += counts.pop(last)
    for turn in turns(flat):
        if not is_asking(turn.who) and turn.who.split()[0] in counts:
            counts[turn.who.split()[0]] += 1
    known = {name: n for name, n in counts.items() if name in first_names() or name in surnames.values() or n >= 8}
    best = sorted(known.items(), key=lambda item: (-item[1], places[item[0]]))
    return best[0][0] if best and best[0][1] >= 3 else ""


def _weight(flat: str, match: re.Match[str]) -> int:
    following = flat[match.end() : match.end() + 24].split(None, 1)
    verb = following[0].strip(",.") if following else ""
    is_actor = (
        verb in verb_forms() or verb in ("is", "was", "has", "who", "himself", "herself") or flat[match.end() : match.end() + 1] == ","
    )
    before = flat[max(0, match.start() - 24) : match.start()].lower()
    is_topic = bool(
        re.search(
            r"\b(?:recommend|about|recommending|reference for|remember|celebrate|meet|introducing|honour|toast|to)\s+(?:(?:ms|mr|mrs|dr)\.? )?$",
            before,
        )
    )
    return (3 if is_actor else 1) + (2 if match.start() < 200 else 0) + (2 if is_topic else 0)


def _first_person_share(flat: str) -> float:
    tokens = re.findall(r"[A-Za-z']+", flat[:20_000])
    return sum(token in ("I", "my", "me", "My", "I'm", "I've") for token in tokens) / max(1, len(tokens))


def _is_about_another(flat: str, author: str) -> bool:
    """A reference letter or toast: its writer says `I`, and yet speaks of somebody else by name."""
    name = _most_mentioned(flat)
    if not name or name.lower() in calls_of(author):
        return False
    third = len(re.findall(rf"\b{re.escape(name)}\b", flat)) + len(re.findall(r"\b(?:she|he|her|his)\b", flat, re.I))
    first = len(re.findall(r"\b(?:I|my|me|I'm|I've)\b", flat))
    return third > first


def identify(flat: str, name: str = "") -> Subject:
    """The subject of this text, `name` being whom it was asked about (empty: found here)."""
    found = name.strip() or find_subject_name(flat)
    calls = calls_of(found) | kin_calls(flat, found) | nicknames(flat, found)
    labels = _labels_of(flat, calls)
    prose = _without_turns(flat)
    addressed = bool(
        re.search(r"(?:^|[.\n]\s*)(?:You(?: are|'re| will be| act| play)|Act as|Your name is|Play the role|Pretend)\b", prose[:400])
    )
    return Subject(
        name=found,
        calls=calls,
        gender=_gender(prose, calls),
        is_narrator=not addressed and _is_narrator(prose, calls, named=bool(name.strip())),
        is_addressed=addressed,
        speaks_as=labels,
    )


def _without_turns(flat: str) -> str:
    kept, at = [], 0
    for turn in turns(flat):
        kept.append(flat[at : turn.start])
        at = max(at, turn.end)
    return "".join([*kept, flat[at:]])


def _labels_of(flat: str, calls: frozenset[str]) -> frozenset[str]:
    labels = {turn.who.lower() for turn in turns(flat)}
    mine = {
        who
        for who in labels
        if who in calls or set(re.split(r"[\W_\d]+", who)) & calls or (calls and len(who) <= 3 and who.replace(".", "") == _initials(calls))
    }
    if not mine and "a" in labels and "q" in labels:
        mine = {"a"}
    if not mine:
        others = [who for who in labels if not is_asking(who)]
        mine = set(others) if len(others) == 1 and any(is_asking(who) for who in labels) else set()
    return frozenset(mine)


def _initials(calls: frozenset[str]) -> str:
    longest = max(calls, key=len)
    return "".join(part[0] for part in longest.split())


def _is_narrator(prose: str, calls: frozenset[str], *, named: bool) -> bool:
    """`I` is the subject when the writer is: by signature, or because nobody speaks of the subject by name."""
    if _first_person_share(prose) < 0.008:
        return False
    author = next((_clean_name(found[-1]) for pattern in (_SIGNED, _FROM) if (found := pattern.findall(prose))), "")
    says_own = re.search(rf"\b(?:[Mm]y name(?: is|'s)|I'm|I am|[Tt]his is) ({FULL_NAME})", prose)
    if says_own and _clean_name(says_own[1]):
        author = author or _clean_name(says_own[1])
    if author and calls:
        return bool(calls_of(author) & calls)
    if not calls:
        return True
    third = len(re.findall(r"\b(?:he|she|his|her|him)\b", prose, re.I))
    if third > len(re.findall(r"\b(?:I|my|me|I'm|I've)\b", prose)):
        return False
    mentions = sum(
        len(re.findall(rf"\b{re.escape(call)}(?: (?:is|was|has|had)\b|'s\b| [a-z]+(?:s|ed)\b)", prose, re.I))
        for call in calls
        if " " not in call
    )
    first = len(re.findall(r"\b(?:I|my|me|I'm|I've)\b", prose))
    return mentions <= max(1 if named else 0, first // 6) or bool(author)


def _gender(prose: str, calls: frozenset[str]) -> str:
    """By the pronouns that follow the name in its own sentence and the next; else by the given name."""
    counts: Counter[str] = Counter()
    singles = sorted(call for call in calls if " " not in call)
    if singles:
        near = re.compile(rf"\b(?:{'|'.join(map(re.escape, singles))})\b[^.!?]{{0,200}}[.!?]?[^.!?]{{0,60}}", re.I)
        for match in near.finditer(prose[:200_000]):
            pronoun = re.search(r"\b(she|her|hers|herself|he|his|him|himself|they|their|them)\b", match.group(), re.I)
            if pronoun:
                counts[_GENDERS[pronoun[1].lower()[:2] + pronoun[1].lower()[2:3]]] += 1
    known = next((g for call in singles if (g := first_names().get(call.capitalize(), "-")) != "-"), "")
    if re.search(r"\bthey/them\b", prose) or counts["n"] > 2 * (counts["f"] + counts["m"]) + 2:
        return "n"
    del counts["n"]
    if known and counts[known] * 3 >= sum(counts.values()) - counts[known]:
        return known
    return counts.most_common(1)[0][0] if counts else known or _general_gender(prose)


_GENDERS = {"she": "f", "her": "f", "he": "m", "his": "m", "him": "m", "the": "n"}


def _general_gender(prose: str) -> str:
    """By all pronouns of the text, when one kind is four times as frequent as the other."""
    female = len(re.findall(r"\b(?:she|her|herself)\b", prose[:50_000], re.I))
    male = len(re.findall(r"\b(?:he|his|him|himself)\b", prose[:50_000], re.I))
    return "f" if female > 4 * male else "m" if male > 4 * female else ""


def gender_of(mention: str) -> str:
    """`f`, `m` or `-` for a given name or a kinship noun."""
    first = mention.split()[0] if mention.split() else ""
    return first_names().get(first) or relations().get(first.lower(), "-")
