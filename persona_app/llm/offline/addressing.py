"""Phrases about somebody turned to `you`: pronouns, possessives, and the verbs that go with them.

A pronoun is turned only where it can be the person: `her` in a text about a man stays, and so does `her` behind `her sister`.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass

from persona_app.llm.offline.lexicon import FORM_BASE, FORM_S, first_names, relations, verb_forms

_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself"), "n"),
    **dict.fromkeys(("I", "me", "my", "mine", "myself"), "i"),
}
_SIMPLE = {
    **dict.fromkeys(("he", "she", "they", "I", "him", "them", "me"), "you"),
    **dict.fromkeys(("their", "my"), "your"),
    **dict.fromkeys(("hers", "theirs", "mine"), "yours"),
    **dict.fromkeys(("himself", "herself", "themselves", "themself", "myself"), "yourself"),
}
_SUBJECT = re.compile(
    r"\b(?P<who>I|[Hh]e|[Ss]he|[Tt]hey)\b(?P<short>['’](?:m|s|re)\b)?(?P<between>(?: (?:always|never|also|still|often|just|really|once|ever|only))*)(?P<verb> [a-z'’]+)?"
)
_OTHER = re.compile(r"\b(?:him|her|his|hers|himself|herself|them|their|theirs|themselves|themself|me|my|mine|myself)\b")
_NOTHING_OWNED = re.compile(
    r"\s*(?:$|[,.;:!?)]|(?:and|or|but|to|in|into|on|onto|at|with|by|from|for|as|that|when|while|where|because|if|up|out|off|down|away|back|again|"
    r"about|over|through|the|an?|is|was|are|were|will|would|can|has|had|every|twice|once|so|than|how|what|why|who|there|here|too|until|since|during|after|before)\b)"
)
_BEINGS = {
    **dict.fromkeys("woman girl lady queen princess nun widow heroine".split(), "f"),
    **dict.fromkeys("man boy king prince monk lad widower hero".split(), "m"),
}
_IRREGULAR = {
    "is": "are", "am": "are", "isn't": "are not", "was": "were", "wasn't": "were not", "has": "have", "hasn't": "have not",
    "does": "do", "doesn't": "do not", "don't": "do not", "didn't": "did not", "can't": "cannot", "won't": "will not",
    "couldn't": "could not", "wouldn't": "would not", "aren't": "are not", "weren't": "were not", "haven't": "have not",
}  # fmt: skip
_AMBIGUOUS = frozenset(
    "works lives loves dreams hopes fears talks studies dances cooks plays walks hikes paints travels gardens rides drives swims sails trades reports designs plans needs wants uses "
    "values visits shows changes turns starts stops drinks smokes looks stands sleeps laughs jokes records balances books films knits answers cares supports helps stays moves runs races "
    "shops posts streams views notes ties waters parks stories teas draws prints stamps boxes blends gifts songs guards watches rocks".split()
)
_JOINED = re.compile(
    r"(?P<joint>(?:, | and | but | or |, and |, but |, or | then )(?:always |never |also |still |often |then )?)(?P<verb>[a-z]+)(?= (?P<next>[a-z]+)|$)"
)
_DETERMINERS = frozenset(
    "a an the his her my their your every each no some any all this that these those it him them himself herself".split()
)
_PLACES = frozenset("at in on for as with to from by up out about of over through into".split())


@dataclass(frozen=True)
class Subject:
    """Whom the phrases are about.

    Attributes:
        name: as it may stand in a phrase.
        gender: `f`, `m`, `n` for they, or empty when nothing tells.
    """

    name: str = ""
    gender: str = ""


NOBODY = Subject()


def to_you(phrase: str, subject: Subject = NOBODY) -> str:
    """The phrase with the subject's pronouns in the second person: `her garden` → `your garden`, `those around her` → `those around you`."""

    def subjective(match: re.Match[str]) -> str:
        if not _is_subject(match["who"], phrase[: match.start()], subject):
            return match.group()
        if match["short"]:
            return f"you’re{match['between']}{match['verb'] or ''}"
        return f"you{match['between']}{' ' + agreeing(match['verb'].strip()) if match['verb'] else ''}"

    turned = _SUBJECT.sub(subjective, phrase)

    def other(match: re.Match[str]) -> str:
        if not _is_subject(match.group(), turned[: match.start()], subject):
            return match.group()
        return _turned(match.group(), turned[match.end() :])

    return _OTHER.sub(other, turned)


def _turned(word: str, following: str) -> str:
    if word == "her":
        return "you" if _NOTHING_OWNED.match(following) else "your"
    if word == "his":
        return "yours" if re.match(r"\s*(?:$|[,.;:!?)])", following) else "your"
    return _SIMPLE[word]


def _is_subject(word: str, before: str, subject: Subject) -> bool:
    gender = _GENDERS.get(word) or _GENDERS[word.lower()]
    if gender == "i":
        return True
    if subject.gender and gender != subject.gender:
        return False
    if before.endswith(" of ") and word in ("his", "hers", "theirs"):
        return True
    if gender == "n" and any(re.search(r"[^su'’]s$|^(?:people|children|men|women)$", word) for word in before.split()[1:]):
        return False
    own = {part.lower() for part in subject.name.split()}
    return not any(_may_be(word, gender) for word in re.findall(r"[\w-]+", before) if word.lower() not in own)


def _may_be(word: str, gender: str) -> bool:
    """True when a pronoun of this gender may stand for this word."""
    known = (first_names().get(word) if word[:1].isupper() else None) or relations().get(word.lower()) or _BEINGS.get(word.lower())
    return known is not None and (known in (gender, "-")) and word.lower() not in ("child", "twin", "baby")


def agreeing(verb: str) -> str:
    """A finite verb as it goes with `you`; whatever is no third person singular stays."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    readings = verb_forms().get(verb, ())
    if any(form in (FORM_BASE,) for _, form in readings):
        return verb
    return next((lemma for lemma, form in readings if form == FORM_S), verb)


def agreeing_on(rest: str) -> str:
    """What follows a verb in the third person, with further verbs joined to it: `the news and writes letters` → `… and write letters`."""

    def turned(match: re.Match[str]) -> str:
        verb, following = match["verb"], match["next"] or ""
        if not any(form == FORM_S for _, form in verb_forms().get(verb, ())) and verb not in _IRREGULAR:
            return match.group()
        is_verb = (
            following in _DETERMINERS or (verb in ("works", "lives") and following in _PLACES) or (verb not in _AMBIGUOUS and following)
        )
        return match["joint"] + agreeing(verb) if is_verb else match.group()

    return _JOINED.sub(turned, rest)
