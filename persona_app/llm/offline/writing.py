"""Claims as a system instruction in the second person: sections of short paragraphs and lists, every passage with the ids it rests on."""

import re

from persona_app.llm.offline.addressing import Subject
from persona_app.llm.offline.paragraphs import Block, Item, passages_of
from persona_app.llm.offline.phrasing import tidy
from persona_app.llm.offline.portraying import Known, leading_roles, portrait
from persona_app.llm.offline.voicing import favourite_words, people, register, sample_lines
from persona_app.llm.offline.wording import (
    Write,
    background,
    beliefs,
    education,
    facts,
    goals,
    habits,
    looks,
    simply,
    skills,
    tastes,
    traits,
    work,
)
from persona_app.llm.questions import ClaimField, NumberedClaim, Section, WriteQuestion, Writing

F = ClaimField
_LONGEST_LINE = 900
_VERBATIM = frozenset((F.SAMPLE_LINE, F.FAVOURITE_WORD))
_THINGS = frozenset((F.LIKE, F.DISLIKE, F.FEAR, F.SKILL, F.KNOWLEDGE, F.VALUE))
_ONCE = frozenset((F.EDUCATION, F.BACKGROUND, F.GOAL, F.FACT, F.APPEARANCE, F.TRAIT))
_NEGATION = r"(?!(?s:.*)\b(?:not|no|never|cannot|\w+n['’]t|without|hardly)\b)"
_WHO = "Who you are"
_SECTIONS: tuple[tuple[str, tuple[tuple[ClaimField, Write], ...]], ...] = (
    ("Your character", ((F.TRAIT, traits), (F.VALUE, simply("You {}value ", "What matters to you")), (F.BELIEF, beliefs))),
    (
        "What moves you",
        (
            (F.LIKE, tastes("like", "Things you like")),
            (F.DISLIKE, tastes("dislike", "Things you dislike")),
            (F.FEAR, tastes("are afraid of", "What you fear")),
            (F.GOAL, goals),
        ),
    ),
    (
        "What you do and know",
        (
            (F.OCCUPATION, work),
            (F.EDUCATION, education),
            (F.SKILL, skills),
            (F.KNOWLEDGE, simply("You {}know about ", "What you know about")),
        ),
    ),
    ("The people around you", ((F.RELATIONSHIP, people),)),
    ("How you live", ((F.HABIT, habits), (F.APPEARANCE, looks), (F.FACT, facts))),
    ("Your life so far", ((F.BACKGROUND, background),)),
    ("How you speak", ((F.REGISTER, register), (F.FAVOURITE_WORD, favourite_words), (F.SAMPLE_LINE, sample_lines))),
)


def write(question: WriteQuestion) -> Writing:
    """Sections in a fixed order; a field without claims is not mentioned."""
    known = _known(question)
    subject = Subject(question.name, _gender(known))
    opening = passages_of(portrait(question.name, known, subject))
    named = {item.id for item in leading_roles(known)}
    known[F.OCCUPATION] = [item for item in known.get(F.OCCUPATION, []) if item.id not in named]
    sections = [Section(heading=_WHO, passages=opening)] if opening else []
    for heading, fields in _SECTIONS:
        blocks: list[Block] = [block for field, said in fields for block in said(known.get(field, []), subject)]
        if blocks:
            sections.append(Section(heading=heading, passages=passages_of(blocks)))
    return Writing(sections=sections)


def _known(question: WriteQuestion) -> dict[ClaimField, list[Item]]:
    """The claims of each field in the question's order, repeats and empty ones left out."""
    found: dict[ClaimField, list[Item]] = {}
    for claim in question.claims:
        items = found.setdefault(claim.field, [])
        text = _worded(claim)
        if re.search(r"\w", text):
            items.append(Item(claim.id, text))
    return {field: _distinct(items, is_part_enough=field in _ONCE) for field, items in found.items()}


def _worded(claim: NumberedClaim) -> str:
    if claim.field in _VERBATIM:
        return " ".join(claim.text.split())[:_LONGEST_LINE]
    text = tidy(claim.text)
    return re.sub(r"^(?:is|are|was|were) (?=\w)", "", text) if claim.field in _THINGS else text


def _distinct(items: list[Item], *, is_part_enough: bool) -> list[Item]:
    """Each text once, also without those that another one says in the same words and more; its item rests on their claims too."""
    kept: list[Item] = []
    for item in sorted(items, key=lambda each: -len(each.text)):
        pattern = rf"^{_NEGATION}(?s:.*)(?<!\w){re.escape(item.text)}(?!\w)" if is_part_enough else rf"^{re.escape(item.text)}$"
        at = next((at for at, other in enumerate(kept) if re.search(pattern, other.text, re.I)), None)
        if at is None:
            kept.append(item)
        else:
            kept[at] = kept[at].with_all([item])
    return sorted(kept, key=lambda each: [item.id for item in items].index(each.id))


def _gender(known: Known) -> str:
    """Which pronouns can mean the person, by what is claimed."""
    told = " ".join(item.text for field in (F.PRONOUNS, F.GENDER) for item in known.get(field, ())).lower()
    genders = ((r"\b(?:she|her|female|woman|girl)\b", "f"), (r"\b(?:he|him|male|man|boy)\b", "m"), (r"\bthey\b", "n"))
    return next((gender for pattern, gender in genders if re.search(pattern, told)), "")
