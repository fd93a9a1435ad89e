"""Names of one institution that have an `and` or a comma of their own: `University of Science and Technology`, `Marks and Spencer`."""

import re

from persona_app.llm.offline.lexicon import first_names

_KIND = (
    r"(?:University|Institute|Institution|School|College|Academy|Conservatoire|Conservatory|Ministry|Department|Faculty|Museum|Society|"
    r"Association|Centre|Center|Guild|Board|Bureau|Council|Federation|Union|Office|Agency)"
)
_WORD = r"[A-Z][\w'’-]+"
_OF = re.compile(
    rf"\b{_KIND} (?:of|for) (?:the )?{_WORD}(?: {_WORD}){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,3}},? (?:and|&) (?P<last>{_WORD})"
)
_PAIRS = re.compile(
    r"\b(?:Science and Technology|Arts and (?:Crafts|Sciences|Letters)|Music and Drama|Health and Safety|Marks and Spencer|"
    r"Johnson and Johnson|Procter and Gamble|Black and Decker|Barnes and Noble|Fortnum and Mason|Victoria and Albert|"
    r"Gilbert and Sullivan|Simon and Garfunkel|Romeo and Juliet|Pride and Prejudice|Crime and Punishment|War and Peace|"
    r"Dungeons and Dragons|Bosnia and Herzegovina|Trinidad and Tobago|Newfoundland and Labrador|Tyne and Wear|Life and Death)\b"
)
_AND, _COMMA = "\ue000", "\ue001"
"""Stand for ` and ` and `, ` inside a name; of the private use area, hence in no word list and in no sensible text."""


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where such names stand; an `and` before somebody's first name joins two clauses, not one name."""
    stop = len(text) if end is None else end
    named = [match.span() for match in _OF.finditer(text, start, stop) if match["last"] not in first_names()]
    return [*named, *(match.span() for match in _PAIRS.finditer(text, start, stop))]


def masked(text: str) -> str:
    """The text with those joints hidden from whoever splits it."""
    named = _OF.sub(lambda match: match.group() if match["last"] in first_names() else _hidden(match), text)
    return _PAIRS.sub(_hidden, named)


def _hidden(match: re.Match[str]) -> str:
    return match.group().replace(" and ", _AND).replace(", ", _COMMA)


def unmasked(text: str) -> str:
    """The text as it was."""
    return text.replace(_AND, " and ").replace(_COMMA, ", ")
