"""From a text to claims about one person, each with the words it rests on."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterable, Iterator

from persona_app.llm.offline import gate
from persona_app.llm.offline.clauses import Clause, clauses, elliptic
from persona_app.llm.offline.letters import AsWritten, folded
from persona_app.llm.offline.lexicon import first_names
from persona_app.llm.offline.lexicon import relations as kin_nouns
from persona_app.llm.offline.mentions import Focus, mentions
from persona_app.llm.offline.passages import Passage, hide_quotes, passages
from persona_app.llm.offline.people import FULL_NAME, TITLE, Subject, identify
from persona_app.llm.offline.rules import (
    answers,
    appositives,
    around,
    background,
    being,
    character,
    doings,
    gender,
    identity,
    kin,
    possessives,
    relations,
    reports,
    sheet,
    speech,
    tastes,
    work,
)
from persona_app.llm.offline.rules.reading import Hit, Reading
from persona_app.llm.offline.sentences import Span, mark_breaks, sentences
from persona_app.llm.offline.speakers import turns
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField, ExtractedClaim, Extraction

QUOTE_CHARS = 240
_RULES = (identity.read, work.read, tastes.read, character.read, relations.read, background.read, speech.read)


_ASIDE = re.compile(
    r"^, (?:however|though|too|of course|for (?:instance|example)|by (?:his|her|their|my) own [a-z]+|at [a-z]+ [a-z ]{2,24}|in fact|frankly|indeed|in turn|after all|it must be said), "
)


def extract(text: str, subject_name: str = "") -> Extraction:
    """All that the text says about the subject (empty: the person it is mainly about)."""
    flat = folded(text)
    subject = identify(flat, folded(subject_name))
    found = [*_sheet(flat, subject), *_prose(flat, subject), *answers.read(flat, subject), *_named(flat, subject)]
    if not any(hit.field in (ClaimField.GENDER, ClaimField.PRONOUNS) for hit in found):
        found += gender.read(flat, subject)
    elif not any(hit.field is ClaimField.PRONOUNS for hit in found):
        found += [hit for hit in gender.read(flat, subject) if hit.field is ClaimField.PRONOUNS]
    return Extraction(claims=_claims(text, AsWritten(text, flat), found))


def _sheet(flat: str, subject: Subject) -> Iterator[Hit]:
    """Labelled lines count when the text is no dialogue, or stand before it; a `Name:` line of somebody else rules them out."""
    named = re.search(rf"^[ \t*#-]*(?:Full )?[Nn]ame\**:\**[ \t]*{TITLE}({FULL_NAME})", flat, re.M)
    if named and subject.calls and not set(named[1].lower().split()) & subject.calls:
        return
    said = turns(flat)
    first = said[0].start if said else len(flat)
    yield from (hit for hit in sheet.read(flat) if hit.start < first)


def _prose(flat: str, subject: Subject) -> Iterator[Hit]:
    remembered = is_remembered(flat)
    stretches, flat = passages(flat, subject), mark_breaks(flat)
    speeches: list[Passage] = []
    for passage in stretches:
        hidden, own = hide_quotes(flat, passage, subject)
        if passage.is_speech:
            speeches.append(passage)
        yield from _passage(hidden, passage, subject, is_remembered=remembered)
        for quotation in own:
            speeches.append(quotation)
            yield from _passage(flat, quotation, subject, is_remembered=False)
    yield from speech.own_lines(flat, speeches)
    yield from speech.favourite_words(flat, speeches)


def is_remembered(flat: str) -> bool:
    """The text tells of a life in the past tense throughout, as obituaries and many biographies do."""
    past = len(re.findall(r"\b(?:was|were|had|did|\w{3,}ed)\b", flat[:50_000]))
    present = len(re.findall(r"\b(?:is|are|has|does|am|I'm|'re|lives|works|loves|likes|enjoys|\w+n't)\b", flat[:50_000]))
    dead = bool(
        re.search(
            r"\b(?:passed away|died|obituary|funeral|in loving memory|late husband of|survived by|laid to rest|memorial service)\b",
            flat[:50_000],
            re.I,
        )
    )
    return past > 3 * present + 4 or dead and past > present


def _passage(flat: str, passage: Passage, subject: Subject, *, is_remembered: bool) -> Iterator[Hit]:
    focus = Focus()
    previous = passage.start
    for span in sentences(flat, passage.start, passage.end):
        if re.search(r"[\n\u2029][ \n\u2029]*[\n\u2029]", flat[previous : span.start + 1]):
            focus = Focus()
        previous = span.end
        found = mentions(flat, span, subject, first=passage.first, second=passage.second, third=passage.third, focus=focus)
        if passage.first and not any(mention.case == "nominative" for mention in found):
            for clause in elliptic(flat, span, person="first"):
                yield from _clause(_reading(flat, subject, clause, passage, is_remembered=is_remembered))
        if passage.third and not passage.first and not passage.is_speech:
            yield from _bare_traits(flat, span, subject)
            yield from reports.read_descriptions(flat, span, subject)
        yield from around.read(flat, span, found, subject, is_own=passage.first)
        yield from kin.read(flat, span, found, subject, is_own=passage.first)
        if not found:
            continue
        yield from kin.read_origins(flat, span, found, subject)
        yield from reports.read(flat, span, found, subject)
        yield from possessives.read(flat, span, found, subject, is_remembered=is_remembered)
        yield from appositives.read(flat, span, found, subject)
        for clause in clauses(flat, span, found):
            yield from _clause(_reading(flat, subject, clause, passage, is_remembered=is_remembered))


def _bare_traits(flat: str, span: Span, subject: Subject) -> Iterator[Hit]:
    """`Polite, witty, and at times argumentative.`: a sentence of trait words alone, in a text about one person."""
    sentence = flat[span.start : span.end].strip(" .-*\u2029")
    if not subject.calls or len(sentence.split()) > 8 or flat[span.end - 1] != ".":
        return
    found = character.traits_in(sentence[:1].lower() + sentence[1:])
    if len(found) * 4 >= len(sentence.split()) * 2:
        for trait in found:
            yield Hit(ClaimField.TRAIT, trait, span.start, span.end, "", span.start, span.end)


def _reading(flat: str, subject: Subject, clause: Clause, passage: Passage, *, is_remembered: bool) -> Reading:
    rest, tail = (_ASIDE.sub("", _joined(flat, clause.at, end)) for end in (clause.end, clause.sentence.end))
    return Reading(flat, subject, clause, rest, tail, is_remembered, passage.is_speech)


def _joined(flat: str, start: int, end: int) -> str:
    return flat[start : min(end, start + 700)].replace("\n", " ").replace("\u2029", " ").rstrip()


def _clause(reading: Reading) -> Iterator[Hit]:
    """All that the rules find; the general ones only where no other did."""
    found = [hit for rule in _RULES for hit in rule(reading)]
    yield from found
    if all(hit.field is ClaimField.GENDER for hit in found):
        yield from doings.read(reading)
        yield from being.read(reading)
    elif reading.lemma == "be":
        yield from being.read_listed(reading)


def _named(flat: str, subject: Subject) -> Iterator[Hit]:
    """The name itself where the text first has it in full, and the gender on a pronoun bound to it in the same sentence."""
    if not subject.name:
        return
    match = re.search(rf"(?<!\w){re.escape(subject.name)}(?!\w)", flat)
    first, _, rest = subject.name.partition(" ")
    nicked = (
        re.search(rf"(?<!\w){re.escape(first)} [\"(](?P<nick>[A-Z][\w'-]{{1,20}})[\")] {re.escape(rest)}(?!\w)", flat) if rest else None
    )
    if nicked:
        yield Hit(ClaimField.ALIAS, nicked["nick"], nicked.start(), nicked.end(), "", nicked.start(), nicked.end())
    match = match or nicked or _in_capitals(flat, subject.name)
    if match is None:
        return
    line_start = max(flat.rfind("\n", 0, match.start()) + 1, match.start() - 80)
    yield Hit(ClaimField.NAME, subject.name, match.start(), match.end(), "", line_start, match.end())
    yield from _gender(flat, subject)
    yield from _handles(flat, subject)


def _in_capitals(flat: str, name: str) -> re.Match[str] | None:
    """The name as a headline writes it: `LEONORA "LEO" FINCH`."""
    first, _, rest = name.upper().partition(" ")
    return re.search(rf"(?<!\w){re.escape(first)}(?: [\"(][\w'-]+[\")])? {re.escape(rest)}(?!\w)", flat[:2000]) if rest else None


def _handles(flat: str, subject: Subject) -> Iterator[Hit]:
    """A chat handle of the person that is more than their name."""
    for turn in turns(flat):
        if (
            turn.who.lower() in subject.speaks_as - subject.calls
            and re.fullmatch(r"[\w.-]{3,30}", turn.who)
            and turn.who.lower() not in ("a", "me")
        ):
            start = flat.rfind("\n", 0, turn.start) + 1
            yield Hit(
                ClaimField.ALIAS, turn.who, start, turn.end, "", start, start + flat[start : turn.start].find(turn.who) + len(turn.who)
            )
            return


def _gender(flat: str, subject: Subject) -> Iterator[Hit]:
    """`Maria … her`: a sentence that begins with the name and goes on with a pronoun, no other person being named in it."""
    names = "|".join(
        re.escape(name)
        for name in sorted({subject.name, subject.name.split()[0], subject.name.split()[-1]}, key=lambda name: (-len(name), name))
    )
    pattern = re.compile(rf"(?<![\w'])(?:{names})(?P<mid>[^!?\n\"]{{1,200}}?)\b(?P<p>[Ss]he|her|herself|[Hh]e|his|him|himself)\b")
    for match in pattern.finditer(flat):
        stops = re.findall(r"(?<!Dr)(?<!Mr)(?<!Mrs)\.\s", match["mid"])
        if len(stops) > 1 or stops and not re.search(r"\.\s+$", match["mid"]) or _names_another(match["mid"], subject):
            continue
        female = match["p"].lower() in ("she", "her", "herself")
        if subject.gender not in ("f" if female else "m", ""):
            return
        yield Hit(ClaimField.GENDER, "female" if female else "male", match.start(), match.end(), "", match.start(), match.end())
        yield Hit(ClaimField.PRONOUNS, "she/her" if female else "he/him", match.start(), match.end(), "", match.start(), match.end())
        return


def _names_another(between: str, subject: Subject) -> bool:
    """A relative or another given name stands between name and pronoun: the pronoun may mean them."""
    if any(word in kin_nouns() for word in re.findall(r"[a-z-]+", between)):
        return True
    return any(word in first_names() and word.lower() not in subject.calls for word in re.findall(r"[A-Z][a-z]+", between))


def _claims(text: str, written: AsWritten, found: Iterable[Hit]) -> list[ExtractedClaim]:
    """Unique claims in the order of the text, quotes cut from the text as it was asked."""
    claims: dict[tuple[ClaimField, str, str], ExtractedClaim] = {}
    for item in sorted(found, key=lambda hit: (hit.start, hit.end)):
        start, end = min(item.start, item.sentence_start), max(item.end, item.sentence_end)
        value, who = (written.said(each, start, end) for each in (gate.settled(item.field, item.value), gate.called(item.who)))
        quote = _quote(text, item)
        if value and quote and len(value) <= 300:
            claims.setdefault((item.field, value.lower(), who.lower()), ExtractedClaim(field=item.field, value=value, quote=quote, who=who))
    return _settled(list(claims.values()))


def _quote(text: str, item: Hit) -> str:
    """The sentence when it is short, else the clause, both verbatim."""
    start, end = item.sentence_start, item.sentence_end
    if end - start > QUOTE_CHARS or end <= start:
        start, end = item.start, item.end
    piece = text[start:end]
    return piece.strip()[:600].strip()


def _settled(claims: list[ExtractedClaim]) -> list[ExtractedClaim]:
    """One name: the longest form when one contains the other; and no relationship twice, once with and once without a name."""
    names = [claim for claim in claims if claim.field is ClaimField.NAME]
    longest = max(names, key=lambda claim: len(claim.value), default=None)
    named = {_kin(claim.value) for claim in claims if claim.field is ClaimField.RELATIONSHIP and claim.who}
    told = {(claim.who.lower(), _kin(claim.value)) for claim in claims if claim.who and " " in claim.value}
    studied = {re.sub(r"^(?:studied|studies) ", "", claim.value.lower()) for claim in claims if re.match(r"studie[ds] ", claim.value)}
    kept = []
    for claim in claims:
        if claim.field is ClaimField.EDUCATION and claim.value.lower() in studied:
            continue
        if claim.field is ClaimField.RELATIONSHIP and " " not in claim.value and (claim.who.lower(), claim.value.lower()) in told:
            continue
        if (
            longest
            and claim.field is ClaimField.NAME
            and claim is not longest
            and set(claim.value.lower().split()) <= set(longest.value.lower().split())
        ):
            continue
        if claim.field is ClaimField.RELATIONSHIP and not claim.who and _kin(claim.value) in named:
            continue
        kept.append(claim)
    return kept


def _kin(value: str) -> str:
    return value.split()[-1].lower() if value else ""


__all__ = ["SINGLE_FIELDS", "extract", "is_remembered"]
