"""How much of a character's voice do 50 thoughts carry? `python -m tests.quality.attribution` measures it and writes its part of
`docs/QUALITY.md`; `--half tuning` prints figures for the half on which the chooser was tuned, and writes nothing.

See `attribution_trials` for the trials and `attribution_scorer` for the scorer.
"""

import argparse
import asyncio
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from persona_app.enrichment.schemas import MOST_THOUGHTS, ChosenCharacter, Dialogue, ThinkBrief, ThoughtDraft
from persona_app.enrichment.thinking import think
from persona_app.jobs.progress import Steps
from persona_app.llm.offline.engine import OfflineEngine
from persona_app.llm.protocol import A, Prompt
from tests.quality.attribution_report import Corpus, Figures, save, section, table_of
from tests.quality.attribution_scorer import Background
from tests.quality.attribution_trials import (
    LEAST_LINES,
    SYSTEMS,
    Outcome,
    Speaker,
    Trial,
    across_films,
    profiles,
    run,
    speakers_of,
    within_films,
)
from tests.quality.films import Film, cornell, starter

OTHERS = 300
MOST_LINES = 500
STARTER_LEAST_LINES = 50
HEADING = "# Quality of the thoughts"
OUTPUT = Path(__file__).parents[2] / "docs" / "QUALITY.md"


class Unkept:
    """Asks without keeping anything."""

    def __init__(self) -> None:
        self.engine = OfflineEngine()

    async def ask(self, prompt: Prompt[A]) -> A:
        return (await self.engine.ask(prompt)).value


class Quiet(Steps):
    """Progress that nobody looks at."""

    def __init__(self) -> None:
        self._steps, self._changed = {}, set()


