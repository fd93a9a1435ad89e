"""One build: from a persona's data to a new version, in steps that each go on where an earlier attempt stopped."""

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, TypeVar, cast
from uuid import UUID

from sqlmodel import Session

from persona_app.building import assembling, inheriting, prompts, queries, rendering, speaking, wording
from persona_app.building.answers import reader_of
from persona_app.building.asking import Asker, all_of
from persona_app.building.joining import Joiner
from persona_app.building.merging import Merged, merge
from persona_app.building.queries import Found, Plan, ReadTotals, Subject
from persona_app.building.reading import DataReader
from persona_app.building.schemas import FoundValue, Settlement, SpokenThought
from persona_app.core.clock import now
from persona_app.core.plurals import counted
from persona_app.enrichment.schemas import ThoughtDraft
from persona_app.enrichment.services.listing import read_thoughts
from persona_app.enrichment.services.running import save_thoughts
from persona_app.jobs.errors import RunLost
from persona_app.jobs.phases import phase
from persona_app.jobs.progress import Steps
from persona_app.jobs.schemas import StartedRun, StepPlan, StepProgress
from persona_app.jobs.services.running import finish_run, own_run
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.protocol import Engine
from persona_app.llm.questions import AssessQuestion, ClaimField, WriteQuestion
from persona_app.personas.inheriting import Mode, State
from persona_app.personas.profile import BigFive, Profile
from persona_app.personas.queries import lock_any
from persona_app.personas.schemas import NewVersion
from persona_app.personas.services.deciding import list_decisions
from persona_app.personas.services.recalling import read_claim_decisions
from persona_app.personas.services.versioning import BUILT, ENRICHED, append_version

