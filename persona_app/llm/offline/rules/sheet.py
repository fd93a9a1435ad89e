"""Labelled lines (`Age: 34`, `Languages: Dutch, English`) and the headed lists of CVs and character sheets."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import relations, words
from persona_app.llm.offline.people import FULL_NAME
from persona_app.llm.offline.rules.character import traits_in
from persona_app.llm.offline.rules.kin import ROLES
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.rules.work import is_occupation
from persona_app.llm.offline.speakers import KEYS, Line, lines_of
from persona_app.llm.questions import ClaimField

_KEY = re.compile(r"^[ \t>*#_-]{0,6}(?P<key>[A-Za-z][A-Za-z &/'-]{1,34}?)[*_]{0,2}[ \t]?(?::[*_]{0,2}|\t| - )[ \t]*(?P<value>.*)$")
_NEXT_LABEL = re.compile(r"[.,;|][ \t]+(?=[*_]{0,2}(?P<key>[A-Za-z][A-Za-z &/'-]{1,34}?)[*_]{0,2}[ \t]?:)")
_SENTENCE_END = re.compile(r"(?<=[^.\W]{2})(?<!Dr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Prof)(?<!St)\.\s+(?=[A-Z])")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6} *)?(?P<mark>[*_=]{0,3})(?P<key>[A-Za-z][A-Za-z &/'-]{2,40}?)[*_=]{0,3}:?[ \t]*$")
_BULLET = re.compile(r"^[ \t]*(?:[-*•+·o]|\d{1,2}[.)])[ \t]+(?P<x>.+)$")
_DATED = re.compile(
    r"^[ \t*•-]{0,6}(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d\s*(?:(?:-|to|until|/)\s*(?:(?P<now>present|date|now|today|current|ongoing)|(?:[A-Z][a-z]{2,8}\.? )?(?:(?:19|20)?\d\d))|(?P<open>-))?\s*[:,;|)\t -]+\s*(?P<x>[A-Za-z].*)$",
    re.I,
)
_DATED_AFTER = re.compile(
    r"^[ \t*•#-]{0,6}(?P<x>[A-Z][^()\d.;]{5,90}?)[ \t,|(-]+(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d\s*(?:-|to|until)\s*(?:(?P<now>present|date|now|today|current|ongoing)|(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)?\d\d)\)?[*_]*\s*$",
    re.I,
)
_SCHOOLING = re.compile(
    r"\b(?:university|college|school|academy|institute|diploma|degree|certificate|BA|BSc|MA|MSc|PhD|A-levels?|apprenticeship|MBA|conservatoire)\b",
    re.I,
)
_SPLIT = re.compile(r"\s*[,;|•·/]\s*(?:and\s+)?")
_LEVEL = re.compile(r"\s*(?:[(:].*|\s-\s.*|\b(?:native|fluent|mother tongue|conversational|basic|intermediate|advanced|good)\b.*)$", re.I)
_PHRASED = frozenset(
    {
        ClaimField.APPEARANCE,
        ClaimField.GOAL,
        ClaimField.HABIT,
        ClaimField.SKILL,
        ClaimField.FEAR,
        ClaimField.LIKE,
        ClaimField.DISLIKE,
        ClaimField.TRAIT,
    }
)
_TITLED = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister|Father|Captain|Magistrate|Judge)\.? )?(?:[A-Z]\. )?(?:{FULL_NAME})"
_LISTED = frozenset(
    (
        ClaimField.SKILL,
        ClaimField.KNOWLEDGE,
        ClaimField.LIKE,
        ClaimField.DISLIKE,
        ClaimField.VALUE,
        ClaimField.FEAR,
        ClaimField.TRAIT,
        ClaimField.ALIAS,
        ClaimField.HABIT,
        ClaimField.FAVOURITE_WORD,
    )
)


def read(flat: str) -> Iterator[Hit]:
    """Claims from labelled lines and headed lists; the caller has made sure that the sheet is the person's."""
    lines = [piece for line in lines_of(flat) for piece in _labelled_pieces(line)]
    section: ClaimField | None = None
    for i, line in enumerate(lines):
        if len(line.text) > 600:
            section = None
            continue
        keyed = _KEY.match(line.text)
        if keyed and keyed["value"].strip() and (field := KEYS.get(keyed["key"].strip().lower())):
            yield from _values(line, keyed.start("value"), keyed["value"], ClaimField(field))
            if field == "name" and (nick := re.search(r"[\"(](?:known as |called )?([A-Z][\w' -]{1,20})[\")]", keyed["value"])):
                yield Hit(ClaimField.ALIAS, nick[1], line.start, line.end, "", line.start, line.end)
            continue
        if keyed and (person := _labelled_person(keyed)):
            yield Hit(ClaimField.RELATIONSHIP, person[0], line.start, line.end, person[1], line.start, line.end)
            continue
        if keyed and keyed["key"].strip().lower() in ("date of birth", "born", "birthday", "dob") and keyed["value"].strip():
            yield Hit(ClaimField.BACKGROUND, f"born {keyed['value'].strip()[:60]}", line.start, line.end, "", line.start, line.end)
            continue
        if dated := (_DATED.match(line.text) or _DATED_AFTER.match(line.text)):
            yield from _dated(line, dated, section)
            continue
        heading = _HEADING.match(line.text)
        if heading:
            is_heading = (
                line.text.strip().endswith(":")
                or heading["mark"]
                or line.text.lstrip().startswith("#")
                or line.text.isupper()
                or _stands_alone(lines, i)
            )
            section = _section(heading["key"]) if is_heading else section
            continue
        if section and line.text.strip():
            yield from _item(line, section)


