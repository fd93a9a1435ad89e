"""The version on screen: its profile, its contradictions with the quotes of both sides, its content."""

from typing import Literal
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import NotFound
from persona_app.core.markdown import to_html
from persona_app.personas.profile import Claim
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.reading import get_excerpt
from persona_app.personas.services.versioning import find_latest_version, get_version
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.evidence import ShownContradiction, ShownQuote, line_quote, shown_contradiction, shown_quote
from persona_app.web.shown.profiles import ShownProfile, shown_profile
from persona_app.web.shown.versions import NO_VERSION, ShownVersion, shown_version
from persona_app.web.states.scenes import read_cited_scene

QUOTES_MOST = 12
SIDE_QUOTES = 2
SIDE_AROUND = 90
Status = Literal["loading", "here", "none", "missing"]


class ShownVersionState(rx.State):
    """One version whole; `status` is `none` before the first build."""

    persona_id_of_version: str = ""
    status: Status = "loading"
    version: ShownVersion = NO_VERSION
    profile: ShownProfile = ShownProfile()
    open_contradictions: list[ShownContradiction] = []
    settled_contradictions: list[ShownContradiction] = []
    content: str = ""
    content_html: str = ""


async def show_version(state: rx.State, persona_id: UUID, *, number: int | None = None) -> None:
    """Put a version on screen, the newest without a number; nothing is sent again when it is there already."""
    shown = await state.get_state(ShownVersionState)
    actor = current_actor()
    if shown.persona_id_of_version != str(persona_id):
        shown.status, shown.version, shown.profile = "loading", NO_VERSION, ShownProfile()
        shown.persona_id_of_version = str(persona_id)
    try:
        view, contradictions = await gateway.call(read_version, actor=actor, persona_id=persona_id, number=number)
    except NotFound:
        shown.status, shown.version = "missing", NO_VERSION
        return
    if view is None:
        shown.status, shown.version = "none", NO_VERSION
        return
    shown.status, shown.version = "here", shown_version(view, persona_id=str(persona_id), reader_id=str(actor.account_id))
    shown.profile, shown.content, shown.content_html = shown_profile(view.profile), view.content, to_html(view.content, top_heading=3)
    shown.open_contradictions = [one for one in contradictions if not one.outcome]
    shown.settled_contradictions = [one for one in contradictions if one.outcome]


def read_version(
    session: Session, *, actor: Actor, persona_id: UUID, number: int | None
) -> tuple[VersionView | None, tuple[ShownContradiction, ...]]:
    """A version, and both sides of each of its contradictions with their quotes, in one unit of work.

    Raises:
        NotFound: no such version or persona of this actor.
    """
    if number is None:
        version = find_latest_version(session, actor=actor, persona_id=persona_id)
    else:
        version = get_version(session, actor=actor, persona_id=persona_id, number=number)
    if version is None:
        return None, ()

    def side(claim: Claim) -> tuple[ShownQuote, ...]:
        quotes = read_quotes(session, actor=actor, persona_id=persona_id, claim=claim, most=SIDE_QUOTES, around=SIDE_AROUND)
        lines = [each for each in claim.citations if each.kind == "line"][: SIDE_QUOTES - len(quotes)]
        scenes = (read_cited_scene(session, actor=actor, persona_id=persona_id, citation=each) for each in lines)
        return (*quotes, *(line_quote(scene) for scene in scenes))

    return version, tuple(shown_contradiction(one, left=side(one.left), right=side(one.right)) for one in version.profile.contradictions)


def read_quotes(session: Session, *, actor: Actor, persona_id: UUID, claim: Claim, most: int, around: int) -> tuple[ShownQuote, ...]:
    """The quotes of a claim from texts, in their surroundings, oldest datum first."""
    quotes = []
    for citation in claim.citations[:most]:
        if citation.kind == "data":
            place = {"data_id": citation.data_id, "start": citation.start, "end": citation.end}
            excerpt = get_excerpt(session, actor=actor, persona_id=persona_id, around=around, **place)  # type: ignore[arg-type]
            quotes.append(shown_quote(excerpt, persona_id=str(persona_id), start=citation.start, end=citation.end))
    return tuple(quotes)
