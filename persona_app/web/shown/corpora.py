"""A collection of film dialogue, as its operator sees it."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from persona_app.movies.schemas import CorpusView
from persona_app.web.shown.quantities import count

ROWS_SHOWN = 8


class ShownCorpus(BaseModel):
    """One collection; `skipped` says what was left out or repaired at its import, a sentence each."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    facts: tuple[str, ...]
    terms: str
    origin: str
    imported_at: str
    skipped: tuple[str, ...]
    skipped_words: str


def shown_corpus(view: CorpusView) -> ShownCorpus:
    """The collection with its counts, its terms, and the report of its import."""
    skipped = tuple(_skipped(view.report.get("troubles", ())))
    facts = (count(view.movie_count, "film"), count(view.character_count, "character"), count(view.line_count, "line"), view.layout)
    return ShownCorpus(
        name=view.name,
        title=view.title or view.name,
        facts=facts,
        terms=view.terms,
        origin=view.origin,
        imported_at=view.imported_at.isoformat(),
        skipped=skipped,
        skipped_words="Left out or repaired" if skipped else "",
    )


def _skipped(troubles: Iterable[Mapping[str, object]]) -> Iterable[str]:
    for trouble in troubles:
        rows, number = trouble.get("rows"), trouble.get("count")
        named = [str(row) for row in rows[:ROWS_SHOWN]] if isinstance(rows, list) else []
        total = number if isinstance(number, int) else 0
        more = ", …" if total > len(named) else ""
        yield f"{total:,} {trouble.get('what')}" + (f" ({', '.join(named)}{more})" if named else "")