def brief_of(speaker: Speaker, *, others: Sequence[str]) -> ThinkBrief:
    """What an enrichment with this one character would read: all evidence, or 500 lines spread over it."""
    lines = speaker.evidence
    if len(lines) > MOST_LINES:
        lines = tuple(lines[at * len(lines) // MOST_LINES] for at in range(MOST_LINES))
    own = uuid5(NAMESPACE_URL, speaker.id)
    dialogues = tuple(
        Dialogue(
            line_id=uuid5(own, str(at)),
            character_id=own,
            character=speaker.name,
            movie=speaker.film,
            position=at,
            text=line.text,
            answers_id=uuid5(own, f"before {at}") if line.answers else None,
            answered_text=line.answers,
        )
        for at, line in enumerate(lines)
        if line.text.strip()
    )
    size = len(dialogues)
    character = ChosenCharacter(character_id=own, name=speaker.name, movie=speaker.film, corpus="", available=size, share=size)
    return ThinkBrief(
        persona_id=own, enrichment_id=own, run_id=own, number=1, characters=(character,), dialogues=dialogues, others=tuple(others)
    )


async def thoughts_of(speakers: Sequence[Speaker]) -> dict[str, ThoughtDraft]:
    """The thoughts of each, as an enrichment with the built-in engine chooses them."""
    asker, drafts = Unkept(), {}
    everybody = [line.text for each in speakers for line in each.evidence]
    for speaker in speakers:
        others = random.Random(f"others {speaker.id}").sample(everybody, min(OTHERS, len(everybody)))
        drafts[speaker.id] = await think(brief_of(speaker, others=others), asker=asker, offline=asker.engine, steps=Quiet())
    return drafts


@dataclass(frozen=True)
class Measured:
    """One corpus: outcomes by kind of trial and way of counting, and what the thoughts were like."""

    outcomes: Mapping[tuple[str, bool], Outcome]
    speakers: int
    films: int
    thoughts: Sequence[int]
    grounded: float
    words: Mapping[str, float]


def measure(films: Sequence[Film], *, least_lines: int = LEAST_LINES, only: int | None = None) -> Measured:
    """Every trial on these films."""
    speakers = speakers_of(films, least_lines=least_lines)[:only]
    drafts = asyncio.run(thoughts_of(speakers))
    texts = {each.id: [thought.text for thought in drafts[each.id].thoughts] for each in speakers}
    rest_on = {each.id: _lines(drafts[each.id], speaker=each) for each in speakers}
    background = Background(each.sayings([line.text for line in each.evidence]) for each in speakers)
    outcomes: dict[tuple[str, bool], Outcome] = {}
    words: dict[str, float] = {}
    for is_equal in (False, True):
        known = {each.id: profiles(each, texts[each.id], rest_on=rest_on[each.id], is_equal=is_equal) for each in speakers}
        if not is_equal:
            words = {system: sum(len(each[system].words) for each in known.values()) / max(1, len(known)) for system in SYSTEMS}
        for name, trials in _trials(speakers):
            outcomes[name, is_equal] = run(trials, known=lambda each, known=known: known[each.id], background=background)
    return Measured(
        outcomes=outcomes,
        speakers=len(speakers),
        films=len({each.film for each in speakers}),
        thoughts=[len(each.thoughts) for each in drafts.values()],
        grounded=_grounded(drafts.values(), speakers),
        words=words,
    )


def _lines(draft: ThoughtDraft, *, speaker: Speaker) -> list[str]:
    """The lines that the thoughts rest on, each once, in an order that is not the film's."""
    texts = list(dict.fromkeys(line.dialogue.text for thought in draft.thoughts for line in thought.lines))
    random.Random(f"lines {speaker.id}").shuffle(texts)
    return texts


def _trials(speakers: Sequence[Speaker]) -> Iterator[tuple[str, Iterator[Trial]]]:
    yield "across films", across_films(speakers)
    yield "within one film", within_films(speakers)


def _grounded(drafts: Iterable[ThoughtDraft], speakers: Sequence[Speaker]) -> float:
    """The share of thoughts whose every quote stands at its place in an existing line of the evidence."""
    existing = {line.text for each in speakers for line in each.evidence}
    each = [
        all(
            line.dialogue.text in existing and line.quote and line.dialogue.text[line.start : line.end] == line.quote
            for line in thought.lines
        )
        for draft in drafts
        for thought in draft.thoughts
    ]
    return sum(each) / max(1, len(each))


def mean(rows: Sequence[tuple[str, float, float]]) -> float:
    return sum(right for _, right, _ in rows) / len(rows) if rows else 0.0


def corpus_of(title: str, films: Sequence[Film], *, least_lines: int) -> Corpus:
    """A corpus as the document shows it."""
    found = measure(films, least_lines=least_lines)
    return Corpus(
        title=title,
        films=found.films,
        speakers=found.speakers,
        least_lines=least_lines,
        thoughts=sum(found.thoughts) / max(1, len(found.thoughts)),
        full=sum(count == MOST_THOUGHTS for count in found.thoughts),
        grounded=found.grounded,
        words=dict(found.words),
        tables=tuple(table_of(kind, outcome, is_equal=is_equal) for (kind, is_equal), outcome in found.outcomes.items()),
    )


def publish() -> None:
    """Measure the reported half of Cornell, where it lies beside the project, and the starter corpus; write the document's part."""
    corpora = []
    if films := [film for at, film in enumerate(cornell()) if at % 2]:
        corpora.append(corpus_of("Cornell Movie-Dialogs Corpus, the half that nothing was tuned on", films, least_lines=LEAST_LINES))
    corpora.append(corpus_of("The starter corpus", starter(), least_lines=STARTER_LEAST_LINES))
    save(Figures(engine=f"offline engine, {OfflineEngine().model}", corpora=tuple(corpora)))
    whole = OUTPUT.read_text(encoding="utf-8").split(HEADING)[0].rstrip("\n")
    OUTPUT.write_text(f"{whole}\n\n{section()}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["tuning"], help="print figures of this half; writes nothing")
    if parser.parse_args().half is None:
        publish()
        return
    found = measure([film for at, film in enumerate(cornell()) if at % 2 == 0])
    print(found.speakers, "characters,", sum(found.thoughts) / len(found.thoughts), "thoughts,", dict(found.words))  # noqa: T201
    for (kind, is_equal), outcome in found.outcomes.items():
        shares = {system: f"{mean(rows) / mean(outcome['all evidence']):.0%}" for system, rows in outcome.items()}
        print(kind, "at equal word counts" if is_equal else "as they are", shares)  # noqa: T201


if __name__ == "__main__":
    main()
