"""The people around somebody, and how somebody talks."""

import re
from collections.abc import Sequence

from persona_app.llm.offline.addressing import Subject, to_you
from persona_app.llm.offline.lexicon import relations
from persona_app.llm.offline.paragraphs import Block, Item, Listing, listed, sentence
from persona_app.llm.offline.phrasing import article, is_plural, joined
from persona_app.llm.offline.predicating import said_of_you

_NAMED = re.compile(r"(?P<kin>[^:(]+?)\s*(?:[:(]|\s-\s|\snamed\s|\scalled\s|,\s(?=[A-Z]))\s*(?P<who>[^()]+?)\)?$")
_GONE = re.compile(r"(?:late|former|ex-?|first|previous|deceased|dead)\b", re.I)
_LED = re.compile(r"^(?:my|his|her|their|the|an?)\s+", re.I)
_NUMBERED = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|several|many|some|no|\d+)\b", re.I)
_TIED = re.compile(r"(?:married|engaged|related|close) to$|(?:married|engaged)$", re.I)
_FEW = 4


def people(items: Sequence[Item], subject: Subject) -> list[Block]:
    """Those with names in sentences of their own, those without in one."""
    said = [(item, _named(item.text)) for item in items]
    named = _together([item for item, text in said if text])
    unnamed = [item.saying(_unnamed(item.text, subject)) for item, text in said if not text]
    found: list[Block] = [sentence(item.text, [item]) for item in named]
    if len(named) > _FEW:
        found = [Listing("These people are part of your life:", tuple(named))]
    if unnamed:
        also = "also " if named else ""
        found.append(sentence(f"The people in your life {also}include {joined(item.text for item in unnamed[:12])}", unnamed[:12]))
    return found + listed("Others", unnamed[12:])


def _together(items: Sequence[Item]) -> list[Item]:
    """A sentence for each relation: `Your sons are Daniel and Joseph.`"""
    groups: dict[str, list[tuple[Item, str]]] = {}
    for item in items:
        kin, who = _kin_and_name(item.text)
        groups.setdefault(kin.lower() if kin.lower() in relations() else f"{kin} {item.id}", []).append((item, who))
    found = []
    for kin, members in groups.items():
        first = members[0][0].with_all(item for item, _ in members[1:])
        is_one = len(members) == 1
        found.append(first.saying(_named(first.text) if is_one else f"Your {_plural(kin)} are {joined(who for _, who in members)}."))
    return found


def _kin_and_name(value: str) -> tuple[str, str]:
    match = _NAMED.match(value)
    return (_LED.sub("", match["kin"].strip()), match["who"].strip()) if match else (value, "")


def _plural(kin: str) -> str:
    irregular = {"child": "children", "wife": "wives", "grandchild": "grandchildren"}
    head, dash, rest = kin.partition("-in-law")
    plain = irregular.get(head, head)
    if plain == head and not is_plural(head):
        plain = f"{head[:-1]}ies" if re.search(r"[^aeiou]y$", head) else f"{head}{'es' if head.endswith(('s', 'ch', 'sh', 'x')) else 's'}"
    return f"{plain}{dash}{rest}"


def _named(value: str) -> str:
    """`son (Daniel)` → `Your son is Daniel.`; empty when nobody is named."""
    match = _NAMED.match(value)
    if match is None or not re.search(r"\w", match["who"]):
        return ""
    kin, who = _kin_and_name(value)
    if _TIED.match(kin):
        return f"You are {kin.removesuffix(' to')} to {who}."
    verb = "was" if _GONE.match(kin) else "is"
    if is_plural(kin) and kin != "boss" and not re.search(r",| and |&", who):
        return f"One of your {kin} {verb} {who}." if not _NUMBERED.match(kin) else f"Your {kin} include {who}."
    return f"Your {kin} {'were' if is_plural(kin) and verb == 'was' else 'are' if is_plural(kin) else verb} {who}."


def _unnamed(value: str, subject: Subject) -> str:
    text = to_you(value, subject)
    if _NUMBERED.match(text) or re.match(r"(?:your|the|an?)\b", text) or text[:1].isupper():
        return text
    return f"{article(text)} {text}" if re.match(r"(?:old|childhood|imaginary) ", text) and not is_plural(text) else f"your {text}"


def register(items: Sequence[Item], subject: Subject) -> list[Block]:
    """How somebody talks in general."""
    return [block for item in items for block in _manner(item, to_you(item.text, subject))]


def _manner(item: Item, text: str) -> list[Block]:
    low = text[:1].lower() + text[1:]
    if re.match(r"(?:in|with|like|without|at|as if|as though)\b", low) or re.fullmatch(r"\w+ly(?: and \w+ly)?", low):
        return [sentence(f"You speak {low}", [item])]
    if re.fullmatch(r"(?:\w+ )?\w+ as possible", low):
        return [sentence(f"Your manner of speaking is {low if low.startswith('as ') else f'as {low}'}", [item])]
    if (said := said_of_you(low)) is not None and said.text.split()[0] in ("speak", "talk", "use", "swear", "keep", "answer", "do", "say"):
        return [sentence(f"You {said.text}", [item])]
    if re.fullmatch(r"[\w-]+(?:(?:,| and|, and| but) [\w-]+)*", low) and not is_plural(low):
        return [sentence(f"Your manner of speaking is {low}", [item])]
    return [sentence(f"Your manner of speaking: {low}", [item])]


def favourite_words(items: Sequence[Item], _: Subject) -> list[Block]:
    return [
        sentence(f"You often say {joined(quoted(item.text) for item in items[at : at + 8])}", items[at : at + 8])
        for at in range(0, len(items), 8)
    ]


def sample_lines(items: Sequence[Item], _: Subject) -> list[Block]:
    """Lines word for word, as a list of quotations."""
    said = [item.saying(quoted(item.text)) for item in items]
    if len(said) == 1:
        return [sentence(f"You say things like: {said[0].text}", said)]
    return [Listing("You say things like:", tuple(said))] if said else []


def quoted(text: str) -> str:
    """In quotation marks, once."""
    bare = text.strip()
    if len(bare) > 1 and (bare[0], bare[-1]) in (('"', '"'), ("“", "”")) and not re.search(r"[\"“”]", bare[1:-1]):
        bare = bare[1:-1].strip()
    return f"“{bare}”"
