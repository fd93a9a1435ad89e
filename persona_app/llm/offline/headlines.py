"""One line about somebody, out of the claims: `Stubborn lighthouse keeper in Port Ellery who likes brass music`."""

import re
from collections.abc import Mapping, Sequence

from persona_app.llm.offline.phrasing import is_gerund, sentence_case
from persona_app.llm.offline.portraying import is_role, role_case
from persona_app.llm.questions import ClaimField

F = ClaimField
Known = Mapping[ClaimField, Sequence[str]]
LONGEST = 120
_MOST_TRAITS = 2
_ONE_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:-[A-Za-zÀ-ɏ]+)*")
_THING = re.compile(r"[^.;:!?()]{3,50}")
_PREPOSITION = re.compile(r"(?:in|on|at|near|aboard|by|outside|above)\b", re.IGNORECASE)


def headline_of(name: str, known: Known) -> str:
    """At most 120 characters; as many of trait, work, home and a liking as fit. `A persona called …` when the claims give none of them."""
    subject = _subject(known)
    if not subject:
        return _fitting(_fallback(name, known))
    line = subject
    for part in (_home(known), _moved(known)):
        if part and len(line) + len(part) + 1 <= LONGEST:
            line = f"{line} {part}"
    return line[0].upper() + line[1:]


def _subject(known: Known) -> str:
    """`stubborn, shy lighthouse keeper`; empty without work."""
    roles = [role_case(re.sub(r"^(?:an?|the) ", "", value, flags=re.IGNORECASE)) for value in known.get(F.OCCUPATION, ()) if is_role(value)]
    if not roles:
        return ""
    traits = [value for value in _traits(known) if value not in roles[0].lower()]
    described = f"{', '.join(traits)} {roles[0]}" if traits else roles[0]
    return described if len(described) <= LONGEST else roles[0][:LONGEST]


def _traits(known: Known) -> list[str]:
    return [value.lower() for value in known.get(F.TRAIT, ()) if _ONE_WORD.fullmatch(value)][:_MOST_TRAITS]


def _home(known: Known) -> str:
    place = next(iter(known.get(F.RESIDENCE, ())), "")
    if not place or not _THING.fullmatch(place):
        return ""
    if _PREPOSITION.match(place):
        return place[0].lower() + place[1:]
    return f"in {place}" if place[:1].isupper() else ""


def _moved(known: Known) -> str:
    """What moves them, in the first words that the claims have for it."""
    for field, verb in ((F.LIKE, "likes"), (F.VALUE, "values"), (F.GOAL, "wants"), (F.FEAR, "fears")):
        for value in known.get(field, ()):
            if (
                _THING.fullmatch(value)
                and (field is not F.GOAL or value.startswith("to "))
                and (field is not F.FEAR or not is_gerund(value))
            ):
                return f"who {verb} {sentence_case(value)}"
    return ""


def _fallback(name: str, known: Known) -> str:
    traits, moved, home = _traits(known), _moved(known), _home(known)
    if traits:
        said = f"{' and '.join(traits)} person".capitalize()
        return " ".join(part for part in (said, home, moved) if part)
    if moved or home:
        return " ".join(part for part in ("Somebody", home, moved) if part)
    return f"A persona called {name}"


def _fitting(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
