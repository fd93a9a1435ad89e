"""What visitors would read of a version, as an engine is asked about it: without orders to a model, in parts that fit. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from persona_app.llm.injection import find_passages
from persona_app.llm.questions import ClaimField, DescribeQuestion, NumberedClaim, OfferedTag
from persona_app.publishing.tagging import Tag, read_tags

SHORTLIST = 60
CHARS_BESIDE = 40
"""What a claim takes in a question beside its words."""
INSTRUCTIONS = "## instructions"
"""The heading above a card's own instructions (`interchange/sheet.py`). It reads like a frame for a model and goes, but hides nothing."""


class BriefClaim(BaseModel):
    """One claim that visitors would see; `is_contested`: another one contradicts it, and the owner has not settled that."""

    model_config = ConfigDict(frozen=True)

    field: ClaimField
    text: str
    is_contested: bool = False


class Brief(BaseModel):
    """All that visitors would read: `quotes` are the words behind claims and thoughts, if the owner shows them.

    `face_sha256` is of the face it was taken from, to tell whether that is still the same when it is published.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    claims: tuple[BriefClaim, ...] = ()
    content: str = ""
    thoughts: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    face_sha256: str = ""

    def text(self) -> str:
        """All of it."""
        return "\n".join((self.name, *(each.text for each in self.claims), self.content, *self.thoughts, *self.quotes))


class Shown(NamedTuple):
    """What an engine may read, and the passages that it may not."""

    brief: Brief
    withheld: tuple[str, ...]


def without_orders(brief: Brief) -> Shown:
    """The brief without what addresses a model; a claim or thought of which nothing is left goes whole."""
    withheld: list[str] = []

    def kept(text: str) -> str:
        pieces, at = [], 0
        for passage in find_passages(text):
            pieces.append(text[at : passage.start])
            words = text[passage.start : passage.end].strip()
            if words.lower() != INSTRUCTIONS:
                withheld.append(words)
            at = passage.end
        return "".join([*pieces, text[at:]]).strip() if pieces else text

    claims = [each.model_copy(update={"text": kept(each.text)}) for each in brief.claims]
    shown = Brief(
        name=kept(brief.name),
        claims=tuple(each for each in claims if each.text),
        content=kept(brief.content),
        thoughts=tuple(filter(None, map(kept, brief.thoughts))),
        quotes=tuple(filter(None, map(kept, brief.quotes))),
    )
    return Shown(shown, tuple(withheld))


def questions_about(brief: Brief, *, chars: int) -> list[DescribeQuestion]:
    """Questions that hold all of the brief between them, each of about so many characters; at least one. Quotes are asked as thoughts."""
    parts: list[DescribeQuestion] = []
    claims: list[NumberedClaim] = []
    content: list[str] = []
    thoughts: list[str] = []
    size = 0
    for piece in _pieces(brief, most=chars):
        if size and size + len(_words(piece)) + CHARS_BESIDE > chars:
            parts.append(_question(brief.name, claims, content, thoughts))
            claims, content, thoughts, size = [], [], [], 0
        size += len(_words(piece)) + CHARS_BESIDE
        if isinstance(piece, NumberedClaim):
            claims.append(piece)
        else:
            (content if piece.is_content else thoughts).append(piece.text)
    return [*parts, _question(brief.name, claims, content, thoughts)]


def halves(question: DescribeQuestion) -> list[DescribeQuestion]:
    """The same in two questions; none when it cannot be halved any more."""
    text = "\n".join((question.content, *question.thoughts))
    if len(question.claims) > 1:
        middle = len(question.claims) // 2
        first = {"claims": question.claims[:middle], "content": "", "thoughts": []}
        return [question.model_copy(update=first), question.model_copy(update={"claims": question.claims[middle:]})]
    if len(text) < 2 * CHARS_BESIDE:
        return []
    cut = _place_to_cut(text)
    first_text = {"content": text[:cut], "thoughts": []}
    return [question.model_copy(update=first_text), question.model_copy(update={"claims": [], "content": text[cut:], "thoughts": []})]


def shortlisted(question: DescribeQuestion) -> DescribeQuestion:
    """The question with only those tags of which a word stands in it, at most 60: for a model with little room."""
    said = f" {' '.join((*(each.text for each in question.claims), question.content, *question.thoughts)).lower()} "
    near = [tag for tag in question.tags if any(f" {word}" in said for word in (tag.name, *tag.synonyms))]
    return question.model_copy(update={"tags": near[:SHORTLIST]})


def offered(tags: Sequence[Tag] | None = None) -> list[OfferedTag]:
    """The curated list, as a question carries it."""
    return [
        OfferedTag(name=tag.name, category=tag.category.value, synonyms=list(tag.synonyms))
        for tag in (read_tags() if tags is None else tags)
    ]


class _Text(NamedTuple):
    text: str
    is_content: bool


def _pieces(brief: Brief, *, most: int) -> Iterator[NumberedClaim | _Text]:
    """Claims, paragraphs, thoughts and quotes in order; none longer than a question."""
    for number, claim in enumerate(brief.claims, 1):
        yield NumberedClaim(id=number, field=claim.field, text=claim.text[:most])
    for line in brief.content.split("\n"):
        yield from (_Text(line[at : at + most], True) for at in range(0, len(line), most))
    for text in (*brief.thoughts, *brief.quotes):
        yield from (_Text(text[at : at + most], False) for at in range(0, len(text), most))


def _words(piece: NumberedClaim | _Text) -> str:
    return piece.text


def _question(name: str, claims: list[NumberedClaim], content: list[str], thoughts: list[str]) -> DescribeQuestion:
    return DescribeQuestion(name=name[:100], claims=claims, content="\n".join(content), thoughts=thoughts, tags=offered())


def _place_to_cut(text: str) -> int:
    """Near the middle, at the end of a line or a word if there is one."""
    middle = len(text) // 2
    for mark in ("\n", " "):
        at = text.rfind(mark, middle // 2, middle)
        if at > 0:
            return at
    return middle
