"""A sentence cut into clauses, each with its verb and whether its grammatical subject is the person in question.

A clause begins at a mention of the subject that a verb follows; a verb right after a comma or conjunction goes on with the same subject;
a noun of its own before a verb changes the subject to somebody else, about whom nothing is taken.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass, field

from persona_app.llm.offline import institutions
from persona_app.llm.offline.lexicon import FORM_BASE, FORM_ING, FORM_PAST, FORM_S, first_names, verb_forms
from persona_app.llm.offline.mentions import Mention
from persona_app.llm.offline.omitted import BULLET, omits_subject
from persona_app.llm.offline.predicates import Predicate, is_adverb, parse_predicate
from persona_app.llm.offline.sentences import Span

_BOUNDARY = re.compile(
    r"[,;:()]|(?<![\w'-])(?:and|but|or|yet|nor|while|whilst|because|although|though|since|when|whenever|where|if|unless|whether|that|who|which|until|whereas|after|before|as|than|so)(?![\w'-])| - ",
    re.I,
)
_JOINING = frozenset((",", "and", "but", "or", "yet", ";", "nor", "then", "so", " - ", "(", ")"))
_EMBEDDING = frozenset(("that", "and", "or", "as", "", "whether", "if", "nor"))
_HYPOTHETICAL = frozenset(("if", "unless", "whether"))
_WISHING = re.compile(
    r"\b(?:imagine|suppose|supposing|pretend(?:ed|s|ing)?|wish(?:es|ed)?|as though|what if|would|rumou?r(?:s|ed)?|allegedly|supposedly)\b",
    re.I,
)
_REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id)|thinks?|thought|believes?|believed|claims?|claimed|jokes?|joked|teases?|teased|insists?|insisted|suspects?|suspected|assumes?|assumed|tells?|told|heard|hears?|according to|wonders?|wondered|accuse[sd]?|hopes?|hoped|wants?|wanted|fears?|feared|rumou?rs?|legend|myth|story|allegedly|confirm(?:ed)?|complains?|complained|swears?|swore|reckons?|reckoned)\b",
    re.I,
)
_NOUNS_TOO = frozenset(
    "work love like dream hope fear talk study dance cook play walk hike paint travel garden box fish ride drive swim sail trade report design research practice focus exercise coach nurse farm blog text camp score race "
    "plan need want use help support care value call visit show change turn start stop search drink smoke dress look stand sleep laugh smile joke record produce process miss fight struggle respect balance judge treat train "
    "works loves dreams hopes fears talks studies dances cooks plays walks hikes travels gardens rides drives swims reports designs plans needs wants values visits shows changes drinks looks jokes records fights runs races shops posts streams "
    "films books knits answers cares supports helps sails trains stays moves".split()
)
_FOLLOWS_VERB = frozenset(
    "a an the my his her their your its to as at in for with it that every about on from into of up out no not some all any each people others me him them us how what when most more both two three four five".split()
)
_PARTICIPLES = frozenset(
    "born raised known educated trained married based named nicknamed fascinated inspired captivated driven obsessed blessed gifted renowned retired divorced widowed originally adopted respected loved haunted "
    "employed called described considered qualified armed".split()
)


_NO_ACTOR_AFTER = frozenset("of with for to by about from met told gave on at named called like helped dear between meet".split())
_AUXILIARIES = frozenset(
    "is was has had does did can cannot will am are were would could doesn't don't isn't can't won't didn't wasn't hasn't never used".split()
)


@dataclass(frozen=True)
class Clause:
    """One clause about the person.

    Attributes:
        sentence: the sentence it stands in.
        start: where the subject stands (for a joined verb: where the verb stands).
        predicate: its verb group.
        at: offset in the text of `predicate.rest`.
        person: first, second or third.
        is_joint: the person and somebody else together (`Maria and her husband live …`).
        is_leading: a participle or `as a …` before or beside the main clause.
        names: the subject's mention is by name.
    """

    sentence: Span
    start: int
    end: int
    predicate: Predicate
    at: int
    person: str
    is_joint: bool = False
    is_leading: bool = False


@dataclass(frozen=True)
class _Piece:
    joint: str
    start: int
    end: int


@dataclass
class _State:
    """What is known while walking through the pieces of one sentence."""

    owner: str = ""
    is_reported: bool = False
    is_nominal: bool = False
    form: str = ""
    found: list[Clause] = field(default_factory=list)
    leading: list[_Piece] = field(default_factory=list)


def _pieces(flat: str, span: Span) -> list[_Piece]:
    found, at, joint = [], span.start, ""
    names = institutions.spans(flat, span.start, span.end)
    for match in _BOUNDARY.finditer(flat, span.start, span.end):
        if any(start < match.start() < end for start, end in names):
            continue
        if flat[at : match.start()].strip():
            found.append(_Piece(joint, at, match.start()))
            joint = match.group().lower()
        elif match.group().strip().isalpha() or not joint:
            joint = match.group().lower()
        at = match.end()
    if flat[at : span.end].strip():
        found.append(_Piece(joint, at, span.end))
    return found


def elliptic(flat: str, span: Span, *, person: str) -> list[Clause]:
    """`Ran along the river.` in a diary or CV: the sentence begins with the verb, the writer being its subject."""
    text = flat[span.start : span.end]
    bullet = BULLET.match(text)
    if bullet:
        span, text = Span(span.start + bullet.end(), span.end), text[bullet.end() :]
    if not omits_subject(text) or text.rstrip("\"')* ").endswith("?"):
        return []
    pieces = _pieces(flat, span)
    first = text.lower().split()[0]
    if len(pieces) > 60 or not pieces:
        return []
    state = _State(owner=person)
    if (
        first in _PARTICIPLES | {"been", "originally", "responsible", "supervised", "living", "fluent", "afraid", "allergic", "passionate"}
        and first != "loved"
    ):
        lead = "have " if first == "been" else "am "
        predicate = parse_predicate(lead + flat[pieces[0].start : pieces[0].end])
        base = pieces[0].start - len(lead)
    else:
        predicate, base = parse_predicate(flat[pieces[0].start : pieces[0].end]), pieces[0].start
    if predicate is None:
        return []
    state.form = predicate.form
    _add(flat, span, span.start, base, pieces[0].end, predicate, person, state)
    for piece in pieces[1:]:
        _step(flat, span, piece, [], state, is_first=False)
    return state.found


def clauses(flat: str, span: Span, mentions: list[Mention]) -> list[Clause]:
    """The clauses of one sentence that have the person as grammatical subject and state something as the case."""
    if not mentions:
        return []
    if span.end - span.start > 1500 or flat[span.start : span.end].rstrip("\"')* ").endswith("?"):
        return []
    pieces = _pieces(flat, span)
    if len(pieces) > 60:
        return []
    state = _State()
    for i, piece in enumerate(pieces):
        _step(flat, span, piece, mentions, state, is_first=i == 0)
    return [clause for clause in state.found if clause.end <= span.end]


def _step(flat: str, span: Span, piece: _Piece, mentions: list[Mention], state: _State, *, is_first: bool) -> None:
    nominative = next(
        (m for m in mentions if m.case == "nominative" and piece.start <= m.start and m.end <= piece.end and _may_act(flat, m, piece)), None
    )
    if nominative is not None:
        _own(flat, span, piece, nominative, state)
        return
    text = flat[piece.start : piece.end]
    first_word = _first_word(text)
    if (
        state.owner
        and (piece.joint in _JOINING or piece.joint == "who" and _who_is_subject(state))
        and _is_joined_verb(text, state, is_who=piece.joint == "who")
    ):
        _joined(flat, span, piece, state)
        return
    if state.owner and state.is_nominal and first_word in _PARTICIPLES:
        _participle(flat, span, piece, state, person=state.owner)
        return
    if state.owner and state.is_nominal and piece.joint == "and" and (verb := _finite(text)):
        _joint_subject(flat, span, piece, verb, state)
        return
    if is_first and (first_word in _PARTICIPLES or re.match(r"\s*As an? ", text) or _is_apposition(text)):
        state.leading.append(piece)
        return
    if state.leading and not state.found and piece.joint in ("and", ",") and not _finite(text):
        state.leading[-1] = _Piece(state.leading[-1].joint, state.leading[-1].start, piece.end)
        return
    if _finite(text) or re.match(
        r"\s*(?:[A-Z]\w+|\w+ \w+|[hH]e|[sS]he|[tT]hey|[pP]eople) (?:says?|said|thinks?|thought|claims?|claimed|believes?|insists?|told|joked|jokes)\s*$",
        text,
    ):
        state.owner, state.is_nominal = "", False
        state.is_reported = state.is_reported or bool(_REPORTING.search(text))
    else:
        state.is_reported = state.is_reported or bool(_HEARSAY.search(text))
        _extend(piece, state)


_HEARSAY = re.compile(r"\b(?:rumou?rs?|legends?|stor(?:y|ies)|claims?|allegations?|myths?|suggestions?|idea|notion)\s*$", re.I)


_APPOSITION = re.compile(
    r"\s*An? (?!(?:\w+ )?(?:year|month|week|day|few|decade|moment|while|lot|little|bit|hour|minute|decade|century|couple|number|night|morning)s?\b)[a-z][\w '-]{3,60}$"
)


def _is_apposition(text: str) -> bool:
    """`A tall woman with a limp, she …`: a noun phrase before the subject that means the same."""
    return bool(_APPOSITION.match(text)) and not _finite(text)


def _first_word(text: str) -> str:
    for word in text.lower().split()[:3]:
        if not is_adverb(word.strip(",")) or word in ("originally",):
            return word.strip(",.;")
    return ""


def _may_act(flat: str, mention: Mention, piece: _Piece) -> bool:
    """False after a preposition: `the house of Maria is old` says nothing about Maria."""
    if not mention.is_name:
        return True
    before = flat[piece.start : mention.start].lower().split()
    return not before or before[-1] not in _NO_ACTOR_AFTER


def _own(flat: str, span: Span, piece: _Piece, mention: Mention, state: _State) -> None:
    prefix = flat[piece.start : mention.start]
    after = flat[mention.end : piece.end]
    predicate = parse_predicate(after)
    state.is_reported = state.is_reported and piece.joint in _EMBEDDING
    unreal = piece.joint in _HYPOTHETICAL or bool(_WISHING.search(prefix)) or state.is_reported
    if prefix.strip() in ("Had", "Were", "Should", "had", "were"):
        unreal = True
    if _REPORTING.search(prefix) and not re.search(r"\bI\b", prefix):
        unreal = True
    if piece.joint in ("when", "whenever") and predicate is not None and not predicate.is_past:
        unreal = True
    if predicate is None:
        is_bare = not after.strip() or bool(re.fullmatch(r"\s*(?:\w+ly|herself|himself|myself|too|also)?\s*", after))
        state.owner, state.is_nominal, state.form = (mention.person if is_bare and not unreal else ""), is_bare, ""
        return
    if unreal:
        state.owner = ""
        return
    _flush_leading(flat, span, state, mention.person)
    state.owner, state.is_nominal, state.form = mention.person, False, predicate.form
    _add(flat, span, mention.start, mention.end, piece.end, predicate, mention.person, state)


def _add(
    flat: str,
    span: Span,
    start: int,
    base: int,
    end: int,
    predicate: Predicate,
    person: str,
    state: _State,
    *,
    is_joint: bool = False,
    is_leading: bool = False,
) -> None:
    state.found.append(Clause(span, start, end, predicate, base + predicate.at, person, is_joint=is_joint, is_leading=is_leading))


def _flush_leading(flat: str, span: Span, state: _State, person: str) -> None:
    for piece in state.leading:
        _participle(flat, span, piece, state, person=person)
    state.leading = []


def _participle(flat: str, span: Span, piece: _Piece, state: _State, *, person: str) -> None:
    text = flat[piece.start : piece.end]
    at = len(text) - len(text.lstrip())
    predicate = Predicate(lemma="be", rest=text[at:], at=at, form="")
    _add(flat, span, piece.start + at, piece.start, piece.end, predicate, person, state, is_leading=True)


def _joined(flat: str, span: Span, piece: _Piece, state: _State) -> None:
    text = flat[piece.start : piece.end]
    predicate = parse_predicate(text)
    if predicate is None:
        _extend(piece, state)
        return
    if state.is_nominal:
        _flush_leading(flat, span, state, state.owner)
    state.is_nominal = False
    begin = piece.start + len(text) - len(text.lstrip())
    _add(flat, span, begin, piece.start, piece.end, predicate, state.owner, state)


def _joint_subject(flat: str, span: Span, piece: _Piece, verb: re.Match[str], state: _State) -> None:
    predicate = parse_predicate(flat[piece.start + verb.start() : piece.end])
    if predicate is None:
        state.owner = ""
        return
    state.is_nominal = False
    _add(flat, span, piece.start, piece.start + verb.start(), piece.end, predicate, state.owner, state, is_joint=True)


def _who_is_subject(state: _State) -> bool:
    """`Maria, who …` and `she is a nurse who …`, but not `she has a brother who …`."""
    return (
        state.is_nominal
        or bool(state.found)
        and state.found[-1].predicate.lemma == "be"
        and bool(re.match(r"(?:an?|one of) ", state.found[-1].predicate.rest))
    )


def _is_joined_verb(text: str, state: _State, *, is_who: bool = False) -> bool:
    """The piece goes on with the same subject: it begins with a finite verb of a fitting form."""
    tokens = text.lower().replace(",", " ").split()
    at = 0
    while at < len(tokens) and (is_adverb(tokens[at]) or tokens[at] in ("not", "then", "also")):
        at += 1
    if at >= len(tokens):
        return False
    word = tokens[at].strip(".;:!")
    following = tokens[at + 1].strip(".;:!") if at + 1 < len(tokens) else ""
    if word in _AUXILIARIES or following == "by":
        return word in _AUXILIARIES
    forms = {form for _, form in verb_forms().get(word, ())}
    if FORM_S in forms and (not following or following == "of"):
        return False
    if word in _NOUNS_TOO and not (following in _FOLLOWS_VERB or following.endswith("ing") or _has_object(forms, following, state)):
        return False
    if FORM_BASE in forms and (state.owner in ("first", "second") or state.form == FORM_BASE):
        return True
    return (
        FORM_S in forms and (state.owner == "third" or is_who) or FORM_PAST in forms and not (FORM_BASE in forms and state.form == FORM_S)
    )


def _has_object(forms: set[str], following: str, state: _State) -> bool:
    """`and plays dominoes`: a plural noun would not have another noun behind it."""
    return (
        FORM_S in forms and state.form == FORM_S and following.isalpha() and following not in verb_forms() and following not in _NO_OBJECT
    )


_NO_OBJECT = frozenset("of by that which who and or but are were is was have had than when where while because old new alike".split())
_FINITE_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_FINITE_AUX = frozenset(
    "is are was were has had does did can cannot will would could should may might must am isn't aren't wasn't weren't doesn't didn't don't can't won't couldn't wouldn't hasn't haven't hadn't i'm he's she's it's they're we're you're i've we've".split()
)


def _finite(text: str) -> re.Match[str] | None:
    """The first finite verb of a piece that has a subject of its own before it."""
    found = list(_FINITE_WORD.finditer(text[:200]))[:10]
    has_head = bool(found) and (found[0].group().lower() in _HEADS or found[0].group()[0].isupper())
    for i, match in enumerate(found):
        word = match.group().lower()
        before = found[i - 1].group() if i else ""
        previous = "she" if before in first_names() else before.lower()
        following = found[i + 1].group().lower() if i + 1 < len(found) else ""
        if word in _FINITE_AUX and (i or word not in ("can", "will", "may", "must")):
            return match
        if i and _is_finite(word, previous, following, has_head=has_head):
            return match
    return None


_HEADS = frozenset(
    "a an the my his her their our your its this that these those he she it they we you i who which some many most all both each every everyone everybody nobody people one no what there neither".split()
)
_NO_SUBJECT = frozenset("a an the of in with to my her his their for by on at and being our your its from about as like".split())


def _is_finite(word: str, previous: str, following: str, *, has_head: bool) -> bool:
    forms = {form for _, form in verb_forms().get(word, ())}
    if FORM_ING in forms or previous in _NO_SUBJECT:
        return False
    if previous in _PRO_SUBJECTS:
        return bool(forms & {FORM_S, FORM_PAST, FORM_BASE})
    if not has_head or (word in _PARTICIPLES and following and following not in _FOLLOWS_VERB):
        return False
    if FORM_S in forms:
        return following in _FOLLOWS_VERB or following.endswith(("ing", "ly")) or bool(following) and word not in _NOUNS_TOO
    return FORM_PAST in forms


_PRO_SUBJECTS = frozenset("he she they it we i you who which everyone everybody nobody people mother father parents".split())


def _extend(piece: _Piece, state: _State) -> None:
    """The piece goes on with what the last clause said (a list, a phrase)."""
    if state.found and state.owner and not state.is_nominal:
        last = state.found[-1]
        state.found[-1] = Clause(
            last.sentence, last.start, piece.end, last.predicate, last.at, last.person, is_joint=last.is_joint, is_leading=last.is_leading
        )
