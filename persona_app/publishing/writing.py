"""Writing a publication: the one place where something becomes public.

The row is made private, written whole, given its tags, and only then shown: what follows it (search, caches) sees the last step with
everything in place, and the database refuses any other order.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from persona_app.accounts.queries import get_handle
from persona_app.core.clock import now
from persona_app.events.chaining import states
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.media.services.keeping import find_picture
from persona_app.personas.errors import NoVersionYet, PersonaArchived
from persona_app.personas.models import Persona
from persona_app.personas.schemas import VersionView
from persona_app.publishing import queries
from persona_app.publishing.errors import AlreadyPublic, ChangedSinceRated, NoAddressFree
from persona_app.publishing.facing import build_face, digest_of_face
from persona_app.publishing.models import Publication
from persona_app.publishing.protecting import require_no_sexualised_minor
from persona_app.publishing.schemas import Asked, Description, Rating, TagSource, Visibility, strictest
from persona_app.publishing.slugs import digest_of, make_slug

TRIES = 8
"""Of new addresses; two personas of the same name and headline collide once in two thousand million."""


class Consent(BaseModel):
    """Who agreed that visitors see it, and when."""

    model_config = ConfigDict(frozen=True)

    by: UUID
    at: datetime


def write_publication(
    session: Session,
    *,
    persona: Persona,
    asked: Asked,
    description: Description,
    consent: Consent,
    own_tags: Sequence[str] = (),
) -> None:
    """Make a version public, in place of another if that was asked for. The caller holds the persona locked.

    `own_tags` are those of the description's tags that the owner gave.

    Raises:
        PersonaArchived, AlreadyPublic, NoVersionYet, NoAddressFree, SexualisedMinor: nothing was published.
    """
    if persona.archived_at is not None:
        raise PersonaArchived
    former = queries.find_row(session, persona_id=persona.id)
    is_public = former is not None and former.visibility is not Visibility.PRIVATE
    if former is not None and is_public and not asked.replace:
        raise AlreadyPublic(version=former.version_number)
    was_public = {"version": former.version_number, "visibility": former.visibility.value, "slug": former.slug} if former else {}
    version = queries.find_version(session, persona_id=persona.id, number=asked.version)
    if version is None:
        raise NoVersionYet
    slug = (
        former.slug if former is not None and not asked.new_slug else _new_address(session, persona=persona, headline=description.headline)
    )
    values = _values(session, persona=persona, version=version, asked=asked, description=description)
    _write(session, persona=persona, values=values | {"slug": slug, "consented_at": consent.at, "consented_by": consent.by})
    sources = [(tag.name, tag.confidence, TagSource.OWNER if tag.name in own_tags else TagSource.ENGINE) for tag in description.tags]
    queries.set_tags(session, persona_id=persona.id, tags=sources)
    queries.change(session, persona_id=persona.id, visibility=asked.visibility)
    detail = {"number": version.number, "visibility": asked.visibility.value, "slug": slug, "replaced": is_public}
    now_public = {"version": version.number, "visibility": asked.visibility.value, "slug": slug}
    to = states(was_public, now_public)
    record(session, kind=EventKind.PUBLISHED, actor_id=consent.by, owner_id=persona.owner_id, persona_id=persona.id, detail=detail, **to)


def require_as_rated(session: Session, *, persona: Persona, asked: Asked, rated_sha256: str | None) -> None:
    """Go on only if visitors would read what was rated; an attempt of older times does not say.

    Raises:
        ChangedSinceRated: a rename, or thoughts hidden or shown, came in between.
    """
    version = queries.find_version(session, persona_id=persona.id, number=asked.version)
    if version is None or rated_sha256 is None:
        return
    sources = queries.sources_of(session, version=version)
    face = build_face(version, name=persona.name, headline="", sources=sources, shows_quotes=asked.shows_quotes)
    if digest_of_face(face) != rated_sha256:
        raise ChangedSinceRated


def _new_address(session: Session, *, persona: Persona, headline: str) -> str:
    for _ in range(TRIES):
        slug = make_slug(persona.name, headline)
        if queries.take_address(session, digest=digest_of(slug), persona_id=persona.id):
            return slug
    raise NoAddressFree


def _values(session: Session, *, persona: Persona, version: VersionView, asked: Asked, description: Description) -> dict[str, Any]:
    sources = queries.sources_of(session, version=version)
    face = build_face(version, name=persona.name, headline=description.headline, sources=sources, shows_quotes=asked.shows_quotes)
    picture = find_picture(session, persona_id=persona.id)
    rating = strictest(description.rating, *([Rating(picture.rating.value)] if picture else []))
    require_no_sexualised_minor(rating=rating, age_bucket=description.age_bucket)
    return {
        "owner_id": persona.owner_id,
        "creator": get_handle(session, account_id=persona.owner_id),
        "version_id": version.id,
        "version_number": version.number,
        "public_name": persona.name,
        "headline": description.headline,
        "age": description.age,
        "age_bucket": description.age_bucket,
        "gender": description.gender,
        "rating": rating,
        "text_rating": description.rating,
        "rating_passage": description.rating_passage,
        "shows_quotes": asked.shows_quotes,
        "source": persona.source,
        "face": face.model_dump(mode="json"),
        "picture_sha256": picture.sha256 if picture else None,
        "parent_persona_id": persona.parent_id,
        "published_at": now(),
        "changed_at": now(),
        "withdrawn_at": None,
    }


def _write(session: Session, *, persona: Persona, values: dict[str, Any]) -> None:
    """Write everything while the row is private: in one statement, since its update would otherwise change what is public."""
    queries.change(session, persona_id=persona.id, visibility=Visibility.PRIVATE)
    row = {"persona_id": persona.id, "visibility": Visibility.PRIVATE, **values}
    written = insert(Publication).values(**row)
    session.execute(written.on_conflict_do_update(index_elements=["persona_id"], set_=values))
