"""Asking which found values say the same and which contradict: only fields whose values changed since they were asked about.

What an engine says about a field is kept under that field's values, without the numbers of the question it came in.
"""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlmodel import Session

from persona_app.building import prompts, queries
from persona_app.building.asking import Asker, all_of
from persona_app.building.schemas import Clash, FieldMerge, FoundValue, Join, Ref
from persona_app.jobs.phases import phase
from persona_app.jobs.progress import Steps
from persona_app.jobs.schemas import StartedRun
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.protocol import Usage
from persona_app.llm.questions import ClaimField, FieldValues, MergeQuestion, Merging, NumberedValue

Batch = Sequence[FoundValue]
_OVERHEAD = 24


class Joiner:
    """Asks about the values of one run."""

    def __init__(self, *, run: StartedRun, asker: Asker, steps: Steps, subject: str) -> None:
        self._run = run
        self._asker = asker
        self._steps = steps
        self._subject = subject

    async def join(self, values: Sequence[FoundValue]) -> tuple[FieldMerge, ...]:
        """What the engine says about the values; fields with a single value are not asked about.

        Raises:
            EngineError, OutOfPatience: the engine failed; what it said so far is kept.
        """
        fields = {self._key(group): group for group in _fields(values) if len(group) > 1}
        kept = await phase(queries.find_answers, persona_id=self._run.persona_id, keys=list(fields))
        known = {key: FieldMerge.model_validate(answer) for key, answer in kept.items()}
        changed = {key: group for key, group in fields.items() if key not in known}
        batches = list(_packed(changed.values(), limit=self._asker.engine.chunk_chars))
        self._steps.grow("merge", by=len(batches))
        told = [merge for merges in await all_of(self._ask(batch) for batch in batches) for merge in merges]
        fresh = {key: _of_field(group[0].field, told) for key, group in changed.items()}
        await phase(_keep_fields, run=self._run, merges=fresh)
        return tuple({**known, **fresh}[key] for key in fields)

    async def _ask(self, batch: Batch) -> list[FieldMerge]:
        answers = await self._asked(batch)
        self._steps.advance("merge")
        return answers

    async def _asked(self, batch: Batch) -> list[FieldMerge]:
        """One question; two when it is too long for the engine. Two values are never too long, or stay as they are."""
        numbered = dict(enumerate(batch, start=1))
        try:
            answer = await self._asker.ask(prompts.merge(self._question(numbered)))
        except EngineContextTooLong:
            if len(batch) < 4:
                return []
            middle = len(batch) // 2
            halves = await all_of(self._asked(half) for half in (batch[:middle], batch[middle:]))
            return [merge for half in halves for merge in half]
        return [translated(answer, numbered)]

    def _question(self, numbered: dict[int, FoundValue]) -> MergeQuestion:
        fields = [
            FieldValues(field=field, values=[NumberedValue(id=number, text=_text(value)) for number, value in group])
            for field, group in groupby(numbered.items(), key=lambda each: each[1].field)
        ]
        return MergeQuestion(subject=self._subject, fields=fields)

    def _key(self, group: Batch) -> str:
        """Under which one field's answer is kept: everything it depends on but the values of other fields."""
        engine = self._asker.engine
        parts = [engine.name, engine.model, "merge field", prompts.VERSIONS["merge"], self._subject, group[0].field.value]
        return sha256(json.dumps([*parts, sorted((value.key, _text(value)) for value in group)]).encode()).hexdigest()


def translated(answer: Merging, numbered: dict[int, FoundValue]) -> FieldMerge:
    """The answer in terms of fields and keys; numbers that were not asked about and joins across fields mean nothing."""
    joins = []
    for same in answer.same:
        members = [numbered[number] for number in dict.fromkeys(same.ids) if number in numbered]
        if len(members) > 1 and len({member.field for member in members}) == 1:
            best = numbered.get(same.best, members[0])
            joins.append(Join(field=members[0].field, keys=tuple(member.key for member in members), best=best.key))
    clashes = [
        Clash(left=_ref(numbered[each.left]), right=_ref(numbered[each.right]), why=" ".join(each.why.split()))
        for each in answer.contradictions
        if each.left in numbered and each.right in numbered and each.left != each.right
    ]
    return FieldMerge(joins=tuple(joins), clashes=tuple(clashes))


def _fields(values: Sequence[FoundValue]) -> list[list[FoundValue]]:
    """The values of each field, in an order that depends on nothing but them."""
    ordered = sorted(values, key=lambda each: (list(ClaimField).index(each.field), each.first, each.key))
    return [list(group) for _, group in groupby(ordered, key=lambda each: each.field)]


def _packed(groups: Iterable[Batch], *, limit: int) -> Iterable[Batch]:
    """As many fields in one question as fit; a field that alone is too long is cut, and values in different parts stay apart."""
    batch: list[FoundValue] = []
    used = 0
    for group in groups:
        size = sum(len(_text(value)) + _OVERHEAD for value in group)
        if batch and used + size > limit:
            yield batch
            batch, used = [], 0
        for value in group:
            if batch and used + len(_text(value)) + _OVERHEAD > limit:
                yield batch
                batch, used = [], 0
            batch.append(value)
            used += len(_text(value)) + _OVERHEAD
    if batch:
        yield batch


def _of_field(field: ClaimField, merges: Iterable[FieldMerge]) -> FieldMerge:
    """What was said about one field; a clash of two fields belongs to both."""
    told = tuple(merges)
    return FieldMerge(
        joins=tuple(join for merge in told for join in merge.joins if join.field is field),
        clashes=tuple(clash for merge in told for clash in merge.clashes if field in {clash.left.field, clash.right.field}),
    )


def _text(value: FoundValue) -> str:
    return f"{value.value} ({value.who})" if value.who else value.value


def _ref(value: FoundValue) -> Ref:
    return Ref(field=value.field, key=value.key)


def _keep_fields(session: Session, *, run: StartedRun, merges: dict[str, FieldMerge]) -> None:
    for key, merge in merges.items():
        answer: dict[str, Any] = merge.model_dump(mode="json")
        queries.keep_answer(session, persona_id=run.persona_id, run_id=run.id, key=key, step="merge field", answer=answer, usage=Usage())
