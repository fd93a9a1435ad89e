"""Two hundred damaged files of each kind: read, or refused with a sentence; nothing crashes, hangs or fills the memory."""

import random
import time
import tracemalloc

import pytest

from persona_app.interchange.converting import WRITERS, read_file, write_file
from persona_app.interchange.draft import Format
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from tests.factories import cards
from tests.faults import fault
from tests.unit.interchange.fuzzing import damaged

COUNT, LONGEST_SECONDS, MOST_MEMORY = 200, 2.0, 200_000_000
"""Seconds of the processor: what others do on the machine does not count."""
KINDS = (
    "v1", "v2", "v3", "png-v2", "png-both", "charx", "eliza-oldest", "eliza-v1", "eliza-wrapped", "tinytroupe", "letta", "letta-text",
    "modelfile", "markdown", "agents-md", "yaml", "lorebook", "own",
)  # fmt: skip


@fault(
    area="Attackers",
    what="A file to import is damaged: bits flipped, cut, doubled, packed to a bomb, with parts that disagree",
    result="It is read, or refused with a sentence within two seconds; nothing is half imported.",
)
@pytest.mark.parametrize("kind", KINDS)
def test_file_is_read_or_refused_when_it_is_damaged(kind: str) -> None:
    outcomes = {"read": 0, "refused": 0}
    for data in damaged(cards.files()[kind], count=COUNT, seed=KINDS.index(kind)):
        began = time.process_time()
        outcomes[_outcome(data)] += 1
        assert time.process_time() - began < LONGEST_SECONDS
    assert sum(outcomes.values()) == COUNT
    assert outcomes["refused"]


def _outcome(data: bytes) -> str:
    """What is read is written, too, in a format chosen by its length."""
    try:
        reading = read_file(data, name="Tollef")
    except (ImportRefused, ImportTooLarge) as error:
        assert error.sentence.endswith(".")
        return "refused"
    if reading.draft.name.strip():
        snapshot = cards.snapshot_of(reading)
        for format_ in {reading.draft.format, random.Random(len(data)).choice(list(Format))} & set(WRITERS):
            write_file(snapshot, format_)
    return "read"


def test_memory_stays_bounded_when_files_are_damaged() -> None:
    tracemalloc.start()
    try:
        for kind in ("png-both", "charx", "v3", "own"):
            for data in damaged(cards.files()[kind], count=20, seed=7):
                _outcome(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
