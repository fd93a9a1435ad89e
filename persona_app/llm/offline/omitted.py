"""Sentences of diaries, chats and CVs that leave their subject out."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re

from persona_app.llm.offline.lexicon import FORM_PAST, verb_forms

_ELLIPTIC = re.compile(
    r"(?:(?:still|also|just|never|always) )?(?:am|have|been|was|grew|moved|ran|worked|started|began|left|went|played|studied|lived|married to|made|wrote|read|cooked|baked|walked|swam|learned|learnt|trained|joined|led|managed|taught|love|hate|can't stand|like|enjoy|born|raised|originally from|responsible|can't|killed|became|got|built|spent|volunteered|served|supervised by|living in|based in|fluent in|afraid of|allergic to|passionate about)\b",
    re.I,
)


BULLET = re.compile(r"[-*•·]\s+")
_OBJECT = re.compile(
    r"(?P<verb>[A-Z][a-z]+) (?:[a-z]+ly )?(?:an?|the|my|his|her|our|to|in|on|out|up|off|at|with|for|by|from|two|three|four|five|\d+|[A-Z]\w+)\b"
)


def _begins_in_past(text: str) -> bool:
    """`Cut my hair off.`, `• Introduced a scheme`: a past tense with its object, the writer left out."""
    match = _OBJECT.match(text)
    return bool(match) and any(form == FORM_PAST for _, form in verb_forms().get(match["verb"].lower(), ())) if match else False


def omits_subject(text: str) -> bool:
    """The sentence begins with its verb, the writer being the one who does it."""
    return bool(_ELLIPTIC.match(text)) or _begins_in_past(text)
