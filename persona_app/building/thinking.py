"""What an enrichment's run does before it builds: choose the lines, and find the thoughts."""

from typing import Final

from persona_app.building import pipeline
from persona_app.building.asking import Asker
from persona_app.core.plurals import counted
from persona_app.enrichment import thinking
from persona_app.enrichment.schemas import ThoughtDraft
from persona_app.enrichment.services.running import load_brief
from persona_app.jobs.phases import phase
from persona_app.jobs.progress import Steps
from persona_app.jobs.schemas import StartedRun
from persona_app.llm.factory import make_offline_engine

ENRICH: Final = thinking.KIND
STEPS = (*thinking.STEPS, *pipeline.STEPS)
"""All steps of an enrichment, those of the build last."""


async def think_first(run: StartedRun, *, asker: Asker, steps: Steps) -> ThoughtDraft:
    """The thoughts of this run, not saved yet.

    Raises:
        EngineError, OutOfPatience: the engine failed; what it answered is kept.
        EnrichmentNotFound: it was given up.
    """
    steps.begin("sample", total=1)
    brief = await phase(load_brief, run_id=run.id)
    steps.end("sample", note=f"{counted(len(brief.dialogues), 'line')} of {counted(len(brief.characters), 'character')}")
    return await thinking.think(brief, asker=asker, offline=make_offline_engine(), steps=steps)
