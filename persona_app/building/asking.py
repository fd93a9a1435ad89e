"""Asking an engine on behalf of a run: never for what was answered before, never the same thing twice at once, patiently.

A finished call is kept before anything else happens, so that neither a crash nor a failure elsewhere makes it be paid for again.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from sqlmodel import Session, select

from persona_app.building import queries
from persona_app.building.answers import answer_key, storable
from persona_app.building.patience import OutOfPatience, Patience
from persona_app.building.queries import Kept
from persona_app.core.batching import Batched
from persona_app.jobs.errors import RunLost
from persona_app.jobs.models import Run
from persona_app.jobs.phases import phase
from persona_app.jobs.schemas import Count, Counted, Spending, StartedRun
from persona_app.jobs.services import counting
from persona_app.jobs.services.running import spend
from persona_app.llm.errors import EngineContextTooLong, EngineError
from persona_app.llm.protocol import A, Answer, Engine, Prompt, Usage

T = TypeVar("T")


AT_ONCE = 50
"""Answers in one transaction, at most."""


class Asker:
    """One run's way to its engine. What its calls look up or keep at the same time goes through one transaction: all lock the same run."""

    def __init__(self, *, engine: Engine, run: StartedRun, patience: Patience, parallel: int) -> None:
        self.engine = engine
        self._named = {"engine": engine.name, "model": engine.model}
        self._run = run
        self._patience = patience
        self._calls = asyncio.Semaphore(parallel)
        self._under_way: dict[str, asyncio.Task[BaseModel]] = {}
        self._failure: EngineError | OutOfPatience | None = None
        self._finding = Batched(self._find, most=AT_ONCE, may_skip=True)
        self._keeping = Batched(self._keep, most=AT_ONCE)

    async def ask(self, prompt: Prompt[A]) -> A:
        """The answer, from what is kept or from the engine.

        Once a question of this run has failed for good, no other is begun; those under way are finished and kept.

        Raises:
            EngineError: it failed for good.
            OutOfPatience: the engine was away for too long.
            RunLost: the run was deleted.
        """
        key = answer_key(self.engine, prompt)
        if key not in self._under_way:
            task = asyncio.create_task(self._find_or_ask(prompt, key=key))
            self._under_way[key] = cast("asyncio.Task[BaseModel]", task)
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return cast("A", await self._under_way[key])

    async def _find_or_ask(self, prompt: Prompt[A], *, key: str) -> A:
        kept = await self._finding.do(key)
        if kept is not None:
            try:
                return prompt.returning.model_validate(kept)
            except ValidationError:
                pass
        async with self._calls:
            answer = await self._ask_patiently(prompt)
            value, dumped = storable(answer.value)
            await self._keeping.do(Kept(key=key, step=prompt.name, answer=dumped, usage=answer.usage))
        await self._patience.succeeded()
        return value

    async def _find(self, keys: Sequence[str]) -> Sequence[dict[str, Any] | None]:
        found = await phase(queries.find_answers, persona_id=self._run.persona_id, keys=keys)
        return [found.get(key) for key in keys]

    async def _keep(self, answers: Sequence[Kept]) -> Sequence[None]:
        await phase(_keep, run=self._run, answers=answers, named=self._named)
        return [None] * len(answers)

    async def _ask_patiently(self, prompt: Prompt[A]) -> Answer[A]:
        while True:
            await self._patience.ready()
            if self._failure is not None:
                raise self._failure
            try:
                return await self.engine.ask(prompt)
            except EngineError as error:
                await phase(_count_failure, named=self._named, code=error.code)
                await self._bear(error)

    async def _bear(self, error: EngineError) -> None:
        """Wait if waiting helps; else remember the failure for those who come after."""
        if isinstance(error, EngineContextTooLong):
            raise error
        try:
            if not error.is_passing:
                raise error
            await self._patience.wait(error)
        except (EngineError, OutOfPatience) as final:
            self._failure = self._failure or final
            raise


async def all_of(work: Iterable[Awaitable[T]]) -> list[T]:
    """All results, in order; when some fail, the others are finished first (their answers are kept), then the first failure is raised.

    Cancelling cancels them all.
    """
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return cast("list[T]", results)


def _keep(session: Session, *, run: StartedRun, answers: Sequence[Kept], named: dict[str, str]) -> None:
    """The answers, and what they took on the run and its steps, once. They are kept even when the run should stop: they were paid for."""
    if session.exec(select(Run.id).where(Run.id == run.id)).first() is None:
        raise RunLost
    fresh = queries.keep_answers(session, persona_id=run.persona_id, run_id=run.id, answers=answers)
    taken = [(each.step, _spending(each.usage), each.usage.fallbacks) for each in answers if each.key in fresh]
    if not taken:
        return
    by_step = {step: Spending.of(spent for name, spent, _ in taken if name == step) for step, _, _ in taken}
    spend(session, started=run, by_step=by_step)
    counts = [counting.counts_of_answer(labels=named, step=step, spending=spent, fallbacks=fallbacks) for step, spent, fallbacks in taken]
    counting.add(session, counts=[count for each in counts for count in each])


def _spending(usage: Usage) -> Spending:
    return Spending(
        prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens, calls=usage.calls, cost_usd=usage.cost_usd
    )


def _count_failure(session: Session, *, named: dict[str, str], code: str) -> None:
    counting.add(session, counts=[Count(name=Counted.FAILURES, labels={**named, "code": code}, value=Decimal(1))])
