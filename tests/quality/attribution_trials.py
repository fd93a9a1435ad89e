"""The trials: which characters, which evidence, which lines are held out, and what else a profile could be made of.

Characters with at least `LEAST_LINES` lines. Evidence: what they say in the first 70 % of the film's lines; held out: ten lines of at
least three words (names masked), drawn with a fixed seed from the last 30 %. Across films, nine others are drawn from other films, five
times; within one, all others of the film are candidates, nine at most. Films of even and odd place are two halves: the chooser was tuned on
the even ones, the odd ones are reported.

"Lines of the thoughts" are the whole lines that the thoughts rest on, which a persona keeps beside them (added after the first figures of
the reported half were seen; nothing was chosen by it).

At equal word counts, these, the first, random and evenly spread lines are cut, or go on, to the number of words that the thoughts have.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.quality.attribution_scorer import Background, Sayings, told, words_of
from tests.quality.films import Film, Spoken

LEAST_LINES = 100
EVIDENCE = 0.7
HELD_OUT_LINES = 10
CANDIDATES = 10
DRAWS = 5
ITEMS = 50
SYSTEMS = ("thoughts", "lines of the thoughts", "first 50", "random 50", "evenly spread 50", "all evidence")
LINE_SYSTEMS = SYSTEMS[2:5]


@dataclass(frozen=True)
class Speaker:
    """A character with what it says before and after the cut; `others` are lines of the film's other characters before it."""

    id: str
    name: str
    film: str
    names: frozenset[str]
    evidence: tuple[Spoken, ...]
    held_out: tuple[Spoken, ...]

    @cached_property
    def lines(self) -> Sayings:
        """The ten lines to tell."""
        return self.sayings([line.text for line in self.held_out])

    def sayings(self, texts: Sequence[str]) -> Sayings:
        """Texts without the film's names."""
        return Sayings(tuple(word for text in texts for word in words_of(text, names=self.names)))


def speakers_of(films: Sequence[Film], *, least_lines: int = LEAST_LINES) -> list[Speaker]:
    """All who say enough."""
    return [speaker for film in films for speaker in _speakers(film, least_lines=least_lines)]


def _speakers(film: Film, *, least_lines: int) -> Iterator[Speaker]:
    names = frozenset(word for line in film.lines for word in words_of(line.name.lower()))
    cut = round(len(film.lines) * EVIDENCE)
    for speaker in sorted({line.speaker for line in film.lines}):
        before = tuple(line for line in film.lines[:cut] if line.speaker == speaker)
        after = [line for line in film.lines[cut:] if line.speaker == speaker and len(words_of(line.text, names=names)) >= 3]
        if len(before) + sum(line.speaker == speaker for line in film.lines[cut:]) < least_lines or len(after) < HELD_OUT_LINES:
            continue
        held_out = tuple(random.Random(f"held out {speaker}").sample(after, HELD_OUT_LINES))
        yield Speaker(speaker, before[0].name if before else "", film.id, names, before, held_out)


Trial = tuple[Speaker, ...]
"""Candidates; the first one said the lines."""


def across_films(speakers: Sequence[Speaker]) -> Iterator[Trial]:
    """Each speaker among nine of other films, five times."""
    for speaker in speakers:
        others = [each for each in speakers if each.film != speaker.film]
        for draw in range(DRAWS if len(others) >= CANDIDATES - 1 else 0):
            yield (speaker, *random.Random(f"across {speaker.id} {draw}").sample(others, CANDIDATES - 1))


def within_films(speakers: Sequence[Speaker]) -> Iterator[Trial]:
    """Each speaker among the others of the film, where there are any."""
    for speaker in speakers:
        others = [each for each in speakers if each.film == speaker.film and each is not speaker]
        if others:
            yield (speaker, *random.Random(f"within {speaker.id}").sample(others, min(len(others), CANDIDATES - 1)))


def lines_for(system: str, speaker: Speaker) -> list[str]:
    """All of the evidence, in the order in which a system takes it."""
    texts = [line.text for line in speaker.evidence]
    if system == "random 50":
        random.Random(f"random {speaker.id}").shuffle(texts)
    if system == "evenly spread 50":
        chosen = [texts[at * len(texts) // ITEMS] for at in range(ITEMS)] if len(texts) > ITEMS else texts
        rest = list(texts)
        for text in chosen:
            rest.remove(text)
        for part in (chosen, rest):
            random.Random(f"spread {speaker.id}").shuffle(part)
        texts = [*chosen, *rest]
    return texts


def profiles(speaker: Speaker, thoughts: Sequence[str], *, rest_on: Sequence[str] = (), is_equal: bool) -> dict[str, Sayings]:
    """What each system knows of a speaker; thoughts `rest_on` these lines, which are kept with them."""
    thought, lines = speaker.sayings(thoughts), speaker.sayings(rest_on)
    found = {"thoughts": thought, "all evidence": speaker.sayings([line.text for line in speaker.evidence])}
    found["lines of the thoughts"] = Sayings(lines.words[: len(thought.words)]) if is_equal else lines
    for system in LINE_SYSTEMS:
        texts = lines_for(system, speaker)
        found[system] = Sayings(speaker.sayings(texts).words[: len(thought.words)]) if is_equal else speaker.sayings(texts[:ITEMS])
    return found


Outcome = Mapping[str, list[tuple[str, float, float]]]
"""For each system, and each speaker: film, share of the speaker's trials that were told, chance."""


def run(trials: Iterator[Trial], *, known: Callable[[Speaker], Mapping[str, Sayings]], background: Background) -> Outcome:
    """All trials with all systems."""
    by_speaker: dict[str, list[Trial]] = {}
    for trial in trials:
        by_speaker.setdefault(trial[0].id, []).append(trial)
    outcome: dict[str, list[tuple[str, float, float]]] = {system: [] for system in SYSTEMS}
    for of_one in by_speaker.values():
        speaker = of_one[0][0]
        chance = sum(1 / len(trial) for trial in of_one) / len(of_one)
        for system in SYSTEMS:
            scores = [[background.score(known(each)[system], speaker.lines) for each in trial] for trial in of_one]
            outcome[system].append((speaker.film, sum(told(each, right=0) for each in scores) / len(scores), chance))
    return outcome