def _labelled_pieces(line: Line) -> Iterator[Line]:
    """`Name: Mara Lind. Age: 34. She …`: a line of several labels is as many lines, each up to the next label or the end of its sentence."""
    starts = [match.end() for match in _NEXT_LABEL.finditer(line.text) if _is_label(match["key"])] if ":" in line.text else []
    if not starts or not (first := _KEY.match(line.text)) or not _is_label(first["key"]):
        yield line
        return
    for start, end in zip([0, *starts], [*starts, len(line.text)], strict=True):
        text = _SENTENCE_END.split(line.text[start:end])[0].rstrip(" \t.,;|")
        yield Line(text, line.start + start, line.start + start + len(text))


def _is_label(key: str) -> bool:
    return key.strip().lower() in KEYS


def _labelled_person(keyed: re.Match[str]) -> tuple[str, str] | None:
    """`Form tutor: Mr G. Pettifer`: somebody's part in the person's life, and their name."""
    role = keyed["key"].strip().lower()
    named = re.fullmatch(rf"(?P<who>{_TITLED})(?:,.*|\s*\(.*)?", keyed["value"].strip())
    known = role.split()[-1] in relations() or re.fullmatch(ROLES, role)
    return (role, named["who"]) if known and named else None


def _bond(line: Line, text: str) -> Iterator[Hit]:
    """`Tam, the stable boy`, `Silas Vane: her creditor`, `Her creditor, Silas Vane`: an entry of a list of people."""
    match = re.match(rf"(?P<who>{_TITLED})(?:,| -|:| \()\s*(?:an? |the |his |her |my |their )?(?P<role>[a-z][a-z' -]{{2,40}})", text)
    role = re.split(r"\s(?:and|who|whom|of|in|from|with)\s|,", match["role"])[0] if match else ""
    if match is None:
        match = re.match(
            rf"(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Aa]n?|[Tt]he)? ?(?P<role>[A-Za-z][a-z' -]{{2,30}}?)(?:,|:| -) (?P<who>{_TITLED})", text
        )
        role = match["role"].lower() if match else ""
    if match and role:
        yield Hit(ClaimField.RELATIONSHIP, role, line.start, line.end, match["who"], line.start, line.end)


def _dated(line: Line, match: re.Match[str], section: ClaimField | None) -> Iterator[Hit]:
    """`2016 - 2019: Sous-chef, Restaurant Havn`: a post now held, one held before, or schooling."""
    text = re.split(r"\.\s|;", match["x"])[0].strip(" .,")
    if not 1 <= len(text.split()) <= 16 or re.search(r"\b(?:I|he|she|we)\b", text):
        return
    head = re.split(r",| at | - | \| ", text)[0]
    if section is ClaimField.EDUCATION or _SCHOOLING.search(text) and not is_occupation(head):
        yield Hit(ClaimField.EDUCATION, text, line.start, line.end, "", line.start, line.end)
    elif is_occupation(head):
        if match["now"]:
            yield Hit(ClaimField.OCCUPATION, head, line.start, line.end, "", line.start, line.end)
        else:
            yield Hit(ClaimField.BACKGROUND, text, line.start, line.end, "", line.start, line.end)


def _stands_alone(lines: list[Line], i: int) -> bool:
    before = lines[i - 1].text.strip() if i else ""
    after = lines[i + 1].text.strip() if i + 1 < len(lines) else ""
    return not before and bool(after)


def _section(key: str) -> ClaimField | None:
    field = KEYS.get(key.strip().lower().strip("*_ "), "")
    return ClaimField(field) if field and field not in ("name", "age", "gender", "background", "occupation", "register") else None


