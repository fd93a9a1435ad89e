"""A publication as a durable run: read the version, let it be rated and described, then write what became of it, all at once."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from json import dumps
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session

from persona_app.building import queries as kept_answers
from persona_app.building.engines import SECONDS_BEYOND_A_CALL
from persona_app.building.execution import Tools, Trade, run_durably
from persona_app.core.config import Settings
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.jobs.errors import CancelRequested, RunLost
from persona_app.jobs.phases import phase
from persona_app.jobs.schemas import StartedRun, StepProgress
from persona_app.jobs.services.running import finish_run, own_run
from persona_app.llm.breaker import DatabaseBreaker
from persona_app.llm.moderation import LONGEST_CALL_SECONDS, Verdict, judge_text
from persona_app.llm.openai_engine import base_url_of
from persona_app.llm.protocol import Engine, Usage
from persona_app.personas.claims import FIELD_TITLES, claim_text, claims_at
from persona_app.personas.profile import Profile
from persona_app.personas.queries import lock_any
from persona_app.publishing import queries
from persona_app.publishing.briefing import Brief, BriefClaim
from persona_app.publishing.describing import describe
from persona_app.publishing.errors import ChangedSinceRated
from persona_app.publishing.facing import build_face, digest_of_face
from persona_app.publishing.schemas import Asked, AttemptState, AttemptView, Description, Face
from persona_app.publishing.services.completing import complete_attempt

MOST_RATINGS = 3
"""Of one run: somebody who renames the persona all the time has to stop."""
JUDGE = "moderation"
"""Under which step a provider's verdict is kept."""


async def run_publication(run_id: UUID, *, settings: Settings, engine: Engine | None = None) -> None:
    """Work on the run until it has ended; see `building.execution.run_durably`."""
    await run_durably(run_id, trade=PUBLISH, settings=settings, engine=engine)


async def _publish(tools: Tools) -> None:
    """Rate and describe it, and once more when it was renamed or its thoughts were changed meanwhile.

    Raises:
        ChangedSinceRated: it was changed each time.
    """
    for _ in range(MOST_RATINGS - 1):
        with suppress(ChangedSinceRated):
            await _rate_and_apply(tools)
            return
    await _rate_and_apply(tools)


async def _rate_and_apply(tools: Tools) -> None:
    """Three phases: load, ask, apply; only the first and the last hold a transaction."""
    run = tools.run
    brief = await phase(load_brief, run=run)

    async def judge(text: str) -> Verdict | None:
        return await _judge_once(text, run=run, settings=tools.settings)

    description = await describe(brief, asker=tools.asker, judge=judge, steps=tools.steps)
    tools.steps.begin("publish", total=1)
    await phase(_apply, run=run, description=description, rated_sha256=brief.face_sha256, steps=tools.steps.known())
    tools.steps.end("publish")


def load_brief(session: Session, *, run: StartedRun) -> Brief:
    """All that visitors would read of the version that the attempt locked.

    Raises:
        RunLost: the attempt, or its persona, is gone.
        CancelRequested: the attempt is over, as when its persona was archived.
    """
    attempt = queries.find_attempt(session, run_id=run.id)
    if attempt is None:
        raise RunLost
    if attempt.state != AttemptState.PENDING.value:
        raise CancelRequested
    asked = Asked.model_validate(attempt.asked)
    version = queries.find_version(session, persona_id=run.persona_id, number=asked.version)
    persona = lock_any(session, persona_id=run.persona_id)
    if version is None:
        raise RunLost
    sources = queries.sources_of(session, version=version)
    face = build_face(version, name=persona.name, headline="", sources=sources, shows_quotes=asked.shows_quotes)
    return brief_of(face, contested=_contested(version.profile))


def brief_of(face: Face, *, contested: frozenset[tuple[str, str]] = frozenset()) -> Brief:
    """What visitors would read; `contested` are the fields and words of claims that contradict each other."""
    claims = [(field.name, claim) for field in face.profile.fields for claim in field.claims]
    quotes = [quote.words for _, claim in claims for quote in claim.quotes]
    return Brief(
        name=face.name,
        face_sha256=digest_of_face(face),
        claims=tuple(
            BriefClaim.model_validate({"field": name, "text": claim.text, "is_contested": (name, claim.text) in contested})
            for name, claim in claims
        ),
        content=face.content,
        thoughts=tuple(each.text for each in face.thoughts),
        quotes=tuple(dict.fromkeys([*quotes, *(each.quote for each in face.thoughts if each.quote)])),
    )


def _contested(profile: Profile) -> frozenset[tuple[str, str]]:
    return frozenset(
        (field.value, claim_text(claim)) for field in FIELD_TITLES for claim in claims_at(profile, field) if claim.is_contested
    )


async def _judge_once(text: str, *, run: StartedRun, settings: Settings) -> Verdict | None:
    """What the provider's moderation says; its verdict is kept like an engine's answer, so that a run that goes on asks nothing twice."""
    key = sha256(dumps([JUDGE, base_url_of(settings), settings.moderation_model, text]).encode()).hexdigest()
    kept = (await phase(kept_answers.find_answers, persona_id=run.persona_id, keys=[key])).get(key)
    if kept is not None:
        try:
            return Verdict.model_validate(kept)
        except ValidationError:
            pass
    verdict = await judge_text(text, settings=settings, breaker=DatabaseBreaker(probe_seconds=LONGEST_CALL_SECONDS + SECONDS_BEYOND_A_CALL))
    if verdict is not None:
        await phase(_keep, run=run, key=key, verdict=verdict)
    return verdict


def _keep(session: Session, *, run: StartedRun, key: str, verdict: Verdict) -> None:
    answer = verdict.model_dump(mode="json")
    kept_answers.keep_answer(session, persona_id=run.persona_id, run_id=run.id, key=key, step=JUDGE, answer=answer, usage=Usage(calls=1))


def _apply(session: Session, *, run: StartedRun, description: Description, rated_sha256: str, steps: Sequence[StepProgress]) -> None:
    """What was found goes to the owner's review, or becomes public, together with the end of the run. The persona is locked first.

    Raises:
        CancelRequested: the attempt was called off meanwhile.
        AppError: it cannot become public any more.
    """
    lock_any(session, persona_id=run.persona_id)
    row = own_run(session, started=run)
    attempt = complete_attempt(session, run_id=run.id, description=description, rated_sha256=rated_sha256)
    if attempt.state is AttemptState.CANCELLED:
        raise CancelRequested
    finish_run(session, run=row, version_number=attempt.version_number, sentence=_sentence(attempt), steps=steps)


def _sentence(attempt: AttemptView) -> str:
    found = f"{len(attempt.draft.tags)} tags, rated {attempt.draft.rating.value}. " if attempt.draft else ""
    if attempt.state is AttemptState.REVIEW:
        return f"{found}Look at it on the Publish tab and confirm it; nothing is public until then."
    return f"{found}Version {attempt.version_number} is {attempt.asked.visibility.value} now."


def _cancelled(session: Session, run: StartedRun) -> None:
    """The attempt ends with its run, by a trigger; nobody failed."""


def _failed(session: Session, run: StartedRun, code: str) -> None:
    detail = {"run_id": str(run.id), "error_code": code}
    record(session, kind=EventKind.PUBLICATION_FAILED, actor_id=None, owner_id=run.owner_id, persona_id=run.persona_id, detail=detail)


PUBLISH = Trade(work=_publish, cancelled=_cancelled, failed=_failed)
"""Lets an engine describe a version, and publishes it or leaves it to its owner."""
