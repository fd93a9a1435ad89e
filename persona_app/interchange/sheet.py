"""The sheet: what all formats have in common, named as a character card names it; and how it stands in a persona's content.

Five of its texts are the content: the description as its body, the others as sections. Writing and reading are each other's
inverse for every text, so that words go out as they came in:

    from_content(to_content(sheet)) == the sheet's name and texts

A line of a text that would be taken for a heading of ours gets a backslash, which Markdown shows as the heading's words.
"""

import re

from pydantic import BaseModel, ConfigDict

from persona_app.interchange.draft import JsonObject


class Sheet(BaseModel):
    """A persona as a card would hold it; every text may be empty."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    nickname: str = ""
    description: str = ""
    personality: str = ""
    scenario: str = ""
    system_prompt: str = ""
    post_history_instructions: str = ""
    first_mes: str = ""
    mes_example: str = ""
    alternate_greetings: tuple[str, ...] = ()
    group_only_greetings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    creator: str = ""
    character_version: str = ""
    creator_notes: str = ""
    character_book: JsonObject | None = None
    extensions: JsonObject = {}


HEADINGS = {
    "personality": "Personality",
    "scenario": "Scenario",
    "system_prompt": "Instructions",
    "post_history_instructions": "Last instructions",
}
"""The texts that are sections of the content, in their order there."""
CONTENT_FIELDS = ("description", *HEADINGS)
_FIELDS = {title: field for field, title in HEADINGS.items()}
_TITLES = "|".join(HEADINGS.values())
_RESERVED = re.compile(rf"^(\\*## (?:{_TITLES}))$", re.MULTILINE)
_ANY = re.compile(r"^(\\*## )", re.MULTILINE)
_ESCAPED_RESERVED = re.compile(rf"^\\(\\*## (?:{_TITLES}))$", re.MULTILINE)
_ESCAPED_ANY = re.compile(r"^\\(\\*## )", re.MULTILINE)
_SECTION = re.compile(rf"\n{{0,2}}^## ({_TITLES})$\n{{0,2}}", re.MULTILINE)
_NEXT = re.compile(r"\n{0,2}^## ", re.MULTILINE)
_TITLE = re.compile(r"# [^\n]*(?:\n{1,2}|\Z)")


def to_content(sheet: Sheet) -> str:
    """The content: a title, the description, and a section for each text that is not empty."""
    sections = [f"\n\n## {title}\n\n{_ANY.sub(_backslash, text)}" for field, title in HEADINGS.items() if (text := getattr(sheet, field))]
    return f"# {one_line(sheet.name)}\n\n{_RESERVED.sub(_backslash, sheet.description)}{''.join(sections)}"


def from_content(content: str) -> dict[str, str]:
    """The five texts. A title is left out; of a section that stands there twice, both are joined; sections of other names are
    part of the description."""
    texts = dict.fromkeys(CONTENT_FIELDS, "")
    body = _TITLE.sub("", content, count=1) if content.startswith("# ") else content
    parts = _SECTION.split(body)
    described = [parts[0]]
    for title, part in zip(parts[1::2], parts[2::2], strict=True):
        text, rest = _until_next(part)
        field = _FIELDS[title]
        texts[field] = "\n\n".join(filter(None, (texts[field], _ESCAPED_ANY.sub(r"\1", text))))
        described += [rest] if rest else []
    texts["description"] = _ESCAPED_RESERVED.sub(r"\1", "\n\n".join(described) if len(described) > 1 else described[0])
    return texts


def one_line(name: str) -> str:
    """The name as a title can show it."""
    return " ".join(name.split())


def _until_next(part: str) -> tuple[str, str]:
    found = _NEXT.search(part)
    return (part[: found.start()], part[found.start() :].lstrip("\n")) if found else (part, "")


def _backslash(found: re.Match[str]) -> str:
    return "\\" + found.group(1)
