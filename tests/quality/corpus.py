"""The texts with their lists: twenty held out, twenty-five to develop rules on, and three that belong to others and may be absent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.quality.scorer import Expectation, Expected, Forbidden

HERE = Path(__file__).parent
COMPANION_TEXTS = HERE.parents[2] / "shared" / "data" / "texts" / "companions"
SETS = ("held_out", "own", "companions")


@dataclass(frozen=True)
class Sample:
    """One text and what a careful reader says about it."""

    name: str
    text: str
    expectation: Expectation


def texts_of(set_name: str) -> Path:
    """The folder of a set's texts; the companions' are third parties', so that only our lists of them are kept here."""
    return COMPANION_TEXTS if set_name == "companions" else HERE / set_name


def read_expectation(path: Path) -> Expectation:
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Expectation(
        about=raw["about"],
        expected=tuple(Expected(field=e["field"], accept=tuple(e["accept"]), who=e["who"]) for e in raw["expected"]),
        forbidden=tuple(Forbidden(field=e["field"], value=e["value"]) for e in raw["forbidden"]),
    )


def samples(set_name: str) -> Iterator[Sample]:
    """A set's samples by name; those whose text is absent are left out."""
    for path in sorted((HERE / set_name).glob("*.expected.json")):
        name = path.name.removesuffix(".expected.json")
        text = texts_of(set_name) / f"{name}.txt"
        if text.is_file():
            yield Sample(name=name, text=text.read_text(encoding="utf-8"), expectation=read_expectation(path))
