"""Which lines say nothing about anybody, in which language the text is, and whom it is about."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections import Counter

import py3langid

from persona_app.llm.offline.letters import AsWritten, folded
from persona_app.llm.offline.people import find_subject_name
from persona_app.llm.offline.sentences import plain
from persona_app.llm.offline.speakers import Line, lines_of
from persona_app.llm.questions import Cleaning, LineRange

_SEPARATOR = re.compile(r"^[\s#*=_~<>|+.-]*(?:(?:END|BEGIN|START)[A-Z_ ]*)?[\s#*=_~<>|+.-]*$")
_PAGE = re.compile(r"^\W*(?:page|p\.|seite|pagina)?\W{0,3}\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*$", re.I)
_COOKIES = re.compile(
    r"\b(?:we use cookies|this (?:web)?site uses cookies|accept (?:all )?cookies|cookie (?:policy|settings|preferences)|privacy policy|terms (?:of (?:use|service)|and conditions)|all rights reserved|©|\(c\) \d{4})",
    re.I,
)
_CALL = re.compile(
    r"^\W*(?:share (?:this|on)\b.*|(?:sign|log) (?:in|up|out)|subscribe(?: now| to our.*)?|read more|skip to (?:main )?content|back to top|menu|home|search|next|previous|print|e-?mail this.*|follow us.*|advertisement|sponsored|related (?:articles|posts|stories)|"
    r"leave a (?:comment|reply)|\d+ comments?|tweet|like|loading\.*|download (?:pdf|the app)|newsletter|click here.*|tags?:.*|filed under:?.*|posted (?:on|in|by)\b.*|last updated:?.*|contact us|about us|faq)\W*$",
    re.I,
)
_MENU = re.compile(r"^\s*(?:[\w&' -]{2,20}\s*[|»›•·>]\s*){2,}[\w&' -]{0,20}\s*$")


def clean(text: str) -> Cleaning:
    """Lines to drop, language and subject. Nothing is dropped when it would leave nothing."""
    flat = plain(text)
    lines = lines_of(flat)
    dropped = [number for number, line in enumerate(lines, 1) if line.text.strip() and _is_noise(line)]
    dropped = sorted({*dropped, *_repeated(lines)})
    if len(dropped) >= sum(1 for line in lines if line.text.strip()):
        dropped = []
    kept = "\n".join(line.text for number, line in enumerate(lines, 1) if number not in set(dropped))
    return Cleaning(drop=_ranges(dropped), language=_language(kept), subject=_subject(kept))


def _subject(kept: str) -> str:
    flat = folded(kept)
    return AsWritten(kept, flat).said(find_subject_name(flat))


def _is_noise(line: Line) -> bool:
    text = line.text.strip()
    if len(text) > 300:
        return False
    return bool(
        _SEPARATOR.match(text[:120])
        or _PAGE.match(text)
        or _CALL.match(text)
        or _MENU.match(text)
        or (_COOKIES.search(text) and len(text) < 240)
    )


def _repeated(lines: list[Line]) -> list[int]:
    """All but the first of a line that comes back at least three times as a running head or foot does; dialogue and bullets are left alone."""
    counts = Counter(line.text.strip() for line in lines if 8 <= len(line.text.strip()) <= 120)
    seen: set[str] = set()
    found = []
    for number, line in enumerate(lines, 1):
        text = line.text.strip()
        if counts[text] < 3 or re.match(r"[^:]{1,30}:|[-*•]", text):
            continue
        if text in seen:
            found.append(number)
        seen.add(text)
    return found


def _ranges(numbers: list[int]) -> list[LineRange]:
    found: list[LineRange] = []
    for number in numbers:
        if found and found[-1].last == number - 1:
            found[-1] = LineRange(first=found[-1].first, last=number)
        else:
            found.append(LineRange(first=number, last=number))
    return found


def _language(text: str) -> str:
    """ISO 639-1 code by py3langid; empty for texts too short to tell."""
    sample = " ".join(text[:6000].split())
    if sum(c.isalpha() for c in sample) < 20:
        return ""
    return str(py3langid.classify(sample)[0])
