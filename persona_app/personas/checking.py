"""Is a content fit to be kept? Each reason why not is told with its line."""

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

_ACTIVE_TAG = re.compile(r"<\s*/?\s*(script|iframe|object|embed|applet|form|meta|link|style|svg|math|base|frameset)\b", re.IGNORECASE)
_HANDLER = re.compile(r"<[^<>]*[\s\"'/]on[a-z]{3,}\s*=", re.IGNORECASE)
_ACTIVE_LINK = re.compile(r"(?:\]\(|<|href\s*=\s*[\"']?|src\s*=\s*[\"']?)\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(you are|your role|you're|act as|du bist|vous êtes|tu es|eres)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x85]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]|\\A\ufeff+")
MOST_TOLD = 20


class Problem(BaseModel):
    """What is wrong, and where: the line counts from 1, 0 stands for the whole."""

    model_config = ConfigDict(frozen=True)

    line: int
    sentence: str


def problems_of(content: str, *, most_bytes: int) -> tuple[Problem, ...]:
    """Why the content cannot be kept, the first twenty reasons; none when it can. Code between back-ticks may show what it likes."""
    if not content.strip():
        return (Problem(line=0, sentence="The content is empty."),)
    size = len(content.encode())
    if size > most_bytes:
        return (Problem(line=0, sentence=f"The content has {size:,} bytes, and at most {most_bytes:,} can be kept."),)
    return tuple(_active(content))[:MOST_TOLD]


def cleaned(content: str) -> str:
    """The content as it is kept: every line ends with a line feed, and nothing is in it that no reader sees and some programs obey.

    Control characters but the tab, halves of pairs, a byte order mark and what Unicode calls no character go; all words stay.
    """
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", content))


def is_instruction(content: str) -> bool:
    """Has it the form of a system instruction: headings, or words that address the one who is to speak?"""
    return bool(_HEADING.search(content) or _ADDRESSED.search(content))


def _active(content: str) -> Iterator[Problem]:
    in_code = False
    for number, line in enumerate(content.split("\n"), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            in_code = not in_code
        shown = "" if in_code else re.sub(r"`[^`]*`", "", line)
        if tag := _ACTIVE_TAG.search(shown):
            yield Problem(line=number, sentence=f"“<{tag.group(1).lower()}>” could run in a reader's browser. Put it between back-ticks.")
        elif _HANDLER.search(shown):
            yield Problem(
                line=number, sentence="An element with an “on…” attribute could run in a reader's browser. Put it between back-ticks."
            )
        elif link := _ACTIVE_LINK.search(shown):
            yield Problem(line=number, sentence=f"A link to “{link.group(1).lower()}:” could run in a reader's browser. Take it out.")
