"""Lines of film dialogue in their scenes, read for the evidence panel."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.enrichment.schemas import ThoughtLineView
from persona_app.enrichment.services.quoting import find_kept_line
from persona_app.movies.errors import LineNotFound
from persona_app.movies.services.finding import get_scene
from persona_app.personas.profile import LineCitation
from persona_app.web.shown.scenes import ShownScene, bare_scene, kept_scene, shown_scene

AROUND = 4
"""Lines of the film shown before a line, and after it."""


def read_scene(session: Session, *, line: ThoughtLineView) -> ShownScene:
    """A thought's line in its scene; the kept copy when the corpus is gone."""
    try:
        scene = get_scene(session, line_id=line.line_id, around=AROUND)
    except LineNotFound:
        return kept_scene(line)
    return shown_scene(scene, start=line.start, end=line.end, quote=line.quote)


def read_cited_scene(session: Session, *, actor: Actor, persona_id: UUID, citation: LineCitation) -> ShownScene:
    """A cited line in its scene; the copy that a thought keeps when the corpus is gone, and at least the quote."""
    place = {"start": citation.start, "end": citation.end, "quote": citation.quote}
    try:
        scene = get_scene(session, line_id=citation.line_id, around=AROUND)
    except LineNotFound:
        kept = find_kept_line(session, actor=actor, persona_id=persona_id, line_id=citation.line_id)
        return kept_scene(kept.model_copy(update=place)) if kept else bare_scene(str(citation.line_id), citation.quote)
    return shown_scene(scene, start=citation.start, end=citation.end, quote=citation.quote)
