"""What a clause says of its grammatical subject: the verb group taken apart.

`has never really liked` becomes lemma `like`, perfect, negated, with the adverbs apart; `rest` is everything after the verb.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass, replace

from persona_app.llm.offline.lexicon import FORM_BASE, FORM_ING, FORM_PARTICIPLE, FORM_PAST, FORM_S, verb_forms

_TOKEN = re.compile(r"\s*,?\s*('(?:m|re|s|ve|d|ll)\b|[A-Za-z][A-Za-z'-]*)")
_BE = frozenset("am is are was were be been being 'm 're".split())
_HAVE = frozenset("have has had 've".split())
_DO = frozenset("do does did".split())
_UNREAL = frozenset("would could might may should 'd".split())
_MODAL = _UNREAL | frozenset("can cannot will must shall 'll".split())
_NEGATIONS = frozenset("not never no-longer hardly barely rarely seldom".split())
_ADVERBS = frozenset(
    "always also still now just even ever often usually sometimes once twice then already soon too very quite rather both all never rarely seldom again today currently nowadays only mostly "
    "himself herself myself themselves yourself first later eventually thus therefore however so firmly well almost nearly".split()
)
_NOT_ADVERBS = frozenset(
    "family only friendly lovely lively lonely early elderly kindly silly ugly likely costly ally reply apply rely supply fly lily jelly holy worldly cuddly curly orderly scholarly motherly fatherly daily chilly wily surly burly".split()
)
FREQUENCY = frozenset(
    "always usually often regularly frequently religiously typically generally normally habitually constantly daily sometimes occasionally never rarely".split()
)


@dataclass(frozen=True)
class Predicate:
    """A verb group.

    Attributes:
        lemma: of the main verb; `be` for a copula and for the passive.
        rest: plain text after the verb group; for the passive it begins with the participle.
        at: offset of `rest` in the predicate's text.
        modal: `can`, `would`, `will`, … or empty.
        form: of the first verb: base, s, past, participle, ing.
        is_unreal: would, might, could, may, should: nothing that is the case.
        is_former: `used to`, `no longer`, `formerly`.
    """

    lemma: str
    rest: str
    at: int
    form: str
    modal: str = ""
    is_negated: bool = False
    is_unreal: bool = False
    is_former: bool = False
    is_past: bool = False
    is_perfect: bool = False
    is_progressive: bool = False
    adverbs: tuple[str, ...] = ()


@dataclass
class _Group:
    """What was read of the verb group so far."""

    at: int = 0
    modal: str = ""
    be: bool = False
    have: bool = False
    do: bool = False
    negated: bool = False
    former: bool = False
    past: bool = False
    first: str = ""
    adverbs: tuple[str, ...] = ()


def is_adverb(word: str) -> bool:
    """True for the adverbs that may stand between subject and verb."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS and len(word) > 4)


def _auxiliary(group: _Group, word: str, following: str) -> bool:
    """Take `word` in as part of the verb group when it is an auxiliary, adverb or negation."""
    bare = word[:-3] if word.endswith("n't") else word
    bare = {"ca": "can", "wo": "will", "sha": "shall"}.get(bare, bare) if word.endswith("n't") else bare
    if word.endswith("n't") or word in ("not", "cannot", "never", "hardly", "barely", "rarely", "seldom"):
        group.negated = True
    if word in ("formerly", "previously", "once") and not group.first:
        group.former = True
    if bare == "'s":
        bare = "has" if _is_perfect_after(following) else "is"
    if bare in _BE:
        group.be, group.past = True, group.past or bare in ("was", "were")
    elif bare in _HAVE:
        group.have, group.past = True, group.past
    elif bare in _DO:
        group.do, group.past = True, group.past or bare == "did"
    elif bare == "'d":
        group.have = _is_perfect_after(following)
        group.modal = "" if group.have else "would"
    elif bare in _MODAL:
        group.modal = {"cannot": "can", "'ll": "will"}.get(bare, bare)
    elif is_adverb(bare) or bare in ("not", "never"):
        group.adverbs = (*group.adverbs, word)
        return True
    else:
        return False
    group.first = group.first or bare
    return True


