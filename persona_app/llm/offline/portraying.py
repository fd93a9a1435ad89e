"""The opening: who somebody is, in two or three sentences."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Mapping, Sequence

from persona_app.llm.offline.addressing import Subject, to_you
from persona_app.llm.offline.lexicon import words
from persona_app.llm.offline.paragraphs import Block, Item, Sentence, ids_of, listed, sentence
from persona_app.llm.offline.phrasing import article, head_of, is_common, is_present_verb, joined, with_article
from persona_app.llm.offline.predicating import is_verb_start
from persona_app.llm.questions import ClaimField

F = ClaimField
Known = Mapping[ClaimField, Sequence[Item]]
_MOST_ROLES = 2
_LONGEST_ROLE = 90
_ROLE = re.compile(
    r"(?:er|or|ist|ian|man|woman|person|eer|ant|ent|ess|ive|smith|wright|chef|wife|hand|guard|king|queen|monk|nun|nurse|chief|cook|pilot|judge|coach|spy)s?$",
    re.I,
)
_RANKS = frozenset(
    "senior junior chief head lead deputy assistant associate night day line sous-chef general executive managing vice principal professional freelance part-time full-time marine graphic web school primary secondary registered electrical mechanical civil social data project product account "
    "forensic police fire medical dental clinical veterinary family freight railway bus taxi lorry truck train ship lighthouse zoo".split()
)
_HOMES = re.compile(
    r"\b(?:flat|house|apartment|cottage|villa|studio|cabin|hut|tent|van|caravan|castle|mansion|palace|tower|convent|monastery|farmhouse|village|town|city|suburb|bungalow|loft|attic|basement|"
    r"room|chapel|lighthouse|mill|barn|converted \w+|forest|valley)\b",
    re.I,
)
_ABOARD = re.compile(r"\b(?:farm|\w*boat|barge|ship|island|ranch|estate|hill|coast|yacht|space station)\b", re.I)
_SEXES = frozenset("woman man girl boy".split())
_GENDERS = re.compile(r"(?:female|male|non-?binary|genderfluid|genderqueer|agender|intersex|transgender|trans|androgynous)\b", re.I)


def portrait(name: str, known: Known, subject: Subject) -> list[Block]:
    """The blocks of the section that says who somebody is."""
    roles = leading_roles(known)
    return [
        *_named(name, known, roles),
        *_genders(known),
        *_homes(known, subject),
        *_names(name, known),
        *_leftovers(known),
    ]


def leading_roles(known: Known) -> list[Item]:
    """The occupations that the opening names."""
    roles = [item.saying(role_case(item.text)) for item in known.get(F.OCCUPATION, ()) if is_role(item.text)]
    return sorted(roles, key=lambda item: item.text.lower().startswith("the "))[:_MOST_ROLES]


def is_role(value: str) -> bool:
    """True for a noun phrase that `You are a …` can name: `marine biologist`, `the founder`."""
    first = value.split()[0].lower()
    head = head_of(value).lower()
    if len(value) > _LONGEST_ROLE or re.search(r"[,:()\d]|\. ", value) or is_present_verb(first) or first == "retired" == value.lower():
        return False
    if re.match(r"(?:two|three|four|five|six|seven|eight|nine|ten|in|at|on|for|with|as|working|who)\b", first):
        return False
    is_known = head in words("occupations") or bool(_ROLE.search(head))
    return is_known or (not is_verb_start(value) and re.match(r"(?:an?|the)\b", value) is not None)


def role_case(value: str) -> str:
    """`Research Assistant` → `research assistant`; names, nationalities and abbreviations keep their capitals."""
    return " ".join(word.lower() if word[1:].islower() and (is_common(word) or word.lower() in _RANKS) else word for word in value.split())


def _named(name: str, known: Known, roles: Sequence[Item]) -> list[Block]:
    all_names, ages, nations = known.get(F.NAME, ()), _ages(known)[:1], _adjectives(known)[:1]
    names = [item for item in all_names if item not in _other_names(name, all_names)] or all_names[:1]
    called = " ".join(name.split())[:100] if names else ""
    if roles:
        described = _described(ages, [each for each in nations if each.text.lower() not in roles[0].text.lower()], roles)
    else:
        described = " and ".join([f"{item.text} years old" for item in ages] + [item.text for item in nations])
    said = [part for part in (called, described) if part]
    ids = ids_of((*names, *ages, *nations, *roles))
    if len(said) > 1 and not ages and not roles:
        return [Sentence(f"You are {called}. You are {described}.", ids)]
    return [Sentence(f"You are {', '.join(said)}.", ids)] if said else []


def _described(ages: Sequence[Item], nations: Sequence[Item], roles: Sequence[Item]) -> str:
    """`a 34-year-old Danish chef and a sailor`."""
    first = roles[0].text
    before = " ".join([f"{item.text}-year-old" for item in ages] + [item.text for item in nations])
    if re.match(r"the\b", first, re.I):
        described = [f"{article(before)} {before} person", first] if before else [first]
    else:
        noun = f"{before} {re.sub(r'^an? ', '', first)}".strip()
        described = [f"{article(noun)} {noun}"]
    return joined([*described, *(with_article(role.text) for role in roles[1:])])


def _ages(known: Known) -> list[Item]:
    return [item for item in known.get(F.AGE, ()) if item.text.isdigit()]


def _adjectives(known: Known) -> list[Item]:
    """The nationalities that are adjectives: `Danish`, `Estonian-Norwegian`."""
    nations = words("nationalities")
    return [
        item for item in known.get(F.NATIONALITY, ()) if all(part in nations for part in (*item.text.split("-"),)) or item.text in nations
    ]


def _genders(known: Known) -> list[Block]:
    genders, pronouns = known.get(F.GENDER, ()), known.get(F.PRONOUNS, ())
    usable = [item.saying(item.text.lower()) for item in genders if item.text.lower() in _SEXES or _GENDERS.fullmatch(item.text)]
    said = []
    if usable:
        said.append(f"you are {joined(with_article(item.text) if item.text in _SEXES else item.text for item in usable)}")
    if pronouns:
        said.append(f"your pronouns are {' or '.join(item.text for item in pronouns)}")
    return [sentence(", and ".join(said), (*usable, *pronouns))] if said else []


def _homes(known: Known, subject: Subject) -> list[Block]:
    homes, languages = known.get(F.RESIDENCE, ()), known.get(F.LANGUAGE, ())
    placed = [(item, _place(to_you(item.text, subject))) for item in homes]
    said = [(item, f"you live {place}") for item, place in placed if place][:1]
    parts = [text for _, text in said] + ([f"{'' if said else 'you '}speak {joined(item.text for item in languages)}"] if languages else [])
    both = ", and " if said and "," in said[0][1] else " and "
    found: list[Block] = [sentence(both.join(parts), (*(item for item, _ in said), *languages))] if parts else []
    return found + listed(
        "Your home" if not said else "Also given as your home", [item for item in homes if item not in [one for one, _ in said]]
    )


def _place(value: str) -> str:
    """Where somebody lives, with its preposition; empty when the words don't tell which."""
    if re.match(r"(?:in|on|at|near|aboard|with|between|by|above|outside|alone)\b", value):
        return value
    if value[:1].isupper():
        return f"in {value}"
    head = head_of(value)
    if _ABOARD.search(head):
        return f"on {with_article(value)}"
    return f"in {with_article(value)}" if _HOMES.search(head) else ""