T = TypeVar("T")
U = TypeVar("U")
KIND: Final = "build"
STEPS = (
    StepPlan(name="clean", title="Clean the texts"),
    StepPlan(name="extract", title="Find what they say"),
    StepPlan(name="verify", title="Check every quote"),
    StepPlan(name="merge", title="Join and compare"),
    StepPlan(name="assess", title="Assess the personality"),
    StepPlan(name="write", title="Write the persona"),
    StepPlan(name="save", title="Save the version"),
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that a version is made of."""

    profile: Profile
    content: str
    totals: ReadTotals
    thoughts: tuple[SpokenThought, ...]
    summary: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """The content, how many passages rest on no claim, and what is to be said of it."""

    content: str
    unsupported: int = 0
    note: str = ""


class Build:
    """One attempt at one run."""

    def __init__(
        self, *, run: StartedRun, engine: Engine, asker: Asker, steps: Steps, parallel: int, new: ThoughtDraft | None = None
    ) -> None:
        self._run = run
        self._new = new
        self._engine = engine
        self._asker = asker
        self._steps = steps
        self._parallel = parallel
        self._reader = reader_of(engine, prompts.VERSIONS)
        self._heritage = inheriting.Heritage()
        self._own: tuple[FoundValue, ...] = ()

    async def work(self) -> int:
        """Read, join, assess, write, save; the number of the version.

        Raises:
            EngineError, OutOfPatience: the engine failed.
            RunLost, CancelRequested: somebody else decided otherwise.
        """
        subject = await phase(_get_subject, run=self._run)
        plan = await self._read(subject)
        kept = await phase(read_thoughts, persona_id=self._run.persona_id)
        thoughts = speaking.spoken(kept) + (speaking.spoken_in(self._new) if self._new else ())
        told, found = await self._merge(subject, plan, thoughts)
        merged = await self._with_owners_claims(told)
        name = _name(merged, subject)
        (big_five, unfounded), written = await _both(self._assess(name, merged), self._write(name, merged))
        totals = await phase(queries.read_totals, persona_id=self._run.persona_id, reader=self._reader, last=plan.last)
        profile = assembling.build_profile(told, big_five=big_five if self._heritage.big_five is None else self._heritage.big_five)
        summary = summarise(
            merged, totals, thoughts=len(thoughts), cut=found.cut, unsupported=unfounded + written.unsupported, note=written.note
        )
        return await self._save(Draft(profile=profile, content=written.content, totals=totals, thoughts=thoughts, summary=summary))

    async def _read(self, subject: Subject) -> Plan:
        reader = DataReader(
            run=self._run,
            asker=self._asker,
            steps=self._steps,
            reader=self._reader,
            subject=subject.subject,
            texts_at_once=2 * self._parallel,
        )
        return await reader.read_all()

    async def _merge(self, subject: Subject, plan: Plan, thoughts: Sequence[SpokenThought]) -> tuple[Merged, Found]:
        """What the data say, what the thoughts say, and what a parent said, as one."""
        self._steps.begin("merge", total=1)
        found = await phase(queries.find_values, persona_id=self._run.persona_id, reader=self._reader, last=plan.last)
        spoken = await speaking.find_values(thoughts, asker=self._asker)
        self._heritage, self._own = await phase(inheriting.read_heritage, persona_id=self._run.persona_id), (*found.values, *spoken)
        values = speaking.together(self._heritage.mixed(self._own))
        settlements = await phase(_settlements, run=self._run)
        answers = await Joiner(run=self._run, asker=self._asker, steps=self._steps, subject=subject.subject).join(values)
        merged = await asyncio.to_thread(merge, values, answers, settlements)
        self._steps.end("merge", note=f"{found.cut} rare values left out" if found.cut else "")
        return self._heritage.settled(merged), found

    async def _with_owners_claims(self, told: Merged) -> Merged:
        """What is assessed and written about; the version itself gets the owner's claims as they are when it is saved."""
        decisions = await phase(read_claim_decisions, persona_id=self._run.persona_id)
        return assembling.with_decisions(told, decisions) if decisions else told

    async def _assess(self, name: str, merged: Merged) -> tuple[BigFive, int]:
        """The five factors, from fewer claims when all are too long a question."""
        self._steps.begin("assess", total=1)
        if self._heritage.big_five is not None:
            self._steps.end("assess", note="as the parent has it")
            return BigFive(), 0
        for most in (assembling.MOST_ASSESSED, 50, 15, 5, 1):
            claims = assembling.telling(merged, most=most, budget=self._engine.chunk_chars)
            if not len(claims):
                break
            with suppress(EngineContextTooLong):
                answer = await self._asker.ask(prompts.assess(AssessQuestion(name=name, claims=claims.asked())))
                self._steps.end("assess")
                return assembling.big_five(answer, claims)
        self._steps.end("assess", note="nothing to go by")
        return BigFive(), 0

    async def _write(self, name: str, merged: Merged) -> Written:
        """The content as it stands to a parent's: nothing of one's own, what goes on after it, or all of it."""
        if self._heritage.content_mode is Mode.INHERITED:
            self._steps.begin("write", total=1)
            self._steps.end("write", note="as the parent has it")
            return Written(content=self._heritage.content(""))
        own = self._heritage.own_claims(merged) if self._heritage.content_mode is Mode.APPENDED else merged
        written = await self._write_own(name, own)
        return replace(written, content=self._heritage.content(written.content if own.count or own is merged else ""))

    async def _write_own(self, name: str, merged: Merged) -> Written:
        """The content, from fewer claims when all are too long a question; the claims as lists when nothing written rests on a claim."""
        self._steps.begin("write", total=1)
        written = Written(content="")
        for most in (assembling.MOST_WRITTEN_PER_FIELD, 10, 3, 1):
            claims = assembling.written(merged, most_per_field=most, budget=self._engine.chunk_chars)
            if not len(claims):
                break
            with suppress(EngineContextTooLong):
                written = await self._written(name, claims, words=wording.evidence(merged))
                break
        self._steps.end("write", note=written.note)
        return written if written.content else replace(written, content=rendering.render_plainly(name, merged))

    async def _written(self, name: str, claims: assembling.Numbered, *, words: str) -> Written:
        """Asked again once, with the language named, when the content comes in another than the texts'; then taken as it is."""
        question = WriteQuestion(name=name, claims=claims.asked())
        content, dropped = rendering.render(name, await self._asker.ask(prompts.write(question)), claims)
        if self._engine.is_extractive or not (astray := await asyncio.to_thread(wording.strayed, content, words=words)):
            return Written(content=content, unsupported=dropped)
        again = prompts.write(question, language=astray[0])
        content, dropped = rendering.render(name, await self._asker.ask(again), claims)
        astray = await asyncio.to_thread(wording.strayed, content, words=words)
        note = f"written in “{astray[1]}” although the texts are in “{astray[0]}”" if astray else ""
        return Written(content=content, unsupported=dropped, note=note)

    async def _save(self, draft: Draft) -> int:
        self._steps.begin("save", total=1)
        hidden = await asyncio.to_thread(self._heritage.hidden, self._own)
        number = await phase(
            _save,
            run=self._run,
            engine=self._engine,
            draft=draft,
            new=self._new,
            heritage=self._heritage,
            hidden=hidden,
            steps=self._steps.known(),
        )
        self._steps.end("save")
        return number


async def _both(one: Awaitable[T], other: Awaitable[U]) -> tuple[T, U]:
    """Both results; when one fails, the other is finished first."""
    results = await all_of((one, other))
    return cast("T", results[0]), cast("U", results[1])


def summarise(merged: Merged, totals: ReadTotals, *, thoughts: int = 0, cut: int, unsupported: int, note: str = "") -> str:
    """What a version holds, in a sentence."""
    texts = _said_sources(len(totals.data_ids), thoughts)
    if not merged.count:
        missing = [""] + [_said_dropped(totals.dropped_quotes)] * bool(totals.dropped_quotes) + _said_withheld(totals.withheld)
        return f"Built from {texts}: nothing that could be quoted is said about a person there{'; '.join(missing)}."
    open_ones = sum(each.settled is None for each in merged.contradictions)
    parts = [counted(merged.count, "claim")]
    parts += [counted(open_ones, "contradiction")] if open_ones else []
    parts += [_said_dropped(totals.dropped_quotes)] if totals.dropped_quotes else []
    parts += _said_withheld(totals.withheld)
    parts += [f"{counted(unsupported, 'unsupported passage')} left out"] if unsupported else []
    parts += [f"{counted(cut, 'rare value')} left out"] if cut else []
    parts += [note] if note else []
    return f"Built from {texts}: {', '.join(parts)}."


def _said_sources(texts: int, thoughts: int) -> str:
    said = [counted(texts, "text")] * bool(texts or not thoughts) + [counted(thoughts, "thought")] * bool(thoughts)
    return " and ".join(said)


def _said_dropped(count: int) -> str:
    return f"{counted(count, 'quote')} not found"


def _said_withheld(count: int) -> list[str]:
    return [f"{counted(count, 'passage')} addressed to a model left out"] if count else []


def _name(merged: Merged, subject: Subject) -> str:
    """What to call the person: the name that was found, unless the owner gave one; the persona's name when none was found."""
    if not subject.is_name_provisional:
        return subject.name
    found = profile_name(merged)
    return found or subject.name


def profile_name(merged: Merged) -> str:
    """The name that the texts give; empty when they give none."""
    names = merged.claims.get(ClaimField.NAME, ())
    return names[0].value if names else ""


def _get_subject(session: Session, *, run: StartedRun) -> Subject:
    subject = queries.find_subject(session, persona_id=run.persona_id)
    if subject is None:
        raise RunLost
    return subject


def _settlements(session: Session, *, run: StartedRun) -> tuple[Settlement, ...]:
    decisions = list_decisions(session, persona_id=run.persona_id)
    return tuple(
        Settlement(decision_id=each.id, left_id=each.left_claim_id, right_id=each.right_claim_id, choice=each.choice) for each in decisions
    )


def _thought_ids(session: Session, *, run: StartedRun, draft: Draft) -> tuple[UUID, ...]:
    """Which thoughts the version was computed from: those that were there, and those of this run."""
    there = tuple(each.id for each in draft.thoughts if each.id is not None)
    return there + tuple(each.id for each in read_thoughts(session, persona_id=run.persona_id) if each.run_id == run.id)


def _save(
    session: Session,
    *,
    run: StartedRun,
    engine: Engine,
    draft: Draft,
    new: ThoughtDraft | None,
    heritage: inheriting.Heritage,
    hidden: State,
    steps: Sequence[StepProgress],
) -> int:
    """The version, new thoughts and the end of the run, together. The persona is locked first, as by everyone who locks both."""
    lock_any(session, persona_id=run.persona_id)
    row = own_run(session, started=run)
    if new is not None:
        save_thoughts(session, draft=new)
    state = State(profile=draft.profile, content=draft.content)
    state = inheriting.save_heritage(session, persona_id=run.persona_id, heritage=heritage, state=state, hidden=hidden)
    version = NewVersion(
        profile=state.profile,
        content=state.content,
        author_id=run.requested_by,
        data_ids=draft.totals.data_ids,
        thought_ids=_thought_ids(session, run=run, draft=draft),
        engine=engine.name,
        model=engine.model,
        is_extractive=engine.is_extractive,
        prompt_version=prompts.composed_version(),
        summary=draft.summary,
        origin=BUILT if new is None else ENRICHED,
        run_id=run.id,
        prompt_tokens=row.prompt_tokens,
        completion_tokens=row.completion_tokens,
        cost_usd=row.cost_usd,
        duration_ms=max(0, round((now() - run.started_at).total_seconds() * 1000)),
        dropped_quotes=draft.totals.dropped_quotes,
    )
    number = append_version(session, persona_id=run.persona_id, new=version)
    finish_run(session, run=row, version_number=number, sentence=draft.summary, steps=steps)
    return number