def _item(line: Line, section: ClaimField) -> Iterator[Hit]:
    bullet = _BULLET.match(line.text)
    if (
        not bullet
        and section in _PHRASED
        and line.text.rstrip().endswith(".")
        and (". " in line.text.strip() or "," not in line.text or section is not ClaimField.SKILL)
    ):
        yield from _phrases(line, section)
        return
    text = bullet["x"] if bullet else line.text.strip()
    at = bullet.start("x") if bullet else len(line.text) - len(line.text.lstrip())
    if len(text.split()) > (14 if bullet else 30) or (not bullet and text.endswith(".") and "," not in text):
        return
    if section is ClaimField.TRAIT and (
        told := re.match(
            r"(?P<x>(?:[Nn]ever|[Aa]lways|[Nn]ot|[Ss]low|[Qq]uick|[Bb]ad|[Hh]opeless|[Tt]oo) [a-z][\w' -]{2,40}?)(?=$|[,.;]| but | and | though )",
            text,
        )
    ):
        yield Hit(section, told["x"][:1].lower() + told["x"][1:], line.start, line.end, "", line.start, line.end)
        return
    if re.match(r"(?:never|always|not|but|and|slow|no)\b", text, re.I):
        return
    if section is ClaimField.RELATIONSHIP:
        yield from _bond(line, text)
        return
    text = re.split(r"\.\s+(?=(?:I|He|She|My|Also|We)\b)", text)[0].rstrip(".")
    if re.search(r"\b(?:I|he|she|you)\b", text):
        return
    yield from _values(line, at, text, section)


def _phrases(line: Line, section: ClaimField) -> Iterator[Hit]:
    """`Tall and rangy. Grey hair cropped short.` under a heading: each fragment by itself, cut before a clause of its own."""
    for piece in re.split(r"[.;]\s+|[.;]$", line.text.strip())[:8]:
        bare = re.split(r",? (?:that|which|who|when(?:ever)?|while|if|because|though|but) ", piece.strip(" -*•"))[0]
        if not bare or len(bare.split()) > 12 or re.match(r"(?:no|not|never|if|but|and|he|she|i|you|they|it)\b", bare, re.I):
            continue
        if re.search(r"\b(?:I|he|she|you|they)\b|\b(?:is|are|was|were|has|have)\b", bare):
            continue
        value = re.sub(r"^(?:To|Always in|Often in|Usually in) ", "", bare)
        for part in re.split(r",\s*", value) if section in _LISTED and section is not ClaimField.HABIT else [value]:
            yield Hit(section, part[:1].lower() + part[1:], line.start, line.end, "", line.start, line.end)


def _values(line: Line, at: int, text: str, field: ClaimField) -> Iterator[Hit]:
    for value in _parsed(text.strip().rstrip("."), field):
        yield Hit(field, value, line.start, line.end, "", line.start, line.end)


def _parsed(text: str, field: ClaimField) -> list[str]:
    bare = text.strip(' *_`"')
    if not bare or bare.lower() in ("n/a", "none", "unknown", "-", "?"):
        return []
    if field is ClaimField.AGE:
        found = re.match(r"(\d{1,3})\b", bare)
        return [found[1]] if found and 1 <= int(found[1]) <= 130 else []
    if field is ClaimField.NAME:
        return [" ".join(re.sub(r"[\"(][^\")]*[\")]", " ", bare).split())] if len(bare.split()) <= 6 else []
    if field is ClaimField.LANGUAGE:
        known = [word for word in re.findall(r"[A-Z][A-Za-z]+", bare) if word in words("languages")]
        return (
            list(dict.fromkeys(known))
            if len(known) > 1
            else [re.sub(r"^(?:some|basic|fluent|a little) ", "", value) for value in _list(bare)]
        )
    if field is ClaimField.NATIONALITY:
        return [word for word in re.findall(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", bare) if word in words("nationalities")]
    if field is ClaimField.GENDER:
        lower = bare.lower()
        return {"f": ["female"], "m": ["male"], "woman": ["female"], "man": ["male"]}.get(
            lower, [lower] if lower in ("female", "male", "non-binary", "nonbinary") else []
        )
    if field is ClaimField.TRAIT:
        return traits_in(bare) or [value for piece in _SPLIT.split(bare) if values.is_value(value := values.strip(piece), longest=4)]
    if field in _LISTED:
        return _list(bare)
    return [bare[:300]] if len(bare.split()) <= 16 else []


def _list(text: str) -> list[str]:
    pieces = _SPLIT.split(re.sub(r"\([^)]*\)", "", text))
    if len(pieces) <= 2:
        pieces = [part for piece in pieces for part in re.split(r"\s(?:and|&)\s", piece)]
    else:
        pieces = [*pieces[:-1], *re.split(r"\s(?:and|&)\s", pieces[-1])] if len(pieces[-1].split()) <= 5 else pieces
    found = [values.strip(_LEVEL.sub("", piece) if len(piece.split()) <= 4 else piece) for piece in pieces]
    return [value for value in dict.fromkeys(found) if values.is_value(value, longest=8)]
