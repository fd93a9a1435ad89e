"""The last look at a value before it becomes a claim: whole, short, and able to stand by itself.

Rules cut their values from sentences by patterns; what a pattern leaves behind now and then (a dangling `with`, half a pair of brackets,
an adjective without its noun) is taken off here, and a value that says nothing without it is dropped.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re

from persona_app.llm.offline.values import unscheduled
from persona_app.llm.questions import ClaimField

LONGEST = 14
_VERBATIM = frozenset(
    {
        ClaimField.SAMPLE_LINE,
        ClaimField.FAVOURITE_WORD,
        ClaimField.NAME,
        ClaimField.ALIAS,
        ClaimField.AGE,
        ClaimField.GENDER,
        ClaimField.PRONOUNS,
        ClaimField.REGISTER,
    }
)
_NOUN_FIELDS = frozenset(
    {
        ClaimField.LIKE,
        ClaimField.DISLIKE,
        ClaimField.FEAR,
        ClaimField.OCCUPATION,
        ClaimField.SKILL,
        ClaimField.KNOWLEDGE,
        ClaimField.GOAL,
        ClaimField.RESIDENCE,
        ClaimField.EDUCATION,
        ClaimField.VALUE,
        ClaimField.RELATIONSHIP,
        ClaimField.FACT,
        ClaimField.HABIT,
        ClaimField.BACKGROUND,
    }
)
_DANGLING = frozenset(
    "a an the and or but nor of to with in into for at on by from as than that which who whom whose where when while because if so his her my your their our its this these those very more most "
    "is are was were be been being am has had have having does did do can could will would may might must shall should not also too both either neither between among upon about like such every each some any no named called until since although though including without within during despite "
    "mr mrs ms dr st".split()
)
_NO_ENDING = frozenset("in on up out off over down by about around through".split())
"""Words that may end a value after a verb (`putting up`), hence not dropped from values of two words."""
_BARE = frozenset(
    "nowhere huge big small little great good bad new old nice long short other same different many few more most whole real true main important wonderful amazing beautiful lovely simple brief rare own certain various several enough such able sure happy sad first last next full half early late high low large tiny best better worst less least very".split()
)
_RELATIVE = re.compile(
    r",? (?:which|who|whom|whose|that (?:he|she|they|I|you|we|it|would|had|was|were|is|are|has|have|unfolded|[a-z]+ed|[a-z]+s)|where|because|so that|although|whereas)\b.*",
    re.S,
)
_PLACE_ONLY = re.compile(r"(?:\w+ )?(?:there|here|then|it|them|him|this|that|these|those)", re.I)
_SECOND_THOUGHT = re.compile(r"(?:, (?=[A-Z]\w+ [a-z]+s )| (?:there|here)$|, [a-z]+ing (?:her|him|my|them)sel(?:f|ves)\b).*", re.S)
_TRANSITIVE = frozenset(
    "embody transcend become find get make have take give keep bring put set see use be do try help learn create build reach achieve gain earn win share prove show protect save bridge".split()
)
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_SENTENCE_STARTS = frozenset(
    "Born Raised Educated Known Based Originally Formerly Retired Married Divorced Widowed Trained Working Living Every Always Never Sometimes Usually Often A An The His Her My Their Having Being Once Also Still Just Some Most Both".split()
)


def settled(field: ClaimField, value: str) -> str:
    """The value as it may stand in a claim; empty when it cannot."""
    text = " ".join(value.split()).strip(" ,;:-")
    if field is ClaimField.REGISTER:
        return re.sub(r"^as | as possible$", "", text)
    if field in _VERBATIM:
        return text
    text = re.sub(r"^(?:is|was|are|were|then|there's|also) (?=\w)", "", text)
    if field is ClaimField.OCCUPATION:
        text = unscheduled(re.sub(r"^an? (?=\w)", "", text))[0]
    if field is ClaimField.APPEARANCE:
        text = re.sub(r"^(?:his|her|my|their|the|an?) (?=\w+ )", "", text)
    text = _SECOND_THOUGHT.sub("", lowered(without_half_marks(text)))
    text = trimmed(text, longest=20 if field in (ClaimField.BELIEF, ClaimField.GOAL) else LONGEST)
    text = without_dangling(text)
    return text if stands(field, text) else ""


def lowered(text: str) -> str:
    """A word that had a capital only because its sentence began with it gets a small one."""
    first, blank, rest = text.partition(" ")
    return f"{first.lower()}{blank}{rest}" if blank and first in _SENTENCE_STARTS else text


def without_half_marks(text: str) -> str:
    """Brackets and quotation marks in pairs stay; a single one goes, and with an opened bracket what follows it."""
    for opening, closing in _PAIRS:
        if text.count(opening) > text.count(closing):
            text = text[: text.rfind(opening)]
        elif text.count(closing) > text.count(opening):
            text = text.replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    return text.strip(" ,;:-'" if text.count("'") == 1 and (text.startswith("'") or text.endswith("'")) else " ,;:-")


def trimmed(text: str, *, longest: int = LONGEST) -> str:
    """Without relative clauses when there are too many words; then cut where a phrase ends."""
    if len(text.split()) <= longest:
        return text
    shorter = _RELATIVE.sub("", text)
    if len(shorter.split()) <= longest and len(shorter.split()) >= 2:
        return shorter
    words = shorter.split()[: longest + 1]
    joints = [i for i, word in enumerate(words[:-1], 1) if word.endswith((",", ";")) and i >= 3]
    if joints:
        return " ".join(words[: joints[-1]]).rstrip(",;")
    joints = [
        i
        for i, word in enumerate(words)
        if i >= 4
        and word.lower()
        in (
            "and",
            "but",
            "with",
            "in",
            "at",
            "for",
            "from",
            "to",
            "by",
            "on",
            "as",
            "before",
            "after",
            "until",
            "when",
            "while",
            "during",
            "through",
        )
    ]
    return " ".join(words[: joints[-1]]) if joints else " ".join(words[:longest])


def without_dangling(text: str) -> str:
    """Function words at the end say nothing without what followed them."""
    words = text.split()
    if re.search(r"\b(?:what|how|where|when|which way) to (?:do|be|have|go)$", text):
        return text
    while words and words[-1].lower().strip(",.;:'\"") in _DANGLING:
        if len(words) == 2 and words[-1].lower() in _NO_ENDING:
            break
        words.pop()
    return " ".join(words).strip(" ,;:-")


def stands(field: ClaimField, text: str) -> bool:
    """True for a value with something to say: no bare adjective where a noun belongs, no pointer to another sentence."""
    words = text.split()
    if not words or not any(c.isalpha() for c in text):
        return False
    if field in _NOUN_FIELDS and all(word.lower().strip(",.") in _BARE or word.lower() in _DANGLING for word in words):
        return False
    if field is ClaimField.BACKGROUND and text in ("grew up", "was born", "moved", "settled", "started", "left"):
        return False
    if field is ClaimField.GOAL and len(words) == 1 and words[0].lower() in _TRANSITIVE:
        return False
    if field is ClaimField.TRAIT and re.match(r"[a-z]+ing (?:those|others|people|him|her|them|everyone)\b", text):
        return False
    if field in _NOUN_FIELDS and len(words) == 1 and words[0].lower() in ("there", "here", "ventured", "brief"):
        return False
    return not (field is not ClaimField.SKILL and _PLACE_ONLY.fullmatch(text))


def called(who: str) -> str:
    """The name of the other person without a possessive ending."""
    return re.sub(r"(?:'s|')$", "", " ".join(who.split()).strip(' ,;:-"')).strip()
