"""Which words of a sentence mean the subject: names, and pronouns by what was spoken of last.

A simple form of centering: a pronoun means the person of its gender who was last the grammatical subject; a paragraph begins with
the person the text is about.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass, field
from functools import lru_cache

from persona_app.llm.offline.lexicon import first_names, relations
from persona_app.llm.offline.people import FULL_NAME, Subject, calls_of, gender_of, is_name_word
from persona_app.llm.offline.sentences import Span

_PRONOUNS = {"she": "f", "her": "f", "hers": "f", "he": "m", "him": "m", "his": "m", "they": "n", "their": "n", "them": "n"}
_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "professor",
        "prof",
        "captain",
        "sister",
        "father",
        "judge",
        "sergeant",
        "lady",
        "lord",
    )
)


@dataclass(frozen=True)
class Mention:
    """One mention of a person. `case`: nominative, possessive or other; `person`: first, second or third."""

    start: int
    end: int
    is_subject: bool
    person: str
    case: str
    is_name: bool = False


@dataclass
class Focus:
    """Who was spoken of last, by gender: True stands for the subject. Lives as long as one passage is read."""

    by_gender: dict[str, bool] = field(default_factory=dict)
    was_subject: bool = False


@lru_cache(maxsize=1)
def _finder() -> re.Pattern[str]:
    kin = "|".join(sorted(map(re.escape, relations()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'-])(?:(?P<pro>[Ii]|[Yy]ou|[Yy]our|[Mm]y|[Ss]he|[Hh]er|[Hh]e|[Hh]is|[Hh]im|me|[Tt]hey|[Tt]heir|[Tt]hem|[Ww]e)(?![\w-])|(?P<name>{FULL_NAME})|(?P<kin>{kin})(?![\w-])(?! (?:sister|brother|daughter|son)s?\b))"
    )


def mentions(flat: str, span: Span, subject: Subject, *, first: bool, second: bool, third: bool, focus: Focus) -> list[Mention]:
    """All mentions of the subject in one sentence, in order; moves the focus along."""
    found: list[Mention] = []
    topic_is_subject: bool | None = None
    for match in _finder().finditer(flat, span.start, span.end):
        is_head = topic_is_subject is None
        if match["pro"]:
            mention = _pronoun(flat, match, subject, first=first, second=second, third=third, focus=focus)
            if mention and mention.is_subject:
                found.append(mention)
            if mention and mention.case == "nominative" and is_head:
                topic_is_subject = mention.is_subject
        elif match["name"]:
            for mention in _names(flat, match, subject, third=third, span_start=span.start):
                found.append(mention)
                focus.by_gender[subject.gender] = True
                topic_is_subject = True if is_head and mention.case != "possessive" else topic_is_subject
            if not found or found[-1].start < match.start("name"):
                topic_is_subject = _other(flat, match, subject, focus, topic_is_subject, sentence_start=span.start)
        elif match["kin"] in subject.calls and third and re.search(r"\b[Mm]y (?:[a-z]+ ){0,2}$", flat[span.start : match.start()]):
            found.append(
                Mention(
                    match.start("kin"),
                    match.end("kin"),
                    True,
                    "third",
                    "possessive" if flat.startswith("'s", match.end()) else "nominative",
                )
            )
            focus.by_gender[subject.gender] = True
            topic_is_subject = True if is_head else topic_is_subject
        elif match["kin"]:
            topic_is_subject = _other(flat, match, subject, focus, topic_is_subject, sentence_start=span.start)
    focus.was_subject = bool(topic_is_subject)
    return found


def _pronoun(flat: str, match: re.Match[str], subject: Subject, *, first: bool, second: bool, third: bool, focus: Focus) -> Mention | None:
    word = match["pro"].lower().rstrip("'")
    start, end = match.start("pro"), match.start("pro") + len(word)
    if word in ("i", "my"):
        return Mention(start, end, first, "first", "nominative" if word == "i" else "possessive")
    if word == "me":
        return Mention(start, end, first, "first", "other")
    if word in ("you", "your"):
        return Mention(start, end, second, "second", "nominative" if word == "you" else "possessive")
    if word == "we":
        return Mention(start, end, first, "joint", "nominative")
    gender = _PRONOUNS[word]
    if word == "they" and subject.gender != "n":
        return Mention(start, end, third and bool(subject.calls) and focus.was_subject, "joint", "nominative")
    if gender == "n" and subject.gender != "n":
        return None
    case = {
        "she": "nominative",
        "he": "nominative",
        "they": "nominative",
        "her": "possessive",
        "his": "possessive",
        "their": "possessive",
    }.get(word, "other")
    mine = (
        third
        and not first
        and bool(subject.calls)
        and subject.gender in (gender, "")
        and focus.by_gender.get(gender, focus.by_gender.get("", True))
    )
    return Mention(start, end, bool(mine), "third", case)


def _names(flat: str, match: re.Match[str], subject: Subject, *, third: bool, span_start: int) -> list[Mention]:
    text = match["name"]
    words = text.split()
    while words and not is_name_word(words[0]) and words[0].lower() not in subject.calls:
        words = words[1:]
    if (
        len(words) > 1
        and match.start("name") == span_start
        and words[0] not in first_names()
        and _means_subject(flat, match, " ".join(words[1:]), subject)
    ):
        words = words[1:]
    name = " ".join(words)
    if not name or not third or not _means_subject(flat, match, name, subject):
        return []
    start = match.end("name") - len(name) if text.endswith(name) else match.start("name")
    end = match.end("name")
    case = (
        "possessive"
        if flat.startswith("'s ", end) or flat.startswith("'s\n", end) or flat.startswith("' ", end) and name.endswith("s")
        else "nominative"
    )
    return [Mention(start, end, True, "third", case, is_name=True)]


def _means_subject(flat: str, match: re.Match[str], name: str, subject: Subject) -> bool:
    lower = name.lower().replace(".", "")
    if lower in subject.calls:
        return True
    parts = [part for part in lower.split() if part not in _TITLES]
    if not subject.calls or not parts:
        return False
    if " " in subject.name:
        first = subject.name.lower().split()[0]
        return (
            parts[0] == first
            and all(part in subject.calls or len(part) == 1 for part in parts)
            or parts[0] == first
            and len(parts) > 1
            and parts[-1] in subject.calls
        )
    return parts[0] in subject.calls


_ASIDE = re.compile(
    r"(?:in|with|after|born|when|at|on|for|from|by|like|unlike|to|as|since|before|during|although|while|if|under|together|thanks|because|known|raised|married)\b",
    re.I,
)


def _is_head(flat: str, match: re.Match[str], sentence_start: int) -> bool:
    """The mention stands where a sentence's subject does: at its beginning, not in an aside before it."""
    before = flat[sentence_start : match.start()]
    return len(before.split()) <= 4 and not _ASIDE.match(before.lstrip())


def _other(flat: str, match: re.Match[str], subject: Subject, focus: Focus, topic: bool | None, *, sentence_start: int = 0) -> bool | None:
    """Somebody else is mentioned: as the sentence's topic they take the pronouns of their gender."""
    text = match["name"] or match["kin"]
    if match["name"] and not is_name_word(text.split()[0]):
        return topic
    gender = gender_of(text)
    if match["name"] and gender == "-" and len(text.split()) == 1:
        return topic if topic is not None else None
    followed = re.match(r"\s+(?:is|was|has|had|who|[a-z]+s|[a-z]+ed)\b", flat[match.end() : match.end() + 24])
    if topic is None and not followed and not _is_head(flat, match, sentence_start):
        return None
    if topic is None or (followed and not topic):
        for key in (subject.gender,) if gender in ("-", subject.gender) else (gender,):
            focus.by_gender[key] = key != subject.gender and focus.by_gender.get(key, False)
        return False if topic is None else topic
    if gender not in ("-", subject.gender):
        focus.by_gender[gender] = False
    return topic


def names_of(subject: Subject) -> frozenset[str]:
    """Names that mean the subject, lower case."""
    return subject.calls | calls_of(subject.name)
