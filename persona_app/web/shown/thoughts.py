"""Thoughts as pages show them: by run, by character."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from persona_app.enrichment.schemas import EnrichmentState, EnrichmentView, Origin, ThoughtView
from persona_app.llm.questions import Transformation
from persona_app.web.shown.characters import film_of
from persona_app.web.shown.quantities import count

TRANSFORMATIONS = {
    Transformation.VERBATIM: "Said so, word for word.",
    Transformation.SHORTENED: "Said so, shortened.",
    Transformation.FRAMED: "Put into the first person; the words are those of the line.",
    Transformation.REWORDED: "Put into other words.",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownThought(_Frozen):
    """One thought; `support` is how many lines it rests on."""

    id: str
    text: str
    support: int
    label: str
    origin: str
    is_hidden: bool


class ShownGroup(_Frozen):
    """What one character thinks, of one run."""

    key: str
    name: str
    film: str
    words: str
    thoughts: tuple[ShownThought, ...]


class ShownReading(_Frozen):
    """One run's thoughts."""

    id: str
    title: str
    at: str
    facts: tuple[str, ...]
    note: str
    groups: tuple[ShownGroup, ...]


class ShownSpeaker(_Frozen):
    """A character to filter by."""

    id: str
    label: str


def shown_thought(view: ThoughtView) -> ShownThought:
    """A thought's line."""
    return ShownThought(
        id=str(view.id),
        text=view.text,
        support=len(view.lines),
        label=f"{count(len(view.lines), 'line')} for “{view.text}”",
        origin="by the offline engine" if view.origin is Origin.OFFLINE else "",
        is_hidden=view.is_hidden,
    )


def shown_reading(enrichment: EnrichmentView, thoughts: Sequence[ThoughtView]) -> ShownReading:
    """A run's thoughts, by character in the order in which they were chosen, each in the order found."""
    places = {each.character_id: place for place, each in enumerate(enrichment.characters)}
    ordered = sorted(thoughts, key=lambda one: (places.get(one.character_id, len(places)), str(one.character_id), one.position))
    groups = tuple(_group(enrichment, list(found)) for _, found in groupby(ordered, key=lambda one: one.character_id))
    return ShownReading(
        id=str(enrichment.id),
        title=f"Run {enrichment.number}",
        at=(enrichment.finished_at or enrichment.created_at).isoformat(),
        facts=(*_counts(thoughts), f"from {count(enrichment.dialogue_count, 'line')}"),
        note=enrichment.note,
        groups=groups,
    )


def _group(enrichment: EnrichmentView, thoughts: Sequence[ThoughtView]) -> ShownGroup:
    first = thoughts[0]
    year = next((each.year for each in enrichment.characters if each.character_id == first.character_id), None)
    return ShownGroup(
        key=f"{enrichment.id}-{first.character_id}",
        name=first.character,
        film=film_of(first.movie, year),
        words=", ".join(_counts(thoughts)),
        thoughts=tuple(shown_thought(one) for one in thoughts),
    )


def _counts(thoughts: Sequence[ThoughtView]) -> tuple[str, ...]:
    hidden = sum(one.is_hidden for one in thoughts)
    return (count(len(thoughts), "thought"), *((f"{hidden} hidden",) if hidden else ()))


def speakers_of(enrichments: Iterable[EnrichmentView]) -> list[ShownSpeaker]:
    """Whom thoughts can be filtered by, with how many each has."""
    who = [each for one in enrichments if one.state is EnrichmentState.DONE for each in one.characters if each.thought_count]
    return [ShownSpeaker(id=str(each.character_id), label=f"{each.name}, {each.movie} ({each.thought_count})") for each in who]


def made_of(view: ThoughtView) -> str:
    """How a thought came of its line, in a sentence."""
    by = " Found by the offline engine, where the model had too few." if view.origin is Origin.OFFLINE else ""
    return TRANSFORMATIONS[view.transformation] + by
