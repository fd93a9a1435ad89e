"""Reading data: every new datum is cut into chunks, each cleaned and searched for claims, each claim checked against the text.

All chunks of all new data go on at the same time, as far as the engine allows; of the texts only a few are in memory at once.
Rules, unlike a model, find nothing in a text that names nobody (`She likes chess.`): it is read again as being about whom the data before
it name, once these are read and kept, so that the same data give the same claims however fast each of them was.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from persona_app.building import chunking, cleaning, prompts, queries
from persona_app.building.asking import Asker, all_of
from persona_app.building.queries import DatumRead, Plan, Unread
from persona_app.building.schemas import Chunk, Datum, Piece, Verified, VerifiedClaim
from persona_app.building.verifying import verify
from persona_app.core.batching import Batched
from persona_app.jobs.errors import RunLost
from persona_app.jobs.phases import phase
from persona_app.jobs.progress import Steps
from persona_app.jobs.schemas import StartedRun
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.injection import find_passages
from persona_app.llm.questions import ClaimField

MOST_SPLITS = 4
_LISTED_AT_ONCE = 50
_TEXTS_AT_ONCE, _KEPT_AT_ONCE = 8, 50


class DataReader:
    """Reads the data of one run."""

    def __init__(self, *, run: StartedRun, asker: Asker, steps: Steps, reader: str, subject: str, texts_at_once: int) -> None:
        self._run = run
        self._asker = asker
        self._steps = steps
        self._reader = reader
        self._subject = subject
        self._is_by_rules = asker.engine.is_extractive and not subject
        self._named, self._looked_through = "", 0
        self._texts_at_once = texts_at_once
        self._chunk_chars = asker.engine.chunk_chars
        self._texts = Batched(self._find_texts, most=_TEXTS_AT_ONCE, may_skip=True)
        self._readings = Batched(self._keep, most=_KEPT_AT_ONCE)

    async def read_all(self) -> Plan:
        """Read what this reader has not read yet, and say what there was.

        Raises:
            EngineError, OutOfPatience: the engine failed; what was read before is kept.
            RunLost: the persona is gone.
        """
        plan = await phase(queries.plan_reading, persona_id=self._run.persona_id, reader=self._reader, chunk_chars=self._chunk_chars)
        self._begin(plan)
        work: set[asyncio.Task[None]] = set()
        before: asyncio.Task[None] | None = None
        try:
            async for datum in self._unread(plan):
                if len(work) >= self._texts_at_once:
                    done, work = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
                    await all_of(done)
                before = asyncio.create_task(self._read(datum, before))
                work.add(before)
            await all_of(work)
        except asyncio.CancelledError:
            for task in work:
                task.cancel()
            raise
        except Exception:
            await asyncio.gather(*work, return_exceptions=True)
            raise
        for name in ("clean", "extract", "verify"):
            self._steps.end(name)
        return plan

    def _begin(self, plan: Plan) -> None:
        note = f"{plan.read_before} read before" if plan.read_before else ""
        self._steps.begin("clean", total=plan.chunks, note=note)
        self._steps.begin("extract", total=plan.chunks)
        self._steps.begin("verify", total=plan.unread)

    async def _unread(self, plan: Plan) -> AsyncIterator[Unread]:
        after = 0
        while True:
            data = await phase(
                queries.next_unread,
                persona_id=self._run.persona_id,
                reader=self._reader,
                after=after,
                last=plan.last,
                limit=_LISTED_AT_ONCE,
            )
            for datum in data:
                yield datum
            if len(data) < _LISTED_AT_ONCE:
                return
            after = data[-1].number

    async def _read(self, datum: Unread, before: asyncio.Task[None] | None) -> None:
        """One datum: load, ask, keep; the last in one transaction. For rules it is done when those before it are, too."""
        text = await self._texts.do(datum.id)
        if text is None:
            raise RunLost
        chunks = await asyncio.to_thread(chunking.cut, text, limit=self._chunk_chars)
        read = Datum(text=text, withheld=await asyncio.to_thread(find_passages, text))
        self._correct_estimate(datum, chunks=len(chunks))
        cleanings = [asyncio.create_task(self._clean(read, chunk)) for chunk in chunks]
        found = await all_of(self._extract(read, cleanings[: position + 1]) for position in range(len(chunks)))
        if self._is_by_rules and not _tells(found) and not await _first_subject(cleanings):
            found = await self._read_again(read, cleanings, name=await self._name_before(datum, before)) or found
        claims = tuple(claim for verified in found for claim in verified.claims)
        dropped = sum(verified.dropped for verified in found)
        await self._readings.do(DatumRead(datum=datum, chunks=len(chunks), claims=claims, dropped=dropped, withheld=len(read.withheld)))
        self._steps.advance("verify")
        if self._is_by_rules and before is not None:
            await before

    async def _name_before(self, datum: Unread, before: asyncio.Task[None] | None) -> str:
        """Whom the data before this one name, the oldest first; empty when none does."""
        if before is not None:
            await before
        if not self._named:  # asked in order of creation, so that what was looked through needs no second look
            first_name = queries.first_name
            numbers = range(self._looked_through, datum.number)
            self._named = await phase(first_name, persona_id=self._run.persona_id, reader=self._reader, numbers=numbers)
            self._looked_through = datum.number
        return self._named

    async def _find_texts(self, data_ids: Sequence[UUID]) -> Sequence[str | None]:
        found = await phase(queries.find_texts, data_ids=data_ids)
        return [found.get(each) for each in data_ids]

    async def _keep(self, readings: Sequence[DatumRead]) -> Sequence[None]:
        await phase(queries.keep_readings, persona_id=self._run.persona_id, reader=self._reader, readings=readings)
        return [None] * len(readings)

    def _correct_estimate(self, datum: Unread, *, chunks: int) -> None:
        estimate = max(1, -(-datum.chars // self._chunk_chars))
        for name in ("clean", "extract"):
            self._steps.grow(name, by=chunks - estimate)

    async def _clean(self, datum: Datum, chunk: Chunk) -> tuple[Piece, ...]:
        pieces = await self._cleaned(datum, chunk, splits_left=MOST_SPLITS)
        self._steps.advance("clean")
        return pieces

    async def _cleaned(self, datum: Datum, chunk: Chunk, *, splits_left: int) -> tuple[Piece, ...]:
        shown = cleaning.shown(datum.text, chunk, datum.withheld)
        if not shown.strip():
            return ()
        try:
            answer = await self._asker.ask(prompts.clean(shown))
        except EngineContextTooLong:
            halves = chunking.halve(datum.text, chunk)
            if not splits_left or len(halves) < 2:
                raise
            pieces = await all_of(self._cleaned(datum, half, splits_left=splits_left - 1) for half in halves)
            return tuple(piece for each in pieces for piece in each)
        kept = cleaning.without(datum.text, cleaning.kept(datum.text, chunk, answer.drop), datum.withheld)
        return (Piece(chunk=chunk, kept=kept, subject=answer.subject.strip()),)

    async def _extract(self, datum: Datum, cleanings: Sequence["asyncio.Task[tuple[Piece, ...]]"]) -> Verified:
        """What the last of these chunks says; those before it tell whom the datum is about."""
        pieces = await cleanings[-1]
        subject = self._subject or await _first_subject(cleanings)
        found = await all_of(self._extracted(datum, piece, subject=subject, splits_left=MOST_SPLITS) for piece in pieces)
        self._steps.advance("extract")
        return _together(found)

    async def _read_again(self, datum: Datum, cleanings: Sequence["asyncio.Task[tuple[Piece, ...]]"], *, name: str) -> list[Verified]:
        """What a datum that names nobody says about this person; nothing when there is none."""
        pieces = [piece for cleaned in cleanings for piece in await cleaned] if name else []
        return await all_of(self._extracted(datum, piece, subject=name, splits_left=MOST_SPLITS) for piece in pieces)

    async def _extracted(self, datum: Datum, piece: Piece, *, subject: str, splits_left: int) -> Verified:
        if not piece.kept:
            return Verified(claims=(), dropped=0)
        try:
            answer = await self._asker.ask(prompts.extract(piece.text(datum.text), subject=subject))
        except EngineContextTooLong:
            halves = _halves(datum.text, piece)
            if not splits_left or len(halves) < 2:
                raise
            found = await all_of(self._extracted(datum, half, subject=subject, splits_left=splits_left - 1) for half in halves)
            return _together(found)
        return await asyncio.to_thread(verify, datum.text, piece.chunk, answer.claims, withheld=datum.withheld)


async def _first_subject(cleanings: Sequence["asyncio.Task[tuple[Piece, ...]]"]) -> str:
    """The first name that these cleanings tell; the same however fast each of them is."""
    for cleaned in cleanings:
        for piece in await cleaned:
            if piece.subject:
                return piece.subject
    return ""


def _tells(found: Sequence[Verified]) -> bool:
    """Says anything beside which pronouns it uses."""
    return any(claim.field not in (ClaimField.GENDER, ClaimField.PRONOUNS) for each in found for claim in each.claims)


def _halves(text: str, piece: Piece) -> tuple[Piece, ...]:
    return tuple(Piece(chunk=half, kept=_clipped(piece.kept, half), subject=piece.subject) for half in chunking.halve(text, piece.chunk))


def _clipped(stretches: Sequence[Chunk], within: Chunk) -> tuple[Chunk, ...]:
    clipped = (Chunk(start=max(each.start, within.start), end=min(each.end, within.end)) for each in stretches)
    return tuple(each for each in clipped if each.end > each.start)


def _together(found: Sequence[Verified]) -> Verified:
    claims: list[VerifiedClaim] = [claim for each in found for claim in each.claims]
    return Verified(claims=tuple(claims), dropped=sum(each.dropped for each in found))