def _names(name: str, known: Known) -> list[Block]:
    other = _other_names(name, known.get(F.NAME, ()))
    aliases = known.get(F.ALIAS, ())
    found: list[Block] = [sentence(f"Your name is also given as {joined(item.text for item in other)}", other)] if other else []
    return found + ([sentence(f"You are also called {joined(item.text for item in aliases)}", aliases)] if aliases else [])


def _other_names(name: str, names: Sequence[Item]) -> list[Item]:
    return [item for item in names if item.text.lower() != " ".join(name.split()).lower()]


def _leftovers(known: Known) -> list[Block]:
    """What the opening could not put into a sentence of its own."""
    ages = [item for item in known.get(F.AGE, ()) if item not in _ages(known)[:1]]
    nations = [item for item in known.get(F.NATIONALITY, ()) if item not in _adjectives(known)[:1]]
    genders = [item for item in known.get(F.GENDER, ()) if item.text.lower() not in _SEXES and not _GENDERS.fullmatch(item.text)]
    come = [item for item in nations if re.match(r"from\b", item.text)]
    found: list[Block] = [sentence(f"You come {joined(item.text for item in come)}", come)] if come else []
    found += listed("Your age" if not _ages(known) else "Your age is also given as", ages)
    found += listed(
        "Your nationality" if not _adjectives(known) else "Your nationality is also given as",
        [item for item in nations if item not in come],
    )
    return found + listed("Your gender", genders)
