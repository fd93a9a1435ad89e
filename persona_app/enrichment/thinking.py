"""From 500 dialogues to 50 thoughts: ask, verify, choose; ask again for what is missing; fill from the built-in engine."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final, Protocol
from uuid import UUID

from persona_app.enrichment import prompts
from persona_app.enrichment.asking import WANTED, Batch, batches_of, everything, missing
from persona_app.enrichment.choosing import choose
from persona_app.enrichment.sampling import DIALOGUES
from persona_app.enrichment.schemas import MOST_THOUGHTS, Chosen, Dialogue, DraftThought, Origin, ThinkBrief, ThoughtDraft
from persona_app.enrichment.verifying import VerifiedThoughts, verify
from persona_app.jobs.schemas import StepPlan
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.protocol import A, Engine, Prompt

KIND: Final = "enrich"
STEPS = (
    StepPlan(name="sample", title="Choose the lines"),
    StepPlan(name="think", title="Find the thoughts"),
    StepPlan(name="choose", title="Check and choose the thoughts"),
)
"""The steps of an enrichment before those of the build."""
MOST_TOP_UPS = 2
MOST_BATCHES_AGAIN = 5


class Asks(Protocol):
    """A run's way to its engine, which keeps what was answered."""

    @property
    def engine(self) -> Engine:
        """Who answers."""

    async def ask(self, prompt: Prompt[A]) -> A:
        """The answer, from what is kept or from the engine."""
        ...


class ShowsSteps(Protocol):
    """Who hears how far the work is."""

    def begin(self, name: str, *, total: int = 0, note: str = "") -> None:
        """The step works now, on so many units."""

    def grow(self, name: str, *, by: int) -> None:
        """There is more to do than was thought."""

    def advance(self, name: str, *, by: int = 1) -> None:
        """So many units more are done."""

    def end(self, name: str, *, note: str | None = None) -> None:
        """The step is done."""


async def think(brief: ThinkBrief, *, asker: Asks, offline: Engine, steps: ShowsSteps) -> ThoughtDraft:
    """The thoughts of an enrichment, chosen, not saved; fewer than 50 only when the lines bear no more, and then `note` says so.

    A model is asked for about 70 in batches, and at most twice more for what is missing; the rest is the built-in engine's (`offline`).

    Raises:
        EngineError: whatever the asker raises; what was answered until then is kept by it.
    """
    work = _Thinking(brief, asker=asker, offline=offline, steps=steps)
    return await work.draft()


class _Thinking:
    """One attempt: what was found so far, and how much was thrown away."""

    def __init__(self, brief: ThinkBrief, *, asker: Asks, offline: Engine, steps: ShowsSteps) -> None:
        self._brief = brief
        self._asker = asker
        self._offline = offline
        self._steps = steps
        self._all = everything(brief)
        self._found: list[DraftThought] = []
        self._dropped = 0

    async def draft(self) -> ThoughtDraft:
        if self._asker.engine.is_extractive:
            await self._ask_all([self._all])
        else:
            await self._ask_model()
        self._steps.begin("choose", total=1)
        chosen = await asyncio.to_thread(self._choose, self._found)
        if not self._asker.engine.is_extractive and self._lacks(chosen):
            chosen = await self._fill(chosen)
        note = " ".join(part for part in (_few_lines(self._brief), chosen.note) if part)
        self._steps.end("choose", note=f"{len(chosen.thoughts)} thoughts")
        return ThoughtDraft(brief=self._brief, thoughts=chosen.thoughts, note=note, dropped=self._dropped)

    async def _ask_model(self) -> None:
        """First about everything; then, at most twice, about lines that no thought rests on yet."""
        chars = self._asker.engine.chunk_chars
        await self._ask_all(batches_of(self._all.dialogues, wanted=WANTED, chunk_chars=chars))
        for _ in range(MOST_TOP_UPS):
            chosen = await asyncio.to_thread(self._choose, self._found)
            unused = self._unused(chosen) if self._lacks(chosen) else {}
            if not unused:
                return
            wanted = max(missing(len(chosen.thoughts)), len(self._silent(chosen)))
            known = [each.text for each in chosen.thoughts]
            await self._ask_all(batches_of(unused, wanted=wanted, chunk_chars=chars)[:MOST_BATCHES_AGAIN], known=known)

    async def _ask_all(self, batches: Sequence[Batch], *, known: Sequence[str] = ()) -> None:
        if self._found or self._dropped:
            self._steps.grow("think", by=len(batches))
        else:
            self._steps.begin("think", total=len(batches))
        for verified in await asyncio.gather(*(self._ask(each, known=known) for each in batches), return_exceptions=True):
            if isinstance(verified, BaseException):
                raise verified  # after the others have ended, and are kept
            self._found += verified.thoughts
            self._dropped += verified.dropped
        self._steps.end("think", note=f"{len(self._found)} found")

    async def _ask(self, batch: Batch, *, known: Sequence[str]) -> VerifiedThoughts:
        """One batch; in two when it is too long a question."""
        try:
            answer = await self._asker.ask(prompts.think(batch.question(self._brief, known=known)))
        except EngineContextTooLong:
            if len(batch.dialogues) < 2:
                raise
            parts = [await self._ask(each, known=known) for each in batch.halves()]
            return VerifiedThoughts(tuple(one for each in parts for one in each.thoughts), sum(each.dropped for each in parts))
        self._steps.advance("think")
        return verify(answer, asked=batch.dialogues, origin=Origin.ENGINE)

    async def _fill(self, chosen: Chosen) -> Chosen:
        """What is missing, from the built-in engine; a model's thoughts stay, unless a character would be without any."""
        answer = (await self._offline.ask(prompts.think(self._all.question(self._brief)))).value
        extracted = verify(answer, asked=self._all.dialogues, origin=Origin.OFFLINE).thoughts
        silent = self._silent(chosen)
        if silent:
            of_silent = [each for each in extracted if each.character_id in silent]
            chosen = await asyncio.to_thread(self._choose, [*self._found, *of_silent])
        return await asyncio.to_thread(self._choose, extracted, kept=chosen.thoughts)

    def _choose(self, candidates: Sequence[DraftThought], *, kept: Sequence[DraftThought] = ()) -> Chosen:
        return choose(candidates, characters=self._brief.characters, earlier=self._brief.earlier, kept=kept)

    def _lacks(self, chosen: Chosen) -> bool:
        return len(chosen.thoughts) < MOST_THOUGHTS or bool(self._silent(chosen))

    def _silent(self, chosen: Chosen) -> set[UUID]:
        """Characters without a thought, where each should have one."""
        characters = [each for each in self._brief.characters if each.share]
        if len(characters) > MOST_THOUGHTS:
            return set()
        return {each.character_id for each in characters} - {each.character_id for each in chosen.thoughts}

    def _unused(self, chosen: Chosen) -> Mapping[int, Dialogue]:
        """Lines that no thought rests on; those of characters without a thought first."""
        used = {line.dialogue.line_id for each in chosen.thoughts for line in each.lines}
        silent = self._silent(chosen)
        unused = {number: each for number, each in self._all.dialogues.items() if each.line_id not in used}
        return dict(sorted(unused.items(), key=lambda each: (each[1].character_id not in silent, each[0])))


def _few_lines(brief: ThinkBrief) -> str:
    count = len(brief.dialogues)
    return "" if count >= DIALOGUES else f"{count} of {DIALOGUES} dialogues: the characters have no more."
