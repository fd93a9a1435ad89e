"""The questions of an enrichment: which lines go into which, and how many thoughts each is asked for. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from persona_app.enrichment.schemas import MOST_THOUGHTS, Dialogue, ThinkBrief
from persona_app.llm.injection import addresses_model
from persona_app.llm.questions import SpokenLine, ThinkQuestion

WANTED = 70
"""Thoughts asked of a model, of which 50 are chosen."""
LINES_AT_ONCE = 100
MOST_LINE_CHARS = 600
MOST_KNOWN = 100
_CHARS_BESIDE = 60
"""What a line takes in a question beside its words."""


@dataclass(frozen=True)
class Batch:
    """Dialogues that are asked about together, under numbers that are the same in every question of an enrichment."""

    dialogues: Mapping[int, Dialogue]
    wanted: int

    def question(self, brief: ThinkBrief, *, known: Sequence[str] = ()) -> ThinkQuestion:
        """What an engine is asked."""
        return ThinkQuestion(
            lines=[_spoken(number, each) for number, each in self.dialogues.items()],
            wanted=self.wanted,
            known=list(known)[-MOST_KNOWN:],
            others=list(brief.others),
        )

    def halves(self) -> tuple["Batch", "Batch"]:
        """The same in two questions; one of a single dialogue has no halves.

        Raises:
            ValueError: it has none.
        """
        numbers = list(self.dialogues)
        if len(numbers) < 2:
            raise ValueError("one dialogue cannot be halved")
        first, second = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
        return self._of(first), self._of(second)

    def _of(self, numbers: Sequence[int]) -> "Batch":
        return Batch({each: self.dialogues[each] for each in numbers}, max(1, ceil(self.wanted * len(numbers) / len(self.dialogues))))


def everything(brief: ThinkBrief) -> Batch:
    """One question about all lines, for an engine that reads any number; those that address a model are withheld from it."""
    return Batch({number: each for number, each in enumerate(brief.dialogues, start=1) if not _gives_orders(each)}, WANTED)


def _gives_orders(dialogue: Dialogue) -> bool:
    return addresses_model(dialogue.text) or addresses_model(dialogue.answered_text)


def batches_of(dialogues: Mapping[int, Dialogue], *, wanted: int, chunk_chars: int) -> list[Batch]:
    """Questions of about a hundred dialogues that a model can take in, each asked for its part of what is wanted."""
    parts = list(_parts(dialogues, chunk_chars=chunk_chars))
    return [Batch(part, max(1, ceil(wanted * len(part) / len(dialogues)))) for part in parts]


def _parts(dialogues: Mapping[int, Dialogue], *, chunk_chars: int) -> Iterator[dict[int, Dialogue]]:
    count = ceil(len(dialogues) / LINES_AT_ONCE)
    most_lines = ceil(len(dialogues) / max(1, count))
    part: dict[int, Dialogue] = {}
    chars = 0
    for number, each in dialogues.items():
        size = _size(each)
        if part and (len(part) >= most_lines or chars + size > chunk_chars):
            yield part
            part, chars = {}, 0
        part[number] = each
        chars += size
    if part:
        yield part


def missing(count: int) -> int:
    """How many thoughts to ask for when so many of 50 are there."""
    return ceil((MOST_THOUGHTS - count) * WANTED / MOST_THOUGHTS)


def _size(dialogue: Dialogue) -> int:
    return min(MOST_LINE_CHARS, len(dialogue.text)) + min(MOST_LINE_CHARS, len(dialogue.answered_text)) + _CHARS_BESIDE


def _spoken(number: int, dialogue: Dialogue) -> SpokenLine:
    speaker = f"{dialogue.character} ({dialogue.movie})"
    return SpokenLine(id=number, speaker=speaker, text=dialogue.text[:MOST_LINE_CHARS], answers=dialogue.answered_text[:MOST_LINE_CHARS])