def _is_perfect_after(following: str) -> bool:
    words = [word for word in following.lower().split()[:3] if not is_adverb(word)]
    word = words[0].strip(",.;") if words else ""
    if word in ("been", "had", "got", "become", "had"):
        return True
    return word not in _PASSIVES and any(form == FORM_PARTICIPLE for _, form in verb_forms().get(word, ())) and word not in ("set",)


_PASSIVES = frozenset(
    "born married divorced known called named fascinated interested captivated inspired committed dedicated devoted obsessed raised retired trained qualified respected admired loved "
    "liked settled certified registered separated widowed based employed described considered influenced measured suited dressed forgotten stopped".split()
)


def parse_predicate(text: str) -> Predicate | None:
    """The verb group at the beginning of `text` (what follows a subject); None when there is no verb we know."""
    group = _Group()
    for _ in range(9):
        match = _TOKEN.match(text, group.at)
        if match is None:
            break
        word = match.group(1).lower()
        if word == "used" and re.match(r"\s+to\b", text[match.end() :]) and not group.be:
            group.former, group.past, group.at, group.do = True, True, match.end() + 3, True
            continue
        if word == "no" and re.match(r"\s+longer\b", text[match.end() :]):
            group.former, group.at = True, match.end() + 7
            continue
        if word == "'d" and re.match(r"\s+(?:no|an?|some|only|two|three|little|never had)\b", text[match.end() :]):
            break
        if word in _HAVE | _DO and (group.have and word == "had" or not _continues(text[match.end() :])):
            break
        if not _auxiliary(group, word, text[match.end() :]):
            break
        group.at = match.end()
    return _main(group, text)


def _continues(following: str) -> bool:
    """True when have or do is an auxiliary here: a verb follows."""
    for word in following.split()[:4]:
        bare = word.lower().strip(",.;")
        if bare in ("been", "not", "never", "to") or bare.endswith("n't"):
            return bare != "to"
        if is_adverb(bare):
            continue
        return any(form in (FORM_PARTICIPLE, FORM_BASE) for _, form in verb_forms().get(bare, ())) and bare not in (
            "work",
            "experience",
            "interest",
        )
    return False


def _main(group: _Group, text: str) -> Predicate | None:
    match = _TOKEN.match(text, group.at)
    word = match.group(1).lower() if match else ""
    readings = verb_forms().get(word, ())
    wanted = _wanted(group)
    reading = next(((lemma, form) for form in wanted for lemma, f in readings if f == form), None)
    if match is not None and reading is not None and not (word == "used" and group.be):
        lemma, form = reading
        return _made(group, text, lemma, match.end(), form=group.first and _form_of(group.first) or form)
    if group.be:
        return _made(group, text, "be", group.at, form=_form_of(group.first))
    return None


def _wanted(group: _Group) -> tuple[str, ...]:
    if group.be:
        return (FORM_ING,)
    if group.have:
        return (FORM_PARTICIPLE,)
    if group.do or group.modal:
        return (FORM_BASE,)
    return (FORM_BASE, FORM_S, FORM_PAST)


def _form_of(first: str) -> str:
    if first in ("was", "were", "had", "did", "could", "would"):
        return FORM_PAST
    return FORM_S if first in ("is", "has", "does", "'s") else FORM_BASE


_COMING_TO = re.compile(r"\s*to (?P<verb>like|love|enjoy|hate|dislike|loathe|fear|dread|appreciate|adore|value|admire|detest)\b")


def _made(group: _Group, text: str, lemma: str, end: int, *, form: str) -> Predicate:
    coming = _COMING_TO.match(text, end) if lemma in ("begin", "start", "come", "grow", "learn") and not group.negated else None
    if coming and (group.have or lemma in ("come", "grow", "learn") or form != FORM_PAST):
        return replace(_made(group, text, coming["verb"], coming.end(), form=FORM_BASE), is_past=False)
    rest = text[end:]
    at = end + len(rest) - len(rest.lstrip())
    return Predicate(
        lemma=lemma,
        rest=text[at:],
        at=at,
        form=form,
        modal=group.modal,
        is_negated=group.negated,
        is_unreal=group.modal in _UNREAL,
        is_former=group.former,
        is_past=group.past or form == FORM_PAST,
        is_perfect=group.have,
        is_progressive=group.be and lemma != "be",
        adverbs=group.adverbs,
    )
