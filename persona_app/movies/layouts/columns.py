"""Which column is what: by its name, else by what stands in it; a person's word goes before both."""

import re
from collections.abc import Mapping, Sequence
from statistics import fmean

from persona_app.movies.errors import MappingWrong

ROLES: Mapping[str, tuple[str, ...]] = {
    "speaker": (
        *("character", "character name", "charactername", "speaker", "speakers", "speaker name", "name", "who", "person", "actor"),
        *("said by", "from", "uttered by"),
    ),
    "text": (
        *("text", "line", "dialogue", "dialog", "sentence", "utterance", "transcript", "quote", "speech", "words", "line text", "content"),
        "message",
    ),
    "movie": (
        *("movie", "movie title", "movietitle", "movie name", "film", "film title", "title", "episode name", "episode title", "episode"),
        *("episode id", "show", "series", "play", "movie id", "movieid"),
    ),
    "scene": ("scene", "scene id", "conversation", "conversation id", "dialogue id", "exchange", "scene name", "#"),
    "id": ("line id", "lineid", "utterance id", "id", "index", "line number", "row"),
    "year": ("year", "release year"),
    "genres": ("genres", "genre"),
    "rating": ("rating", "imdb rating"),
    "votes": ("votes", "no imdb votes"),
    "gender": ("gender", "sex"),
}
"""What a column may be, and by which names it is known, the surest first."""
NEEDED = ("speaker", "text")
_WORDS = re.compile(r"[^\W_]+|#")
_SAMPLE_ALIKE = 0.6
"""Of a speaker's column, at most this share of the values is different; of a text's, at least."""


def plain(name: str) -> str:
    """A column's name in small letters, words one space apart."""
    return " ".join(_WORDS.findall(name.lower()))


def known(names: Sequence[str]) -> dict[str, int]:
    """Roles with the place of their column, by names alone."""
    places = {plain(name): place for place, name in reversed(list(enumerate(names)))}
    found = ((role, next((places[one] for one in called if one in places), None)) for role, called in ROLES.items())
    return {role: place for role, place in found if place is not None}


def guess(names: Sequence[str], sample: Sequence[Sequence[str]]) -> dict[str, int]:
    """Roles with the place of their column, by names and by what stands in some rows."""
    found = known(names)
    columns = {place: [row[place] for row in sample if place < len(row)] for place in range(len(names))}
    if "text" in found and (values := columns[found["text"]]) and not _is_worded(values):
        del found["text"]
    taken = set(found.values())
    free = {place: values for place, values in columns.items() if place not in taken and values}
    if "text" not in found and (proses := [place for place, values in free.items() if _is_prose(values)]):
        found["text"] = max(proses, key=lambda place: fmean(map(len, free[place])))
        free.pop(found["text"])
    if "speaker" not in found and (people := [place for place, values in free.items() if _are_names(values)]):
        found["speaker"] = max(people, key=lambda place: len(set(free[place])))
    return found


def looks_like_names(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Is a first row of unknown words the names of the columns? Its speaker says nothing more, and its text is a word or two."""
    names = tuple(str(place) for place in range(1, len(first) + 1))
    found = guess(names, rows)
    if missing(found, names):
        return False
    speakers = {row[found["speaker"]] for row in rows if found["speaker"] < len(row)}
    words = [len(row[found["text"]].split()) for row in rows if found["text"] < len(row)]
    return first[found["speaker"]] not in speakers and len(first[found["text"]].split()) <= 2 and fmean(words) > 3


def _is_worded(values: Sequence[str]) -> bool:
    """More than numbers."""
    return sum(any(letter.isalpha() for letter in value) for value in values) * 2 > len(values)


def _is_prose(values: Sequence[str]) -> bool:
    """Worded, mostly different, and longer than names."""
    return _is_worded(values) and len(set(values)) > len(values) * _SAMPLE_ALIKE and fmean(map(len, values)) > 8


def _are_names(values: Sequence[str]) -> bool:
    """Short, worded, and coming again."""
    worded = [value for value in values if any(letter.isalpha() for letter in value)]
    is_repeated = 1 < len(set(values)) <= max(2, len(values) * _SAMPLE_ALIKE)
    return len(worded) * 10 > len(values) * 9 and is_repeated and fmean(map(len, values)) < 40


def said(mapping: Mapping[str, str], names: Sequence[str], *, source: str) -> dict[str, int]:
    """What a person says about columns, by name or by number from 1.

    Raises:
        MappingWrong: no such role or no such column.
    """
    found = {}
    for role, column in mapping.items():
        if role not in ROLES:
            raise MappingWrong(source, what=f"“{role}” is no role of a column. Roles are {', '.join(ROLES)}.")
        found[role] = _place(column, names, source=source)
    return found


def _place(column: str, names: Sequence[str], *, source: str) -> int:
    for alike in (str.strip, plain):
        if places := [place for place, name in enumerate(names) if alike(name) == alike(column)]:
            return places[0]
    if column.strip().isdecimal() and 1 <= int(column) <= len(names):
        return int(column) - 1
    raise MappingWrong(source, what=f"it has no column “{column}”. Its columns are {shown(names)}.")


def missing(mapping: Mapping[str, int], names: Sequence[str]) -> str:
    """A sentence when it is not known who speaks or what is said, or both would be one column; else nothing."""
    unknown = [role for role in NEEDED if role not in mapping]
    asked = ",".join(f"{role}=…" for role in NEEDED)
    if not unknown:
        if len({mapping[role] for role in NEEDED}) == len(NEEDED):
            return ""
        both = shown([names[mapping["text"]]])
        return f"“{both}” can't be both the speaker and the text. Columns: {shown(names)}. Say which is which with --map {asked}."
    return f"which column is the {' and which the '.join(unknown)} can't be told. Columns: {shown(names)}. Say so with --map {asked}."


def shown(names: Sequence[str]) -> str:
    """Columns as a sentence lists them: the first twenty."""
    return ", ".join(name.strip()[:40] or f"{place} (unnamed)" for place, name in enumerate(names[:20], start=1)) + (
        f" and {len(names) - 20:,} more" if len(names) > 20 else ""
    )
