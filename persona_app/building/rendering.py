"""The persona's content as Markdown: deterministic, and with nothing in it that a source could smuggle in as markup."""

import re
from collections.abc import Sequence
from itertools import groupby

from persona_app.building.assembling import Numbered, claim_text, weaker
from persona_app.building.merging import Merged
from persona_app.llm.questions import ClaimField, Section, Writing
from persona_app.personas.profile import Claim

_MARKUP = re.compile(r"([\\`*_\[\]<>~|#]|&(?=[#\w]))")
_LEADING = re.compile(r"^([-+=]|\d+[.)](?=\s|$))")
_ITEM = "- "
_TITLES: dict[str, tuple[ClaimField, ...]] = {
    "Who": (
        ClaimField.ALIAS,
        ClaimField.AGE,
        ClaimField.GENDER,
        ClaimField.PRONOUNS,
        ClaimField.NATIONALITY,
        ClaimField.RESIDENCE,
        ClaimField.LANGUAGE,
    ),
    "Work and learning": (ClaimField.OCCUPATION, ClaimField.EDUCATION, ClaimField.SKILL, ClaimField.KNOWLEDGE),
    "Background": (ClaimField.BACKGROUND,),
    "Personality": (ClaimField.TRAIT, ClaimField.HABIT),
    "Values and beliefs": (ClaimField.VALUE, ClaimField.BELIEF),
    "Goals and fears": (ClaimField.GOAL, ClaimField.FEAR),
    "Likes and dislikes": (ClaimField.LIKE, ClaimField.DISLIKE),
    "People": (ClaimField.RELATIONSHIP,),
    "Speech": (ClaimField.REGISTER, ClaimField.FAVOURITE_WORD, ClaimField.SAMPLE_LINE),
    "Appearance": (ClaimField.APPEARANCE,),
    "Facts": (ClaimField.FACT,),
}
NOTHING_KNOWN = "Nothing is known yet about this person: the texts say nothing that could be quoted. Add a text that speaks of them."


def render(name: str, writing: Writing, numbered: Numbered) -> tuple[str, int]:
    """The content and how many passages were left out because they rest on no claim of the question; empty when none is left.

    Neighbouring passages that begin with a hyphen and a space become one list, every other passage a paragraph.
    """
    kept: list[str] = []
    dropped = 0
    for section in writing.sections:
        passages = [" ".join(passage.text.split()) for passage in section.passages if numbered.known(passage.claims)]
        dropped += len(section.passages) - len(passages)
        kept += _section(section, passages)
    return (_document(name, kept) if kept else ""), dropped


def render_plainly(name: str, merged: Merged) -> str:
    """The claims as lists under fixed headings, when no written content is at hand; of contradicting claims the better supported."""
    unsure = weaker(merged.contradictions)
    blocks: list[str] = []
    for title, fields in _TITLES.items():
        lines = [_line(field, [each for each in merged.claims.get(field, ()) if each.id not in unsure]) for field in fields]
        shown = [line for line in lines if line]
        blocks += [f"## {title}", "\n".join(shown)] if shown else []
    return _document(name, blocks or [escape(NOTHING_KNOWN)])


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LEADING.sub(_escape_leading, line)


def _escape_leading(found: re.Match[str]) -> str:
    marker = found.group(1)
    return f"{marker[:-1]}\\{marker[-1]}"


def _section(section: Section, passages: Sequence[str]) -> list[str]:
    blocks: list[str] = []
    for is_list, group in groupby((passage for passage in passages if passage), key=is_list_item):
        shown = [f"{_ITEM}{escape(passage.removeprefix(_ITEM))}" if is_list else escape(passage) for passage in group]
        blocks += ["\n".join(shown)] if is_list else shown
    return [f"## {escape(section.heading)}", *blocks] if blocks else []


def is_list_item(passage: str) -> bool:
    """True for a passage that an engine means as one item of a list: a hyphen, a space, and words."""
    return passage.startswith(_ITEM) and bool(passage.removeprefix(_ITEM).strip())


def _line(field: ClaimField, claims: Sequence[Claim]) -> str:
    texts = [escape(claim_text(field, claim)) for claim in claims]
    label = field.value.replace("_", " ").capitalize()
    return f"- **{label}**: {'; '.join(texts)}" if texts else ""


def _document(name: str, blocks: Sequence[str]) -> str:
    return "\n\n".join([f"# {escape(name)}", *blocks]) + "\n"
