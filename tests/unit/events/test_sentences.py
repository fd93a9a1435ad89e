"""The trail in words."""

import pytest

from persona_app.events.schemas import EventKind
from persona_app.events.sentences import sentence_of


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_has_a_sentence_when_nothing_else_is_known(kind: EventKind) -> None:
    assert sentence_of(kind, {}).endswith(".")


@pytest.mark.parametrize(
    ("kind", "detail", "sentence"),
    [
        (EventKind.DATA_ADDED, {"count": 1}, "1 text was added."),
        (EventKind.DATA_ADDED, {"count": 3}, "3 texts were added."),
        (EventKind.CONTRADICTION_SETTLED, {"choice": "right"}, "A contradiction was settled: the second claim was kept."),
        (EventKind.CONTRADICTION_SETTLED, {"choice": "both"}, "A contradiction was settled: both claims were kept."),
        (EventKind.VERSION_BUILT, {"number": 4}, "Version 4 was built."),
    ],
)
def test_a_sentence_says_what_was_recorded(kind: EventKind, detail: dict[str, object], sentence: str) -> None:
    assert sentence_of(kind, detail) == sentence
