"""What else the person is called in this text: by their place in the writer's family, and by nicknames."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re

from persona_app.llm.offline.lexicon import first_names, relations

_SPEAKER_IS = re.compile(
    r"\bI(?:'m| am) (?:the|his|her|their|[A-Z][a-z]+'s) (?:[a-z]+ )?(?P<kin>sister|brother|mother|father|mum|dad|daughter|son|wife|husband|grandson|granddaughter)\b"
)
_RECIPROCAL = {
    "f": {
        "si": "sister",
        "br": "sister",
        "mo": "daughter",
        "mu": "daughter",
        "fa": "daughter",
        "da": "mother",
        "so": "mother",
        "hu": "wife",
        "wi": "wife",
        "gr": "grandmother",
    },
    "m": {
        "si": "brother",
        "br": "brother",
        "mo": "son",
        "mu": "son",
        "fa": "son",
        "da": "father",
        "so": "father",
        "wi": "husband",
        "hu": "husband",
        "gr": "grandfather",
    },
}


def kin_calls(flat: str, name: str) -> frozenset[str]:
    """`My grandpa is called Walter Finch`: from then on `Grandpa` is a name of his; so is `my brother` for a sister who gives a toast."""
    if not name:
        return frozenset()
    first = re.escape(name.split()[0])
    match = re.search(rf"\b[Mm]y (?P<kin>[a-z]+)(?:'s name)? is (?:called |named )?{first}\b", flat[:4000])
    found = {match["kin"]} if match and match["kin"] in relations() else set()
    if (speaker := _SPEAKER_IS.search(flat[:1500])) and not re.search(rf"\bI(?:'m| am) {first}\b", flat[:1500]):
        gender = first_names().get(name.split()[0], "-")
        if kin := _RECIPROCAL.get(gender, {}).get(speaker["kin"][:2]):
            found.add(kin)
    return frozenset(found)


def nicknames(flat: str, name: str) -> frozenset[str]:
    """`Chidera "Chichi" Vasquez`: the nickname means the same person."""
    first = name.split()[0] if name else ""
    found = (
        re.findall(rf"(?<![\w']){re.escape(first)} [\"(](?:known as |called )?([A-Z][\w'-]{{1,20}})[\")]", flat[:20_000]) if first else []
    )
    return frozenset(nick.lower() for nick in found)
