"""What publishing would mean, told before anything happens."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.personas.errors import NoVersionYet, VersionNotFound
from persona_app.personas.models import PersonaVersion
from persona_app.personas.queries import get_view
from persona_app.personas.schemas import VersionView
from persona_app.publishing import queries
from persona_app.publishing.facing import Sources, build_face, count_quotes
from persona_app.publishing.schemas import Face, Preflight, Visibility

MOST_VERSIONS = 100
FEW_CLAIMS = 5
UNCHANGEABLE = (
    "The version that visitors see: a newer one takes its place only if you publish again and replace it.",
    "Name, headline, tags, gender and age, until you replace the public version.",
    "The rating, downwards; you can raise it at any time.",
    "The address, unless you ask for a new one; then the old one leads there.",
)


def look_before(session: Session, *, actor: Actor, persona_id: UUID, version: int | None = None) -> Preflight:
    """What visitors would see of a version (the newest, if none is named), what is missing, and what cannot be changed afterwards.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NoVersionYet, VersionNotFound: there is nothing to publish.
    """
    actor.require("read")
    persona = get_view(session, actor=actor, persona_id=persona_id)
    if not persona.version_count:
        raise NoVersionYet
    found = get_publishable(session, persona_id=persona_id, number=version or persona.version_count)
    sources = queries.sources_of(session, version=found)
    face = build_face(found, name=persona.name, headline="", sources=sources, shows_quotes=True)
    row = queries.find_row(session, persona_id=persona_id)
    return Preflight(
        persona_id=persona_id,
        version=found.number,
        versions=_versions(session, persona_id=persona_id),
        face=face,
        quote_count=count_quotes(face),
        missing=tuple(_missing(found, face=face, sources=sources, newest=persona.version_count)),
        unchangeable=UNCHANGEABLE,
        is_archived=persona.is_archived,
        is_public=row is not None and row.visibility is not Visibility.PRIVATE,
    )


def get_publishable(session: Session, *, persona_id: UUID, number: int) -> VersionView:
    """The version of this number; whoever calls has checked who asks.

    Raises:
        VersionNotFound: there is none.
    """
    version = queries.find_version(session, persona_id=persona_id, number=number) if 0 < number < 2**31 else None
    if version is None:
        raise VersionNotFound(number)
    return version


def _versions(session: Session, *, persona_id: UUID) -> tuple[int, ...]:
    numbers = select(col(PersonaVersion.number)).where(col(PersonaVersion.persona_id) == persona_id)
    return tuple(session.execute(numbers.order_by(col(PersonaVersion.number).desc()).limit(MOST_VERSIONS)).scalars())


def _missing(version: VersionView, *, face: Face, sources: Sources, newest: int) -> Iterator[str]:
    """What would make the page poorer, or show what the owner may not expect; a sentence each."""
    claims = sum(len(field.claims) for field in face.profile.fields)
    open_ones = sum(each.settled is None for each in version.profile.contradictions)
    hidden = len(sources.thoughts) - len(sources.shown_thoughts)
    if version.number < newest:
        yield f"This is version {version.number}; there is a newer one, version {newest}."
    if version.profile.identity.name is None:
        yield "No source gives the person's name. Visitors see the name that you gave the persona."
    if claims < FEW_CLAIMS:
        yield f"The profile says little: {claims} {'claim' if claims == 1 else 'claims'}. More data would give visitors more to read."
    if not face.content.strip():
        yield "The version has no text beside its profile."
    if open_ones:
        yield f"{open_ones} {'contradiction is' if open_ones == 1 else 'contradictions are'} not settled; visitors read both sides."
    if hidden:
        yield (
            f"{hidden} {'thought that this version rests on is' if hidden == 1 else 'thoughts that this version rests on are'} hidden and"
            " left out, but its text may still speak of them. Build a new version to be sure."
        )
