"""Sentences and lists on their way to passages, every one with the numbers of the claims it says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from persona_app.llm.offline.phrasing import ended, joined
from persona_app.llm.questions import Passage

LONGEST = 1000
"""Characters of a passage (`questions.Passage`)."""
_PARAGRAPH = 420
_SENTENCE = 280
_AT_ONCE = 10


@dataclass(frozen=True)
class Item:
    """A claim's words, tidied, under the claim's number, with the numbers of claims that say no more than it does."""

    id: int
    text: str
    also: tuple[int, ...] = ()

    def saying(self, text: str) -> "Item":
        """The same claim in other words."""
        return Item(self.id, text, self.also)

    def with_all(self, others: Iterable["Item"]) -> "Item":
        """The same words, resting on the others' claims too."""
        return Item(self.id, self.text, (*self.also, *ids_of(others)))


@dataclass(frozen=True)
class Sentence:
    """A whole sentence, or a few that belong together."""

    text: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Listing:
    """A line that ends in a colon, and a list under it."""

    lead: str
    items: tuple[Item, ...]


Block = Sentence | Listing


def ids_of(items: Iterable[Item]) -> tuple[int, ...]:
    return tuple(number for item in items for number in (item.id, *item.also))


def sentence(text: str, items: Iterable[Item]) -> Sentence:
    """A sentence that says all these claims."""
    return Sentence(ended(text), ids_of(items))


def enumerated(items: Sequence[Item], saying: Callable[[str, bool], str]) -> Iterator[Sentence]:
    """Sentences of up to eight values each; `saying` gets the joined values and whether it is the first sentence."""
    for number, chunk in enumerate(_chunks(items)):
        yield sentence(saying(joined(item.text for item in chunk), number == 0), chunk)


def _chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        if chunk and (len(chunk) == _AT_ONCE or sum(len(each.text) + 2 for each in chunk) + len(item.text) > _SENTENCE):
            yield chunk
            chunk = []
        chunk.append(item)
    if chunk:
        yield chunk


def listed(lead: str, items: Sequence[Item]) -> list[Block]:
    """One or two short values behind the lead's colon, more of them as a list."""
    if not items:
        return []
    is_clear = len(items) == 1 or (len(items) == 2 and not any("," in item.text for item in items))
    if is_clear and sum(len(item.text) for item in items) <= 90:
        return [sentence(f"{lead}: {', '.join(item.text for item in items)}", items)]
    return [Listing(f"{lead}:", tuple(items))]


def passages_of(blocks: Iterable[Block]) -> list[Passage]:
    """Neighbouring sentences as one paragraph up to a readable length; a list as its lead and one passage for each item."""
    found: list[Passage] = []
    is_open = False
    for block in blocks:
        if isinstance(block, Listing):
            found += [_passage(block.lead, ids_of(block.items)), *(_passage(f"- {item.text}", ids_of((item,))) for item in block.items)]
        elif is_open and len(found[-1].text) + len(block.text) < _PARAGRAPH:
            found[-1] = _passage(f"{found[-1].text} {block.text}", (*found[-1].claims, *block.ids))
        else:
            found.append(_passage(block.text, block.ids))
        is_open = isinstance(block, Sentence)
    return found


def _passage(text: str, ids: Iterable[int]) -> Passage:
    bounded = text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return Passage(text=bounded, claims=list(dict.fromkeys(ids)))
